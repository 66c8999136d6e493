import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article

from qa.articles import Article
from qa.errors import LibraryProblem, LibraryUnwritable
from qa.library import Library
from qa.library.catalogue.schema import CATALOGUE_FILE
from qa.library.upkeep.checks import check_words
from qa.library.vectors.target import Target

FIRST = make_article(1, retrieved="2025-03-01T10:00:00+00:00", authors=("Ann Lee",), provenance={"title": "meta title"})
SECOND = replace(FIRST, text=FIRST.text + " The mayor resigned.", retrieved="2025-03-02T12:00:00+02:00")
THIRD = replace(FIRST, text=FIRST.text + " The mayor stayed.", retrieved="2025-03-03T10:00:00+00:00")


def open_library(path: Path) -> Library:
    return Library.open(path, embedder=HashEmbedder(), create=True, passage_size=200)


def add(library: Library, *articles: Article) -> list[str]:
    return [added.status for added in library.add_articles(articles)]


def find_texts(library: Library, word: str) -> list[str]:
    return [hit.passage.text for hit in library.search_words(word, 5)]


def test_what_an_article_said_before_is_kept_in_its_order(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        assert add(library, FIRST, SECOND, THIRD) == ["new", "replaced", "replaced"]
        one, two = library.get_versions(THIRD.id)
    assert (one.article, two.article) == (FIRST, SECOND)
    assert (one.article.retrieved, two.article.retrieved) == ("2025-03-01T10:00:00+00:00", "2025-03-02T10:00:00+00:00")
    assert (one.replaced_at, two.replaced_at) == ("2025-03-02T10:00:00+00:00", "2025-03-03T10:00:00+00:00")
    assert one.article.provenance == FIRST.provenance


def test_only_the_newest_state_is_found(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST, SECOND, THIRD)
        assert find_texts(library, "resigned") == []
        assert len(find_texts(library, "stayed")) == 1


def test_a_state_from_an_earlier_time_becomes_a_version_and_nothing_else(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        assert add(library, SECOND, FIRST) == ["new", "older"]
        assert [version.article.id for version in library.get_versions(SECOND.id)] == [FIRST.id]
        assert library.get_article(str(FIRST.url)).id == SECOND.id
        assert add(library, FIRST) == ["older"]
        assert len(library.get_versions(SECOND.id)) == 1


def test_an_article_is_found_by_the_id_that_it_had(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST, SECOND)
        assert library.find_current(FIRST.id) == library.find_current(SECOND.id) == SECOND.id
        assert library.find_current("unknown", str(FIRST.url)) == SECOND.id
        assert library.find_current("unknown") is None
        assert library.get_article(FIRST.id).id == SECOND.id


def test_versions_go_with_their_article(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST, SECOND)
        library.remove_articles([SECOND.id])
        assert library._catalogue.query("SELECT * FROM versions") == []
        assert add(library, SECOND) == ["new"]


def test_an_article_that_comes_back_to_what_it_said_keeps_the_way_there(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST, SECOND, replace(FIRST, retrieved=THIRD.retrieved))
        assert [version.article.id for version in library.get_versions(FIRST.id)] == [FIRST.id, SECOND.id]


def test_another_article_at_the_same_place_is_no_version(tmp_path: Path) -> None:
    other = make_article(
        2, url=None, origin=FIRST.origin, text="Snow fell in Tromso, and the ferry to Bergen was late."
    )
    with open_library(tmp_path) as library:
        assert add(library, FIRST, other) == ["new", "replaced"]
        assert library.get_versions(other.id) == []


SECOND_TABLES = """
DROP TABLE frequencies;
DROP TABLE vocabulary;
DROP TABLE parts;
DROP TABLE superseded;
DELETE FROM meta WHERE key LIKE 'indexed_%';
DROP INDEX articles_day;
DROP INDEX articles_outlet;
DROP INDEX articles_domain;
DROP INDEX articles_language;
DROP TRIGGER passages_gone;
DROP TABLE outdated;
ALTER TABLE vectors DROP COLUMN width;
DROP TRIGGER articles_in;
DROP TRIGGER articles_out;
DROP TRIGGER articles_split;
DELETE FROM meta WHERE key IN ('articles', 'passages');
CREATE INDEX articles_day ON articles (day, passages);
CREATE INDEX articles_outlet ON articles (outlet, passages);
CREATE INDEX articles_language ON articles (language_code, passages);
CREATE VIRTUAL TABLE spellings USING fts5 (
    body, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO spellings (rowid, body) SELECT passages.row, title || char(10) || substr(text, start + 1, end - start)
FROM passages JOIN articles ON articles.row = article;
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab ('words', 'row');
CREATE VIRTUAL TABLE spellings_vocabulary USING fts5vocab ('spellings', 'row');
PRAGMA user_version = 2;
"""


def make_second_version(folder: Path) -> None:
    """Turn the tables of a library into those of the second version of the program."""
    connection = sqlite3.connect(folder / CATALOGUE_FILE, isolation_level=None)
    for article, rows in connection.execute("SELECT article, rows FROM vectors").fetchall():
        wide = np.frombuffer(rows, dtype="<f2").astype("<f4").tobytes()
        connection.execute("UPDATE vectors SET rows = ? WHERE article = ?", [wide, article])
    connection.executescript(SECOND_TABLES)
    connection.close()


def make_first_version(folder: Path) -> None:
    """Turn the tables of a library into those of the first version of the program."""
    make_second_version(folder)
    connection = sqlite3.connect(folder / CATALOGUE_FILE, isolation_level=None)
    pages = connection.execute("SELECT id, pages FROM articles WHERE pages IS NOT NULL").fetchall()
    connection.executemany("INSERT INTO meta VALUES ('pages:' || ?, ?)", pages)
    connection.execute("DROP INDEX articles_story")
    for column in ("section", "pages", "provenance", "story"):
        connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
    for table in ("versions", "fingerprints", "visits", "entries"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    paged = make_article(2, pages=(0, 40))
    with open_library(tmp_path) as library:
        add(library, FIRST, paged)
        found = find_texts(library, "council")
    make_first_version(tmp_path)
    with open_library(tmp_path) as library:
        assert library.get_article(paged.id).pages == paged.pages
        assert find_texts(library, "council") == found
        assert add(library, SECOND, make_article(3)) == ["replaced", "new"]
        assert [version.article.id for version in library.get_versions(SECOND.id)] == [FIRST.id]
        assert all(article.story for article in library.list_articles())


def test_the_words_of_a_library_of_the_second_version_are_counted(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST, make_article(2))
        counts = read_counts(library)
    make_second_version(tmp_path)
    with open_library(tmp_path) as library:
        assert read_counts(library) == counts
        assert library.count() == library._catalogue.recount()
        add(library, SECOND)
    make_second_version(tmp_path)
    connection = sqlite3.connect(tmp_path / CATALOGUE_FILE)
    connection.execute("CREATE TABLE vocabulary (word)")
    connection.close()
    with pytest.raises(LibraryProblem, match="vocabulary"):
        open_library(tmp_path)
    connection = sqlite3.connect(tmp_path / CATALOGUE_FILE)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.execute("DROP TABLE vocabulary")
    connection.close()
    with open_library(tmp_path) as library:
        assert library.remove_articles([make_article(2).id]) == 1
        assert check_words(library._catalogue, Target(folder=tmp_path)) == (
            "Every passage can be found by its words, and each word is counted."
        )


def read_counts(library: Library) -> list[list[tuple[object, ...]]]:
    tables = ("frequencies", "vocabulary", "meta WHERE key LIKE 'indexed_%'")
    return [library._catalogue.query(f"SELECT * FROM {table}") for table in tables]


def test_a_library_of_the_first_version_that_can_not_be_written_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(tmp_path) as library:
        add(library, FIRST)
    make_first_version(tmp_path)
    monkeypatch.setattr("qa.library.catalogue.schema.os.access", lambda *arguments: False)
    with pytest.raises(LibraryUnwritable, match="has to be brought up to date"):
        Library.open(tmp_path, embedder=HashEmbedder())
