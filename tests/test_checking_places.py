"""Words are found wherever they were said: exactly, nearly, in former versions, once for all copies of a report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from checking_samples import open_small_library

from qa.checking import Place, find_places
from qa.library import Filters, Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_small_library(tmp_path_factory.mktemp("places") / "library") as library:
        yield library


def find_one(words: str, library: Library) -> Place:
    [place] = find_places(words, library)
    return place


def test_words_are_found_with_who_says_them_and_copies_are_one_place(library: Library) -> None:
    place = find_places("rebuild the bridge by the spring", library)[0]
    assert place.is_exact and place.words == place.text[place.start : place.end] == "rebuild the bridge by the spring"
    assert {place.article.source, *place.also_in} == {"Meridian Wire", "Harbour Post"}
    assert place.speaker is not None and "Orla Denn" in place.speaker
    start, end = place.sentence
    assert place.text[start:end].startswith("“We will rebuild the bridge")


def test_exact_places_come_before_those_that_differ(library: Library) -> None:
    exact, near = find_places("We will rebuild the landing by the spring", library)
    assert exact.is_exact and exact.article.source == "Aldine Courier"
    assert [(item.quoted, item.said) for item in near.differences] == [("landing", "bridge")]


def test_former_versions_are_looked_at_with_what_the_article_says_now(library: Library) -> None:
    place = find_one("The ferry takes 60 passengers on each crossing", library)
    assert place.is_exact and place.replaced_at is not None
    assert place.text[place.start : place.end] == place.words
    assert place.now == '"The ferry carries 90 people on each crossing," said Ann Tolle, who owns it.'


def test_what_an_article_says_now_is_no_former_wording(library: Library) -> None:
    assert find_one("90 people on each crossing", library).replaced_at is None


@pytest.mark.parametrize(
    "filters",
    [Filters(sources=("Aldine Courier",)), Filters(until=None, languages=("de",))],
    ids=["another outlet", "another language"],
)
def test_filters_hold(library: Library, filters: Filters) -> None:
    assert find_places("cracks were found in two pillars", library, filters=filters) == []


@pytest.mark.parametrize("words", ["", "…", "*", '" OR "', "nobody ever said such a thing", "hurt NEAR nobody"])
def test_what_nobody_said_is_nowhere(library: Library, words: str) -> None:
    assert find_places(words, library) == []


def test_words_that_go_on_over_a_paragraph_are_found(library: Library) -> None:
    assert find_one("Nobody was hurt. If the river rises again", library).is_exact


def test_only_so_many_places_are_given(library: Library) -> None:
    assert len(find_places("the bridge", library, n=1)) == 1


def test_who_speaks_in_a_large_corpus_is_found(library_of_seeds: Path) -> None:
    from qa.chain import open_library
    from qa.settings import Settings

    with open_library(Settings(library=library_of_seeds)) as seeds:
        place = find_places("It was an accident that wrote letters", seeds)[0]
    assert place.speaker is not None and "Orla Finch" in place.speaker
