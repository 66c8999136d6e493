"""Lexical search in the catalogue, and what its index knows of words."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from qa.errors import LibraryProblem
from qa.language.folding import fold_for_search, fold_words
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition

_STEMMER = """
CREATE VIRTUAL TABLE words USING fts5 (body, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab ('words', 'instance');
"""


def match_words(
    catalogue: Catalogue, match: str, n: int, filters: Filters | None, *, title_weight: float
) -> dict[int, float]:
    """Return the n best passages for an FTS5 query, by row number, with their BM25 score (higher is better).

    Raises ValueError where match is not an FTS5 query.
    """
    condition = write_condition(filters)
    join = "" if not filters else _JOIN
    sql = (
        f"SELECT words.rowid, -words.rank FROM words {join} WHERE words MATCH ? AND words.rank MATCH ? "
        f"AND {condition.sql} ORDER BY words.rank LIMIT ?"
    )
    rank = f"bm25({float(title_weight)}, 1.0)"
    try:
        return dict(catalogue.query(sql, [match, rank, *condition.parameters, n]))
    except LibraryProblem as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname == "SQLITE_ERROR":
            raise ValueError(f"{match!r} is not an FTS5 query: {cause}") from None
        raise


def list_titled(
    catalogue: Catalogue, words: str, filters: Filters | None, *, limit: int | None, offset: int
) -> list[str]:
    """Return the ids of articles with all these words in their titles, the last maybe only begun; the latest first."""
    folded = fold_for_search(words).replace('"', " ").split()
    terms = [f'"{term}"' for term in folded if any(letter.isalnum() for letter in term)]
    if not terms:
        return []
    condition = write_condition(filters)
    rows = catalogue.query(
        f"SELECT id FROM articles WHERE {condition.sql} AND articles.row IN (SELECT passages.article FROM words "
        "JOIN passages ON passages.row = words.rowid WHERE words MATCH ?) "
        "ORDER BY day IS NULL, day DESC, published DESC, title, id LIMIT ? OFFSET ?",
        [*condition.parameters, f"title : ({' AND '.join(terms)} *)", -1 if limit is None else limit, offset],
    )
    return [row[0] for row in rows]


_JOIN = "JOIN passages ON passages.row = words.rowid JOIN articles ON articles.row = passages.article"


def count_passages_with(catalogue: Catalogue, terms: Iterable[str]) -> dict[str, int]:
    """Return for each term how many passages have it, or a word with the same stem, in text or title.

    A term of several words, or of several characters of a script without spaces, counts as its rarest one.
    """
    stems = _find_stems(list(dict.fromkeys(terms)))
    wanted = {stem for found in stems.values() for stem in found}
    counts = dict(catalogue.query_in("SELECT term, doc FROM words_vocabulary WHERE term IN (?)", wanted))
    return {term: min((counts.get(stem, 0) for stem in found), default=0) for term, found in stems.items()}


def iterate_vocabulary(catalogue: Catalogue, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield the words of the library that begin with prefix, as written but folded, and how many passages have each."""
    folded = fold_words(prefix).strip()
    yield from catalogue.query(
        "SELECT term, doc FROM spellings_vocabulary WHERE term >= ? AND term < ?", [folded, folded + "\U0010ffff"]
    )


def _find_stems(terms: list[str]) -> dict[str, set[str]]:
    """Return the tokens of each term as the index has them: only FTS5 itself knows its stemmer and its folding."""
    stems: dict[str, set[str]] = {term: set() for term in terms}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_STEMMER)
        rows = [(row, fold_for_search(term)) for row, term in enumerate(terms)]
        connection.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", rows)
        for row, stem in connection.execute("SELECT doc, term FROM vocabulary"):
            stems[terms[row]].add(stem)
    return stems
