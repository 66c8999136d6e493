"""Days in texts: found, resolved against the day of publication, spelled out, and laid in order."""

from qa.language.dates.annotation import annotate_dates, annotate_mentions, describe_mention
from qa.language.dates.mentions import DateMention, find_dates
from qa.language.dates.spans import read_day
from qa.language.dates.wording import format_span

__all__ = [
    "DateMention",
    "annotate_dates",
    "annotate_mentions",
    "describe_mention",
    "find_dates",
    "format_span",
    "read_day",
]
