import sqlite3
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article, make_articles, read_chroma_ids

from qa.articles.article import Article
from qa.errors import ArticleMissing, EmbedderMismatch, LibraryMissing, LibraryProblem, LibraryTooNew
from qa.library import Added, Library


def open_library(path: Path, **options: Any) -> Library:
    return Library.open(path, **{"embedder": HashEmbedder(), "create": True, "passage_size": 200, **options})


def add(library: Library, *articles: Article) -> list[Added]:
    return list(library.add_articles(articles))


def statuses(added: list[Added]) -> list[str]:
    return [item.status for item in added]


def passage_ids(library: Library) -> set[str]:
    return {row[0] for row in library._catalogue.query("SELECT id FROM passages")}


def test_an_article_comes_back_as_it_was(tmp_path: Path) -> None:
    article = make_article(
        1, authors=("A. Writer", "B. Zoë"), updated="2025-03-04", text="One.\n\nTwo 漢字 \x00 ünïcode."
    )
    with open_library(tmp_path) as library:
        add(library, article)
        assert library.get_article(article.id) == article
        assert library.get_article(article.id[:6]) == article
        assert library.get_article(str(article.url)) == article
        [summary] = library.list_articles()
        assert (summary.id, summary.authors, summary.passages) == (article.id, article.authors, 1)
        assert library.get_articles([article.id, "unknown"]) == {article.id: article}


def test_passages_are_cut_from_the_stored_text(tmp_path: Path) -> None:
    article = make_article(1)
    with open_library(tmp_path) as library:
        [added] = add(library, article)
        passages = library.get_passages(sorted(passage_ids(library)))
        assert added == Added(article_id=article.id, origin=article.origin, status="new", passages=len(passages))
        assert len(passages) > 1
        assert all(p.id == id and p.text == article.text[p.start : p.end] for id, p in passages.items())


def test_the_same_content_again_is_not_even_embedded(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with open_library(tmp_path, embedder=embedder) as library:
        add(library, *make_articles(0, 5))
        before = embedder.embedded, library.count()
        assert statuses(add(library, *make_articles(0, 5))) == ["unchanged"] * 5
        assert (embedder.embedded, library.count()) == before


def test_the_same_article_twice_in_one_run_is_new_once(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        assert statuses(add(library, make_article(1), make_article(1, origin="/copy.md"))) == ["new", "unchanged"]
        assert library.count().articles == 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"url": None}, id="by origin"),
        pytest.param({"origin": "/elsewhere.md"}, id="by url"),
        pytest.param({}, id="by both"),
    ],
)
@pytest.mark.parametrize("together", [True, False], ids=["in one run", "in two runs"])
def test_a_changed_article_replaces_the_old_one(tmp_path: Path, changed: dict[str, Any], together: bool) -> None:
    old, new = make_article(1), make_article(1, text="A zebra crossed the road.", **changed)
    with open_library(tmp_path) as library:
        if together:
            assert statuses(add(library, old, new)) == ["new", "replaced"]
        else:
            assert statuses(add(library, old) + add(library, new)) == ["new", "replaced"]
        assert [summary.id for summary in library.list_articles()] == [new.id]
        assert len(library.search_words("zebra", 5)) == 1
        assert library.search_words("council", 5, title_weight=0.0)[0].passage.article_id == new.id
        assert library.search_words("votes", 5) == []
        ids = passage_ids(library)
    assert read_chroma_ids(tmp_path) == ids


def test_what_was_superseded_by_another_place_is_no_news_when_read_again(tmp_path: Path) -> None:
    first, second = make_article(1, origin="/a.md"), make_article(1, origin="/b.md", text="Another text.")
    with open_library(tmp_path) as library:
        assert statuses(add(library, first, second)) == ["new", "replaced"]
        assert statuses(add(library, first, second)) == ["unchanged", "unchanged"]
        library.remove_articles([second.id])
        assert statuses(add(library, first)) == ["new"]


