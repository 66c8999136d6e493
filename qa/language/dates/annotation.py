"""Put the day behind what only hints at it: "on Friday (31 October 2025)"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from qa.language.dates.mentions import DateMention, find_dates
from qa.language.dates.patterns import get_date_patterns
from qa.language.dates.tense import follows_report

# What belongs to a day and comes after it: "Friday's", "Saturday night".
_NEXT = re.compile(r"(?P<own>[’']s\b)?(?:\s+(?P<word>[^\W\d_]+)(?:[’']s\b)?)?")
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»|\"[^\"]*\"")
_BESIDE = re.compile(r"[\s,]*\(")


def annotate_dates(
    text: str, published: date | None, *, known: str = "", sparing: bool = False, language: str | None = None
) -> str:
    """Return text with the day after each mention that needs the day of publication: "on Friday (31 October 2025)".

    Only what is certain is added, only the year to a day or month that lacks nothing else, nothing to what comes up
    again or is told beside it; quoted words stay as they are.

    known    words of the reader (the question), who knows what day is meant in them
    sparing  add one day at most, one month and so on: rather of what happened than of when somebody spoke of it
    """
    return annotate_mentions(text, find_dates(text, published, language=language), known=known, sparing=sparing)


def annotate_mentions(text: str, mentions: Sequence[DateMention], *, known: str = "", sparing: bool = False) -> str:
    """Return text with the day after each of its mentions that needs it, as annotate_dates does."""
    open_ones = list(_find_open(text, mentions, known))
    if sparing:
        open_ones = _choose_one_each(text, open_ones)
    parts, done = [], 0
    for mention in open_ones:
        end = _find_end(text, mention)
        parts += [text[done:end], f" ({describe_mention(mention)})"]
        done = end
    return "".join([*parts, text[done:]])


def _find_open(text: str, mentions: Sequence[DateMention], known: str) -> Iterator[DateMention]:
    """Yield the mentions whose day a reader can't know: certain, not told by another one, by the question or beside."""
    told = {(mention.first, mention.last) for mention in mentions if not mention.relative}
    quoted = [match.span() for match in _QUOTED.finditer(text)] if mentions else []
    for mention in mentions:
        span = (mention.first, mention.last)
        if any(start < mention.start < end for start, end in quoted) or mention.text.lower() in known.lower():
            continue
        if mention.relative and mention.certain and span not in told and not _BESIDE.match(text, mention.end):
            yield mention
        told.add(span)


def _choose_one_each(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Return the first mention of each precision, those after a verb of saying last."""
    chosen: dict[str, DateMention] = {}
    for mention in sorted(mentions, key=lambda mention: follows_report(text, mention.start, mention.language)):
        chosen.setdefault(mention.precision, mention)
    return sorted(chosen.values(), key=lambda mention: mention.start)


def _find_end(text: str, mention: DateMention) -> int:
    """Return where a mention ends with what belongs to it: "Friday's", "Saturday night"."""
    match = _NEXT.match(text, mention.end)
    assert match
    dayparts = get_date_patterns(mention.language).dating.dayparts
    is_part = (match["word"] or "").lower() in dayparts
    return match.end() if is_part else match.end("own") if match["own"] else mention.end


def describe_mention(mention: DateMention) -> str:
    """Return what a mention lacks: the year where it names a month, else all of it."""
    months = get_date_patterns(mention.language).language.months
    words = re.findall(r"[^\W\d_]+", mention.text.lower())
    assert mention.first and mention.last
    if any(word in months for word in words) and mention.first.year == mention.last.year:
        return str(mention.first.year)
    return mention.spell()
