"""What the library holds, as the page where people ask shows it: how much, of which days, outlets and languages."""

from dataclasses import dataclass
from datetime import date, timedelta

from qa.language.dates.format import format_day
from qa.library import Library
from qa.library.catalogue.catalogue import ArticleSummary
from qa.library.catalogue.filters import read_limit
from qa.library.upkeep.stats import Count, Statistics

_NEWEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBar:
    """How many articles are of a time, for a histogram: its days, and its height in hundredths of the tallest."""

    since: str
    until: str
    articles: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a library holds.

    Attributes:
        articles: How many there are.
        span: From which day to which they are, in words.
        first: The first day, last the last.
        bars: How many are of each time.
        outlets: Those with most articles, and how many outlets there are.
        newest: The latest articles.
    """

    articles: int
    span: str
    first: str
    last: str
    bars: tuple[TimeBar, ...]
    outlets: tuple[Count, ...]
    outlet_count: int
    languages: tuple[Count, ...]
    newest: tuple[ArticleSummary, ...]


def read_overview(library: Library) -> Overview:
    """Return what a library holds."""
    facts = library.collect_statistics()
    return Overview(
        articles=facts.articles,
        span=" to ".join(dict.fromkeys(filter(None, [format_day(facts.first), format_day(facts.last)]))),
        first=facts.first or "",
        last=facts.last or "",
        bars=tuple(_list_bars(facts)),
        outlets=tuple(count for count in facts.outlets if count.name),
        outlet_count=facts.outlet_count,
        languages=tuple(count for count in facts.languages if count.name),
        newest=tuple(library.list_articles(limit=_NEWEST)),
    )


def _list_bars(facts: Statistics) -> list[TimeBar]:
    most = max((count.articles for count in facts.times), default=0)
    return [_make_bar(count, facts, most) for count in facts.times]


def _make_bar(count: Count, facts: Statistics, most: int) -> TimeBar:
    """Return the bar of a time; that of all before it begins with the first day."""
    name = count.name.removeprefix("to ")
    since, until = read_limit(name, name="since") or date.min, read_limit(name, name="until", last=True) or date.max
    if facts.unit == "week":
        until = since + timedelta(days=6)
    first = facts.first or "" if name != count.name else since.isoformat()
    height = round(100 * count.articles / most) if most else 0
    return TimeBar(
        since=first, until=until.isoformat(), articles=count.articles, height=max(height, count.articles > 0)
    )
