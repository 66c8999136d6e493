"""Which articles a search or a listing is limited to: by day, outlet and language."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from qa.errors import UsageProblem
from qa.language.codes import list_codes

# Of the names in an indexed column each once, at the cost of one look into the index a name.
_NAMES = (
    "WITH RECURSIVE names (name) AS (SELECT min({0}) FROM articles UNION ALL "
    "SELECT (SELECT min({0}) FROM articles WHERE {0} > name) FROM names WHERE name IS NOT NULL) "
    "SELECT name FROM names WHERE name IS NOT NULL"
)
# The function is that of outlets.py; the connection knows it by this name. It is asked once for each name.
_SOURCE = " OR ".join(
    f"articles.{column} IN ({_NAMES.format(column)} AND is_outlet(name, ?))" for column in ("outlet", "domain")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A limit on articles; what is empty limits nothing.

    Attributes:
        since: First day of publication; articles without a day are left out.
        until: Last day of publication, that day included; articles without a day are left out.
        sources: Outlets, by name or by domain (its subdomains too), which are one: see outlets.py.
        languages: ISO 639-1 codes, and others that articles may have.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.sources or self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A filter as SQL over the table `articles`, with its parameters."""

    sql: str
    parameters: tuple[str, ...] = ()


def write_condition(filters: Filters | None) -> Condition:
    """Return the condition that the articles of the filter meet; "1" where there is nothing to filter."""
    filters = filters or Filters()
    parts: list[str] = []
    parameters: list[str] = []
    if filters.since:
        parts.append("articles.day >= ?")
        parameters.append(filters.since.isoformat())
    if filters.until:
        parts.append("articles.day <= ?")
        parameters.append(filters.until.isoformat())
    if filters.sources:
        parts.append("(" + " OR ".join([_SOURCE] * len(filters.sources)) + ")")
        parameters += [source for source in filters.sources for _ in range(2)]
    if filters.languages:
        parts.append(f"articles.language_code IN ({','.join('?' * len(filters.languages))})")
        parameters += [language.strip().lower() for language in filters.languages]
    return Condition(sql=" AND ".join(parts) or "1", parameters=tuple(parameters))


def write_names(column: Literal["outlet", "domain", "language_code"]) -> str:
    """Return the query for the different values of a column of articles, as they are folded there."""
    return _NAMES.format(column)


def fold_name(name: str) -> str:
    """Return the name of an outlet as it is compared: without case and surplus space."""
    return " ".join(name.casefold().split())


def find_day(published: str | None) -> str | None:
    """Return the day of an ISO 8601 date or date-time, as it is written there, or None."""
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None


def make_filters(
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    sources: Iterable[str] | str = (),
    languages: Iterable[str] | str = (),
) -> Filters:
    """Return the limits that are given in words or values; one outlet or language may be a plain string.

    Raises UsageProblem for a value that can't be used, and where the first day is after the last.
    """
    first, last = read_limit(since, name="since"), read_limit(until, name="until", last=True)
    check_order(first, last)
    return Filters(
        since=first,
        until=last,
        sources=_read_names(sources, name="sources"),
        languages=read_languages(languages),
    )


def read_languages(values: Iterable[str] | str) -> tuple[str, ...]:
    """Return the codes of languages that are given by name or code. Raises UsageProblem for what is neither."""
    names = _read_names(values, name="languages")
    for name in names:
        if not list_codes(name):
            told = f"{name[:80]!r} is no language that can be told: give a name or a code such as en, de, 'German'."
            raise UsageProblem(told, param="languages")
    return tuple(dict.fromkeys(code for name in names for code in list_codes(name)))


def check_order(since: date | None, until: date | None, *, names: tuple[str, str] = ("since", "until")) -> None:
    """Raise UsageProblem, with what the two are called, where the first day of publication is after the last."""
    if since and until and since > until:
        first, last = names
        raise UsageProblem(f"{first} ({since}) is after {last} ({until}). Exchange the two, or leave one out.")


def read_limit(value: date | str | None, *, name: str, last: bool = False) -> date | None:
    """Return the day that a value gives, as a date or as YYYY-MM-DD, YYYY-MM or YYYY; None and "" give none.

    name  what the value is called in an error
    last  of a month or year take the last day, and not the first

    Raises UsageProblem.
    """
    if isinstance(value, datetime):
        return value.date()
    if not value or isinstance(value, date):
        return value or None
    try:
        text = value.strip().partition("T")[0]
        if len(text) == len("YYYY"):
            text += "-12" if last else "-01"
        if len(text) == len("YYYY-MM"):
            text += f"-{monthrange(int(text[:4]), int(text[5:]))[1]}" if last else "-01"
        return date.fromisoformat(text)
    except (AttributeError, ValueError):
        shown = str(value)[:80]
        raise UsageProblem(f"{name} can't be {shown!r}. Give a day as YYYY-MM-DD, YYYY-MM or YYYY.") from None


def _read_names(values: Iterable[str] | str | None, *, name: str) -> tuple[str, ...]:
    names: tuple[Any, ...] = (None,)
    if isinstance(values or (), Iterable):
        names = (values,) if isinstance(values, str) else tuple(values or ())
    if not all(isinstance(value, str) for value in names):
        raise UsageProblem(f'"{name}" has to be text or a list of texts.')
    return names
