"""Similarity computed exactly from the vectors in the catalogue: for few candidates, and where Chroma can't be used."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.stored import decode_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: what is in memory at once stays small.
_ARTICLES_AT_ONCE = 500


def read_vectors(catalogue: Catalogue, ids: Iterable[str]) -> "dict[str, NDArray[np.float32]]":
    """Return the vectors of the passages with these ids; unknown ids are left out."""
    rows = catalogue.query_in("SELECT id, article, position FROM passages WHERE id IN (?)", dict.fromkeys(ids))
    matrices = dict(read_matrices(catalogue, sorted({row[1] for row in rows})))
    return {id: matrices[article][position] for id, article, position in rows}


def rank_passages(catalogue: Catalogue, vector: "NDArray[np.float32]", ids: Iterable[str], n: int) -> dict[str, float]:
    """Return the n passages among these that are most similar, by id, with their cosine similarity, best first."""
    rows = catalogue.query_in("SELECT id, article, position FROM passages WHERE id IN (?)", dict.fromkeys(ids))
    return _rank_found(catalogue, vector, rows, n)


def rank_by_row(catalogue: Catalogue, vector: "NDArray[np.float32]", rows: Iterable[int], n: int) -> dict[str, float]:
    """Return the n most similar of the passages in these rows, as rank_passages does."""
    found = catalogue.query_in("SELECT id, article, position FROM passages WHERE row IN (?)", dict.fromkeys(rows))
    return _rank_found(catalogue, vector, found, n)


def _rank_found(
    catalogue: Catalogue, vector: "NDArray[np.float32]", rows: list[tuple[Any, ...]], n: int
) -> dict[str, float]:
    scores = {article: matrix @ vector for article, matrix in read_matrices(catalogue, sorted({r[1] for r in rows}))}
    known = [(id, article, position) for id, article, position in rows if position < len(scores.get(article, ()))]
    best = [(float(scores[article][position]), article, position, id) for id, article, position in known]
    return {id: score for score, _, _, id in sorted(best, reverse=True)[:n]}


def find_nearest(
    catalogue: Catalogue, vector: "NDArray[np.float32]", n: int, filters: Filters | None
) -> dict[str, float]:
    """Return the n passages of the filter's articles that are most similar, by id, with their cosine similarity.

    Reads every vector of those articles, some articles at a time.
    """
    condition = write_condition(filters)
    rows = catalogue.query(f"SELECT row FROM articles WHERE {condition.sql}", condition.parameters)
    best: list[tuple[float, int, int]] = []
    for first in range(0, len(rows), _ARTICLES_AT_ONCE):
        chunk = [row[0] for row in rows[first : first + _ARTICLES_AT_ONCE]]
        best = sorted(best + _rank_articles(catalogue, chunk, vector, n), reverse=True)[:n]
    return _name_passages(catalogue, best)


def find_nearest_of_each(catalogue: Catalogue, vectors: "Sequence[NDArray[np.float32]]", n: int) -> list[set[str]]:
    """Return the ids of the n passages that are most similar to each vector, reading every vector once for all."""
    articles = [row for (row,) in catalogue.query("SELECT row FROM articles")]
    best: list[list[tuple[float, int, int]]] = [[] for _ in vectors]
    for first in range(0, len(articles), _ARTICLES_AT_ONCE):
        matrices = list(read_matrices(catalogue, articles[first : first + _ARTICLES_AT_ONCE]))
        for number, found in enumerate(_rank_matrices(matrices, vectors, n)):
            best[number] = sorted(best[number] + found, reverse=True)[:n]
    return [set(_name_passages(catalogue, own)) for own in best]


def _rank_articles(
    catalogue: Catalogue, articles: list[int], vector: "NDArray[np.float32]", n: int
) -> list[tuple[float, int, int]]:
    """Return score, article and position of the n best passages of some articles."""
    return _rank_matrices(list(read_matrices(catalogue, articles)), [vector], n)[0]


def _rank_matrices(
    matrices: "Sequence[tuple[int, NDArray[np.float32]]]", vectors: "Sequence[NDArray[np.float32]]", n: int
) -> list[list[tuple[float, int, int]]]:
    """Return the same for each of some vectors, among the passages of these matrices."""
    import numpy as np

    numbers = [(article, position) for article, matrix in matrices for position in range(len(matrix))]
    if not numbers:
        return [[] for _ in vectors]
    stacked = np.concatenate([matrix for _, matrix in matrices])
    found = []
    for vector in vectors:
        scores = stacked @ vector
        top = np.argpartition(-scores, n - 1)[:n] if n < len(scores) else range(len(scores))
        found.append([(float(scores[i]), *numbers[i]) for i in top])
    return found


def read_matrices(catalogue: Catalogue, articles: Iterable[int]) -> "Iterator[tuple[int, NDArray[np.float32]]]":
    """Yield the vectors of articles, by row, in the order of their passages."""
    dimensions = int(catalogue.get_meta("dimensions") or 1)
    rows = catalogue.query_in("SELECT article, rows, width FROM vectors WHERE article IN (?)", articles)
    for article, blob, width in rows:
        yield article, decode_vectors(blob, width=width, dimensions=dimensions)


def _name_passages(catalogue: Catalogue, best: list[tuple[float, int, int]]) -> dict[str, float]:
    rows: list[tuple[Any, ...]] = catalogue.query_in(
        "SELECT article, position, id FROM passages WHERE article IN (?)", {article for _, article, _ in best}
    )
    names = {(article, position): id for article, position, id in rows}
    return {names[article, position]: score for score, article, position in best}
