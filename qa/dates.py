"""Days in texts, where most of the program takes them from."""

from qa.language.dates import DateMention, find_dates, read_day, spell_dates, spell_mentions, spell_span, tell_missing

__all__ = ["DateMention", "find_dates", "read_day", "spell_dates", "spell_mentions", "spell_span", "tell_missing"]
