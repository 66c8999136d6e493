import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article
from parts_samples import REPORT, RETRIEVED, change, fill, hold_parts, make_months, open_library, split

from qa.errors import ArticleMissing, EmbedderMismatch, LibraryProblem, UnknownOutlet, UsageProblem
from qa.library import Filters, Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.schema import CATALOGUE_FILE
from qa.library.parts.facts import describe_parts
from qa.library.parts.joining import add_part, detach_part, find_loss, freeze_part, thaw_part
from qa.library.upkeep.doctor import examine_library
from qa.library.vectors import sync

MONTHS = make_months()
FEBRUARY = Filters(since=date(2025, 2, 1), until=date(2025, 2, 28))
QUERY = HashEmbedder().embed_queries(["the council of Quito heard report 12"])[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder, MONTHS)
    return folder


@pytest.fixture(scope="module", params=["month", "size"])
def parted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parted")
    fill(folder, MONTHS)
    assert len(split(folder, by=request.param)) >= 3
    return folder


def list_scores(library: Library, found: Any) -> list[tuple[str, float]]:
    return [(hit.passage.id, round(hit.score, 5)) for hit in found]


READS: dict[str, Callable[[Library], Any]] = {
    "count": lambda library: library.count(),
    "articles": lambda library: library.list_articles(),
    "articles_page": lambda library: library.list_articles(limit=7, offset=11),
    "articles_filtered": lambda library: library.list_articles(FEBRUARY, limit=3),
    "articles_titled": lambda library: library.list_articles(words="council rep", limit=9, offset=2),
    "article_by_url": lambda library: library.get_article(MONTHS[3].url or ""),
    "article_by_beginning": lambda library: library.get_article(MONTHS[5].id[:9]),
    "summaries": lambda library: library.get_summaries(a.id for a in MONTHS),
    "stories": lambda library: library.list_stories(limit=12),
    "copies": lambda library: library.list_stories(copies_only=True),
    "stories_filtered": lambda library: library.list_stories(FEBRUARY),
    "words": lambda library: list_scores(library, library.rank_words(["quito", "12"], 20, title_weight=2.0)),
    "words_filtered": lambda library: list_scores(library, library.rank_words(["heard", "quito"], 9, FEBRUARY)),
    "vectors": lambda library: list_scores(library, library.search_vectors(QUERY, 12)),
    "vectors_filtered": lambda library: list_scores(library, library.search_vectors(QUERY, 12, FEBRUARY)),
    "frequencies": lambda library: library.document_frequencies(["council", "quito", "reports", "council report"]),
    "vocabulary": lambda library: list(library.iter_vocabulary("c")),
    "current": lambda library: [library.find_current(MONTHS[8].id), library.find_current("none", MONTHS[9].url)],
    "shortfall": lambda library: library.find_shortfall(Filters(since=date(2026, 1, 1))),
    "undated": lambda library: library.describe_undated(FEBRUARY),
    "gap": lambda library: library.find_language_gap("Wie viele Menschen waren an Bord der Fähre?", knows=["en"]),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_a_library_tells_does_not_depend_on_its_parts(
    read: Callable[[Library], Any], whole: Path, parted: Path
) -> None:
    with open_library(whole) as one, open_library(parted) as many:
        assert read(one) == read(many)


def test_statistics_are_those_of_all_parts(whole: Path, parted: Path) -> None:
    with open_library(whole) as one, open_library(parted) as many:
        for filters in (None, FEBRUARY):
            expected, found = one.collect_statistics(filters), many.collect_statistics(filters)
            assert replace(found, sizes=expected.sizes, search=expected.search) == expected


def test_vectors_and_passages_are_found_in_whatever_part_they_are(whole: Path, parted: Path) -> None:
    with open_library(whole) as one, open_library(parted) as many:
        ids = [hit.passage.id for hit in one.search_words('"council"', 200)]
        assert list(one.get_passages(ids).items()) == list(many.get_passages(ids).items())
        vectors = many.get_vectors(ids)
        assert all((vector == vectors[id]).all() for id, vector in one.get_vectors(ids).items())


def test_an_unknown_outlet_is_told_with_those_of_all_parts(parted: Path) -> None:
    with open_library(parted) as library, pytest.raises(UnknownOutlet, match="Daily Example"):
        library.check_outlets(Filters(sources=("Daily Exampel",)))


def test_every_part_of_a_split_library_is_sound(parted: Path) -> None:
    with hold_parts(parted) as parts:
        for part in parts.list_parts():
            problems = [f for f in examine_library(part.catalogue, part.target) if f.state == "problem"]
            assert not problems


def test_a_split_that_is_done_again_moves_nothing(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    assert [entry.name for entry in split(tmp_path)] == ["2025-01", "2025-02", "2025-03"]
    assert split(tmp_path) == []


def test_what_is_in_a_part_is_unchanged_and_embedded_no_more(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    embedder = HashEmbedder()
    with open_library(tmp_path, embedder=embedder) as library:
        new = make_article(200)
        added = list(library.add_articles([MONTHS[0], new, *MONTHS[1:5]]))
        assert [a.status for a in added] == ["unchanged", "new", *["unchanged"] * 4]
        assert [a.article_id for a in added] == [MONTHS[0].id, new.id, *(a.id for a in MONTHS[1:5])]
        assert embedder.embedded == library.get_summaries([new.id])[new.id].passages
        assert library.count().articles == len(MONTHS) + 1


@pytest.mark.parametrize("state", ["thawed", "frozen"])
def test_an_article_that_replaces_one_of_a_part_leaves_no_outdated_one(tmp_path: Path, state: str) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    if state == "frozen":
        with hold_parts(tmp_path) as parts:
            freeze_part(parts, "2025-02")
    old = next(a for a in MONTHS if (a.published or "").startswith("2025-02"))
    new = change(old, "The council of Quito has withdrawn its zymurgy report altogether.")
    with open_library(tmp_path) as library:
        assert [a.status for a in library.add_articles([new])] == ["replaced"]
        assert library.find_current(old.id) == new.id
        assert old.id not in library.get_articles([old.id, new.id])
        assert [version.article.id for version in library.get_versions(new.id)] == [old.id]
        assert library.count().articles == len(MONTHS)
        assert old.id not in {article.id for article in library.list_articles()}
        assert library.search_words('"zymurgy"', 5)[0].passage.article_id == new.id
        # The former state comes back: it is a change like any other.
        assert [
            a.status for a in library.add_articles([change(old, old.text, retrieved="2025-08-01T00:00:00+00:00")])
        ] == ["replaced"]
    with hold_parts(tmp_path) as parts:
        assert not any(part.hidden for part in parts.list_parts())


def test_what_a_part_that_can_not_be_written_has_no_more_stays_out_of_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    old = next(a for a in MONTHS if (a.published or "").startswith("2025-02"))
    new = change(old, "The council of Quito has withdrawn its report.")
    with open_library(tmp_path) as library:
        for part in library._parts.list_parts()[1:]:
            monkeypatch.setattr(part.catalogue, "writable", False)
        assert [a.status for a in library.add_articles([new])] == ["replaced"]
        assert library.count().articles == len(MONTHS)
        assert old.id not in {article.id for article in library.list_articles()}
        assert old.id not in {hit.passage.article_id for hit in library.search_vectors(QUERY, 500)}
        assert library.find_current(old.id) == new.id


def test_an_older_state_of_an_article_of_a_part_becomes_a_version_of_it(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    older = change(MONTHS[4], "The council will hear the report.", retrieved="2020-01-01T00:00:00+00:00")
    with open_library(tmp_path) as library:
        assert [a.status for a in library.add_articles([older])] == ["older"]
        assert [version.article.id for version in library.get_versions(MONTHS[4].id)] == [older.id]


def test_a_copy_of_a_report_of_another_part_joins_its_story(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    copy = make_article(300, text=REPORT, title="Dam", published="2025-04-20", source="Third Post")
    with open_library(tmp_path) as library:
        assert [a.status for a in library.add_articles([copy])] == ["new"]
        [story] = library.list_stories(copies_only=True)
        assert story.outlets == ("Example Wire", "The Daily Example", "Third Post")
        assert len({article.story for article in story.articles}) == 1


def test_removal_reaches_every_part_and_no_file_has_a_word_of_it(tmp_path: Path) -> None:
    secret = make_article(400, text="The xylocarp of Osaka was stolen.", published="2025-02-10")
    fill(tmp_path, [*MONTHS, secret])
    split(tmp_path)
    with hold_parts(tmp_path) as parts:
        freeze_part(parts, "2025-02")
    with open_library(tmp_path) as library:
        assert library.remove_articles([secret.id, MONTHS[0].id]) == 2
        assert library.count().articles == len(MONTHS) - 1
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"xylocarp" in path.read_bytes()]


def test_a_library_that_was_made_elsewhere_is_added_and_detached(tmp_path: Path) -> None:
    copy = make_article(300, text=REPORT, title="Dam", published="2024-12-20", source="Third Post")
    fill(tmp_path / "own", MONTHS)
    fill(tmp_path / "old", [make_article(n, published="2024-11-05") for n in range(500, 510)] + [copy, MONTHS[4]])
    with hold_parts(tmp_path / "own") as parts:
        entry = add_part(parts, tmp_path / "old", name="2024")
        assert (entry.first, entry.last, entry.state) == ("2024-11-05", "2025-01-05", "thawed")
    with open_library(tmp_path / "own") as library:
        assert library.count().articles == len(MONTHS) + 11
        [story] = library.list_stories(copies_only=True)
        assert story.outlets == ("Third Post", "Example Wire", "The Daily Example")
        assert library.get_article(make_article(505, published="2024-11-05").id).title == "Council report 505"
    with hold_parts(tmp_path / "own") as parts:
        assert detach_part(parts, "2024").folder == tmp_path / "old"
    with open_library(tmp_path / "own") as library:
        assert library.count().articles == len(MONTHS)
    with open_library(tmp_path / "old") as library:
        assert library.count().articles >= 11


def test_a_library_of_another_embedder_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "own", MONTHS[:2])
    with Library.open(tmp_path / "old", embedder=HashEmbedder("fake:other"), create=True) as library:
        list(library.add_articles(MONTHS[2:4]))
    with (
        hold_parts(tmp_path / "own") as parts,
        pytest.raises(EmbedderMismatch, match="made with the embedder fake:other"),
    ):
        add_part(parts, tmp_path / "old")


@pytest.mark.parametrize("name", ["open", "a/b", ""], ids=["reserved", "path", "none"])
def test_a_part_has_a_name_that_can_be_typed(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "own", MONTHS[:2])
    fill(tmp_path / "other", MONTHS[2:4])
    with hold_parts(tmp_path / "own") as parts:
        if name:
            with pytest.raises(UsageProblem, match="can't be called"):
                add_part(parts, tmp_path / "other", name=name)
        else:
            assert add_part(parts, tmp_path / "other").name == "other"


def test_a_part_that_is_not_there_is_told_and_can_be_detached(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    (tmp_path / "parts" / "2025-02").rename(tmp_path / "elsewhere")
    with pytest.raises(LibraryProblem, match="qa library detach 2025-02"):
        open_library(tmp_path)
    with hold_parts(tmp_path) as parts:
        detach_part(parts, "2025-02")
    with open_library(tmp_path) as library, pytest.raises(ArticleMissing):
        library.get_article(next(a for a in MONTHS if (a.published or "").startswith("2025-02")).id)


def test_a_frozen_part_is_one_file_and_thaws(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    with hold_parts(tmp_path) as parts:
        assert freeze_part(parts, "2025-01").state == "frozen"
    folder = tmp_path / "parts" / "2025-01"
    assert not list(folder.glob(f"{CATALOGUE_FILE}-*"))
    with sqlite3.connect(folder / CATALOGUE_FILE) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    with hold_parts(tmp_path) as parts:
        assert thaw_part(parts, "2025-01").state == "thawed"


def test_late_articles_go_to_the_part_of_their_month_unless_it_is_frozen(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    with hold_parts(tmp_path) as parts:
        freeze_part(parts, "2025-02")
    late = [make_article(600, published="2025-01-09"), make_article(601, published="2025-02-09")]
    fill(tmp_path, late)
    assert [entry.name for entry in split(tmp_path)] == ["2025-01"]
    with hold_parts(tmp_path) as parts:
        held = {part.entry.name: set(part.catalogue.get_summaries(a.id for a in late)) for part in parts.list_parts()}
        assert held == {"open": {late[1].id}, "2025-01": {late[0].id}, "2025-02": set(), "2025-03": set()}
        assert not any(part.hidden for part in parts.list_parts())
    with open_library(tmp_path) as library:
        assert library.count().articles == len(MONTHS) + 2


def test_all_parts_are_embedded_anew(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    other = HashEmbedder("fake:other")
    with open_library(tmp_path) as library:
        assert library.re_embed(other) == library.count().passages
        assert len(library.search_vectors(other.embed_queries(["Quito"])[0], 5)) == 5
    with Library.open(tmp_path, embedder=other) as library:
        assert library.search_vectors(other.embed_queries(["Quito"])[0], 5)


def test_a_part_of_another_embedder_is_not_searched_in_silence(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    with hold_parts(tmp_path) as parts:
        parts.list_parts()[1].catalogue.set_meta({"embedder": "fake:other"})
    with open_library(tmp_path) as library, pytest.raises(EmbedderMismatch, match="2025-01"):
        library.search_vectors(QUERY, 3)


class StopAtWrite:
    """Lets so many transactions be kept, and stops at the next one: what a kill leaves is what is kept."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
        self.left = kept
        write = Catalogue.write

        def count(catalogue: Catalogue) -> Any:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            return write(catalogue)

        monkeypatch.setattr(Catalogue, "write", count)


@pytest.mark.parametrize("late", [False, True], ids=["new-parts", "late-articles"])
def test_a_split_that_is_stopped_at_any_write_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    made = tmp_path / "made"
    fill(made, MONTHS)
    expected = {a.id for a in MONTHS}
    if late:
        split(made)
        more = [make_article(n, published=f"2025-0{n % 3 + 1}-20") for n in range(700, 706)]
        fill(made, more)
        expected |= {a.id for a in more}
    for kept in range(0, 30, 3):
        folder = tmp_path / str(kept)
        shutil.copytree(made, folder)
        with monkeypatch.context() as patch:
            stop = StopAtWrite(patch, kept)
            with suppress(KeyboardInterrupt):
                split(folder)
        with open_library(folder) as library:
            assert sorted(article.id for article in library.list_articles()) == sorted(expected)
            assert library.count().articles == len(expected)
            hits = [hit.passage.id for hit in library.search_vectors(QUERY, 500)]
            assert len(hits) == len(set(hits)) == library.count().passages
        split(folder)
        with hold_parts(folder) as parts:
            assert len(parts.list_parts()) == 4
            assert sum(part.count().articles for part in parts.list_parts()) == len(expected)
        if stop.left:
            return


def test_an_update_that_is_stopped_at_any_write_shows_one_state_of_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    fill(made, MONTHS)
    split(made)
    old = next(a for a in MONTHS if (a.published or "").startswith("2025-02"))
    new = change(old, "The council of Quito has withdrawn its report altogether.")
    for kept in range(12):
        folder = tmp_path / str(kept)
        shutil.copytree(made, folder)
        with monkeypatch.context() as patch:
            stop = StopAtWrite(patch, kept)
            with suppress(KeyboardInterrupt), open_library(folder) as library:
                list(library.add_articles([new]))
        with open_library(folder) as library:
            shown = {article.id for article in library.list_articles()} & {old.id, new.id}
            assert len(shown) == 1
            assert library.count().articles == len(MONTHS)
            list(library.add_articles([new]))
            assert library.find_current(old.id) == new.id
        if stop.left:
            return


def list_all(folder: Path) -> tuple[set[str], dict[str, list[str]]]:
    """Return the ids of the articles of a library, and those of the former versions of each."""
    with open_library(folder) as library:
        ids = {article.id for article in library.list_articles()}
        return ids, {id: [v.article.id for v in found] for id, found in library.get_versions_of(ids).items()}


def test_a_library_that_was_added_loses_nothing_whatever_the_others_have_in_its_place(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    fill(own, MONTHS)
    alone = [
        replace(make_article(n, published="2024-06-18", url=f"https://example.org/{n}"), retrieved=RETRIEVED)
        for n in range(800, 804)
    ]
    early = change(MONTHS[4], "The council of Quito will hear a report soon.", retrieved="2025-01-01T00:00:00+00:00")
    fill(other, [early])
    fill(other, [*MONTHS[:6], *alone])
    before = list_all(other)
    assert before[1] == {MONTHS[4].id: [early.id]}
    with hold_parts(own) as parts:
        entry = add_part(parts, other)
        facts = describe_parts(parts)[1]
        assert (entry.added, facts.articles, facts.hidden) == (True, 4, 6)
    new = change(alone[0], "The council of Quito has withdrawn its zymurgy report altogether.")
    fill(own, [new])
    with hold_parts(own) as parts:
        freeze_part(parts, "other")
        thaw_part(parts, "other")
    split(own)
    with open_library(own) as library:
        assert library.count().articles == len(MONTHS) + 4 == len(library.list_articles())
        assert library.collect_statistics().articles == len(MONTHS) + 4
        assert [version.article.id for version in library.get_versions(new.id)] == [alone[0].id]
        assert [version.article.id for version in library.get_versions(MONTHS[4].id)] == [early.id]
        again = change(alone[0], alone[0].text, retrieved="2025-08-01T00:00:00+00:00")
        assert [a.status for a in library.add_articles([again])] == ["replaced"]
    with hold_parts(own) as parts:
        assert not any(part.hidden for part in parts.list_parts() if not part.entry.added)
        detach_part(parts, "other")
    assert list_all(other) == before
    assert list_all(own)[0] == {a.id for a in (*MONTHS, again)}


@pytest.mark.parametrize("is_newer", [False, True], ids=["older", "newer"])
def test_of_two_states_of_a_page_in_two_libraries_the_newer_one_is_shown(tmp_path: Path, is_newer: bool) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    page = replace(make_article(900, published="2025-02-02"), url="https://example.org/page", retrieved=RETRIEVED)
    moment = "2025-09-01T00:00:00+00:00" if is_newer else "2025-01-01T00:00:00+00:00"
    fill(own, [*MONTHS, page])
    split(own)
    state = change(page, "The council of Quito spoke of another zymurgy.", retrieved=moment)
    fill(other, [state])
    with hold_parts(own) as parts:
        add_part(parts, other)
    current, former = (state, page) if is_newer else (page, state)
    with open_library(own) as library:
        assert library.get_article("https://example.org/page").id == current.id
        assert library.count().articles == len(MONTHS) + 1
        assert [version.article.id for version in library.get_versions(current.id)] == [former.id]
    with hold_parts(own) as parts:
        detach_part(parts, "other")
    assert list_all(other)[0] == {state.id}


def test_what_two_added_libraries_have_is_still_told_when_one_is_detached(tmp_path: Path) -> None:
    fill(tmp_path / "own", MONTHS[:5])
    for name in ("one", "two"):
        fill(tmp_path / name, MONTHS[5:9])
        with hold_parts(tmp_path / "own") as parts:
            add_part(parts, tmp_path / name)
    with hold_parts(tmp_path / "own") as parts:
        assert [part.count().articles for part in parts.list_parts()] == [5, 4, 0]
        shutil.rmtree(tmp_path / "one")
        assert find_loss(detach_part(parts, "one")) == f"There is no library at {tmp_path / 'one'}."
        assert [part.count().articles for part in parts.list_parts()] == [5, 4]


def test_a_removal_reaches_an_added_library_too_and_what_is_hidden_there(tmp_path: Path) -> None:
    fill(tmp_path / "own", MONTHS)
    old = replace(make_article(901, text="The xylocarp of Osaka was stolen."), retrieved=RETRIEVED)
    fill(tmp_path / "other", [old, MONTHS[0]])
    with hold_parts(tmp_path / "own") as parts:
        add_part(parts, tmp_path / "other")
    new = change(old, "The fruit of Osaka was found.")
    with open_library(tmp_path / "own") as library:
        assert [a.status for a in library.add_articles([new])] == ["replaced"]
        assert library.remove_articles([new.id, MONTHS[0].id]) == 2
        assert library.count().articles == len(MONTHS) - 1 == len(library.list_articles())
    assert list_all(tmp_path / "other")[0] == set()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"xylocarp" in path.read_bytes()]


def test_a_damaged_part_is_told_with_the_way_on(tmp_path: Path) -> None:
    fill(tmp_path, MONTHS)
    split(tmp_path)
    file = tmp_path / "parts" / "2025-02" / CATALOGUE_FILE
    file.write_bytes(b"nothing" * 5000)
    with pytest.raises(LibraryProblem, match=r"qa library detach 2025-02.*damaged"):
        open_library(tmp_path)
    with hold_parts(tmp_path) as parts:
        assert "is damaged" in find_loss(detach_part(parts, "2025-02"))


def test_parts_are_in_step_with_chroma_after_a_split_that_is_run_again_or_an_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "own", MONTHS)
    fill(tmp_path / "other", MONTHS[:6])
    for kept in (4, 9):
        with monkeypatch.context() as patch:
            StopAtWrite(patch, kept)
            with suppress(KeyboardInterrupt):
                split(tmp_path / "own")
    split(tmp_path / "own")
    with hold_parts(tmp_path / "own") as parts:
        add_part(parts, tmp_path / "other")
        for part in parts.list_parts():
            assert not sync.needs_sync(part.catalogue, part.target)
