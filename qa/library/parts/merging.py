"""What the parts of a library find, put in the order that it would have in one library."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import merge
from itertools import groupby

from qa.library.catalogue import versions
from qa.library.catalogue.catalogue import ArticleSummary, Catalogue
from qa.library.catalogue.filters import Filters, find_day, write_condition
from qa.library.catalogue.visits import Visit, Visits
from qa.library.parts.opened import OpenParts, Part
from qa.library.searching import ScoredPassage
from qa.library.stories.stories import Story, order_copies

_READ = (
    "SELECT origins.origin, articles.id, coalesce(day, substr(ingested_at, 1, 10)) FROM origins "
    "JOIN articles ON articles.id = origins.article_id WHERE origins.origin IN (?)"
)


def merge_scored(
    found: Sequence[tuple[Part, Sequence[ScoredPassage]]], n: int, *, latest_first: bool = False
) -> list[ScoredPassage]:
    """Return the n best passages of several searches, each once.

    latest_first  which of several with the very same score goes first: the one that was taken in last, or else first
    """
    owners = {hit.passage.id: part for part, hits in reversed(found) for hit in hits}
    hits = {hit.passage.id: hit for part, hits in found for hit in hits if owners[hit.passage.id] is part}
    scores = Counter(hit.score for hit in hits.values())
    tied = [hit for hit in hits.values() if scores[hit.score] > 1]
    rows = _find_rows((owners[hit.passage.id].catalogue, hit.passage.article_id) for hit in tied)
    sign = -1 if latest_first else 1

    def rank(hit: ScoredPassage) -> tuple[float, int, int]:
        return -hit.score, sign * rows.get(hit.passage.article_id, 0), sign * hit.passage.start

    return sorted(hits.values(), key=rank)[:n]


def merge_articles(found: Iterable[Iterable[ArticleSummary]], limit: int | None, offset: int) -> list[ArticleSummary]:
    """Return a stretch of the articles of several lists, the latest first, those without a day at the end."""
    known = {article.id: article for articles in found for article in articles}
    ordered = sorted(known.values(), key=lambda article: (article.title, article.id))
    ordered.sort(key=lambda article: article.published or "", reverse=True)
    ordered.sort(key=lambda article: find_day(article.published) or "", reverse=True)
    return ordered[offset:] if limit is None else ordered[offset : offset + limit]


def list_shown(found: Iterable[tuple[Part, Iterable[str]]]) -> list[str]:
    """Return the ids of articles that parts found, each once, without those that are hidden."""
    return list(dict.fromkeys(id for part, ids in found for id in ids if id not in part.hidden))


def find_articles(parts: Sequence[Part], key: str) -> list[str]:
    """Return the ids of the articles that a key stands for, as in one catalogue: the exact ones, else all others."""
    found = [(part, part.catalogue.find_articles(key)) for part in parts]
    ids = list_shown(found)
    if len(ids) < 2:
        return ids
    summaries = [summary for part, own in found for summary in part.show(part.catalogue.get_summaries(own)).values()]
    return [article.id for article in summaries if key in (article.id, article.url, article.origin)] or ids


def find_current(parts: Sequence[Part], id: str, url: str | None) -> str | None:
    """Return the id of the article that has this id or had it once or, failing these, has the url."""
    for own_url in (None, url):
        found = list_shown((part, [versions.find_current(part.catalogue, id, own_url) or ""]) for part in parts)
        known = [current for current in found if current]
        if known:
            return id if id in known else known[0]
    return None


def merge_vocabularies(found: Iterable[Iterable[tuple[str, int]]]) -> Iterator[tuple[str, int]]:
    """Yield the words of several vocabularies, in their order, each with the sum of its counts."""
    for word, group in groupby(merge(*found), key=lambda item: item[0]):
        yield word, sum(count for _, count in group)


def list_stories(
    parts: Sequence[Part], filters: Filters | None, *, copies_only: bool, limit: int | None
) -> list[Story]:
    """Return the stories of which an article passes the filters, with all of their articles, the latest first.

    Numbers of stories are those of the whole library, so the copies of one report in several parts are one story.
    """
    condition = write_condition(filters)
    first: dict[int, str | None] = {}
    for part in parts:
        sql = f"SELECT coalesce(story, articles.row), day, id FROM articles WHERE {condition.sql}"
        for number, day, id in part.catalogue.query(sql, condition.parameters):
            if id not in part.hidden:
                first[number] = min((d for d in (first.get(number), day) if d), default=None)
    if copies_only:
        sizes = _count_members(parts)
        first = {number: day for number, day in first.items() if sizes[number] > 1}
    ordered = sorted(first)
    ordered.sort(key=lambda number: first[number] or "", reverse=True)
    members: dict[int, list[tuple[int, ArticleSummary]]] = {number: [] for number in ordered[:limit]}
    for part in parts:
        found = part.show(_list_members(part.catalogue, members))
        for id, summary in part.catalogue.get_summaries(found).items():
            number, row = found[id]
            members[number].append((row, summary))
    inside = (sorted(articles, key=lambda pair: pair[0]) for articles in members.values())
    return [order_copies(summary for _, summary in articles) for articles in inside]


def _count_members(parts: Sequence[Part]) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for part in parts:
        rows = part.catalogue.query("SELECT story, count(*) FROM articles WHERE story IS NOT NULL GROUP BY story")
        sizes.update(dict(rows))
        hidden = part.catalogue.query_in("SELECT story FROM articles WHERE id IN (?) AND story > 0", part.hidden)
        sizes.subtract(story for (story,) in hidden)
    return sizes


def _list_members(catalogue: Catalogue, stories: Mapping[int, object]) -> dict[str, tuple[int, int]]:
    """Return story and row of the articles of these stories, by id."""
    rows = catalogue.query_in("SELECT id, story, row FROM articles WHERE story IN (?)", stories)
    rows += catalogue.query_in("SELECT id, row, row FROM articles WHERE row IN (?) AND story IS NULL", stories)
    return {id: (story, row) for id, story, row in rows}


def _find_rows(articles: Iterable[tuple[Catalogue, str]]) -> dict[str, int]:
    """Return the row numbers of articles: those of one library that was split go on over all of its parts."""
    wanted: dict[Catalogue, set[str]] = {}
    for catalogue, id in articles:
        wanted.setdefault(catalogue, set()).add(id)
    rows: dict[str, int] = {}
    for catalogue, ids in wanted.items():
        rows |= dict(catalogue.query_in("SELECT id, row FROM articles WHERE id IN (?)", ids))
    return rows


class PartedVisits(Visits):
    """The visits of a library; the pages that it follows may be those of articles in any part."""

    def __init__(self, parts: OpenParts) -> None:
        super().__init__(parts.main.catalogue)
        self._parts = parts

    def list_pages(self, *, since: date | None = None) -> list[Visit]:
        """Return the pages that articles are from; with since, of those published (else fetched) from that day on."""
        parts = self._parts.list_parts()
        if len(parts) == 1:
            return super().list_pages(since=since)
        visits = {visit.url: visit for visit in self.list_visits("page")}
        first = since.isoformat() if since else ""
        read: set[str] = set()
        for part in parts:
            rows = part.catalogue.query_in(_READ, visits)
            read |= {url for url, id, day in rows if day >= first and id not in part.hidden}
        return [visits[url] for url in sorted(read)]
