"""A sentence passes with quotes that hold its words and facts, and fails where one fact is not there."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from core_samples import SPOKEN, check_sentence, make_hit

from qa.articles import Article, read_articles
from qa.articles.passages import split_article
from qa.data import find_data
from qa.language.attribution.claims import find_claim
from qa.language.attribution.quotations import find_quotations
from qa.language.sentences import Span, split_sentences
from qa.question import read_question
from qa.retrieval.evidence import Evidence
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import read_premise
from qa.verify.verifier import Verifier

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
    assert check.supported, check.flags
    assert check.score >= 0.5


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
        pytest.param("Dong warned that Taiwan was a subject for others.", "negation", id="a negation lost"),
        pytest.param("Dong Jun did not meet Pete Hegseth in Kuala Lumpur.", "negation", id="a negation made up"),
    ],
)
def test_what_the_article_does_not_say_is_not_supported(sentence: str, missing: str) -> None:
    check = check_sentence(sentence, TALKS)
    assert not check.supported
    assert missing in [flag.words for flag in check.flags] or missing in [flag.kind for flag in check.flags]


def test_other_words_than_the_articles_are_not_supported() -> None:
    check = check_sentence("The envoys quarrelled loudly over tariffs and fisheries.", TALKS)
    assert not check.supported
    assert check.score < 0.5


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
    assert {quote.premise.n for quote in check.quotes} == {2}


@pytest.mark.parametrize("cited", [None, 7], ids=["none", "one that there is not"])
def test_a_sentence_without_a_passage_is_given_its_own(cited: int | None) -> None:
    check = check_sentence("Twelve people were hurt in a storm in Lisbon.", TALKS, STORM, cited=cited)
    assert {quote.premise.n for quote in check.quotes} == {2}


def test_the_cited_passage_comes_first_where_several_hold_the_sentence() -> None:
    for cited in (1, 2):
        check = check_sentence("Twelve people were hurt in a storm in Lisbon.", STORM, STORM + " Rain.", cited=cited)
        assert {quote.premise.n for quote in check.quotes} == {cited}


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


def quote_articles() -> Iterator[tuple[Article, Span, str, str]]:
    """Yield article, sentence, words and speaker of each direct quotation of the starter corpus."""
    found = read_articles([find_data("seeds") / "articles"])
    articles = {(a.url or "").rpartition("/")[2]: a for a in found if isinstance(a, Article)}
    for tail, speakers in SPOKEN.items():
        text = articles[tail].text
        for start, end in split_sentences(text):
            for words in find_quotations(text[start:end]):
                for first, speaker in speakers.items():
                    if words.startswith(first):
                        yield articles[tail], (start, end), words, speaker


def find_passage(article: Article, start: int) -> Evidence:
    passage = next(p for p in split_article(article, size=1000) if p.start <= start < p.end)
    hit = make_hit(passage.text, id=article.id, title=article.title, source=article.source, published=article.published)
    sentences = tuple(replace(s, start=s.start + passage.start, end=s.end + passage.start) for s in hit.sentences)
    hit = replace(hit, passage=passage, sentences=sentences, text=article.text)
    return Evidence(n=1, hit=hit, sentences=sentences)


def is_accepted(speaker: str, words: str, article: Article, start: int, question: str) -> bool:
    """Tell whether a statement that gives the words to the speaker passes, written either way round."""
    premise = read_premise(find_passage(article, start).hit, 1)
    hypotheses = [
        Hypothesis(text=text, premises=(premise,), cited=(1,), question=read_question(question))
        for text in (f"{speaker} said: “{words}.”", f"“{words},” {speaker} said.")
    ]
    return any(verdict.supported for verdict in Verifier().verify(hypotheses).verdicts)


def names_speaker(sentence: str, words: str, speaker: str) -> bool:
    """Tell whether the sentence of a quotation says by a verb of saying and by name whose words they are."""
    claim = find_claim(sentence)
    if claim is None or claim.is_pronoun or words not in sentence[claim.start : claim.end]:
        return False
    return speaker.split()[-1] in claim.speaker


def test_the_quotations_of_the_corpus_are_those_that_were_read() -> None:
    found = list(quote_articles())
    assert len(found) == sum(len(speakers) for speakers in SPOKEN.values())
    for article, (start, end), words, speaker in found:
        assert words in article.text[start:end]
        assert speaker.split()[-1] in article.text


@pytest.mark.parametrize("asks", ["What happened?", "What did {} say?"], ids=["of nobody", "of the wrong one"])
def test_a_quotation_of_a_named_speaker_is_given_to_nobody_else(asks: str) -> None:
    """Each direct quotation of the corpus that its sentence gives to somebody by name, given to everybody else."""
    people = sorted({speaker for speakers in SPOKEN.values() for speaker in speakers.values()})
    given = []
    for article, (start, end), words, speaker in quote_articles():
        if not names_speaker(article.text[start:end], words, speaker):
            continue
        for other in people:
            if other != speaker and other.split()[-1] in article.text:
                given.append((other, words, is_accepted(other, words, article, start, asks.format(other))))
    assert len(given) > 60
    assert [(other, words) for other, words, accepted in given if accepted] == []


def test_a_quotation_is_given_to_whoever_stands_beside_it() -> None:
    rated = [
        (speaker, words, is_accepted(speaker, words, article, start, "What happened?"))
        for article, (start, end), words, speaker in quote_articles()
        if re.search(rf"[”\"] (?:said [^,]*{speaker}|[^,]*{speaker} said)\b", article.text[start:end])
    ]
    assert len(rated) > 15
    assert [(speaker, words) for speaker, words, accepted in rated if not accepted] == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        pytest.param("The cut was 4.25 per cent.", "Bank cuts rate to 4.25 per cent", id="a number"),
        pytest.param("Ana Reis closed the schools.", "Ana Reis closes schools", id="a name"),
    ],
)
def test_what_the_title_tells_is_quoted_from_the_sentence_that_tells_it(sentence: str, title: str) -> None:
    text = f"The bank met. The schools closed. It was cold. It snowed. It rained. It was dark. In Lisbon {sentence}"
    check = check_sentence(sentence, text, title=title)
    assert check.supported
    assert sentence in " ".join(text[quote.start : quote.end] for quote in check.quotes)