def test_lines_that_move_in_a_file_keep_their_articles(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    lines = [make_article(n, url=None) for n in range(4)]
    with open_library(tmp_path, embedder=embedder) as library:
        add(library, *[make_article(n, url=None, origin=f"/x.jsonl#{n}") for n in range(4)])
        before = embedder.embedded
        shifted = [make_article(9, url=None, origin="/x.jsonl#0")]
        shifted += [make_article(n, url=None, origin=f"/x.jsonl#{n + 1}") for n in range(4)]
        assert statuses(add(library, *shifted)) == ["new"] + ["unchanged"] * 4
        assert {summary.id for summary in library.list_articles()} == {a.id for a in [*lines, shifted[0]]}
        assert embedder.embedded == before + library.get_summaries([shifted[0].id])[shifted[0].id].passages


def test_a_removed_article_leaves_nothing_behind(tmp_path: Path) -> None:
    articles = list(make_articles(0, 3))
    with open_library(tmp_path) as library:
        add(library, *articles)
        assert library.remove_articles([articles[1].id, "unknown"]) == 1
        assert library.count().articles == 2
        assert {hit.passage.article_id for hit in library.search_words("osaka", 9)} == set()
        ids = passage_ids(library)
        with pytest.raises(ArticleMissing, match="qa articles list"):
            library.get_article(articles[1].id)
        assert statuses(add(library, articles[1])) == ["new"]
        library.remove_articles([articles[1].id])
    assert read_chroma_ids(tmp_path) == ids


def test_an_article_without_text_has_no_passages(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        [added] = add(library, make_article(1, text=""))
        assert (added.status, added.passages, library.count().passages) == ("new", 0, 0)
        assert library.search_vectors(HashEmbedder().embed_queries(["x"])[0], 3) == []
        add(library, make_article(2), make_article(3, text=""))
        assert len(library.search_vectors(HashEmbedder().embed_queries(["x"])[0], 3)) == 3 - 1


def test_another_embedder_is_refused(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, make_article(1))
    with pytest.raises(EmbedderMismatch, match=r"fake:hash.*qa ingest --re-embed --embedder"):
        open_library(tmp_path, embedder=HashEmbedder("fake:other"))


def test_an_empty_library_takes_any_embedder(tmp_path: Path) -> None:
    open_library(tmp_path).close()
    with open_library(tmp_path, embedder=HashEmbedder("fake:other", dimensions=8)) as library:
        assert statuses(add(library, make_article(1))) == ["new"]


def test_a_missing_library_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="qa ingest"):
        open_library(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    open_library(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryTooNew, match="Upgrade qa"):
        open_library(tmp_path)


@pytest.mark.parametrize("create", [True, False])
def test_a_file_is_not_a_library(tmp_path: Path, create: bool) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryProblem, match="is a file"):
        open_library(tmp_path / "file", create=create)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\x01" * 4000])
@pytest.mark.parametrize("create", [True, False])
def test_a_damaged_catalogue_is_a_clear_error(tmp_path: Path, content: bytes, create: bool) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(content)
    with pytest.raises(LibraryProblem, match="catalogue"):
        open_library(tmp_path, create=create)


def test_a_database_of_something_else_is_not_a_catalogue(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(LibraryProblem, match="not a catalogue of qa"):
        open_library(tmp_path)


def test_an_abandoned_run_keeps_what_it_reported_and_the_next_finishes(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        run = library.add_articles(make_articles(0, 40), batch_size=16)
        reported = {next(run).article_id for _ in range(5)}
        run.close()
        assert reported <= {summary.id for summary in library.list_articles()}
        hits = library.search_vectors(HashEmbedder().embed_queries(["report 1"])[0], 100)
        assert {hit.passage.id for hit in hits} == passage_ids(library)
    with open_library(tmp_path) as library:
        add(library, *make_articles(0, 40))
        ids = passage_ids(library)
    assert read_chroma_ids(tmp_path) == ids
