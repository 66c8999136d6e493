import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma

from qa.library import Filters, Library
from qa.library.catalogue.lock import hold_lock
from qa.library.vectors import tested
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.engine import EngineReader
from qa.library.vectors.exact import find_nearest
from qa.library.vectors.readers import ClientReader, open_vector_reader
from qa.library.vectors.search_path import LASTING_LIMIT, ONE_SHOT_LIMIT, choose_kind
from qa.library.vectors.target import Target

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as opened:
        list(opened.add_articles(make_articles(0, 60)))
        yield opened


@pytest.fixture
def dense(library: Library) -> Iterator[DenseSearch]:
    """A search that always goes through Chroma when it can."""
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    yield search
    search.close()


def used_index(dense: DenseSearch) -> bool:
    return dense.is_open


def assert_same(found: dict[str, float], expected: dict[str, float]) -> None:
    assert list(found.values()) == pytest.approx(list(expected.values()), abs=1e-5)
    assert found == pytest.approx({id: expected.get(id, -9) for id in found}, abs=1e-5)


FILTERS = [
    pytest.param(None, id="none"),
    pytest.param(Filters(since=date(2025, 3, 10), until=date(2025, 3, 20)), id="days"),
    pytest.param(Filters(sources=("example wire",)), id="outlet"),
    pytest.param(Filters(sources=("example-1.org",)), id="domain"),
    pytest.param(Filters(languages=("de",)), id="no article"),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_chroma_finds_what_the_exact_search_finds(library: Library, dense: DenseSearch, filters: Filters) -> None:
    expected = find_nearest(library._catalogue, VECTOR, 10, filters)
    assert_same(dense.find_nearest(VECTOR, 10, filters), expected)
    assert used_index(dense)
    scores = [hit.score for hit in library.search_vectors(VECTOR, 10, filters)]
    assert scores == pytest.approx(list(expected.values()))
    assert scores == sorted(scores, reverse=True)


def test_the_engine_and_the_client_give_the_same(library: Library) -> None:
    id = library._catalogue.get_meta("collection")
    readers = [
        open_vector_reader(library._target, id=id, one_shot=one_shot, notify=print) for one_shot in (True, False)
    ]
    assert [type(reader) for reader in readers] == [EngineReader, ClientReader]
    engine, client = readers
    assert engine.find_nearest(VECTOR, 20) == client.find_nearest(VECTOR, 20)
    engine.close()
    client.close()


@pytest.mark.parametrize(("one_shot", "told"), [(True, "False"), (False, "True")], ids=["one question", "many"])
def test_only_a_process_that_goes_on_imports_chromadb(library: Library, one_shot: bool, told: str) -> None:
    code = f"""
import sys
from pathlib import Path
from library_fakes import HashEmbedder
from qa.library import Library
from qa.library.vectors.dense import DenseSearch
with Library.open(Path(sys.argv[1]), embedder=HashEmbedder()) as library:
    dense = DenseSearch(library._catalogue, library._target, one_shot={one_shot}, exact_limit=-1)
    assert dense.find_nearest(HashEmbedder().embed_queries(["report"])[0], 5, None)
    assert dense.is_open
    dense.close()
print("chromadb" in sys.modules)
"""
    result = subprocess.run(
        [sys.executable, "-c", code, library.path], cwd=Path(__file__).parent, capture_output=True, text=True
    )
    assert result.stdout == f"{told}\n", result.stderr


def test_vectors_are_those_of_the_embedder(library: Library) -> None:
    article = make_article(7)
    [hit] = library.search_vectors(VECTOR, 1, Filters(since=date(2025, 3, 8), until=date(2025, 3, 8)))
    assert hit.passage.article_id == article.id
    header = f"{article.title}\n{article.source}, 8 March 2025"
    expected = HashEmbedder().embed_passages([f"{header}\n{hit.passage.text}"])[0]
    found = library.get_vectors([hit.passage.id, "unknown"])[hit.passage.id]
    assert np.allclose(found, expected, atol=2e-4)
    assert hit.score == pytest.approx(float(found @ VECTOR), abs=1e-6)


def test_an_open_search_sees_what_another_library_adds_and_removes(library: Library, dense: DenseSearch) -> None:
    dense.find_nearest(VECTOR, 5, None)
    fresh = make_article(500, text="A walrus sang.")
    walrus = HashEmbedder().embed_queries(["Council report 500 walrus sang."])[0]
    with Library.open(library.path, embedder=HashEmbedder()) as other:
        list(other.add_articles([fresh]))
        assert next(iter(dense.find_nearest(walrus, 5, None))).startswith(fresh.id)
        assert used_index(dense)
        other.remove_articles([fresh.id])
        assert not any(id.startswith(fresh.id) for id in dense.find_nearest(walrus, 5, None))


def test_passages_that_wait_for_chroma_are_found(library: Library, dense: DenseSearch) -> None:
    dense.find_nearest(VECTOR, 5, None)
    run = library.add_articles([make_article(500, text="A walrus sang."), make_article(3, text="Gone.")])
    next(run)
    run.close()
    assert library._catalogue.query("SELECT count(*) FROM unsynced")[0][0] > 1
    walrus = HashEmbedder().embed_queries(["Council report 500 walrus sang."])[0]
    for search in (dense, DenseSearch(library._catalogue, library._target, exact_limit=-1)):
        assert_same(search.find_nearest(walrus, 400, None), find_nearest(library._catalogue, walrus, 400, None))
        assert_same(search.find_nearest(walrus, 20, None), find_nearest(library._catalogue, walrus, 20, None))
        assert used_index(search)
        search.close()


def test_a_search_never_waits_for_a_writer(library: Library, dense: DenseSearch) -> None:
    with hold_lock(library.path, timeout=0):
        found = dense.find_nearest(VECTOR, 10, None)
    assert not used_index(dense)
    assert_same(found, find_nearest(library._catalogue, VECTOR, 10, None))


@pytest.mark.parametrize("file", ["header.bin", "data_level0.bin", "link_lists.bin", "length.bin"])
def test_an_index_torn_by_a_killed_writer_is_not_opened_but_made_anew(
    library: Library, dense: DenseSearch, file: str
) -> None:
    run = library.add_articles([make_article(500)])
    next(run)
    run.close()
    [path] = library._target.path.glob(f"*/{file}")
    os.truncate(path, path.stat().st_size // 2)
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    assert not used_index(dense)
    library.sync()
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    assert used_index(dense)
    assert len(list(library._target.path.glob("*/header.bin"))) == 1


def test_a_library_without_its_chroma_folder_still_answers_and_makes_it_anew(
    library: Library, dense: DenseSearch
) -> None:
    shutil.rmtree(library._target.path)
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    list(library.add_articles([make_article(500)]))
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    assert used_index(dense)


def test_a_copied_library_is_used_as_it_is(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(tmp_path / "catalogue.sqlite", copy)
    for suffix in ("-wal", "-shm"):
        shutil.copy(tmp_path / f"catalogue.sqlite{suffix}", copy)
    shutil.copytree(tmp_path / "chroma", copy / "chroma", copy_function=shutil.copyfile)
    with Library.open(copy, embedder=HashEmbedder()) as other:
        before = other._catalogue.get_meta("collection")
        list(other.add_articles([make_article(500)]))
        assert other._catalogue.get_meta("collection") == before
        search = DenseSearch(other._catalogue, Target(folder=copy), exact_limit=-1)
        assert_same(search.find_nearest(VECTOR, 10, None), find_nearest(other._catalogue, VECTOR, 10, None))
        assert used_index(search)
        search.close()


def test_any_langchain_client_reads_the_collection(library: Library) -> None:
    chroma = pytest.importorskip("langchain_chroma", reason="langchain-chroma is not installed")
    with open_chroma(library.path) as client:
        [collection] = client.list_collections()
        store = chroma.Chroma(client=client, collection_name=collection.name, create_collection_if_not_exists=False)
        documents = store.similarity_search_by_vector(VECTOR.tolist(), k=3)
    hits = library.search_vectors(VECTOR, 3)
    assert [document.page_content for document in documents] == [hit.passage.text for hit in hits]
    passage = hits[0].passage
    summary = library.get_summaries([passage.article_id])[passage.article_id]
    assert documents[0].metadata == {
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "title": summary.title,
        "source": summary.source,
        "published": summary.published,
        "url": summary.url,
        "language": "en",
    }
    assert collection.metadata == {"embedder": "fake:hash"}


def test_a_collection_of_an_older_version_keeps_its_content_and_gets_its_new_name(library: Library) -> None:
    with open_chroma(library.path) as client:
        [collection] = client.list_collections()
        assert collection.name == "qa-articles"
        collection.modify(name="qa-passages-0123abcd")
    library._catalogue.set_meta({"collection_name": "qa-passages-0123abcd"})
    for one_shot in (True, False):
        search = DenseSearch(library._catalogue, library._target, one_shot=one_shot, exact_limit=-1)
        assert_same(search.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
        assert used_index(search)
        search.close()
    before = library._catalogue.get_meta("collection")
    list(library.add_articles([make_article(500)]))
    with open_chroma(library.path) as client:
        [collection] = client.list_collections()
        assert (collection.name, str(collection.id)) == ("qa-articles", before)
        assert collection.count() == library.count().passages
    assert library._catalogue.get_meta("collection_name") == "qa-articles"


def test_another_way_than_the_usual_one_is_told_once(library: Library) -> None:
    told: list[str] = []
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1, notify=told.append)
    with hold_lock(library.path, timeout=0):
        for _ in range(3):
            assert search.find_nearest(VECTOR, 10, None)
    assert told == [
        "Another process has the library locked. Vectors are searched in the catalogue meanwhile, which takes longer "
        "and finds the same."
    ]
    search.close()


def test_a_chromadb_that_was_not_tested_is_asked_by_its_public_client_and_that_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tested, "LAST_TESTED", "1.5.8")
    told: list[str] = []
    search = DenseSearch(library._catalogue, library._target, one_shot=True, exact_limit=-1, notify=told.append)
    for _ in range(2):
        assert_same(search.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    assert len(told) == 1 and "its public client" in told[0]
    assert choose_kind(library._catalogue, library._target, one_shot=True, exact_limit=-1) == "client"
    search.close()


@pytest.mark.parametrize(
    ("passages", "one_shot", "lasting"),
    [
        pytest.param(LASTING_LIMIT, "catalogue", "catalogue", id="few"),
        pytest.param(LASTING_LIMIT + 1, "catalogue", "client", id="more"),
        pytest.param(ONE_SHOT_LIMIT + 1, "engine", "client", id="many"),
    ],
)
def test_which_way_searches_go_depends_on_how_much_there_is(
    library: Library, passages: int, one_shot: str, lasting: str
) -> None:
    library._catalogue.query("UPDATE articles SET passages = 0")
    library._catalogue.query("UPDATE articles SET passages = ? WHERE row = 1", [passages])
    path = library.describe_search()
    assert (path.one_shot, path.lasting, path.collection) == (one_shot, lasting, "qa-articles")
    assert path.text.startswith("Vectors are searched")
