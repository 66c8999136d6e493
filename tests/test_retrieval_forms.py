"""A word of a question that no article has is looked for in the form that its language gives it."""

from collections.abc import Iterator

import pytest
from library_fakes import HashEmbedder, make_article

from qa.library import Library
from qa.question import read_question
from qa.retrieval.forms import find_word_forms

ARTICLES = [
    make_article(1, title="Hochwasser", text="Die Bewohner der Häuser am Ufer wurden gerettet.", language="de"),
    make_article(2, title="Streik", text="Der Streik im Hafen begann am Montag. Der Streik dauert an.", language="de"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("forms"), embedder=HashEmbedder(), create=True) as opened:
        list(opened.add_articles(ARTICLES))
        yield opened


def list_found(question: str, library: Library) -> dict[str, str]:
    read = read_question(question)
    return dict(zip(read.words, find_word_forms(read, library).words, strict=True))


def test_a_form_that_no_article_has_gives_way_to_one_that_there_is(library: Library) -> None:
    assert list_found("Wer wurde aus dem Haus am Ufer gerettet?", library)["haus"] == "hauser"


def test_a_word_that_an_article_has_stays(library: Library) -> None:
    assert list_found("Wann begann der Streik im Hafen?", library)["streik"] == "streik"


def test_another_form_of_a_word_counts_as_the_word(library: Library) -> None:
    question = read_question("Wer wurde aus dem Haus am Ufer gerettet?")
    assert find_word_forms(question, library).kin["hauser"] == "hau"


def test_english_words_are_left_to_the_index(library: Library) -> None:
    question = read_question("Who was rescued from the houses on the shore?")
    assert find_word_forms(question, library).words == question.words
