from datetime import date

import pytest

from qa.cli.options import join_words, read_first_day, read_last_day
from qa.errors import UsageProblem


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_month_or_a_year_is_its_first_or_its_last_day(value: str | None, first: date, last: date) -> None:
    assert read_first_day(value, name="--since") == first
    assert read_last_day(value, name="--until") == last


@pytest.mark.parametrize(
    "value", ["x", "2024-13", "2024-02-30", "2024-1-1-1", "24--1", "-1", "2024-00-01", "99999-01-01"]
)
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(UsageProblem, match=r"--until can't be .* YYYY-MM-DD"):
        read_last_day(value, name="--until")


def test_words_that_are_not_text_become_text() -> None:
    assert join_words(["a", "\udcff"]) == "a ?"
