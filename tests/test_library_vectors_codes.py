"""The codes of the vectors: they find what is nearest, follow the catalogue, and keep nothing of what is removed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles
from numpy.typing import NDArray

from qa.library import Filters, Library
from qa.library.vectors.codes import following
from qa.library.vectors.codes.coding import pack_signs, quantize_vectors, slice_numbers, turn_vectors
from qa.library.vectors.codes.file import BLOCK, CodesFile, write_rows
from qa.library.vectors.codes.following import find_file, follow_catalogue, is_behind, read_state
from qa.library.vectors.codes.nearest import rank_rows
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import find_nearest

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with codes."""
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as opened:
        list(opened.add_articles(make_articles(0, 40)))
        follow_catalogue(opened._catalogue, limit=0)
        yield opened


def make_vectors(count: int, dimensions: int, *, seed: int) -> NDArray[np.float32]:
    """Return vectors that lie in some hundred heaps and all on one side, as those of embedders do."""
    chance = np.random.default_rng(seed)
    heaps = np.random.default_rng(1).normal(size=(200, dimensions)) + 0.5
    vectors = heaps[chance.integers(0, 200, count)] + chance.normal(size=(count, dimensions))
    unit: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return unit


def check_search(library: Library, *, told: list[str] | None = None) -> None:
    """Search by codes, and see that they find what is there, with its exact scores."""
    notify = told.append if told is not None else (lambda notice: None)
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1, notify=notify)
    expected = find_nearest(library._catalogue, VECTOR, 20, None)
    assert search.find_nearest(VECTOR, 20, None) == pytest.approx(expected, abs=1e-5)
    assert search.is_open
    search.close()


def open_codes(library: Library) -> CodesFile:
    file = find_file(library._catalogue, read_state(library._catalogue))
    assert file
    return file


@pytest.mark.parametrize("dimensions", [32, 100, 384, 1536])
def test_turning_keeps_similarities(dimensions: int) -> None:
    vectors = make_vectors(40, dimensions, seed=2)
    turned = turn_vectors(vectors)
    assert np.allclose(turned @ turned.T, vectors @ vectors.T, atol=1e-5)
    signs = np.where(turned > 0, 1, -1).astype(np.float32)
    words, weights = slice_numbers(turned[0])
    shared = np.bitwise_count(pack_signs(turned)[:, None, :] & words[None, :, :]).sum(axis=2)
    likeness = 2 * (shared @ weights) - turned[0].sum()
    # Each number is rounded by up to a thirtieth of their span; what fills up the last word counts for nothing.
    assert np.allclose(likeness, signs @ turned[0], atol=np.ptp(turned[0]) / 30 * dimensions**0.5 * 4)
    products = quantize_vectors(turned).astype(np.float32) @ turned[0] * 5 / 127 / dimensions**0.5
    assert np.allclose(products, turned @ turned[0], atol=0.02)


@pytest.mark.parametrize("dimensions", [96, 384])
def test_the_nearest_of_many_are_found(tmp_path: Path, dimensions: int) -> None:
    vectors = make_vectors(3 * BLOCK - 5, dimensions, seed=3)
    file = CodesFile(folder=tmp_path, id="some", dimensions=dimensions)
    file.create()
    turned = turn_vectors(vectors)
    zeros = np.zeros(len(vectors), dtype=np.uint64)
    columns: dict[str, NDArray[Any]] = {
        "signs": pack_signs(turned),
        "bytes": quantize_vectors(turned),
        "outlet": zeros,
        "domain": zeros,
    }
    columns |= {"language": zeros, "day": zeros.astype(np.int32), "article": (zeros + 1).astype(np.uint32)}
    write_rows(file, 1, columns)
    blocks = file.map(len(vectors))
    present = blocks["article"] != 0
    assert present.sum() == len(vectors) and not present[0, 0]
    recalls = []
    for query in make_vectors(20, dimensions, seed=4):
        truth = set((np.argsort(-(vectors @ query))[:20] + 1).tolist())
        recalls.append(len(truth & set(rank_rows(blocks, query, 100, present).tolist())) / 20)
    assert np.mean(recalls) >= 0.99


def test_what_is_added_and_replaced_is_followed(library: Library) -> None:
    list(library.add_articles([make_article(500), make_article(3, text="A walrus sang and was heard.")]))
    state = read_state(library._catalogue)
    assert state.behind == 0 and not is_behind(library._catalogue)
    check_search(library)
    blocks = open_codes(library).map(state.coded)
    assert (blocks["article"] != 0).sum() == library.count().passages


