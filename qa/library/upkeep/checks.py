"""The checks of a catalogue: its file, its rows, its passages with their vectors, and its full-text index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qa.errors import LibraryProblem
from qa.language.folding import fold_for_search
from qa.language.sentences import split_sentences
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.stored import WIDTH, decode_vectors
from qa.library.catalogue.words.indexing import INDEXED_PASSAGES, INDEXED_TOKENS
from qa.library.catalogue.words.tokens import count_tokens
from qa.library.vectors.target import Target

REPAIR = "Repair it: qa doctor --repair"
# What belongs to nothing: what to call it, its table, and which rows of that.
ORPHANS: tuple[tuple[str, str, str], ...] = (
    ("passages", "passages", "article NOT IN (SELECT row FROM articles)"),
    ("vectors", "vectors", "article NOT IN (SELECT row FROM articles)"),
    ("versions", "versions", "current NOT IN (SELECT id FROM articles)"),
    (
        "places",
        "origins",
        "article_id NOT IN (SELECT id FROM articles) AND article_id NOT IN (SELECT id FROM versions)",
    ),
    ("fingerprints", "fingerprints", "story NOT IN (SELECT story FROM articles WHERE story IS NOT NULL)"),
    ("feeds", "visits", "parent IS NOT NULL AND parent NOT IN (SELECT url FROM visits WHERE kind = 'feed')"),
    ("entries", "entries", "feed NOT IN (SELECT url FROM visits WHERE kind = 'feed')"),
)
# Chosen: what is in memory at once stays small, and a sample shows what is wrong with all.
_ARTICLES_AT_ONCE = 200
_SAMPLE = 200
# Of single floats, added up 384 times.
TOLERANCE = 1e-3
_BLOBS = "SELECT article, rows, width FROM vectors WHERE article IN (?)"
_PASSAGES = "FROM passages JOIN articles ON articles.row = article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is not sound, how many of it there are, and what to do."""

    text: str
    count: int = 1
    advice: str = REPAIR
    recall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is sound, and how many of the nearest passages a search finds, in 0..1."""

    text: str
    recall: float


def check_file(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that SQLite can read every page and every index of the file."""
    found = [row[0] for row in catalogue.query("PRAGMA integrity_check(100)")]
    if found == ["ok"]:
        return "SQLite finds the catalogue sound."
    advice = f"{REPAIR}. If that does not help, save what can be read: qa export -o articles.jsonl"
    return Problem(text=f"SQLite finds the catalogue damaged: {found[0]}.", count=len(found), advice=advice)


