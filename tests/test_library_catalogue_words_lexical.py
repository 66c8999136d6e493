from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article

from qa.library import Filters, Library, fold_for_search

ARTICLES = [
    make_article(1, title="Élection in Quito", text="The elections were held. Nobody won.", published="2025-03-01"),
    make_article(2, title="Flood", text="An election was lost in the flood.", published="2025-03-02T23:30:00-05:00"),
    make_article(3, title="東京の選挙", text="東京都の選挙は日曜日に行われた。", language="ja", published=None),
    make_article(
        4, title="Markets", text="Stocks rose 3.5% — ＡＢＣ Corp.", source="L'Écho", url="https://eu.echo.fr/a"
    ),
    make_article(5, title="Nul", text="Before \x00 after the zebra.", language="EN", source=None, url=None),
]
TITLES = {article.id: article.title for article in ARTICLES}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("words"), embedder=HashEmbedder(), create=True) as opened:
        list(opened.add_articles(ARTICLES))
        yield opened


def search(library: Library, match: str, filters: Filters | None = None, *, title_weight: float = 1.0) -> list[str]:
    hits = library.search_words(fold_for_search(match), 10, filters, title_weight=title_weight)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return [TITLES[hit.passage.article_id] for hit in hits]


@pytest.mark.parametrize(
    ("match", "titles"),
    [
        pytest.param("election", ["Flood", "Élection in Quito"], id="stems and accents"),
        pytest.param('"選挙"', ["東京の選挙"], id="characters without spaces as a phrase"),
        pytest.param('"挙選"', [], id="the same characters in another order"),
        pytest.param("abc", ["Markets"], id="full width letters"),
        pytest.param("zebra", ["Nul"], id="after a NUL"),
        pytest.param("title : flood", ["Flood"], id="in a column"),
        pytest.param("unheard", [], id="nothing"),
    ],
)
def test_words_find_passages(library: Library, match: str, titles: list[str]) -> None:
    assert sorted(search(library, match)) == sorted(titles)


def test_a_weight_brings_titles_to_the_top(library: Library) -> None:
    assert search(library, "election OR flood OR quito", title_weight=50.0)[0] == "Élection in Quito"
    assert search(library, "election OR lost", title_weight=0.0)[0] == "Flood"


def test_found_passages_have_the_stored_text(library: Library) -> None:
    [hit] = library.search_words("zebra", 5)
    assert hit.passage.text == "Before \x00 after the zebra."


@pytest.mark.parametrize("match", ['"open', "AND", "a b )", ""], ids=repr)
def test_what_is_not_a_query_is_a_value_error(library: Library, match: str) -> None:
    with pytest.raises(ValueError, match="not an FTS5 query"):
        library.search_words(match, 5)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        pytest.param(Filters(), list(TITLES.values()), id="none"),
        pytest.param(Filters(since=date(2025, 3, 2), until=date(2025, 3, 2)), ["Flood"], id="the day as published"),
        pytest.param(Filters(until=date(2025, 3, 1)), ["Élection in Quito"], id="without a day left out"),
        pytest.param(Filters(sources=("l'écho",)), ["Markets"], id="outlet in another case"),
        pytest.param(Filters(sources=("ECHO.fr",)), ["Markets"], id="domain with subdomains"),
        pytest.param(Filters(sources=("cho.fr", "https://example-0.org/x")), ["Flood"], id="not a part of a domain"),
        pytest.param(Filters(sources=("", "%")), [], id="nothing is no outlet"),
        pytest.param(Filters(languages=("en",), since=date(2025, 3, 6)), ["Nul"], id="language in another case"),
        pytest.param(Filters(languages=("ja", "de")), ["東京の選挙"], id="one of the languages"),
    ],
)
def test_filters_limit_listing_and_both_searches(library: Library, filters: Filters, titles: list[str]) -> None:
    assert sorted(summary.title for summary in library.list_articles(filters)) == sorted(titles)
    vector = HashEmbedder().embed_queries(["election"])[0]
    found = [TITLES[hit.passage.article_id] for hit in library.search_vectors(vector, 10, filters)]
    assert sorted(found) == sorted(titles)
    with_words = search(library, "election OR flood OR abc OR zebra OR 選", filters)
    assert sorted(with_words) == sorted(titles)


def test_listing_is_latest_first_and_can_be_paged(library: Library) -> None:
    titles = [summary.title for summary in library.list_articles()]
    assert titles == ["Nul", "Markets", "Flood", "Élection in Quito", "東京の選挙"]
    assert [summary.title for summary in library.list_articles(limit=2, offset=1)] == titles[1:3]


def test_document_frequencies_count_stems(library: Library) -> None:
    counts = library.document_frequencies(["Elections", "flood", "選挙", "選", "unheard", "!", "the flood"])
    assert counts == {"Elections": 2, "flood": 1, "選挙": 1, "選": 1, "unheard": 0, "!": 0, "the flood": 1}


def test_the_vocabulary_has_words_as_they_are_written(library: Library) -> None:
    assert dict(library.iter_vocabulary("Él")) == {"election": 2, "elections": 1}
    everything = dict(library.iter_vocabulary())
    assert {"zebra", "flood", "abc"} <= everything.keys()


def test_a_replaced_article_leaves_the_index_of_words_and_its_counts(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles([ARTICLES[0], make_article(1, text="Calm.")]))
        assert library.document_frequencies(["elections", "calm"]) == {"elections": 0, "calm": 1}
        assert "elections" not in dict(library.iter_vocabulary())
        library._catalogue.query("INSERT INTO words (words) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    ("words", "filters", "titles"),
    [
        pytest.param("quito ELECTION", None, ["Élection in Quito"], id="any order, without accents"),
        pytest.param("election qui", None, ["Élection in Quito"], id="the last only begun"),
        pytest.param("ele quito", None, [], id="another only begun"),
        pytest.param("選挙", None, ["東京の選挙"], id="characters without spaces"),
        pytest.param("lost", None, [], id="of a text"),
        pytest.param('"* (flood) -', None, ["Flood"], id="signs"),
        pytest.param("** (", None, [], id="signs only"),
        pytest.param("flood", Filters(until=date(2025, 3, 1)), [], id="with a filter"),
    ],
)
def test_articles_are_found_by_words_of_their_titles(
    library: Library, words: str, filters: Filters | None, titles: list[str]
) -> None:
    assert [article.title for article in library.list_articles(filters, words=words)] == titles
