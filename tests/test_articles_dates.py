from datetime import UTC, datetime, timedelta

import pytest

from qa.articles.dates import parse_date, read_day_of_address


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-10-31", "2025-10-31"),
        (" 20251031 ", "2025-10-31"),
        ("2025/10/31", "2025-10-31"),
        ("2025-10-31T19:40:00+08:00", "2025-10-31T19:40:00+08:00"),
        ("2025-10-31 19:40", "2025-10-31T19:40:00"),
        ("2025-10-31T19:40:00.123Z", "2025-10-31T19:40:00+00:00"),
        ("2025-10-31T19:40:00.123456789Z", "2025-10-31T19:40:00+00:00"),
        ("2025-10-31 00:00:00", "2025-10-31"),
        ("2025-10-31T00:00:00Z", "2025-10-31T00:00:00+00:00"),
        ("Fri, 31 Oct 2025 19:40:00 +0800", "2025-10-31T19:40:00+08:00"),
        ("Fri, 31 Oct 2025 19:40:00 GMT", "2025-10-31T19:40:00+00:00"),
        ("Fri, 31 Oct 2025 19:40 EST", "2025-10-31T19:40:00-05:00"),
        ("Fri, 31 Oct 2025 19:40 IST", "2025-10-31T19:40:00"),
        ("2025-10-31 19:40 GMT+8", "2025-10-31T19:40:00+08:00"),
        ("2025-10-31 19:40 UTC -3", "2025-10-31T19:40:00-03:00"),
        ("31 October 2025", "2025-10-31"),
        ("Oct 31, 2025", "2025-10-31"),
        ("Sept. 3rd, 2025", "2025-09-03"),
        ("Oct. 31, 2025 at 7 pm", "2025-10-31T19:00:00"),
        ("2:13 AM EDT, Fri October 31, 2025", "2025-10-31T02:13:00-04:00"),
        ("31/10/2025", "2025-10-31"),
        ("04/04/2025", "2025-04-04"),
        (1761910800, "2025-10-31T11:40:00+00:00"),
        (1761910800000, "2025-10-31T11:40:00+00:00"),
        ("1761910800", "2025-10-31T11:40:00+00:00"),
        (1761910800.5, "2025-10-31T11:40:00+00:00"),
        (20251031, "2025-10-31"),
    ],
    ids=str,
)
def test_a_date_is_read_with_what_it_says(value: object, expected: str) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2025",
        "31-Oct-25",
        "October 2025",
        "2025-10",
        "2025",
        "Friday",
        "today",
        "yesterday at 5",
        "19:40",
        "12",
        "30 February 2025",
        "2025-02-30",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "99999999999999999999-01-01",
        "1" * 40,
        "x" * 5_000,
        "(((((",
        "",
        0,
        -1,
        True,
        float("nan"),
        float("inf"),
        10**30,
        "Fri, 31 Oct 2025 19:40:00 +9900",
        None,
        ["2025-10-31"],
        {"date": "2025-10-31"},
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_does_not_say_one_day_is_no_date(value: object) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Di, 28 Okt 2025 14:05:00 +0100", "2025-10-28T14:05:00+01:00"),
        ("mar., 28 oct. 2025 14:05:00 +0100", "2025-10-28T14:05:00+01:00"),
        ("Publié le 28 octobre 2025", "2025-10-28"),
        ("le 1er mai 2025", "2025-05-01"),
        ("28 de octubre de 2025", "2025-10-28"),
        ("1º de maio de 2025", "2025-05-01"),
        ("28. Oktober 2025", "2025-10-28"),
        ("28 октября 2025 г., 14:05", "2025-10-28T14:05:00"),
        ("28 października 2025", "2025-10-28"),
        ("tiistai 28. lokakuuta 2025", "2025-10-28"),
        ("2025. október 28.", "2025-10-28"),
        ("28 Ekim 2025", "2025-10-28"),
        ("28 أكتوبر 2025", "2025-10-28"),
        ("२८ अक्टूबर २०२५", "2025-10-28"),
        ("2025年10月28日 14:05", "2025-10-28T14:05:00"),
        ("2025년 10월 28일", "2025-10-28"),
    ],
    ids=str,
)
def test_a_day_is_read_in_other_languages(value: str, expected: str) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "value",
    ["octobre 2025", "28 octobre", "le 31 avril 2025", "Artikel 28 Kategorie 2025", "maio", "3 listopada"],
    ids=str,
)
def test_what_lacks_a_part_is_no_day_in_other_languages_either(value: str) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2025102814", "2025-10-28T14:00:00", id="year to hour"),
        pytest.param("20251028140500", "2025-10-28T14:05:00", id="year to second"),
        pytest.param("2025-10-28T14:05:00Z[UTC]", "2025-10-28T14:05:00+00:00", id="Java"),
        pytest.param("/Date(1761660300000)/", "2025-10-28T14:05:00+00:00", id=".NET"),
        pytest.param("Tue, 28 Oct 2025 24:00:00", "2025-10-28", id="the end of a day"),
        pytest.param({"$date": "2025-10-28T14:05:00Z"}, "2025-10-28T14:05:00+00:00", id="MongoDB"),
        pytest.param({"$date": {"$numberLong": "1761660300000"}}, "2025-10-28T14:05:00+00:00", id="older MongoDB"),
    ],
)
def test_a_date_is_read_as_programs_write_it(value: object, expected: str) -> None:
    assert parse_date(value) == expected


