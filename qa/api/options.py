"""Read what the calls have in common: which library, which settings, which articles."""

from collections.abc import Sequence
from datetime import date, datetime
from os import PathLike
from typing import Any

from qa.errors import InvalidSetting
from qa.library import Filters
from qa.settings import Settings, load_settings, override_settings

Path = str | PathLike[str]
Day = date | str


def choose_settings(settings: Settings | None, **changes: Any) -> Settings:
    """Return the settings with what is not None changed; those of the environment and qa.toml where None are given.

    Raises:
        InvalidSetting: A value can't be used.
    """
    return load_settings(changes) if settings is None else override_settings(settings, changes)


def choose_filters(
    since: Day | None, until: Day | None, sources: Sequence[str] | str, languages: Sequence[str] | str
) -> Filters:
    """Return the limits on articles that a call is given; one outlet or language may be a plain string.

    Raises:
        InvalidSetting: A day is not written as YYYY-MM-DD.
    """
    return Filters(
        since=read_day(since, name="since"),
        until=read_day(until, name="until"),
        sources=(sources,) if isinstance(sources, str) else tuple(sources),
        languages=(languages,) if isinstance(languages, str) else tuple(languages),
    )


def read_day(value: Day | None, *, name: str) -> date | None:
    """Return the day that a value gives.

    Raises:
        InvalidSetting: It is not written as YYYY-MM-DD.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InvalidSetting(f"{name} can't be {str(value)[:80]!r}. Give a date, or a day as YYYY-MM-DD.") from None
