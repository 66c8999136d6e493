"""How much a library holds: counts by day and by outlet, added up by SQL, and what its files take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.schema import CATALOGUE_FILE
from qa.library.vectors.search_path import SearchPath, describe_search
from qa.library.vectors.target import Target

Unit = Literal["day", "week", "month", "year"]

# Chosen: what fits on a screen.
MOST_BARS = 24
MOST_OUTLETS = 10
# How each unit is made of a day, and how many days it has at most.
_UNITS: dict[Unit, tuple[str, int]] = {
    "day": ("day", 1),
    "week": ("date(day, '-6 days', 'weekday 1')", 7),
    "month": ("substr(day, 1, 7)", 31),
    "year": ("substr(day, 1, 4)", 366),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSizes:
    """Bytes of the catalogue and of Chroma's folder."""

    catalogue: int
    chroma: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.catalogue + self.chroma


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many articles fall under a name."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What a library, or the part of it that passes a filter, holds.

    first, last  days of publication, None where no article has one
    undated      articles without a day
    versions     former states of articles that changed
    stories      reports, each counted once; copies is how many articles say again what another says
    languages    articles by language code, the most first; "" where it is not known
    outlets      articles by outlet, the most first; the last of eleven, "", is all others and those without one
    unit, times  articles by time, without a gap; the first of them may stand for all before it
    feeds, pages what is followed, of the whole library
    search       which way searches by vector go, in the whole library
    """

    articles: int
    passages: int
    undated: int
    first: str | None
    last: str | None
    versions: int
    stories: int
    copies: int
    outlet_count: int
    languages: tuple[Count, ...]
    outlets: tuple[Count, ...]
    unit: Unit
    times: tuple[Count, ...]
    feeds: int
    pages: int
    embedder: str
    search: SearchPath
    sizes: FileSizes


def measure_files(folder: Path) -> FileSizes:
    """Return the bytes that the files of the library in folder take."""
    catalogue = (folder / f"{CATALOGUE_FILE}{end}" for end in ("", "-wal", "-shm"))
    chroma = (path for path in (folder / "chroma").rglob("*") if path.is_file())
    return FileSizes(
        catalogue=sum(path.stat().st_size for path in catalogue if path.exists()),
        chroma=sum(path.stat().st_size for path in chroma),
    )


def collect_statistics(
    catalogue: Catalogue, filters: Filters | None = None, *, chroma: str | None = None
) -> Statistics:
    """Return what the articles of the filter add up to; no article is loaded for that.

    chroma  url of the Chroma server that keeps the vectors
    """
    with catalogue.read():
        [(articles, passages, undated, first, last, stories, outlet_count)] = _select(
            catalogue,
            filters,
            "SELECT count(*), total(passages), total(day IS NULL), min(day), max(day), "
            "count(DISTINCT coalesce(story, row)), count(DISTINCT outlet) FROM articles WHERE {}",
        )
        [(versions,)] = _select(
            catalogue, filters, "SELECT count(*) FROM versions WHERE current IN (SELECT id FROM articles WHERE {})"
        )
        languages = _select(
            catalogue, filters, "SELECT language_code, count(*) FROM articles WHERE {} GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        followed = dict(catalogue.query("SELECT kind, count(*) FROM visits WHERE gone IS NULL GROUP BY kind"))
        unit = _choose_unit(first, last)
        return Statistics(
            articles=articles,
            passages=int(passages),
            undated=int(undated),
            first=first,
            last=last,
            versions=versions,
            stories=stories,
            copies=articles - stories,
            outlet_count=outlet_count,
            languages=tuple(Count(name=name or "", articles=count) for name, count in languages),
            outlets=_count_outlets(catalogue, filters, articles),
            unit=unit,
            times=_count_times(catalogue, filters, unit, last),
            feeds=followed.get("feed", 0),
            pages=followed.get("page", 0),
            embedder=catalogue.get_meta("embedder"),
            search=describe_search(catalogue, Target(folder=catalogue.folder, url=chroma)),
            sizes=measure_files(catalogue.folder),
        )


def _select(catalogue: Catalogue, filters: Filters | None, sql: str) -> list[tuple[Any, ...]]:
    condition = write_condition(filters)
    return catalogue.query(sql.format(condition.sql), condition.parameters)


def _count_outlets(catalogue: Catalogue, filters: Filters | None, articles: int) -> tuple[Count, ...]:
    rows = _select(
        catalogue,
        filters,
        "SELECT max(source), count(*) FROM articles WHERE {} AND outlet IS NOT NULL GROUP BY outlet "
        f"ORDER BY 2 DESC, 1 LIMIT {MOST_OUTLETS}",
    )
    counts = [Count(name=name, articles=count) for name, count in rows]
    rest = articles - sum(count.articles for count in counts)
    return (*counts, Count(name="", articles=rest)) if rest else tuple(counts)


def _choose_unit(first: str | None, last: str | None) -> Unit:
    """Return the shortest unit that gives few enough bars."""
    if first is None or last is None:
        return "day"
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    fitting = (unit for unit, (_, days) in _UNITS.items() if span < MOST_BARS * days)
    return next((unit for unit in fitting if len(_list_names(unit, first, last)) <= MOST_BARS), "year")


def _count_times(catalogue: Catalogue, filters: Filters | None, unit: Unit, last: str | None) -> tuple[Count, ...]:
    sql = f"SELECT {_UNITS[unit][0]}, count(*) FROM articles WHERE {{}} AND day IS NOT NULL GROUP BY 1 ORDER BY 1"
    counts = dict(_select(catalogue, filters, sql))
    if not counts or last is None:
        return ()
    names = _list_names(unit, min(counts), last)[-MOST_BARS:]
    times = [Count(name=name, articles=counts.get(name, 0)) for name in names]
    earlier = sum(count for name, count in counts.items() if name < names[0])
    if earlier:
        times[0] = Count(name=f"to {names[0]}", articles=times[0].articles + earlier)
    return tuple(times)


def _list_names(unit: Unit, first: str, last: str) -> Sequence[str]:
    """Return the names of all units from that of first, a day or the name of a unit, to that of the day last."""
    begin, end = _read_day(first), date.fromisoformat(last)
    if unit == "year":
        return [f"{year:04}" for year in range(begin.year, end.year + 1)]
    if unit == "month":
        months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    step = 7 if unit == "week" else 1
    begin -= timedelta(days=begin.weekday() if unit == "week" else 0)
    return [(begin + timedelta(days=n)).isoformat() for n in range(0, (end - begin).days + 1, step)]


def _read_day(name: str) -> date:
    """Return the first day of what is named."""
    return date.fromisoformat((name + "-01-01")[: len("YYYY-MM-DD")])
