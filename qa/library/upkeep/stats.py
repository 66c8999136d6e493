"""How much a library holds: counts by day and by outlet, added up by SQL, and what its files take."""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from qa.library.catalogue.catalogue import Catalogue, query_all
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.schema import CATALOGUE_FILE
from qa.library.vectors.codes.file import FOLDER
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
    """Bytes of the catalogue, of Chroma's folder and of the codes of the vectors."""

    catalogue: int
    chroma: int
    codes: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.catalogue + self.chroma + self.codes


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
    codes = (path for path in (folder / FOLDER).glob("*") if path.is_file())
    return FileSizes(
        catalogue=sum(path.stat().st_size for path in catalogue if path.exists()),
        chroma=sum(path.stat().st_size for path in chroma),
        codes=sum(path.stat().st_size for path in codes),
    )


def collect_statistics(
    catalogues: Sequence[Catalogue], filters: Filters | None = None, *, chroma: str | None = None
) -> Statistics:
    """Return what the articles of the filter add up to; no article is loaded for that.

    catalogues  of all the parts of the library, the open one first
    chroma      url of the Chroma server that keeps the vectors
    """
    with ExitStack() as states:
        for catalogue in catalogues:
            states.enter_context(catalogue.read())
        rows = query_all(
            catalogues,
            filters,
            "SELECT count(*), total(passages), total(day IS NULL), min(day), max(day) FROM articles WHERE {}",
        )
        articles, passages, undated = (int(sum(row[n] for row in rows)) for n in range(3))
        first, last = min((row[3] for row in rows if row[3]), default=None), max(row[4] or "" for row in rows) or None
        versions = query_all(
            catalogues, filters, "SELECT count(*) FROM versions WHERE current IN (SELECT id FROM articles WHERE {})"
        )
        stories = _count_stories(catalogues, filters)
        languages = _group(catalogues, filters, "SELECT language_code, count(*) FROM articles WHERE {} GROUP BY 1")
        names, outlets = _group_outlets(catalogues, filters)
        followed = dict(catalogues[0].query("SELECT kind, count(*) FROM visits WHERE gone IS NULL GROUP BY kind"))
        unit = _choose_unit(first, last)
        sizes = [measure_files(catalogue.folder) for catalogue in catalogues]
        return Statistics(
            articles=articles,
            passages=passages,
            undated=undated,
            first=first,
            last=last,
            versions=sum(row[0] for row in versions),
            stories=stories,
            copies=articles - stories,
            outlet_count=len(outlets),
            languages=tuple(_rank(languages)),
            outlets=_list_outlets(names, outlets, articles),
            unit=unit,
            times=_count_times(catalogues, filters, unit, last),
            feeds=followed.get("feed", 0),
            pages=followed.get("page", 0),
            embedder=catalogues[0].get_meta("embedder"),
            search=describe_search(catalogues[0], Target(folder=catalogues[0].folder, url=chroma)),
            sizes=FileSizes(
                catalogue=sum(size.catalogue for size in sizes),
                chroma=sum(size.chroma for size in sizes),
                codes=sum(size.codes for size in sizes),
            ),
        )


def _group(catalogues: Sequence[Catalogue], filters: Filters | None, sql: str) -> Counter[str]:
    """Return the counts by name that a query gives, those of all the catalogues added up."""
    counts: Counter[str] = Counter()
    for name, count in query_all(catalogues, filters, sql):
        counts[name or ""] += count
    return counts


def _rank(counts: Counter[str]) -> list[Count]:
    return [Count(name=name, articles=n) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _count_stories(catalogues: Sequence[Catalogue], filters: Filters | None) -> int:
    """Return how many reports there are; the copies of one may be in several parts."""
    number = "coalesce(story, row)"
    if len(catalogues) == 1:
        return int(query_all(catalogues, filters, f"SELECT count(DISTINCT {number}) FROM articles WHERE {{}}")[0][0])
    return len({row[0] for row in query_all(catalogues, filters, f"SELECT DISTINCT {number} FROM articles WHERE {{}}")})


def _group_outlets(catalogues: Sequence[Catalogue], filters: Filters | None) -> tuple[dict[str, str], Counter[str]]:
    """Return of each outlet, by its folded name, how it is written and how many articles it has."""
    sql = "SELECT outlet, max(source), count(*) FROM articles WHERE {} AND outlet IS NOT NULL GROUP BY outlet"
    rows = query_all(catalogues, filters, sql)
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for outlet, name, count in rows:
        names[outlet] = max(name, names.get(outlet, name))
        counts[outlet] += count
    return names, counts


def _list_outlets(names: dict[str, str], counts: Counter[str], articles: int) -> tuple[Count, ...]:
    ranked = _rank(Counter({names[outlet]: count for outlet, count in counts.items()}))[:MOST_OUTLETS]
    rest = articles - sum(count.articles for count in ranked)
    return (*ranked, Count(name="", articles=rest)) if rest else tuple(ranked)


def _choose_unit(first: str | None, last: str | None) -> Unit:
    """Return the shortest unit that gives few enough bars."""
    if first is None or last is None:
        return "day"
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    fitting = (unit for unit, (_, days) in _UNITS.items() if span < MOST_BARS * days)
    return next((unit for unit in fitting if len(_list_names(unit, first, last)) <= MOST_BARS), "year")


def _count_times(
    catalogues: Sequence[Catalogue], filters: Filters | None, unit: Unit, last: str | None
) -> tuple[Count, ...]:
    sql = f"SELECT {_UNITS[unit][0]}, count(*) FROM articles WHERE {{}} AND day IS NOT NULL GROUP BY 1"
    counts = _group(catalogues, filters, sql)
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
