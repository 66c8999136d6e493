"""Find the days that a text names and resolve them against the day it was published: "on Friday", "last month"."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from qa.language.dates.names import is_part_of_name
from qa.language.dates.patterns import DatePatterns, get_date_patterns
from qa.language.dates.resolving.context import Context, Precision, Resolved
from qa.language.dates.resolving.resolve import resolve_parts
from qa.language.dates.tense import find_direction
from qa.language.dates.wording import format_span
from qa.language.known import detect_language

# What "three days later" counts from stands at most so many characters before it.
_ANCHOR_REACH = 400
# So much of a text tells its language.
_OPENING = 600
_VAGUE_REACH = 24
_OPENING_MARKS = frozenset("“„«\"'‘(")
# What may be of another year than the nearest.
_YEARLESS = frozenset(["day", "days", "holiday", "month", "ordinal"])
# Where a text does not tell, as a few words may not.
_DEFAULT = "en"
_detect = lru_cache(maxsize=4096)(detect_language)
_DIRECTED = frozenset(
    ["day", "days", "holiday", "month", "weekday", "part_of", "season", "span", "ahead", "ordinal", "night"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A place in a text that names a day or a span of days.

    first, last  the days it spans, both included; None where it can't be told without a day of publication
    relative     it means something only together with the day of publication, or with a day named before it
    certain      there is no other way to read it, so that its days may be told to a reader
    precision    what it names: a day, a week, a month ...; "span" for any other stretch
    language     the code of the language that it is read in
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    relative: bool
    certain: bool = True
    precision: Precision = "day"
    language: str = "en"

    def covers(self, other: "DateMention") -> bool:
        """Tell whether the other names a day or span inside this one; unresolved mentions are compared as written."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return self.text.lower() == other.text.lower()
        return self.first <= other.first and other.last <= self.last

    def spell(self) -> str:
        """Return the resolved day or span in words: "30 October 2025", "September 2025", "2025", or ""."""
        return format_span(self.first, self.last, language=self.language) if self.first and self.last else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a pattern found, before it is resolved."""

    kind: str
    start: int
    end: int
    parts: dict[str, str]


def find_dates(text: str, published: date | None = None, *, language: str | None = None) -> list[DateMention]:
    """Return the days and spans of days that a text names, in order, each place once.

    A weekday or a day without a year is the last such day before that of publication, or the next one where the
    sentence speaks of what is to come: the verb that it belongs to tells. What counts from another day ("three days
    later") counts from the last one named before it. The two ends of a span are one mention ("from Monday to Friday").

    published  the day that relative mentions count from; without one they stay unresolved
    language   of the text, by its code; told by its words where None
    """
    if language:
        return list(_find_dates(text, published, language))
    told = _detect(text[:_OPENING])
    found = _find_dates(text, published, told) if told else ()
    return list(found or _find_dates(text, published, _DEFAULT))


@lru_cache(maxsize=4096)
def _find_dates(text: str, published: date | None, language: str) -> tuple[DateMention, ...]:
    reader = get_date_patterns(language)
    mentions: list[DateMention] = []
    founds: list[_Found] = []
    for found in _match(text, reader):
        anchor = _find_anchor(mentions, found.start)
        resolved = _resolve(found, text, reader, published, anchor)
        if resolved is None:
            continue
        mention = _make_mention(text, found, resolved, reader)
        if found.kind in _YEARLESS and _is_of_another_year(text, mentions, mention):
            mention = replace(mention, certain=False)
        if founds and (joined := _join(text, reader, founds[-1], mentions[-1], mention, published)):
            mentions[-1] = joined
        else:
            mentions.append(mention)
            founds.append(found)
    return tuple(mentions)


def _is_of_another_year(text: str, mentions: list[DateMention], mention: DateMention) -> bool:
    """Tell whether a year that is named before a day without one, in the same paragraph, is another than its own."""
    for before in reversed(mentions):
        if mention.start - before.end > _ANCHOR_REACH or "\n" in text[before.end : mention.start]:
            return False
        if not before.relative and before.first and mention.first and mention.relative:
            return before.first.year != mention.first.year
    return False


def _match(text: str, reader: DatePatterns) -> list[_Found]:
    """Return what the patterns find, in the order of the text; an earlier pattern goes before a later one."""
    places = reader.find_anchors(text)
    taken = bytearray(len(text) + 1) if places else bytearray()
    found = []
    for pattern in reader.patterns:
        for match in pattern.find(text, places.get(pattern.anchor, ())):
            parts = {name: _fold(value) for name, value in match.groupdict().items() if value and name != "lead"}
            start = match.end("lead") if match.re.groupindex.get("lead") and match["lead"] else match.start()
            if taken.find(1, start, match.end()) >= 0:
                continue
            if is_part_of_name(text, start, match.end(), pattern.kind, reader):
                continue
            if pattern.kind in ("later", "move") and _is_bound(text, start, match.end(), reader):
                continue
            taken[start : match.end()] = b"\x01" * (match.end() - start)
            found.append(_Found(kind=pattern.kind, start=start, end=match.end(), parts=parts))
    return sorted(found, key=lambda one: one.start)


def _is_bound(text: str, start: int, end: int, reader: DatePatterns) -> bool:
    """Tell whether "three days after" goes on with what it counts from: "three days after the vote"."""
    following = text[end : end + 1].strip() or text[end : end + 3].strip()[:1]
    return text[start:end].split()[-1].lower() in reader.dating.binding and (
        following.isalnum() or following in _OPENING_MARKS
    )


def _fold(value: str) -> str:
    return " ".join(value.lower().rstrip(".").split())


def _resolve(
    found: _Found, text: str, reader: DatePatterns, published: date | None, anchor: date | None
) -> Resolved | None:
    before = text[max(0, found.start - _VAGUE_REACH) : found.start]
    if _ends_with(before, reader.dating.updated):
        published = None
    vague = _ends_with(before, reader.language.approximations) or _ends_with(before, reader.dating.vague)
    direction = None
    if found.kind in _DIRECTED and not _is_attribute(text, before, found, reader):
        direction = find_direction(text, found.start, found.end, reader)
    context = Context(
        reader=reader, published=published, direction=direction, anchor=anchor, vague=vague,
        is_length=_ends_with(" ".join(before.split()[:-1]), reader.dating.not_before),
    )  # fmt: skip
    try:
        return resolve_parts(found.kind, found.parts, context)
    except (ValueError, OverflowError):
        return None


def _is_attribute(text: str, before: str, found: _Found, reader: DatePatterns) -> bool:
    """Tell whether a day is a part of what a thing is called, so that the verb says nothing of it: the May 3 vote."""
    following = text[found.end : found.end + 2]
    return (
        found.kind == "day"
        and following[:1] == " "
        and following[1:].isalpha()
        and _ends_with(before, reader.dating.determiners)
    )


def _ends_with(text: str, phrases: Container[str]) -> bool:
    words = text.lower().rstrip(" ,:").replace("(", " ").split()
    return any(" ".join(words[-size:]) in phrases for size in (1, 2, 3))


def _make_mention(text: str, found: _Found, resolved: Resolved, reader: DatePatterns) -> DateMention:
    span = resolved.span
    return DateMention(
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        first=span.first if span else None,
        last=span.last if span else None,
        relative=resolved.relative,
        certain=resolved.certain and span is not None,
        precision=resolved.precision,
        language=reader.language.code,
    )


def _find_anchor(mentions: list[DateMention], start: int) -> date | None:
    """Return the day that the last mention before a place names, where that is one day for certain and near."""
    last = mentions[-1] if mentions else None
    if last is None or start - last.end > _ANCHOR_REACH or last.precision != "day" or not last.certain:
        return None
    return last.first


def _join(
    text: str, reader: DatePatterns, begun: _Found, one: DateMention, other: DateMention, published: date | None
) -> DateMention | None:
    """Return two mentions as the two ends of one span, or None where nothing joins them."""
    between = " ".join(text[one.end : other.start].split()).lower()
    dating = reader.dating
    if between in dating.and_:
        if not _ends_with(text[max(0, one.start - _VAGUE_REACH) : one.start], dating.between):
            return None
    elif between not in dating.to and between not in ("-", "–", "—"):
        return None
    if one.relative and not other.relative and "year" not in begun.parts and other.first:
        again = _resolve(
            replace(begun, parts={**begun.parts, "year": str(other.first.year)}), text, reader, published, None
        )
        one = _make_mention(text, begun, again, reader) if again else one
    if one.first and other.last and other.last < one.first:
        if not one.relative or begun.kind not in _YEARLESS or not other.first:
            return None
        year = other.first.year - (other.last.month < one.first.month)
        again = _resolve(replace(begun, parts={**begun.parts, "year": str(year)}), text, reader, published, None)
        if again is None or again.span is None or again.span.first > other.last:
            return None
        one = replace(_make_mention(text, begun, again, reader), certain=False)
    resolved = one.first is not None and other.last is not None
    return DateMention(
        text=text[one.start : other.end],
        start=one.start,
        end=other.end,
        first=one.first if resolved else None,
        last=other.last if resolved else None,
        relative=one.relative or other.relative,
        certain=one.certain and other.certain,
        precision="span",
        language=reader.language.code,
    )
