"""What the languages of the world call months, and how they say "3 hours ago": from the Unicode CLDR, by babel."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Literal

# The languages whose news is read most; a month that two of them call alike, but count differently, is none.
_LOCALES = """
af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo
lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu
""".split()
_UNITS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
# Languages have up to six forms for numbers; these show most of them.
_SAMPLES = (1, 2, 3, 5, 11, 20)
_SHORTEST_NAME = 3
_WIDTHS: tuple[Literal["long", "short"], ...] = ("long", "short")


@cache
def load_months() -> dict[str, int]:
    """Return the names of months, folded, and their numbers; those that mean two months are left out."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context=context, locale=locale).items():
                    found.setdefault(fold_date_words(name), set()).add(number)
    named = {name: numbers for name, numbers in found.items() if len(name) >= _SHORTEST_NAME or not name.isascii()}
    return {name: min(numbers) for name, numbers in named.items() if len(numbers) == 1 and not name[0].isdigit()}


def find_age(text: str, language: str | None = None) -> timedelta | None:
    """Return how long ago something was, as "3 hours ago" says, or "hace 3 horas"; None where it does not.

    language  of the text, beside English
    """
    folded = fold_date_words(text)
    for locale in dict.fromkeys([(language or "en")[:2].lower(), "en"]):
        for pattern, seconds in _load_ages(locale) if locale in _LOCALES else ():
            if match := pattern.search(folded):
                return timedelta(seconds=seconds * int(match[1]))
    return None


def fold_date_words(text: str) -> str:
    """Return text in small letters without the full stop of an abbreviation, each digit as an Arabic one."""
    plain = unicodedata.normalize("NFC", text.lower()).rstrip(".॰ ")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


@cache
def _load_ages(locale: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the ways of a language to say how long ago something was, each with the seconds of its unit."""
    ways = sorted(dict(_write_ages(locale)).items(), key=lambda each: len(each[0]), reverse=True)
    return tuple((re.compile(rf"(?<!\w){way}(?!\w)"), seconds) for way, seconds in ways)


def _write_ages(locale: str) -> Iterator[tuple[str, int]]:
    from babel.dates import format_timedelta

    for seconds in _UNITS.values():
        for count in _SAMPLES:
            age = timedelta(seconds=-seconds * count)
            for width in _WIDTHS:
                try:
                    text = format_timedelta(age, threshold=1, add_direction=True, format=width, locale=locale)
                except KeyError:
                    # Some languages lack a short form.
                    continue
                if str(count) in (folded := fold_date_words(text)):
                    yield re.escape(folded).replace(str(count), r"(\d{1,3})", 1).replace(r"\.", r"\.?"), seconds