def check_orphans(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that no row belongs to an article or a feed that is not there."""
    sql = "SELECT count(*) FROM {} WHERE {}"
    counts = {name: catalogue.query(sql.format(table, condition))[0][0] for name, table, condition in ORPHANS}
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    if not told:
        return "Every row belongs to an article or a feed."
    return Problem(text=f"These belong to nothing: {told}.", count=sum(counts.values()))


def check_counts(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that there are as many articles and passages as are noted."""
    noted, counted = catalogue.count(), catalogue.recount()
    if noted != counted:
        told = f"{noted.articles:,} articles and {noted.passages:,} passages"
        return Problem(text=f"{told} are noted, and {counted.articles:,} and {counted.passages:,} are there.")
    return "There are as many articles and passages as are noted."


def check_articles(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that every article says what it said when it was taken in: its id is a hash of that."""
    edited = list(find_edited(catalogue))
    if not edited:
        return "Every article says what it said when it was taken in."
    places = catalogue.query_in("SELECT origin FROM articles WHERE id IN (?)", edited[:1])
    told = f"{len(edited):,} articles were edited" if len(edited) > 1 else "One article was edited"
    return Problem(
        text=f"{told} in the catalogue itself, such as {edited[0]}, and may be quoted with words that it never had.",
        count=len(edited),
        advice=f"Take it out and read it again: qa articles remove {edited[0]}, then qa ingest {places[0][0]}",
    )


def check_passages(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that the passages of every article are runs of its text, and that it has some where it has a text."""
    bad = len(list(find_bad_passages(catalogue)))
    if bad:
        return Problem(text=f"{bad:,} articles have no passages, or some that are not in their text.", count=bad)
    counts = catalogue.count()
    return f"{counts.passages:,} passages of {counts.articles:,} articles lie in their texts."


def check_vectors(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that every passage has a vector of unit length."""
    bad = len(list(find_bad_vectors(catalogue)))
    if bad:
        return Problem(text=f"{bad:,} articles lack vectors, or have some that are none.", count=bad)
    return f"Every passage has a vector of {catalogue.get_meta('dimensions') or 0} dimensions."


def check_words(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that the full-text index has every passage and no other, that a sample is found, and words are counted."""
    try:
        bad = _count_unindexed(catalogue)
        miscounted = _count_miscounted(catalogue)
    except LibraryProblem:
        return Problem(text="The index of words is damaged.")
    if bad:
        return Problem(
            text=f"{bad:,} passages are not in the index of words, or are there and nowhere else.", count=bad
        )
    if miscounted:
        return Problem(text=f"{miscounted:,} words are not counted as the index has them.", count=miscounted)
    return "Every passage can be found by its words, and each word is counted."


def check_stories(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that of every article it is known whether it is a copy of another."""
    count = catalogue.query("SELECT count(*) FROM articles WHERE story IS NULL")[0][0]
    if count:
        return Problem(text=f"{count:,} articles were not compared with the others yet.", count=count)
    return "Every article is compared with the others."


def find_edited(catalogue: Catalogue) -> Iterator[str]:
    """Yield the ids of the articles that are not what their ids are hashes of."""
    for rows in _page_articles(catalogue, "id"):
        for id, article in catalogue.get_articles(row[1] for row in rows).items():
            if article.id != id:
                yield id


def find_bad_passages(catalogue: Catalogue) -> Iterator[str]:
    """Yield the ids of the articles whose passages are missing or are not what they should be."""
    for rows in _page_articles(catalogue, "id, text, passages, language"):
        passages = _group_passages(catalogue, [row[0] for row in rows])
        for number, id, text, count, language in rows:
            own = passages.get(number, [])
            is_complete = len(own) == count and bool(own) == bool(own or split_sentences(text, language))
            if not is_complete or not all(_is_sound(row, n, id, text) for n, row in enumerate(own)):
                yield id


def find_bad_vectors(catalogue: Catalogue) -> Iterator[str]:
    """Yield the ids of the articles whose vectors are missing or are not what they should be."""
    dimensions = int(catalogue.get_meta("dimensions") or 0)
    for rows in _page_articles(catalogue, "id, passages"):
        found = catalogue.query_in(_BLOBS, [row[0] for row in rows])
        blobs = {article: (blob, width) for article, blob, width in found}
        for number, id, count in rows:
            if not _holds_unit_vectors(*blobs.get(number, (b"", WIDTH)), count, dimensions):
                yield id


def sample_passages(catalogue: Catalogue) -> list[tuple[int, str]]:
    """Return row and id of some passages, spread over all."""
    step = max(1, catalogue.count().passages // _SAMPLE)
    sql = f"SELECT passages.row, passages.id {_PASSAGES} WHERE passages.row % ? = 0 LIMIT {2 * _SAMPLE}"
    return [(row, id) for row, id in catalogue.query(sql, [step])]


def _page_articles(catalogue: Catalogue, columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of articles, some at a time; the first column is their number."""
    last = 0
    sql = f"SELECT row, {columns} FROM articles WHERE row > ? ORDER BY row LIMIT {_ARTICLES_AT_ONCE}"
    while rows := catalogue.query(sql, [last]):
        last = rows[-1][0]
        yield rows


def _group_passages(catalogue: Catalogue, articles: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    sql = "SELECT article, position, id, start, end FROM passages WHERE article IN (?) ORDER BY article, position"
    rows = catalogue.query_in(sql, articles)
    return {article: list(group) for article, group in groupby(rows, key=lambda row: row[0])}


def _is_sound(passage: tuple[Any, ...], n: int, article_id: str, text: str) -> bool:
    _, position, id, start, end = passage
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    return position == n and 0 <= start < end <= len(text) and id == f"{article_id}:{start}-{end}"


def _holds_unit_vectors(blob: Any, width: int, count: int, dimensions: int) -> bool:
    import numpy as np

    if not isinstance(blob, bytes) or len(blob) != count * dimensions * width or (count and not dimensions):
        return False
    vectors = decode_vectors(blob, width=width, dimensions=dimensions or 1)
    lengths = np.linalg.norm(vectors, axis=1) if count else np.ones(1)
    return bool(np.all(np.abs(lengths - 1) < TOLERANCE))


def _count_unindexed(catalogue: Catalogue) -> int:
    """Return how many passages the index of words lacks or has too many. Raises LibraryProblem where it is damaged."""
    if catalogue.writable:
        catalogue.query("INSERT INTO words (words) VALUES ('integrity-check')")
    indexed = "SELECT id FROM words_docsize"
    bad = {row for (row,) in catalogue.query(f"{indexed} EXCEPT SELECT row FROM passages")}
    missing = [row for (row,) in catalogue.query(f"SELECT passages.row {_PASSAGES} EXCEPT {indexed}")]
    bad |= {row for row, passage in catalogue.get_passages_by_row(missing).items() if _has_words(passage.text)}
    return len(bad | _find_unfound(catalogue))


def _count_miscounted(catalogue: Catalogue) -> int:
    """Return of how many stems, words and totals the count that is kept is not what the index or a sample says."""
    with catalogue.read():
        catalogue.query("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab ('main', 'words', 'row')")
        pairs = ("SELECT term, doc FROM temp.stems", "SELECT term, passages FROM frequencies")
        stems = {term for one, other in (pairs, pairs[::-1]) for term, _ in catalogue.query(f"{one} EXCEPT {other}")}
        [(tokens,)] = catalogue.query("SELECT coalesce(sum(cnt), 0) FROM temp.stems")
        [(passages,)] = catalogue.query("SELECT count(*) FROM words_docsize")
        kept = [int(catalogue.get_meta(key) or 0) for key in (INDEXED_PASSAGES, INDEXED_TOKENS)]
        sample = catalogue.get_passages_by_row(row for row, _ in sample_passages(catalogue))
        found = dict(count_tokens([(row, "", fold_for_search(p.text)) for row, p in sample.items()]).words)
        known = dict(catalogue.query_in("SELECT word, passages FROM vocabulary WHERE word IN (?)", found))
    words = [word for word, count in found.items() if known.get(word, 0) < count]
    differing = sum(one != int(other) for one, other in zip(kept, (passages, tokens), strict=True))
    return len(stems) + len(words) + differing


def _find_unfound(catalogue: Catalogue) -> set[int]:
    """Return those of a sample of passages that are not found by the longest of their words."""
    unfound = set()
    for row, passage in catalogue.get_passages_by_row(row for row, _ in sample_passages(catalogue)).items():
        # Of other words, only FTS5 itself knows where they end.
        words = [word for word in fold_for_search(passage.text).split() if word.isascii() and word.isalnum()]
        match = f'"{max(words, key=len)}"' if words else ""
        if words and not catalogue.query("SELECT 1 FROM words WHERE words MATCH ? AND rowid = ?", [match, row]):
            unfound.add(row)
    return unfound


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in fold_for_search(text))
