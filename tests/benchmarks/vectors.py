"""Measure search by vector at several sizes: time, recall, filters, opening, writing, bytes.

    cd tests && uv run python -m benchmarks.vectors LIBRARY --questions QUESTIONS.jsonl [--passages 10000 1000000]

LIBRARY gives real vectors, made with the built-in embedder; what is missing to the number of passages is made: mixtures
of two real ones with noise, which lie closer together than real ones do. QUESTIONS.jsonl has a "question" a line.
Times are of the processor, but for p50 and p95 by the clock; each size is built, searched, added to and removed from.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.stored import WIDTH, encode_vectors
from qa.library.vectors.codes.file import FOLDER
from qa.library.vectors.codes.following import follow_catalogue
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import read_matrices
from qa.library.vectors.target import Target
from qa.models.embeddings import open_embedder
from qa.settings import Settings

Vectors = NDArray[np.float32]

PASSAGES_OF_ONE = 10
NEAREST = 20
FIRST_DAY, DAYS = date(2006, 1, 1), 7_300
OUTLETS = 50
FILTERS = {
    "none": None,
    "a year": Filters(since=date(2020, 1, 1), until=date(2020, 12, 31)),
    "an outlet": Filters(sources=("outlet 7",)),
    "a language": Filters(languages=("de",)),
    "all three": Filters(since=date(2020, 1, 1), sources=("outlet 7",), languages=("en",)),
}


def main() -> None:
    """Print a block of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=Path, required=True, nargs="+")
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--most", type=int, default=60, help="questions of a file")
    arguments = parser.parse_args()
    real = read_real_vectors(arguments.library)
    queries = embed_questions(arguments.questions, arguments.most)
    print(f"{len(real):,} real vectors, {len(queries)} questions")
    for passages in arguments.passages:
        with tempfile.TemporaryDirectory() as name:
            measure_size(Path(name) / "library", passages, real, queries)


def read_real_vectors(folder: Path) -> Vectors:
    """Return all vectors of a library."""
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        rows = [row for (row,) in catalogue.query("SELECT article FROM vectors ORDER BY article")]
        return np.concatenate([matrix for _, matrix in read_matrices(catalogue, rows)])


