"""Days as people read them in 334 labelled sentences: right for nearly all, and none is moved into the future."""

import json
from datetime import date
from typing import Any

import pytest

from qa.data import find_data
from qa.language.dates import DateMention, find_dates, read_day

ROWS = [json.loads(line) for line in (find_data("seeds") / "days.jsonl").read_text("utf-8").splitlines()]
BAR = 0.97


def read(row: dict[str, Any]) -> list[DateMention]:
    """Return the days that are read where the label stands, those that can be told."""
    start = row["sentence"].index(row["expression"])
    end = start + len(row["expression"])
    mentions = find_dates(row["sentence"], read_day(row["published"]), language=row["lang"])
    return [mention for mention in mentions if mention.first and mention.start < end and start < mention.end]


def list_days(row: dict[str, Any]) -> list[tuple[date | None, date | None]]:
    return [(read_day(row["first"]), read_day(row["last"]))] if row["first"] else []


def measure(rows: list[dict[str, Any]]) -> float:
    return sum([(m.first, m.last) for m in read(row)] == list_days(row) for row in rows) / len(rows)


@pytest.mark.parametrize("part", ["seeds", "unseen"])
def test_days_are_read_as_people_read_them(part: str) -> None:
    rows = [row for row in ROWS if row["part"] == part]
    assert len(rows) > 100
    assert measure(rows) >= BAR


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_days_are_read_in_each_language(language: str) -> None:
    rows = [row for row in ROWS if row["lang"] == language]
    assert len(rows) >= 14
    assert measure(rows) >= BAR


def test_none_is_moved_into_the_future() -> None:
    for row in ROWS:
        published, told = read_day(row["published"]), read_day(row["first"])
        if published and told and told <= published:
            assert [m.text for m in read(row) if m.first and m.first > published] == [], row["id"]


def test_what_is_certain_is_right() -> None:
    wrong = [row["id"] for row in ROWS for m in read(row) if m.certain and [(m.first, m.last)] != list_days(row)]
    assert wrong == []


def test_each_label_is_of_words_of_its_sentence_and_has_both_ends_or_none() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 150
    assert all(row["sentence"].count(row["expression"]) >= 1 for row in ROWS)
    assert all((row["first"] is None) == (row["last"] is None) for row in ROWS)
