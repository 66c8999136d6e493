"""Which articles are copies of one report: found when an article is written, by what it shares with those before."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from qa.library.catalogue.catalogue import ArticleSummary, Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.stories.copies import list_other_outlets
from qa.library.stories.sketches import Sketch, fingerprint_text, sketch_text

# A run that so many stories share is a formula of an outlet, and finding it again and again would take ever longer.
_MOST_STORIES = 40
_LEAST_SHARED = 2
_MOST_CANDIDATES, _MOST_MEMBERS = 8, 4

NO_COPIES = "No report has a copy. List all: qa articles list --stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One report and its copies, whoever was first at the beginning."""

    articles: tuple[ArticleSummary, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it, in the order of their articles."""
        return tuple(dict.fromkeys(article.source for article in self.articles if article.source))

    @property
    def also_in(self) -> tuple[str, ...]:
        """The outlets that carry it besides the first."""
        return list_other_outlets(self.articles[0].source, self.outlets)


def list_stories(catalogue: Catalogue, filters: Filters | None, *, copies_only: bool, limit: int | None) -> list[Story]:
    """Return the stories of which an article passes the filters, with all of their articles, the latest first.

    copies_only  only those of more than one article
    """
    condition = write_condition(filters)
    number = "coalesce(story, articles.row)"
    rows = catalogue.query(
        f"SELECT {number} FROM articles WHERE {condition.sql} GROUP BY 1 "
        f"{'HAVING (SELECT count(*) FROM articles AS other WHERE other.story = articles.story) > 1' * copies_only} "
        "ORDER BY min(day) IS NULL, min(day) DESC, 1 LIMIT ?",
        [*condition.parameters, -1 if limit is None else limit],
    )
    members: dict[int, list[str]] = {row[0]: [] for row in rows}
    # The second finds what an older version of the program took in and no batch has compared yet.
    found = catalogue.query_in("SELECT id, story FROM articles WHERE story IN (?) ORDER BY row", members)
    found += catalogue.query_in("SELECT id, row FROM articles WHERE row IN (?) AND story IS NULL", members)
    for id, story in found:
        members[story].append(id)
    known = catalogue.get_summaries(id for id, _ in found)
    return [order_copies(known[id] for id in ids) for ids in members.values()]


def order_copies(articles: Iterable[ArticleSummary]) -> Story:
    """Return the story of these copies, given in the order in which they were taken in."""
    return Story(articles=tuple(sorted(articles, key=_find_moment)))


def find_copied(connection: sqlite3.Connection, text: str, fingerprints: Iterable[int]) -> list[int]:
    """Return the stories that hold a copy of a text, which is looked up by its fingerprints, the first story first."""
    candidates = _find_candidates(connection, fingerprints)
    sketch = sketch_text(text) if candidates else None
    return sorted(story for story in candidates if sketch and _holds_copy(connection, story, sketch))


def join_story(connection: sqlite3.Connection, row: int, text: str) -> int:
    """Find the story of the article in row, note it, and return it: the row of the first article of the story.

    Stories that the article shows to be one become one. The time it takes does not depend on the number of articles.
    """
    fingerprints = fingerprint_text(text)
    found = find_copied(connection, text, fingerprints)
    story = found[0] if found else row
    for other in found[1:]:
        merge_stories(connection, other, into=story)
    connection.execute("UPDATE articles SET story = ? WHERE row = ?", [story, row])
    connection.executemany("INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", [(f, story) for f in fingerprints])
    return story


def merge_stories(connection: sqlite3.Connection, story: int, *, into: int) -> None:
    """Make one story a part of another."""
    connection.execute("UPDATE articles SET story = ? WHERE story = ?", [into, story])
    connection.execute("UPDATE OR IGNORE fingerprints SET story = ? WHERE story = ?", [into, story])
    connection.execute("DELETE FROM fingerprints WHERE story = ?", [story])


def leave_story(connection: sqlite3.Connection, row: int) -> None:
    """Take the article in row out of its story; the last one takes the story with it. Its row is still there."""
    connection.execute(
        "DELETE FROM fingerprints WHERE story = (SELECT story FROM articles WHERE row = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM articles WHERE story = fingerprints.story AND row != ?1)",
        [row],
    )


def _find_candidates(connection: sqlite3.Connection, fingerprints: Iterable[int]) -> list[int]:
    """Return the stories that share the most fingerprints, of those that share two or more."""
    shared: Counter[int] = Counter()
    for fingerprint in fingerprints:
        rows = connection.execute(
            "SELECT story FROM fingerprints WHERE hash = ? LIMIT ?", [fingerprint, _MOST_STORIES]
        ).fetchall()
        if len(rows) < _MOST_STORIES:
            shared.update(story for (story,) in rows)
    return [story for story, count in shared.most_common(_MOST_CANDIDATES) if count >= _LEAST_SHARED]


def _holds_copy(connection: sqlite3.Connection, story: int, sketch: Sketch) -> bool:
    """Tell whether one of the longest articles of a story is a copy, and none of them tells anything else."""
    longest = "SELECT row FROM articles WHERE story = ? ORDER BY passages DESC LIMIT ?"
    rows = connection.execute(f"SELECT text FROM articles WHERE row IN ({longest})", [story, _MOST_MEMBERS])
    sketches = [sketch_text(text) for (text,) in rows]
    return any(map(sketch.is_copy_of, sketches)) and not any(map(sketch.contradicts, sketches))


def _find_moment(article: ArticleSummary) -> tuple[bool, datetime]:
    """Return when an article was published; one of which only the day is known counts as the last of that day."""
    try:
        moment = datetime.fromisoformat(article.published or "")
    except ValueError:
        return True, datetime.max.replace(tzinfo=UTC)
    if "T" not in (article.published or ""):
        moment = moment.replace(hour=23, minute=59, second=59)
    return False, moment if moment.tzinfo else moment.replace(tzinfo=UTC)
