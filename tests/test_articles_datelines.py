"""What stands before the first sentence of a report is no part of it."""

import pytest

from qa.articles.passages import split_evidence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("PORT ALDINE – The strike is over. Wages rise.", "The strike is over."),
        ("SALEM, Ore. (AP) — Ten people met.", "Ten people met."),
        ("London (CNN) Ten people met.", "Ten people met."),
        ("BELLMERE - “We know the source,” the institute said.", "“We know the source,” the institute said."),
        ("WASHINGTON — NATO met on Friday.", "NATO met on Friday."),
        ("NEW YORK (AP) -- Ten people met.", "Ten people met."),
        ("BERLIN, Oct 3 (Reuters) - Ten people met.", "Ten people met."),
        ("MADRID, 3 Oct. (EUROPA PRESS) - Ten people met.", "Ten people met."),
        ("SAO PAULO, Brazil, May 4, 2025 — Ten people met.", "Ten people met."),
        ("Vessby, 3 October 2025 – Ten people met.", "Ten people met."),
        ("Hamburg/Berlin (dpa) - Ten people met.", "Ten people met."),
        ("(Reuters) - Ten people met.", "Ten people met."),
        ("STRENN (Meridian Wire) - Fourteen people died.", "Fourteen people died."),
    ],
)
def test_a_report_begins_after_its_dateline(text: str, first: str) -> None:
    start, end = split_evidence(text)[0]
    assert text[start:end] == first


@pytest.mark.parametrize(
    "text",
    [
        "US-China talks began on Friday.",
        "He won — and lost.",
        "NATO - the alliance - met on Friday.",
        "Ada B. Smith (CNN) said so on Friday.",
        "The EU (European Union) said so.",
        "Meta (META) shares fell 3 per cent on Friday.",
        "The meeting on Friday, 3 October – Ada Quill was there – ended.",
        "Ada Quill (left) — Bram Oster (right) — met.",
        "Covid-19 spread in May.",
    ],
)
def test_a_subject_is_no_dateline(text: str) -> None:
    assert split_evidence(text) == [(0, len(text))]
