"""On which day it was done: another day beside the same verb."""

from collections.abc import Iterator
from datetime import date

from qa.language.dates import DateMention, find_dates
from qa.language.syntax.frames import Frame
from qa.verify.guards.figures import are_apart
from qa.verify.guards.frames.pairs import Pair
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag

_VERBS = frozenset(["VERB", "AUX"])


def compare_days(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where both verbs have a day beside them, and it is another one."""
    if pair.match != "same" or "noun" in (pair.told.kind, pair.found.kind):
        return
    published = pair.source.quote.premise.published if pair.source.quote else None
    told = list(_find_days(pair.told, pair.statement, published))
    found = list(_find_days(pair.found, pair.source, published))
    if told and found and all(are_apart(one, other, pair.language) for one in told for other in found):
        yield pair.make_flag("date", told[0].text, found[0].text, decides=True)


def _find_days(frame: Frame, reading: GuardReading, published: date | None) -> Iterator[DateMention]:
    """Yield the days that a sentence gives of a verb: those that hang on it and on no other verb."""
    parsed = reading.parsed
    for day in find_dates(reading.text, published, language=reading.language) if parsed else ():
        inside = (
            next((token for token in parsed.tokens if day.start <= token.start < day.end), None) if parsed else None
        )
        above = [n for n in parsed.walk_up(inside.index) if parsed.tokens[n].pos in _VERBS] if parsed and inside else []
        if above and above[0] == frame.index:
            yield day
