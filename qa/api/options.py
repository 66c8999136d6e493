"""Read what the calls have in common: where the library is, and which settings hold."""

from datetime import date
from os import PathLike
from typing import Any

from qa.settings import Settings, load_settings, override_settings

AnyPath = str | PathLike[str]
Day = date | str


def choose_settings(settings: Settings | None, **changes: Any) -> Settings:
    """Return the settings with what is not None changed; those of the environment and qa.toml where None are given.

    Raises:
        InvalidSetting: A value can't be used.
    """
    return load_settings(changes) if settings is None else override_settings(settings, changes)