def test_a_day_is_plausible_up_to_tomorrow_and_not_that_of_a_clock_that_nobody_set() -> None:
    now = datetime.now(UTC)
    assert parse_date((now + timedelta(hours=23)).isoformat()) is not None
    assert parse_date((now + timedelta(days=3)).isoformat()) is None
    for zero in ("1970-01-01T00:00:00+00:00", "1969-12-31T19:00:00-05:00", "1900-01-01", "1904-01-01", "1899-12-30"):
        assert parse_date(zero) is None
    assert parse_date("1970-01-02") == "1970-01-02"
    assert parse_date("1912-04-16") == "1912-04-16"


@pytest.mark.parametrize(
    ("value", "language", "day"),
    [
        ("Updated 3 hours ago", None, "2025-10-27"),
        ("20 minutes ago", None, "2025-10-28"),
        ("il y a 3 heures", "fr", "2025-10-27"),
        ("vor 2 Tagen", "de", "2025-10-26"),
        ("hace 1 hora", "es", "2025-10-28"),
        ("3 часа назад", "ru", "2025-10-27"),
        ("in 3 hours", None, None),
        ("3 hours later", None, None),
    ],
    ids=str,
)
def test_how_long_ago_is_counted_from_when_it_was_fetched(value: str, language: str | None, day: str | None) -> None:
    fetched = datetime(2025, 10, 28, 2, 0, tzinfo=UTC)
    assert parse_date(value, fetched=fetched, language=language) == day
    assert parse_date(value, language=language) is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://news.example/2025/10/28/crane", "2025-10-28"),
        ("https://news.example/2025/oct/28/crane", "2025-10-28"),
        ("https://news.example/world/2025-10-28-crane.html", "2025-10-28"),
        ("https://news.example/crane-20251028", "2025-10-28"),
        ("https://news.example/2025/10/crane", None),
        ("https://news.example/2052/10/28/crane", None),
        ("https://news.example/item/12345678", None),
        ("https://news.example/p/20259999", None),
        ("https://news.example/1970/01/01/x", None),
    ],
    ids=str,
)
def test_an_address_tells_a_day(address: str, day: str | None) -> None:
    assert read_day_of_address(address) == day


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-30", "2025-04-31T10:00:00Z", "30 February 2025", "31.04.2025", "2025/02/30", "20250230",
        "Sun, 30 Feb 2025 10:00:00 +0000", "30 de febrero de 2025", "2025年2月30日",
    ],
)  # fmt: skip
def test_a_day_that_there_is_not_is_no_date(value: str) -> None:
    assert parse_date(value) is None
