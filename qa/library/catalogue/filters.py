"""Which articles a search or a listing is limited to: by day, outlet and language."""

from dataclasses import dataclass
from datetime import date

# The function is that of outlets.py; the connection knows it by this name. It is asked once for each name.
_SOURCE = " OR ".join(
    f"articles.{column} IN (SELECT name FROM (SELECT DISTINCT {column} AS name FROM articles) WHERE is_outlet(name, ?))"
    for column in ("outlet", "domain")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A limit on articles; what is empty limits nothing.

    Attributes:
        since: First day of publication; articles without a day are left out.
        until: Last day of publication, that day included; articles without a day are left out.
        sources: Outlets, by name or by domain (its subdomains too), which are one: see outlets.py.
        languages: ISO 639-1 codes.
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


def fold_name(name: str) -> str:
    """Return the name of an outlet as it is compared: without case and surplus space."""
    return " ".join(name.casefold().split())


def find_day(published: str | None) -> str | None:
    """Return the day of an ISO 8601 date or date-time, as it is written there, or None."""
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None
