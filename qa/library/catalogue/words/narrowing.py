"""Limit a search to the passages of a filter: those of a narrow one are listed, those of a wide one are tested."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition

# Chosen by cost: to list the passages of so many articles takes as long as to test those found, of which few pass.
_FEW_ARTICLES = 2_000
_TESTED_AT_ONCE, _TESTED = 200, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """The passages that a search is limited to.

    rows  they themselves, ascending, where they are few; None where all are allowed or the found ones are tested
    """

    filters: Filters | None
    rows: tuple[int, ...] | None

    @property
    def sql(self) -> str:
        """The condition on rows of the FTS5 table, for `parameters`; the plus keeps SQLite from seeking each row."""
        if self.rows is None:
            return "1"
        return "words.rowid BETWEEN ? AND ? AND +words.rowid IN (SELECT value FROM json_each(?))"

    @property
    def parameters(self) -> tuple[int | str, ...]:
        """What the question marks of `sql` stand for."""
        return () if self.rows is None else (self.rows[0], self.rows[-1], json.dumps(self.rows))

    @property
    def is_tested(self) -> bool:
        """Whether what is found has to be tested yet."""
        return bool(self.filters) and self.rows is None


def narrow_search(catalogue: Catalogue, filters: Filters | None) -> Narrowing:
    """Find out how a search is limited to a filter; no more is read for that than a narrow filter has."""
    if not filters:
        return Narrowing(filters=None, rows=None)
    condition = write_condition(filters)
    articles = catalogue.query(
        f"SELECT row FROM articles WHERE {condition.sql} LIMIT ?", [*condition.parameters, _FEW_ARTICLES + 1]
    )
    if len(articles) > _FEW_ARTICLES:
        return Narrowing(filters=filters, rows=None)
    rows = catalogue.query_in("SELECT row FROM passages WHERE article IN (?)", (row for (row,) in articles))
    return Narrowing(filters=filters, rows=tuple(sorted(row for (row,) in rows)))


def take_allowed(catalogue: Catalogue, rows: Iterable[int], n: int, most: int, narrowing: Narrowing) -> list[int]:
    """Return the first of the rows that are allowed, in their order: as many as most, or n where few are allowed."""
    waiting = iter(rows)
    if not narrowing.is_tested:
        return list(islice(waiting, most))
    condition = write_condition(narrowing.filters)
    sql = (
        "SELECT passages.row FROM json_each(?) CROSS JOIN passages ON passages.row = value "
        f"CROSS JOIN articles ON articles.row = passages.article WHERE {condition.sql}"
    )
    allowed: list[int] = []
    tested = 0
    while len(allowed) < (most if tested < _TESTED else n) and (chunk := list(islice(waiting, _TESTED_AT_ONCE))):
        passed = {row for (row,) in catalogue.query(sql, [json.dumps(chunk), *condition.parameters])}
        allowed += [row for row in chunk if row in passed]
        tested += len(chunk)
    return allowed[:most]
