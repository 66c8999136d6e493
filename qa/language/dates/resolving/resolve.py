"""Resolve what a pattern has found against the day of publication: from the parts of a mention to its days."""

from collections.abc import Callable, Mapping

from qa.language.dates.resolving.context import Context, Parts, Resolved
from qa.language.dates.resolving.days import (
    resolve_ago,
    resolve_ahead,
    resolve_day,
    resolve_holiday,
    resolve_iso,
    resolve_later,
    resolve_move,
    resolve_night,
    resolve_offset,
    resolve_week_day,
    resolve_weekday,
)
from qa.language.dates.resolving.stretches import (
    resolve_decade,
    resolve_month,
    resolve_ordinal,
    resolve_part_of,
    resolve_season,
    resolve_some,
    resolve_span,
    resolve_year,
)

_RESOLVERS: Mapping[str, Callable[[Parts, Context], Resolved | None]] = {
    "holiday": resolve_holiday,
    "iso": resolve_iso,
    "days": resolve_day,
    "day": resolve_day,
    "month": resolve_month,
    "weekday": resolve_weekday,
    "week_day": resolve_week_day,
    "offset": resolve_offset,
    "night": resolve_night,
    "some": resolve_some,
    "ago": resolve_ago,
    "ahead": resolve_ahead,
    "later": resolve_later,
    "move": resolve_move,
    "span": resolve_span,
    "ordinal": resolve_ordinal,
    "part_of": resolve_part_of,
    "season": resolve_season,
    "year": resolve_year,
    "decade": resolve_decade,
}


def resolve_parts(kind: str, parts: Parts, context: Context) -> Resolved | None:
    """Return what a mention means; None where it is none after all.

    Raises ValueError and OverflowError for a day that no calendar has.
    """
    return _RESOLVERS[kind](parts, context)
