from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article

from qa.articles import Article
from qa.library import Filters, Library
from qa.library.catalogue.words import ranking
from qa.library.catalogue.words.bm25 import WordStatistics, count_words
from qa.library.catalogue.words.narrowing import list_passages, narrow_to
from qa.library.catalogue.words.ranking import rank_words

# Of one each word more articles have: "lighthouse" one in eleven, "council" all.
ARTICLES = [
    make_article(
        n,
        title=f"Council {'and lighthouse ' * (n % 22 == 0)}{n}",
        text=f"The council of Osaka met{' by the lighthouse' * (n % 11 == 0)}. {'The harbour froze. ' * (n % 5)}"
        f"{'A keeper left the harbour at night. ' * (n % 3 == 0)}{'It was late. ' * (n % 7)}",
    )
    for n in range(1, 67)
]
QUESTIONS = [
    pytest.param(["lighthouse", "harbour", "council"], id="rare, common, in all"),
    pytest.param(["lighthouses", "lighthouse"], id="two forms of one word"),
    pytest.param(["harbour froze", "keeper"], id="a phrase"),
    pytest.param(["lighthouse", "unheard", "!"], id="with words of no passage"),
    pytest.param(['council"', "or", "night"], id="signs and operators"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with fill_library(tmp_path_factory.mktemp("ranked"), ARTICLES) as opened:
        yield opened


def fill_library(path: Path, articles: list[Article]) -> Library:
    opened = Library.open(path, embedder=HashEmbedder(), create=True, passage_size=120)
    list(opened.add_articles(articles))
    return opened


def rank_by_fts5(library: Library, words: list[str], n: int, condition: str = "1") -> dict[int, float]:
    match = " OR ".join('"{}"'.format(word.replace('"', " ")) for word in words)
    sql = (
        "SELECT words.rowid, -words.rank FROM words JOIN passages ON passages.row = words.rowid JOIN articles "
        "ON articles.row = article WHERE words MATCH ? AND words.rank MATCH 'bm25(2.0, 1.0)' "
        f"AND {condition} ORDER BY words.rank LIMIT ?"
    )
    return dict(library._catalogue.query(sql, [match, n]))


def assert_same(found: dict[int, float], expected: dict[int, float]) -> None:
    """Passages of the same score may come in any order."""
    assert list(found.values()) == pytest.approx(list(expected.values()), abs=1e-6, rel=1e-6)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    least = min(expected.values(), default=0.0) + 1e-6
    assert {row for row, score in found.items() if score > least} == {
        row for row, score in expected.items() if score > least
    }


@pytest.mark.parametrize("words", QUESTIONS)
@pytest.mark.parametrize("n", [1, 10, 500])
def test_passages_are_ranked_as_fts5_ranks_them(library: Library, words: list[str], n: int) -> None:
    found = rank_words(library._catalogue, words, n, title_weight=2.0)
    assert_same(found, rank_by_fts5(library, words, n))
    assert [hit.score for hit in library.rank_words(words, n, title_weight=2.0)] == list(found.values())


@pytest.mark.parametrize("words", [question for question in QUESTIONS if question.id != "a phrase"])
def test_what_rare_words_find_has_the_same_score_in_a_large_library(
    library: Library, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EXACT_PASSAGES", 0)
    monkeypatch.setattr(ranking, "_SCORED", 12)
    found = rank_words(library._catalogue, words, 5, title_weight=2.0)
    assert_same(found, rank_by_fts5(library, words, 5))


@pytest.mark.parametrize("words", [["council"], ["council", "harbour"], ["unheard"], ["!"], []], ids=str)
def test_common_words_alone_find_the_latest(
    library: Library, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EXACT_PASSAGES", 0)
    monkeypatch.setattr(ranking, "_SCORED", 12)
    everything = rank_by_fts5(library, words, 9_999) if words else {}
    found = rank_words(library._catalogue, words, 5, title_weight=2.0)
    assert len(found) == min(5, len(everything))
    assert all(score == pytest.approx(everything[row], abs=1e-6) for row, score in found.items())


@pytest.mark.parametrize("exact", [0, 50_000], ids=["large", "small"])
@pytest.mark.parametrize(
    ("filters", "condition"),
    [
        pytest.param(Filters(since=date(2025, 3, 20)), "day >= '2025-03-20'", id="days"),
        pytest.param(Filters(sources=("Example Wire",)), "outlet = 'example wire'", id="outlet"),
        pytest.param(Filters(languages=("fr",)), "language_code = 'fr'", id="nothing"),
    ],
)
def test_a_filter_leaves_the_best_of_its_own(
    library: Library, filters: Filters, condition: str, exact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EXACT_PASSAGES", exact)
    monkeypatch.setattr(ranking, "_SCORED", 12)
    monkeypatch.setattr(ranking, "_READ", 0)
    words = ["lighthouse", "keeper"]
    narrowing = library._parts.main.dense.narrow(filters)
    assert narrowing.list_rows() == sorted(list_passages(library._catalogue, filters))
    found = rank_words(library._catalogue, words, 5, narrowing, title_weight=2.0)
    assert_same(found, rank_by_fts5(library, words, 5, condition))


@pytest.mark.parametrize("words", [["council"], ["council", "harbour"], ["lighthouse", "harbour", "council"]], ids=str)
@pytest.mark.parametrize("step", [2, 7])
def test_in_a_large_library_too_nothing_is_found_but_what_is_allowed(
    library: Library, words: list[str], step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "EXACT_PASSAGES", 0)
    monkeypatch.setattr(ranking, "_SCORED", 12)
    monkeypatch.setattr(ranking, "_READ", 0)
    narrowing = narrow_to(bytes(row > 20 and not row % step for row in range(121)))
    found = rank_words(library._catalogue, words, 500, narrowing, title_weight=2.0)
    assert found
    assert found.keys() <= set(narrowing.list_rows()) == {row for row in range(21, 121) if not row % step}


def test_a_mask_of_nothing_finds_nothing(library: Library) -> None:
    assert narrow_to(bytes(100)).count == narrow_to(b"").count == 0
    assert rank_words(library._catalogue, ["council"], 5, narrow_to(bytes(100)), title_weight=2.0) == {}


@pytest.mark.parametrize("words", QUESTIONS)
def test_parts_of_a_library_give_the_scores_of_the_whole(library: Library, words: list[str], tmp_path: Path) -> None:
    with fill_library(tmp_path / "a", ARTICLES[:20]) as one, fill_library(tmp_path / "b", ARTICLES[20:]) as other:
        catalogues = [part._catalogue for part in (one, other)]
        statistics = sum((count_words(c, words) for c in catalogues), WordStatistics(frequencies={}))
        assert statistics == count_words(library._catalogue, words)
        found = [
            score
            for catalogue in catalogues
            for score in rank_words(catalogue, words, 30, statistics=statistics, title_weight=2.0).values()
        ]
    expected = rank_by_fts5(library, words, 30)
    assert sorted(found, reverse=True)[: len(expected)] == pytest.approx(list(expected.values()), abs=1e-6)
