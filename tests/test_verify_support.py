"""A sentence passes with quotes that hold its words and facts, and fails where one fact is not there."""

import pytest
from core_samples import check_sentence

from qa.verify import SUPPORT_THRESHOLD

TALKS = (
    "Dong Jun met Pete Hegseth in Kuala Lumpur on Friday. “We seek no conflict,” Hegseth said. "
    "Dong warned that Taiwan was not a subject for others. The talks lasted 45 minutes."
)
STORM = "Twelve people were hurt in a storm in Lisbon. The mayor, Ana Reis, closed 30 schools."


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Dong Jun met Pete Hegseth in Kuala Lumpur on Friday.", id="word by word"),
        pytest.param("Pete Hegseth met Dong Jun in Kuala Lumpur.", id="in another order"),
        pytest.param("Hegseth and Dong met in Kuala Lumpur on 31 October 2025.", id="the day resolved"),
        pytest.param("Hegseth said “we seek no conflict”.".replace("we", "We"), id="a quotation"),
        pytest.param("The talks between Hegseth and Dong in Kuala Lumpur lasted 45 minutes.", id="of two sentences"),
        pytest.param("Dong warned that Taiwan was not a subject for others.", id="a negation"),
    ],
)
def test_what_the_article_says_is_supported(sentence: str) -> None:
    check = check_sentence(sentence, TALKS)
    assert check.supported, check.missing
    assert check.missing == ()
    assert SUPPORT_THRESHOLD <= check.support <= 1.0


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        pytest.param("The talks lasted 54 minutes.", "54", id="a made-up number"),
        pytest.param(
            "Dong Jun met Pete Hegseth in Kuala Lumpur on 30 October 2025.", "30 October 2025", id="another day"
        ),
        pytest.param("Dong Jun met Marco Rubio in Kuala Lumpur on Friday.", "Marco Rubio", id="another person"),
        pytest.param("Rubio met Pete Hegseth in Kuala Lumpur on Friday.", "Rubio", id="another person first"),
        pytest.param("“We seek no quarrel,” Hegseth said.", "We seek no quarrel", id="other words quoted"),
        pytest.param("“We seek no conflict,” Dong said.", "speaker", id="a quote of another speaker"),
        pytest.param("Dong warned that Taiwan was a subject for others.", "not", id="a negation lost"),
        pytest.param("Dong Jun did not meet Pete Hegseth in Kuala Lumpur.", "not", id="a negation made up"),
    ],
)
def test_what_the_article_does_not_say_is_not_supported(sentence: str, missing: str) -> None:
    check = check_sentence(sentence, TALKS)
    assert not check.supported
    assert missing in check.missing


def test_other_words_than_the_articles_are_not_supported() -> None:
    check = check_sentence("The envoys quarrelled loudly over tariffs and fisheries.", TALKS)
    assert not check.supported
    assert check.support < SUPPORT_THRESHOLD


def test_quotes_are_offsets_into_the_article_and_whole_sentences() -> None:
    check = check_sentence("The talks lasted 45 minutes.", TALKS)
    assert [TALKS[quote.start : quote.end] for quote in check.quotes] == ["The talks lasted 45 minutes."]


def test_sentences_next_to_each_other_are_one_quote_and_others_two() -> None:
    near = check_sentence("Twelve people were hurt in Lisbon and Ana Reis closed 30 schools.", STORM)
    assert [STORM[quote.start : quote.end] for quote in near.quotes] == [STORM]
    far = check_sentence("Dong Jun met Pete Hegseth in Kuala Lumpur and the talks lasted 45 minutes.", TALKS)
    assert len(far.quotes) == 2


def test_a_wrong_number_of_a_passage_is_repaired() -> None:
    check = check_sentence("Twelve people were hurt in a storm in Lisbon.", TALKS, STORM, cited=1)
    assert check.supported
    assert {quote.evidence.n for quote in check.quotes} == {2}


@pytest.mark.parametrize("cited", [None, 7], ids=["none", "one that there is not"])
def test_a_sentence_without_a_passage_is_given_its_own(cited: int | None) -> None:
    check = check_sentence("Twelve people were hurt in a storm in Lisbon.", TALKS, STORM, cited=cited)
    assert {quote.evidence.n for quote in check.quotes} == {2}


def test_the_cited_passage_comes_first_where_several_hold_the_sentence() -> None:
    for cited in (1, 2):
        check = check_sentence("Twelve people were hurt in a storm in Lisbon.", STORM, STORM + " Rain.", cited=cited)
        assert {quote.evidence.n for quote in check.quotes} == {cited}


def test_facts_of_two_articles_do_not_make_one_sentence() -> None:
    assert not check_sentence("Dong Jun met Ana Reis in Kuala Lumpur on Friday.", TALKS, STORM).supported


def test_nothing_supports_a_sentence_where_there_is_no_evidence() -> None:
    check = check_sentence("They met.", cited=None)
    assert (check.supported, check.quotes) == (False, ())


def test_a_title_line_helps_with_a_name() -> None:
    text = "Twelve people were hurt in a storm."
    assert check_sentence("Twelve people were hurt in a storm in Quito.", text, title="Storm in Quito").supported
    assert not check_sentence("Twelve people were hurt in a storm in Quito.", text, title="Storm").supported


def test_the_name_asked_about_may_stand_anywhere_in_the_article() -> None:
    sentence, question = "Pete Hegseth said the talks lasted 45 minutes.", "How long did Pete Hegseth say they lasted?"
    text = "Pete Hegseth came by plane. It was hot. It rained. He said that the talks lasted 45 minutes."
    assert check_sentence(sentence, text, question=question).supported