def test_of_what_is_removed_no_code_is_left(library: Library) -> None:
    article = make_article(7)
    rows = [r for (r,) in library._catalogue.query("SELECT row FROM passages WHERE id LIKE ?", [f"{article.id}%"])]
    library.remove_articles([article.id])
    blocks = open_codes(library).map(max(rows))
    for row in rows:
        for name in blocks.dtype.names or ():
            column = blocks[name][row // BLOCK]
            assert not (column[:, row % BLOCK] if name == "signs" else column[row % BLOCK]).any(), name
    check_search(library)


def test_what_a_killed_process_wrote_beyond_what_is_noted_counts_for_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_state(library._catalogue)

    def write_and_die(file: CodesFile, first: int, columns: dict[str, NDArray[np.int8]]) -> None:
        write_rows(file, first, {name: values + 1 if name == "article" else values for name, values in columns.items()})
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(following, "write_rows", write_and_die)
        with pytest.raises(KeyboardInterrupt):
            list(library.add_articles([make_article(500)]))
    assert read_state(library._catalogue).coded == before.coded < read_state(library._catalogue).last
    check_search(library)
    assert read_state(library._catalogue).behind == 0


def test_a_killed_process_leaves_what_the_next_one_finishes(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from library_fakes import HashEmbedder, make_articles
from qa.library import Library
from qa.library.vectors.codes import file, following
kept = file.CodesFile.map
def kill(*args, **options):
    blocks = kept(*args, **options)
    if options.get("writable"):
        os.kill(os.getpid(), signal.SIGKILL)
    return blocks
with Library.open(Path(sys.argv[1]), embedder=HashEmbedder(), create=True, passage_size=200) as library:
    list(library.add_articles(make_articles(0, 10)))
    file.CodesFile.map = kill
    following.follow_catalogue(library._catalogue, limit=0)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "library")]
    killed = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    with Library.open(tmp_path / "library", embedder=HashEmbedder()) as library:
        assert read_state(library._catalogue).coded == 0
        check_search(library)
        assert len(list((tmp_path / "library" / "codes").iterdir())) == 1


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def exchange(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"dimensions": 32', b'"dimensions": 64', 1))


@pytest.mark.parametrize("damage", [truncate, empty, exchange, Path.unlink], ids=lambda work: work.__name__)
def test_a_damaged_file_is_made_anew_which_is_told_once(library: Library, damage: object) -> None:
    assert callable(damage)
    damage(open_codes(library).path)
    told: list[str] = []
    for _ in range(2):
        check_search(library, told=told)
    assert told == ["The file of codes of the vectors is missing or damaged; it is made anew from the catalogue."]
    assert len(list((library.path / "codes").iterdir())) == 1


def test_another_process_that_searches_sees_new_passages_and_a_new_file(library: Library) -> None:
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    search.find_nearest(VECTOR, 5, None)
    fresh = make_article(500, text="A walrus sang.")
    walrus = HashEmbedder().embed_queries(["Council report 500 walrus sang."])[0]
    with Library.open(library.path, embedder=HashEmbedder(), passage_size=200) as other:
        list(other.add_articles([fresh]))
        assert next(iter(search.find_nearest(walrus, 5, None))).startswith(fresh.id)
        other.re_embed()
        assert next(iter(search.find_nearest(walrus, 5, None))).startswith(fresh.id)
        other.remove_articles([fresh.id])
    assert not any(id.startswith(fresh.id) for id in search.find_nearest(walrus, 5, None))
    search.close()


def test_an_embedder_of_another_length_gets_codes_of_its_own(library: Library) -> None:
    other = HashEmbedder("fake:long", dimensions=100)
    library.re_embed(other)
    vector = other.embed_queries(["The council of Quito heard report 12"])[0]
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    expected = find_nearest(library._catalogue, vector, 10, None)
    assert search.find_nearest(vector, 10, None) == pytest.approx(expected, abs=1e-5)
    assert search.is_open and open_codes(library).dimensions == 100


def test_a_library_of_version_2_is_searched_as_it_was(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 10)))
        expected = library.search_vectors(VECTOR, 10)
        blobs = library._catalogue.query("SELECT article, rows FROM vectors")
        with library._catalogue.write() as connection:
            for article, blob in blobs:
                wide = np.frombuffer(blob, dtype="<f2").astype("<f4").tobytes()
                connection.execute("UPDATE vectors SET rows = ?, width = 4 WHERE article = ?", [wide, article])
    with Library.open(tmp_path, embedder=HashEmbedder(), passage_size=200) as library:
        assert library.search_vectors(VECTOR, 10) == expected
        list(library.add_articles(make_articles(10, 12)))
        assert library._catalogue.query("SELECT width, count(*) FROM vectors GROUP BY 1") == [(2, 2), (4, 10)]
        check_search(library)


def test_filters_are_columns_and_change_nothing(library: Library) -> None:
    list(
        library.add_articles(
            [make_article(600, published=None), make_article(601, source=None, language=None, url="https://a.b.org/x")]
        )
    )
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    for filters in (
        Filters(since=date(2025, 3, 20)),
        Filters(until=date(2025, 3, 5)),
        Filters(sources=("b.org", "the daily example")),
        Filters(sources=("nobody",)),
        Filters(languages=("EN ", "fr")),
        Filters(since=date(2025, 3, 2), sources=("example wire",), languages=("en",)),
    ):
        expected = find_nearest(library._catalogue, VECTOR, 500, filters)
        assert search.find_nearest(VECTOR, 500, filters) == pytest.approx(expected, abs=1e-5)
        assert search.is_open


def test_a_copy_without_the_codes_is_a_library(library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    library._catalogue.query("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path_factory.mktemp("copy")
    shutil.copy(library.path / "catalogue.sqlite", copy)
    with Library.open(copy, embedder=HashEmbedder(), passage_size=200) as other:
        check_search(other)


def test_a_passage_that_has_lost_its_vector_is_not_found_and_breaks_nothing(library: Library) -> None:
    with closing(sqlite3.connect(library.path / "catalogue.sqlite")) as connection:
        connection.execute("DELETE FROM vectors WHERE article = 3")
        connection.commit()
    shutil.rmtree(library.path / "codes")
    check_search(library)
