"""Sentences of articles are quoted as they are: as many as it takes to have the answer among them."""

import pytest
from core_samples import make_evidence, make_hit

from qa.drafting.extract import extract_drafts
from qa.retrieval.evidence import Evidence
from qa.retrieval.reader.hits import READING

DAYS = "One boat sank. Two trains stopped. Three planes landed. Four cars crashed."


def test_the_best_sentences_are_taken_word_by_word() -> None:
    text = "The  ministers met in Lisbon. Rain fell all over the north. Markets stayed closed for a day."
    hit = make_hit(text, scores=[4.9, 1, 5])
    drafts = list(extract_drafts([Evidence(n=2, hit=hit, sentences=hit.sentences)], most=3))
    assert [draft.text for draft in drafts] == ["Markets stayed closed for a day.", "The ministers met in Lisbon."]
    assert [text[slice(*draft.span or ())] for draft in drafts] == [
        "Markets stayed closed for a day.",
        "The  ministers met in Lisbon.",
    ]
    assert [draft.cited for draft in drafts] == [(2,), (2,)]


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("spread", [True, False])
def test_no_more_are_taken_than_asked_for(most: int, spread: bool) -> None:
    assert len(list(extract_drafts(make_evidence(DAYS), most=most, spread=spread))) <= most


@pytest.mark.parametrize("features", [{}, {READING: 0.5}], ids=["unread", "read"])
def test_one_sentence_that_is_far_ahead_answers_alone(features: dict[str, float]) -> None:
    hit = make_hit(DAYS, scores=[2, 2, 15, 2], features=features)
    (draft,) = extract_drafts([Evidence(n=1, hit=hit, sentences=hit.sentences)], most=3)
    assert draft.text == "Three planes landed."


def test_where_none_is_ahead_more_are_quoted() -> None:
    assert len(list(extract_drafts(make_evidence(DAYS), most=3))) > 1


def test_a_broad_question_is_not_answered_by_one_sentence() -> None:
    hit = make_hit(DAYS, scores=[5, 4, 9, 4])
    drafts = list(extract_drafts([Evidence(n=1, hit=hit, sentences=hit.sentences)], most=3, spread=True))
    assert len(drafts) == 3


def test_a_question_is_no_answer() -> None:
    hit = make_hit("Who will pay? The town pays.", scores=[9, 1])
    (draft,) = extract_drafts([Evidence(n=1, hit=hit, sentences=hit.sentences)], most=3)
    assert draft.text == "The town pays."


@pytest.mark.parametrize("spread", [True, False])
def test_the_same_news_is_taken_once(spread: bool) -> None:
    evidence = make_evidence(
        "The ferry sank off Cape Merrin on Thursday.", "On Thursday the ferry sank off Cape Merrin."
    )
    assert [draft.cited for draft in extract_drafts(evidence, most=3, spread=spread)] == [(1,)]


def test_nothing_is_taken_where_there_is_nothing() -> None:
    assert list(extract_drafts([], most=3)) == []
