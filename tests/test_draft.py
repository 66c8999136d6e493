"""The best sentences of the evidence are taken as drafts."""

import pytest
from core_samples import make_evidence, make_hit

from qa.draft import extract_drafts
from qa.evidence import Evidence


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
