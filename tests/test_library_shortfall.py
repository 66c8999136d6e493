"""Where a library has nothing for a question, it says why, and what to do next."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article

from qa.answer import EXPLANATIONS
from qa.errors import UnknownOutlet
from qa.library import Filters, Library
from qa.library.stories.outlets import is_outlet, suggest_outlets

GERMAN = "Wie viele Menschen waren an Bord der Fähre Anselma?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of March 2025 with three outlets, and one article without a day."""
    articles = [
        make_article(1, source="USA TODAY", url="https://www.usatoday.com/story/1"),
        make_article(2, source="The Harbour Post", url=None),
        make_article(3, source=None, url="https://edition.echo.co.uk/3"),
        make_article(4, source="The Harbour Post", url=None, published=None),
    ]
    with Library.open(tmp_path / "library", embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles(articles))
        yield library


def count(library: Library, **fields: Any) -> int:
    return len(library.list_articles(Filters(**fields)))


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        pytest.param("usatoday.com", "USA Today", id="a domain by its name"),
        pytest.param("USA TODAY", "usatoday.com", id="a name by its domain"),
        pytest.param("theguardian.com", "The Guardian", id="with The"),
        pytest.param("theguardian.com", "Guardian", id="without The"),
        pytest.param("lemonde.fr", "Le Monde", id="a French article"),
        pytest.param("Der Spiegel", "spiegel.de", id="a German article"),
        pytest.param("bbc.co.uk", "BBC", id="two endings"),
        pytest.param("news.com.au", "News", id="an ending that could be a name"),
        pytest.param("edition.cnn.com", "CNN", id="a domain below another, by name"),
        pytest.param("edition.cnn.com", "cnn.com", id="a domain below another"),
        pytest.param("cnn.com", "https://www.cnn.com/2025/x", id="an address"),
        pytest.param("L’Écho", "l'echo", id="accents and apostrophes"),
        pytest.param("Smith & Sons", "smith and sons", id="an ampersand"),
        pytest.param("São Paulo Hoje", "sao paulo hoje", id="letters of one"),
        pytest.param("日本新聞", "日本新聞", id="another script"),
    ],
)
def test_names_and_domains_of_an_outlet_are_one(stored: str, wanted: str) -> None:
    assert is_outlet(stored, wanted)


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        ("cnn.com", "edition.cnn.com"),
        ("mycnn.com", "cnn.com"),
        ("Harbour Post", "Harbour"),
        ("New York Post", "New York Times"),
        ("usatoday.com", "today.com"),
        ("The Post", ""),
        ("", "The Post"),
        ("%", "Post"),
    ],
)
def test_other_outlets_are_others(stored: str, wanted: str) -> None:
    assert not is_outlet(stored, wanted)


def test_a_filter_finds_an_outlet_by_its_name_or_its_domain(library: Library) -> None:
    assert [count(library, sources=(name,)) for name in ("USA Today", "usatoday.com", "Echo", "echo.co.uk")] == [1] * 4
    assert count(library, sources=("Harbour Post", "Echo")) == 3


def test_an_unknown_outlet_is_an_error_with_the_nearest_names(library: Library) -> None:
    with pytest.raises(UnknownOutlet, match=r"“Harbor Post”. The nearest: The Harbour Post.* qa stats") as error:
        library.check_outlets(Filters(sources=("USA Today", "Harbor Post")))
    assert error.value.exit_code == 2
    library.check_outlets(Filters(sources=("usatoday.com",)))
    assert suggest_outlets("Zzz", ["The Harbour Post"]) == []
    assert suggest_outlets("Harbor Post", ["Harbour Post", "harbourpost.example"]) == ["Harbour Post"]


def test_an_empty_library_knows_no_outlet_and_says_that_it_is_empty(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty", embedder=HashEmbedder(), create=True) as empty:
        filters = Filters(sources=("Harbour Post",), since=date(2025, 1, 1))
        empty.check_outlets(filters)
        shortfall = empty.find_shortfall(filters)
        assert shortfall and (shortfall.reason, "qa ingest" in shortfall.explanation) == ("empty_library", True)


@pytest.mark.parametrize(
    ("fields", "reason", "said"),
    [
        pytest.param({"since": date(2026, 1, 1)}, "no_article_then", "from 2025-03-02 to 2025-03-04", id="later"),
        pytest.param({"until": date(2020, 1, 1)}, "no_article_then", "1 without a day", id="earlier"),
        pytest.param(
            {"since": date(2025, 3, 4), "sources": ("Harbour Post",)}, "no_article_then", "of 2025-03-03", id="both"
        ),
        pytest.param(
            {"languages": ("de",)}, "no_article", "No article is in German: they are in English", id="language"
        ),
    ],
)
def test_what_no_article_passes_is_told(library: Library, fields: dict[str, Any], reason: str, said: str) -> None:
    shortfall = library.find_shortfall(Filters(**fields))
    assert shortfall
    assert shortfall.reason == reason
    assert said in shortfall.explanation
    assert "\n" not in shortfall.explanation


def test_what_some_article_passes_lacks_nothing(library: Library) -> None:
    assert library.find_shortfall(None) is None
    assert library.find_shortfall(Filters(since=date(2025, 3, 3), languages=("en",))) is None


def test_articles_without_a_day_are_counted_where_days_are_limited(library: Library) -> None:
    assert library.describe_undated(Filters(since=date(2025, 1, 1))) == (
        "One article has no day and is left out by the limit on days."
    )
    assert library.describe_undated(Filters(since=date(2025, 1, 1), sources=("Echo",))) is None
    assert library.describe_undated(Filters(sources=("Harbour Post",))) is None
    assert library.describe_undated(None) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (GERMAN, "German"),
        ("¿Cuántas personas viajaban en el transbordador de la isla?", "Spanish"),
        ("谁赢得了湖泊杯？", "Chinese"),
        ("Кто выиграл кубок?", "Russian"),
        ("من فاز بالكأس؟", "Arabic"),
    ],
)
def test_a_question_in_a_language_that_nobody_knows_is_told(library: Library, question: str, name: str) -> None:
    gap = library.find_language_gap(question, knows=("en",))
    assert gap and gap.reason == "other_language"
    assert gap.explanation.startswith(f"The question is in {name}, the articles are in English")
    assert "--re-embed --embedder multilingual" in gap.explanation


def test_a_question_in_a_language_of_the_articles_or_the_embedder_lacks_nothing(library: Library) -> None:
    assert library.find_language_gap(GERMAN, knows=()) is None
    assert library.find_language_gap("How many people were on board the ferry?", knows=("en",)) is None
    assert library.find_language_gap("Anselma?", knows=("en",)) is None
    german = make_article(9, language="de", text="Auf der Fähre waren 61 Menschen.")
    list(library.add_articles([german]))
    assert library.find_language_gap(GERMAN, knows=("en",)) is None


def test_articles_that_name_no_language_are_told_by_their_words(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles([make_article(1, language=None)]))
        gap = library.find_language_gap(GERMAN, knows=("en",))
        assert gap and "the articles are in English" in gap.explanation


def test_each_reason_has_its_own_line() -> None:
    assert len(set(EXPLANATIONS.values())) == len(EXPLANATIONS)
    assert all("\n" not in line and line.endswith(".") for line in EXPLANATIONS.values())
