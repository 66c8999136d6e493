import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma

from qa.library import Filters, Library
from qa.library.catalogue.lock import hold_lock
from qa.library.vectors import search_path, sync
from qa.library.vectors.codes.following import follow_catalogue
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import find_nearest
from qa.library.vectors.target import Target

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as opened:
        list(opened.add_articles(make_articles(0, 60)))
        yield opened


@pytest.fixture
def dense(library: Library) -> Iterator[DenseSearch]:
    """A search that always goes by codes when it can."""
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    yield search
    search.close()


def used_codes(dense: DenseSearch) -> bool:
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
def test_codes_find_what_the_exact_search_finds(library: Library, dense: DenseSearch, filters: Filters) -> None:
    expected = find_nearest(library._catalogue, VECTOR, 10, filters)
    assert_same(dense.find_nearest(VECTOR, 10, filters), expected)
    assert used_codes(dense)
    scores = [hit.score for hit in library.search_vectors(VECTOR, 10, filters)]
    assert scores == pytest.approx(list(expected.values()))
    assert scores == sorted(scores, reverse=True)


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
        assert used_codes(dense)
        other.remove_articles([fresh.id])
        assert not any(id.startswith(fresh.id) for id in dense.find_nearest(walrus, 5, None))


def test_passages_that_have_no_codes_yet_are_found(library: Library) -> None:
    follow_catalogue(library._catalogue, limit=0)
    run = library.add_articles([make_article(500, text="A walrus sang."), make_article(3, text="Gone.")])
    next(run)
    run.close()
    assert library._catalogue.query("SELECT count(*) FROM unsynced")[0][0] > 1
    walrus = HashEmbedder().embed_queries(["Council report 500 walrus sang."])[0]
    search = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    with hold_lock(library.path, timeout=0):
        for n in (400, 20):
            expected = find_nearest(library._catalogue, walrus, n, None)
            assert_same(search.find_nearest(walrus, n, None), expected)
        filters = Filters(sources=("Example Wire",))
        expected = find_nearest(library._catalogue, walrus, 20, filters)
        assert_same(search.find_nearest(walrus, 20, filters), expected)
    assert used_codes(search)
    search.close()


def test_a_search_never_waits_for_a_writer(library: Library, dense: DenseSearch) -> None:
    with hold_lock(library.path, timeout=0):
        found = dense.find_nearest(VECTOR, 10, None)
    assert not used_codes(dense)
    assert_same(found, find_nearest(library._catalogue, VECTOR, 10, None))


def test_a_library_without_its_folders_beside_the_catalogue_still_answers_and_makes_them_anew(
    library: Library, dense: DenseSearch
) -> None:
    dense.find_nearest(VECTOR, 10, None)
    dense.close()
    shutil.rmtree(library._target.path)
    shutil.rmtree(library.path / "codes")
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    list(library.add_articles([make_article(500)]))
    assert_same(dense.find_nearest(VECTOR, 10, None), find_nearest(library._catalogue, VECTOR, 10, None))
    assert used_codes(dense)
    assert library._target.path.exists()


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
        assert used_codes(search)
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


@pytest.mark.parametrize(("limit", "kind"), [(10_000, "catalogue"), (10, "codes")], ids=["few", "many"])
def test_which_way_searches_go_depends_on_how_much_there_is(
    library: Library, monkeypatch: pytest.MonkeyPatch, limit: int, kind: str
) -> None:
    assert search_path.choose_kind(library._catalogue, library._target, exact_limit=limit) == kind
    path = library.describe_search()
    assert (path.one_shot, path.lasting, path.collection) == ("catalogue", "catalogue", "qa-articles")
    assert path.text == "Vectors are searched exactly in the catalogue."


def test_a_collection_is_kept_up_to_a_size_and_given_up_above_it_which_is_told_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "COLLECTION_LIMIT", library.count().passages + 1)
    told: list[str] = []
    with Library.open(library.path, embedder=HashEmbedder(), passage_size=200, notify=told.append) as other:
        for number in (500, 501):
            list(other.add_articles([make_article(number)]))
        assert told == [sync.GIVEN_UP] and "--chroma URL" in sync.GIVEN_UP
        assert not other._target.path.exists()
        assert other._catalogue.query("SELECT count(*) FROM unsynced") == [(0,)]
        assert "kept up to" in other.describe_search().text and other.describe_search().collection == ""
        other.remove_articles([make_article(number).id for number in (500, 501)])
        assert other._target.path.exists()
        with open_chroma(library.path) as client:
            [collection] = client.list_collections()
            assert collection.count() == other.count().passages
