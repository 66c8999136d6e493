"""A model's answer is read sentence by sentence, however it sets its marks."""

import pytest
from core_samples import make_evidence, make_hit

from qa.draft import extract_drafts, parse_drafts
from qa.evidence import Evidence


@pytest.mark.parametrize(
    ("answer", "drafts"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n ", [], id="white space"),
        pytest.param("[1]", [], id="only a mark"),
        pytest.param("[1] [2].", [], id="only marks"),
        pytest.param("They met", [("They met", ())], id="no mark and no stop"),
        pytest.param("They met [1].", [("They met.", (1,))], id="a mark before the stop"),
        pytest.param("They met. [1]", [("They met.", (1,))], id="a mark after the stop"),
        pytest.param("They met.[1]", [("They met.", (1,))], id="a mark at the stop"),
        pytest.param("They met.\n[1]", [("They met.", (1,))], id="a mark on the next line"),
        pytest.param("[1] They met.", [("They met.", (1,))], id="a mark first"),
        pytest.param("In May [1] they met [2].", [("In May they met.", (1, 2))], id="a mark within"),
        pytest.param("They met [1][2][1].", [("They met.", (1, 2))], id="a mark twice"),
        pytest.param("They met [1, 2; 3].", [("They met.", (1, 2, 3))], id="several numbers in a mark"),
        pytest.param("They met [1 and 2].", [("They met.", (1, 2))], id="numbers with a word between"),
        pytest.param("They met [Passage 12].", [("They met.", (12,))], id="a mark that says what it is"),
        pytest.param("They met. [1] They left. [2]", [("They met.", (1,)), ("They left.", (2,))], id="two"),
        pytest.param("They met [1]. They left [2].", [("They met.", (1,)), ("They left.", (2,))], id="two, before"),
        pytest.param('"We won!" [1] They left. [2]', [('"We won!"', (1,)), ("They left.", (2,))], id="quotation marks"),
        pytest.param(
            "1. They met [1].\n2) They left.", [("They met.", (1,)), ("They left.", ())], id="a numbered list"
        ),
        pytest.param("* They met [1]\n• They left", [("They met", (1,)), ("They left", ())], id="a list of dots"),
        pytest.param("Answer: They met [1].", [("They met.", (1,))], id="a heading"),
        pytest.param("The **answer**: They met.", [("They met.", ())], id="a heading in bold"),
        pytest.param("42 [1].", [("42.", (1,))], id="only a number"),
        pytest.param("They met , then left .", [("They met, then left.", ())], id="spaces before stops"),
        pytest.param("A [sic] remained [1].", [("A [sic] remained.", (1,))], id="brackets that are no mark"),
    ],
)
def test_sentences_are_read_with_the_numbers_they_cite(answer: str, drafts: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(draft.text, draft.cited) for draft in parse_drafts(answer)] == drafts


@pytest.mark.parametrize(
    "sentence",
    [
        "NOT IN THE PASSAGES",
        "Not in the passages [1].",
        "The passages do not mention how long it lasted.",
        "The article does not explicitly say who won.",
        "There is no information about that.",
        "The date is not mentioned.",
        "It cannot be determined.",
        "His name is not explicitly stated.",
    ],
)
def test_a_sentence_that_declines_is_known(sentence: str) -> None:
    assert [draft.abstains for draft in parse_drafts(sentence)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on Friday.",
        "The bank did not cut its rate.",
        "The evidence did not convince the judges.",
        "The offer was not explicitly rejected by Iran.",
        "No one was hurt.",
    ],
)
def test_a_sentence_that_denies_something_does_not_decline(sentence: str) -> None:
    assert [draft.abstains for draft in parse_drafts(sentence)] == [False]


@pytest.mark.parametrize(
    ("sentence", "declines"),
    [
        pytest.param("The passages do not say who paid; the report leaves it open.", False, id="and what is said"),
        pytest.param("They met, but the passages do not say when.", False, id="an answer before it"),
        pytest.param("The passages do not say who paid, although they mention a fee.", False, id="something after it"),
        pytest.param("The passages do not say who paid; the sum is not mentioned.", True, id="twice"),
        pytest.param("The suspect was not named. [1]", False, id="news that cites its passage"),
        pytest.param("There was no information about the motive [2].", False, id="news of no information"),
        pytest.param("The articles do not name the suspect. [1]", True, id="of the passages, with a mark"),
    ],
)
def test_a_sentence_that_says_something_else_too_does_not_decline(sentence: str, *, declines: bool) -> None:
    assert [draft.abstains for draft in parse_drafts(sentence)] == [declines]


@pytest.mark.parametrize(
    ("sentence", "is_marker"),
    [
        ("NOT IN THE PASSAGES", True),
        ("“Not in the passages.” [1]", True),
        ("The name is not in the passages.", False),
        ("They met.", False),
    ],
)
def test_the_marker_of_a_model_that_found_nothing_is_known(sentence: str, *, is_marker: bool) -> None:
    assert [draft.is_marker for draft in parse_drafts(sentence)] == [is_marker]


def test_the_best_sentences_are_taken_word_by_word() -> None:
    text = "The  ministers met in Lisbon. Rain fell all over the north. Markets stayed closed for a day."
    hit = make_hit(text, scores=[4.5, 1, 5])
    drafts = list(extract_drafts([Evidence(n=2, hit=hit, sentences=hit.sentences)], most=3))
    assert [draft.text for draft in drafts] == ["Markets stayed closed for a day.", "The ministers met in Lisbon."]
    assert [text[slice(*draft.span or ())] for draft in drafts] == [
        "Markets stayed closed for a day.",
        "The  ministers met in Lisbon.",
    ]
    assert [draft.cited for draft in drafts] == [(2,), (2,)]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_are_taken_than_asked_for(most: int) -> None:
    evidence = make_evidence("One boat sank. Two trains stopped. Three planes landed. Four cars crashed.")
    assert len(list(extract_drafts(evidence, most=most))) == most


def test_the_same_news_is_taken_once() -> None:
    evidence = make_evidence(
        "The ferry sank off Cape Merrin on Thursday.", "On Thursday the ferry sank off Cape Merrin."
    )
    assert [draft.cited for draft in extract_drafts(evidence, most=3)] == [(1,)]


def test_nothing_is_taken_where_there_is_nothing() -> None:
    assert list(extract_drafts([], most=3)) == []
