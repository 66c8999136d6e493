import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma, read_chroma_ids
from numpy.typing import NDArray

from qa.articles.article import Article
from qa.errors import LibraryBusy
from qa.library import Library
from qa.library.catalogue.visits import Visit
from qa.library.upkeep import removal
from qa.library.vectors.erasing.index_file import _read_layout

RARE, OLDER = "Quuxzanthium", "Vlimpoquartz"
LONG_AGO, LATER = "2025-01-02T00:00:00+00:00", "2025-02-02T00:00:00+00:00"


def open_library(path: Path, **options: Any) -> Library:
    return Library.open(path, **{"embedder": HashEmbedder(), "create": True, "passage_size": 200, **options})


def make_changed(number: int) -> tuple[Article, Article]:
    """Return an article and what it said before, each with a word that is nowhere else."""
    text = make_article(number).text
    old = make_article(number, text=f"{text} The {OLDER} was lost.", title=f"{OLDER} lost", retrieved=LONG_AGO)
    return replace(old, text=f"{text} The {RARE} was found.", title=f"{RARE} found", retrieved=LATER), old


def find_bytes(folder: Path, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each file with each word that its bytes hold, as text or as the folded beginning of a token."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes().lower()
        yield from ((path.name, word) for word in words if word.lower().encode() in data)


def count_vectors(folder: Path, vectors: list[NDArray[np.float32]]) -> int:
    """Return how many of the vectors are in Chroma's index, which scales them anew, to the fourth digit."""
    [path] = folder.glob("chroma/*/data_level0.bin")
    numbers = np.nan_to_num(np.frombuffer(path.read_bytes(), dtype="<f4"), posinf=0, neginf=0)
    windows = np.lib.stride_tricks.sliding_window_view(numbers, len(vectors[0]))
    return sum(bool(np.isclose(windows, vector, atol=1e-4).all(axis=1).any()) for vector in vectors)


def test_no_file_holds_a_word_of_a_removed_article_or_of_what_it_said_before(tmp_path: Path) -> None:
    new, old = make_changed(5)
    words = [RARE, OLDER, RARE[:-2], OLDER[:-2], new.id, old.id]
    with open_library(tmp_path) as library:
        list(library.add_articles([*make_articles(0, 4), old, *make_articles(6, 9)]))
        list(library.add_articles([new]))
        library.search_words(RARE, 1)
        passages = library._catalogue.query("SELECT id FROM passages WHERE id LIKE ?", [f"{new.id}%"])
        vectors = list(library.get_vectors(row[0] for row in passages).values())
        assert {word for _, word in find_bytes(tmp_path, words)} == set(words)
        assert count_vectors(tmp_path, vectors) == len(vectors)
        library.remove_articles([new.id])
        assert list(find_bytes(tmp_path, words)) == []
    assert list(find_bytes(tmp_path, words)) == []
    assert count_vectors(tmp_path, vectors) == 0


def test_chroma_goes_on_with_files_that_were_wiped(tmp_path: Path) -> None:
    new, old = make_changed(5)
    with open_library(tmp_path) as library:
        list(library.add_articles([*make_articles(0, 4), old, new]))
        before = library._catalogue.get_meta("collection")
        library.remove_articles([new.id])
        list(library.add_articles([*make_articles(10, 14)]))
        assert library._catalogue.get_meta("collection") == before
        kept = {row[0] for row in library._catalogue.query("SELECT id FROM passages")}
        vector = library.get_vectors(sorted(kept)[:1])
    assert read_chroma_ids(tmp_path) == kept
    with open_chroma(tmp_path) as client:
        [collection] = client.list_collections()
        found = collection.query(query_embeddings=np.stack(list(vector.values())), n_results=len(kept))
    assert found["ids"][0][0] == sorted(kept)[0]
    assert set(found["ids"][0]) == kept


def test_what_followed_a_removed_article_is_forgotten_but_not_that_its_feed_named_it(tmp_path: Path) -> None:
    article = make_article(1, origin="https://www.example-1.org/news/1")
    feed = "https://www.example-1.org/feed"
    with open_library(tmp_path) as library:
        list(library.add_articles([article, make_article(2)]))
        visits = [Visit(url=article.origin, kind="page"), Visit(url=feed, kind="feed")]
        library.visits.remember(visits, [(feed, "mark of 1")])
        library.remove_articles([article.id])
        assert library.visits.get_visit(article.origin, "page") is None
        assert library._catalogue.query("SELECT 1 FROM origins WHERE article_id = ?", [article.id]) == []
        assert library.visits.select_done(feed) == {"mark of 1"}
        assert [added.status for added in library.add_articles([article])] == ["new"]


def test_a_story_is_no_more_known_by_a_copy_that_was_removed(tmp_path: Path) -> None:
    report, added = (
        make_article(3, sentences=30).text,
        " A further passage of forty other words was added by one outlet.",
    )
    whole, copy = make_article(1, text=report), make_article(2, text=report + added * 3)
    with open_library(tmp_path) as library:
        list(library.add_articles([whole]))
        before = library._catalogue.query("SELECT hash FROM fingerprints ORDER BY 1")
        list(library.add_articles([copy]))
        assert len({row.story for row in library.list_articles()}) == 1
        assert library._catalogue.query("SELECT hash FROM fingerprints ORDER BY 1") != before
        library.remove_articles([copy.id])
        assert library._catalogue.query("SELECT hash FROM fingerprints ORDER BY 1") == before


def test_what_was_superseded_elsewhere_stays_so_when_another_article_is_removed(tmp_path: Path) -> None:
    first, second = make_article(1, origin="/a.md"), make_article(1, origin="/b.md", text="Another text.")
    with open_library(tmp_path) as library:
        list(library.add_articles([first, second, make_article(2)]))
        library.remove_articles([make_article(2).id])
        assert [added.status for added in library.add_articles([first])] == ["unchanged"]


def test_vectors_of_an_interrupted_embedding_go_with_their_article(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        list(library.add_articles(make_articles(0, 3)))
        with library._catalogue.write() as connection:
            connection.execute("CREATE TABLE new_vectors (article INTEGER PRIMARY KEY, rows BLOB, width INTEGER)")
            connection.execute("INSERT INTO new_vectors SELECT article, rows, width FROM vectors")
        library.remove_articles([make_article(1).id])
        assert library._catalogue.query("SELECT count(*) FROM new_vectors") == [(2,)]


def test_remnants_are_told_while_another_process_reads_and_are_wiped_later(tmp_path: Path) -> None:
    new, _ = make_changed(1)
    with open_library(tmp_path) as library:
        list(library.add_articles([new, make_article(2)]))
        library._catalogue.query("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(tmp_path / "catalogue.sqlite", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM articles").fetchone()
            with pytest.raises(LibraryBusy, match=r"may still be in the files.*qa doctor --compact"):
                library.remove_articles([new.id])
            assert library.count().articles == 1
            assert library._catalogue.get_meta("remnants") == "1"
        removal.wipe_files(library._catalogue, library._target)
        assert library._catalogue.get_meta("remnants") == ""
        assert list(find_bytes(tmp_path, [RARE])) == []


def test_what_is_written_after_a_removal_by_the_same_process_holds_nothing_of_it(tmp_path: Path) -> None:
    article = make_article(5, text=" ".join(f"The {RARE} was found and lost at place {n}." for n in range(1_000)))
    with open_library(tmp_path) as library:
        list(library.add_articles([*make_articles(0, 4), article]))
        library.remove_articles([article.id])
        list(library.add_articles(make_articles(6, 30)))
        [index] = tmp_path.glob("chroma/*/header.bin")
        layout = _read_layout(index.parent)
        assert layout is not None
        assert not any((index.parent / "data_level0.bin").read_bytes()[layout.end :])
        assert not any((index.parent / "length.bin").read_bytes()[4 * layout.count :])
    assert list(find_bytes(tmp_path, [RARE, article.id])) == []
