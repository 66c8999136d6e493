"""Tell whether two figures are told of the same thing: unit, rate, certainty, people, time, place and event."""

from collections.abc import Iterator
from datetime import date

from qa.language.names import Name, find_names
from qa.language.words import STOP_WORDS, split_words, stem_each, stem_words
from qa.statements.figures.figure import Figure
from qa.statements.figures.matter import Matter
from qa.statements.version import Version

# A passage with so many words of the title of an article tells of its event.
_TITLE_WORDS = 2


def are_comparable(one: Version, other: Version, matter: Matter) -> bool:
    """Tell whether two figures are told of the same thing: unit, rate, certainty, time, place and event."""
    a, b = one.figure, other.figure
    running = matter.tally in matter.counting.running
    if a is None or b is None or not a.is_near(b):
        return False
    if (a.unit and b.unit and a.unit != b.unit) or (a.rate != b.rate and a.rate and b.rate):
        return False
    if a.noun and b.noun and (a.words ^ b.words) & matter.qualities:
        return False
    if not _share_people(a, b):
        return False
    if a.is_fact is not None and b.is_fact is not None and a.is_fact != b.is_fact:
        return False
    return (
        _share_time(one, other, running=running)
        and _share_place(one, other, matter)
        and (bool(matter.names) or _share_event(one, other))
    )


def _share_people(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may be told of the same person: of two who are named, both are."""
    return not one.people or not other.people or not one.people.isdisjoint(other.people)


def _share_time(one: Version, other: Version, *, running: bool) -> bool:
    """Tell whether the times that two figures are put in meet; a count that goes on is told of other days."""
    spans, others = _list_spans(one), _list_spans(other)
    if not spans or not others:
        days = [day for day in (one.day, other.day) if day]
        known = spans or others
        return not known or not days or any(day.year in range(a.year, b.year + 1) for day in days for a, b in known)
    if running:
        return any(a.year <= d.year and c.year <= b.year for a, b in spans for c, d in others)
    return any(a <= d and c <= b for a, b in spans for c, d in others)


def _list_spans(version: Version) -> tuple[tuple[date, date], ...]:
    return version.figure.spans if version.figure else ()


def _share_place(one: Version, other: Version, matter: Matter) -> bool:
    """Tell whether two figures are told of the same places, beside those of the question and of the whole article."""
    asked = set(split_words(matter.question.text))
    ours, theirs = (
        {place for place in (version.figure.places if version.figure else ()) if place not in asked}
        for version in (one, other)
    )
    titles = set(split_words(f"{one.hit.article.title} {other.hit.article.title}"))
    return not (ours ^ theirs) - titles


def _share_event(one: Version, other: Version) -> bool:
    """Tell whether two passages name anything in common, or one tells of what the title of the other one does."""
    if one.hit.article.id == other.hit.article.id:
        return True
    names, others = ({word for name in _find_names(version) for word in name.words} for version in (one, other))
    if not names or not others or not names.isdisjoint(others):
        return True
    return _tells_title(one, other) or _tells_title(other, one)


def _find_names(version: Version) -> Iterator[Name]:
    text = f"{version.hit.article.title}. {version.hit.passage.text}"
    return (name for name in find_names(text) if not name.initial)


def _tells_title(one: Version, other: Version) -> bool:
    title = frozenset(stem_each(word for word in split_words(other.hit.article.title) if word not in STOP_WORDS))
    return len(title & frozenset(stem_words(one.hit.passage.text))) >= _TITLE_WORDS
