"""Write days and spans of days in the words of a language, as short as they can be."""

from datetime import date, timedelta
from functools import cache

from qa.language.dates.patterns import get_date_patterns


def format_span(first: date, last: date, *, language: str | None = None) -> str:
    """Return a day or a span of days in words: "30 October 2025", "3 to 9 November 2025", "September 2025", "2025"."""
    dating = get_date_patterns(language).dating
    if first == last:
        return _fill(dating.day_form, first, language)
    if (first.day, first.month, last.day, last.month, last.year) == (1, 1, 31, 12, first.year):
        return f"{first.year}"
    if (first.day, first.month, first.year) == (1, last.month, last.year) and (last + timedelta(days=1)).day == 1:
        return _fill(dating.month_form, first, language)
    if (first.month, first.year) == (last.month, last.year):
        begun = dating.day_form.partition(" ")[0].format(d=first.day)
    elif first.year == last.year:
        begun = _fill(dating.day_form.rpartition("{m}")[0] + "{m}", first, language)
    else:
        begun = _fill(dating.day_form, first, language)
    return f"{begun} {dating.to_form} {_fill(dating.day_form, last, language)}"


def _fill(form: str, day: date, language: str | None) -> str:
    return form.format(d=day.day, m=_name_months(language)[day.month - 1], y=day.year)


@cache
def _name_months(language: str | None) -> tuple[str, ...]:
    """Return the names of the months, the first of each that a profile gives."""
    reader = get_date_patterns(language)
    names = {number: name for name, number in reversed(list(reader.language.months.items()))}
    return tuple(names[n].capitalize() if reader.dating.capitals else names[n] for n in range(1, 13))
