import numpy as np
import pytest

from qa.models.embedders.builtin import BuiltInEmbedder
from qa.models.embedders.static import TABLE, StaticEmbedder
from qa.models.embeddings import find_languages

TEXTS = [
    "The ministers met in Kuala Lumpur on Friday to talk about the ceasefire.",
    "A storm closed the port, and shares of the shipping company fell by four per cent.",
    "The goalkeeper saved two penalties in the last minutes of the match.",
    "The central bank left its interest rate where it was, although prices rose.",
]


@pytest.fixture(scope="module")
def fast() -> StaticEmbedder:
    return StaticEmbedder()


def test_vectors_are_near_those_of_the_built_in_embedder_in_what_they_tell_apart(fast: StaticEmbedder) -> None:
    own, learned = BuiltInEmbedder().embed_passages(TEXTS), fast.embed_passages(TEXTS)
    assert learned.shape == (4, 256)
    assert learned.dtype == np.float32
    assert np.abs(learned @ learned.T - own @ own.T).max() < 0.25


def test_a_question_is_nearest_to_what_answers_it(fast: StaticEmbedder) -> None:
    questions = [
        "Where did the ministers meet?",
        "Why did shares fall?",
        "Who saved penalties?",
        "What did the bank do?",
    ]
    assert list((fast.embed_queries(questions) @ fast.embed_passages(TEXTS).T).argmax(axis=1)) == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["", " \n", "a\ud800b", "\0", "word " * 200_000, "x" * 1_000_000, "漢字 🙂"])
def test_any_text_has_a_vector_of_unit_length(fast: StaticEmbedder, text: str) -> None:
    assert np.linalg.norm(fast.embed_passages([text]), axis=1) == pytest.approx(np.ones(1), abs=1e-5)


def test_a_text_has_the_same_vector_alone_or_among_others(fast: StaticEmbedder) -> None:
    alone = np.concatenate([fast.embed_passages([text]) for text in TEXTS])
    assert np.array_equal(alone, fast.embed_passages(TEXTS))


def test_no_texts_give_no_vectors(fast: StaticEmbedder) -> None:
    assert fast.embed_passages([]).shape == (0, 256)


def test_it_knows_english_only(fast: StaticEmbedder) -> None:
    assert find_languages(fast.name) == ("en",)


def test_the_table_fits_into_a_wheel() -> None:
    assert TABLE.stat().st_size < 8_000_000
