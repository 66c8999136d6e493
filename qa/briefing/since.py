"""Read the day since which changes are asked for."""

from datetime import date

from qa.errors import UsageProblem
from qa.language.dates import find_dates
from qa.library.catalogue.filters import read_limit


def read_since(value: str, *, today: date | None, name: str = "since") -> date:
    """Return the first day that a day, a month, a year or words such as "last week" name.

    Args:
        value: As it was typed.
        today: The day that words count from.
        name: What the value is called in an error.

    Raises:
        UsageProblem: It names no day.
    """
    if value[:4].isdigit() and (day := read_limit(value, name=name)):
        return day
    text = value.strip()
    for phrase in (text, f"on {text}", f"in {text}"):
        firsts = [mention.first for mention in find_dates(phrase, today) if mention.first]
        if firsts:
            return firsts[0]
    raise UsageProblem(
        f'{name} can\'t be {value[:80]!r}. Give a day as YYYY-MM-DD, YYYY-MM or YYYY, or words such as "last week".'
    )
