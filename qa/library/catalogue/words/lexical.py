"""Lexical search in the catalogue, and what its index knows of words."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qa.errors import LibraryProblem
from qa.language.folding import fold_for_search, fold_words
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.words.tokens import cut_tokens

# Chosen: of more passages that match a query in FTS5's own language, or a title, only the latest are looked at.
_MOST_MATCHED = 50_000
_LAST_MATCHED = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"


def match_words(
    catalogue: Catalogue, match: str, n: int, filters: Filters | None, *, title_weight: float
) -> dict[int, float]:
    """Return the n best passages for an FTS5 query, by row number, with their BM25 score (higher is better).

    Where very many match, the latest of them are ranked.

    Raises ValueError where match is not an FTS5 query.
    """
    condition = write_condition(filters)
    join = "" if not filters else _JOIN
    sql = (
        f"SELECT words.rowid, -words.rank FROM words {join} WHERE words MATCH ? AND words.rank MATCH ? "
        f"AND words.rowid > ? AND {condition.sql} ORDER BY words.rank LIMIT ?"
    )
    rank = f"bm25({float(title_weight)}, 1.0)"
    try:
        last = catalogue.query(_LAST_MATCHED, [match, _MOST_MATCHED])
        before = last[0][0] if last else 0
        return dict(catalogue.query(sql, [match, rank, before, *condition.parameters, n]))
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
    match = f"title : ({' AND '.join(terms)} *)"
    matched = "SELECT rowid AS row FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    rows = catalogue.query(
        f"SELECT id FROM articles WHERE {condition.sql} AND articles.row IN "
        f"(SELECT passages.article FROM ({matched}) AS matched JOIN passages ON passages.row = matched.row) "
        "ORDER BY day IS NULL, day DESC, published DESC, title, id LIMIT ? OFFSET ?",
        [
            *condition.parameters,
            match,
            _MOST_MATCHED,
            -1 if limit is None else limit,
            offset,
        ],
    )
    return [row[0] for row in rows]


_JOIN = "JOIN passages ON passages.row = words.rowid JOIN articles ON articles.row = passages.article"


def count_passages_with(catalogues: Sequence[Catalogue], terms: Iterable[str]) -> dict[str, int]:
    """Return for each term how many passages of all the catalogues have it, or a word of its stem, in text or title.

    A term of several words, or of several characters of a script without spaces, counts as its rarest one.
    """
    wanted = list(dict.fromkeys(terms))
    stems = dict(zip(wanted, cut_tokens(wanted), strict=True))
    known = {stem for found in stems.values() for stem in found}
    counts: Counter[str] = Counter()
    for catalogue in catalogues:
        counts.update(dict(catalogue.query_in("SELECT term, passages FROM frequencies WHERE term IN (?)", known)))
    return {term: min((counts[stem] for stem in found), default=0) for term, found in stems.items()}


def iterate_vocabulary(catalogue: Catalogue, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield the words of the library that begin with prefix, as written but folded, and how many passages have each."""
    folded = fold_words(prefix).strip()
    yield from catalogue.query(
        "SELECT word, passages FROM vocabulary WHERE word >= ? AND word < ?", [folded, folded + "\U0010ffff"]
    )
