"""Days in texts: found, resolved against the day of publication, spelled out, and laid in order."""

from qa.language.dates.mentions import DateMention, find_dates
from qa.language.dates.spans import read_day
from qa.language.dates.spelling import spell_dates, spell_mentions, tell_missing
from qa.language.dates.wording import spell_span

__all__ = ["DateMention", "find_dates", "read_day", "spell_dates", "spell_mentions", "spell_span", "tell_missing"]