def embed_questions(paths: list[Path], most: int) -> Vectors:
    """Return the vectors of some questions of each file, spread over it."""
    found: list[str] = []
    for path in paths:
        questions = [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]
        found += questions[:: max(1, len(questions) // most)][:most]
    return open_embedder(Settings()).embed_queries(found)


def make_vectors(real: Vectors, passages: int) -> Iterator[Vectors]:
    """Yield vectors, some thousand at a time: the real ones, then mixtures of two with noise."""
    chance = np.random.default_rng(1)
    step = 1_000 * PASSAGES_OF_ONE
    for first in range(0, passages, step):
        count = min(step, passages - first)
        rows = real[first : first + count]
        if missing := count - len(rows):
            share = chance.uniform(0.5, 1, (missing, 1)).astype(np.float32)
            mixed = share * real[chance.integers(0, len(real), missing)]
            mixed += (1 - share) * real[chance.integers(0, len(real), missing)]
            mixed += chance.normal(0, 0.35 / real.shape[1] ** 0.5, mixed.shape).astype(np.float32)
            rows = np.concatenate([rows, mixed / np.linalg.norm(mixed, axis=1, keepdims=True)])
        yield rows


def insert_vectors(catalogue: Catalogue, vectors: Vectors, chance: random.Random) -> None:
    """Write articles with nothing but a title, and their passages with these vectors."""
    article = (
        "INSERT INTO articles "
        "(id, origin, title, authors, text, ingested_at, passages, day, outlet, language_code, story) "
        "VALUES (?, '', 'A title', '[]', '', '', ?, ?, ?, ?, 0)"
    )
    passage = "INSERT INTO passages (id, article, position, start, end) VALUES (?, ?, ?, 0, 0)"
    with catalogue.write() as connection:
        for first in range(0, len(vectors), PASSAGES_OF_ONE):
            own = vectors[first : first + PASSAGES_OF_ONE]
            id, day = f"{chance.getrandbits(64):016x}", FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            outlet, code = f"outlet {chance.randrange(OUTLETS)}", "de" if chance.random() < 0.1 else "en"
            row = connection.execute(article, [id, len(own), day.isoformat(), outlet, code]).lastrowid
            connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", [row, encode_vectors(own), WIDTH])
            connection.executemany(passage, [(f"{id}:{n}", row, n) for n in range(len(own))])


def measure_size(folder: Path, passages: int, real: Vectors, queries: Vectors) -> None:
    """Build a library, print what it costs, and search it."""
    chance = random.Random(1)
    with closing(Catalogue.open(folder, create=True)) as catalogue:
        catalogue.set_meta({"dimensions": str(real.shape[1])})
        for vectors in make_vectors(real, passages):
            insert_vectors(catalogue, vectors, chance)
        seconds = take_time(lambda: follow_catalogue(catalogue, limit=0))
        codes = sum(path.stat().st_size for path in (folder / FOLDER).iterdir())
        print(f"\n{passages:,} passages ({min(1, len(real) / passages):.0%} real)")
        print(f"  codes     {seconds / passages * 1e6:.1f} us a passage to make, {codes / passages:.0f} bytes each")
        blobs = catalogue.query("SELECT sum(length(rows)) FROM vectors")[0][0]
        print(f"  vectors   {blobs / passages:.0f} bytes each in the catalogue")
        insert_vectors(catalogue, next(make_vectors(real, 1_000)), chance)
        seconds = take_time(lambda: follow_catalogue(catalogue, limit=0))
        print(f"  1,000 more {seconds / 1_000 * 1e6:.1f} us a passage to follow")
        with catalogue.write() as connection:
            connection.execute("DELETE FROM passages WHERE row % ? = 7", [passages // 100])
        print(f"  100 gone  {take_time(lambda: follow_catalogue(catalogue, limit=0)) * 1e3:.1f} ms to wipe")
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        measure_opening(folder, queries[0])
        for name, filters in FILTERS.items():
            measure_searches(catalogue, name, filters, queries)
    shutil.rmtree(folder)


def measure_opening(folder: Path, query: Vectors) -> None:
    """Print what opening and a first search take, in a process that has searched before."""
    begun = time.process_time()
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        opened = time.process_time()
        DenseSearch(catalogue, Target(folder=folder), exact_limit=0).find_nearest(query, NEAREST, None)
        searched = time.process_time()
    print(f"  opening   {(opened - begun) * 1e3:.1f} ms, then a first search {(searched - opened) * 1e3:.1f} ms")


def measure_searches(catalogue: Catalogue, name: str, filters: Filters | None, queries: Vectors) -> None:
    """Print the times of searches under a filter, and how many of the truly nearest they find."""
    search = DenseSearch(catalogue, Target(folder=catalogue.folder), exact_limit=0)
    search.find_nearest(queries[0], NEAREST, filters)
    expected = list_nearest(catalogue, queries, filters)
    found, clock, begun = [], [], time.process_time()
    for query in queries:
        started = time.perf_counter()
        found.append(search.find_nearest(query, NEAREST, filters))
        clock.append((time.perf_counter() - started) * 1e3)
    spent = (time.process_time() - begun) / len(queries) * 1e3
    pairs = zip(found, expected, strict=True)
    recall = np.mean([len(own.keys() & truth) / max(1, len(truth)) for own, truth in pairs])
    p50, p95 = np.percentile(clock, [50, 95])
    print(f"  {name:<10} p50 {p50:.1f} ms, p95 {p95:.1f} ms, processor {spent:.1f} ms, recall@{NEAREST} {recall:.4f}")


def list_nearest(catalogue: Catalogue, queries: Vectors, filters: Filters | None) -> list[set[str]]:
    """Return the ids of the truly nearest passages of each query, from all vectors of the catalogue."""
    from qa.library.catalogue.filters import write_condition

    condition = write_condition(filters)
    rows = catalogue.query(f"SELECT row FROM articles WHERE {condition.sql}", condition.parameters)
    places: list[tuple[int, int]] = []
    scores: list[Vectors] = []
    present = set(catalogue.query("SELECT article, position FROM passages"))
    for article, matrix in read_matrices(catalogue, [row for (row,) in rows]):
        own = [n for n in range(len(matrix)) if (article, n) in present]
        places += [(article, n) for n in own]
        scores.append(matrix[own] @ queries.T)
    if not places:
        return [set() for _ in queries]
    table = np.concatenate(scores)
    ids = {}
    best = np.argpartition(-table, min(NEAREST, len(table) - 1), axis=0)[:NEAREST]
    wanted = {places[n] for n in best.ravel()}
    for id, article, position in catalogue.query_in(
        "SELECT id, article, position FROM passages WHERE article IN (?)", {article for article, _ in wanted}
    ):
        ids[article, position] = id
    return [{ids[places[n]] for n in column} for column in best.T]


def take_time(work: Callable[[], None]) -> float:
    """Return the seconds of the processor that work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
