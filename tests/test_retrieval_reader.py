"""The reader points at the words that answer, and tells passages that do not answer from those that do."""

import pytest
from core_samples import make_hit

from qa.models.embedders.files import find_model
from qa.models.embedders.messages import find_tensors
from qa.question import read_question
from qa.retrieval.reader import Reader, ReaderPage, open_reader
from qa.retrieval.reader.hits import READING, read_hits
from qa.retrieval.reader.weights import WEIGHTS, load_graph, load_weights

FLOOD = ReaderPage(
    title="Flood in the Teln valley",
    sentences=(
        "The river rose by four metres on Wednesday.",
        "Eleven people died, the interior ministry said.",
        "The mayor, Ana Ruiz, asked the government for help.",
    ),
)
FERRY = ReaderPage(title="Ferry to Orrin", sentences=("The ferry sails twice a day.", "Tickets cost nine crowns."))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader()


@pytest.mark.parametrize(
    ("question", "place", "words"),
    [
        ("How many people died in the flood?", 1, "Eleven"),
        ("Who is the mayor?", 2, "Ana Ruiz"),
        ("By how much did the river rise?", 0, "four metres"),
    ],
)
def test_the_best_sentence_has_the_words_that_answer(reader: Reader, question: str, place: int, words: str) -> None:
    (page,) = reader.read(question, [FLOOD])
    best = max(range(3), key=lambda n: page.sentences[n].score)
    start, end = page.sentences[best].span
    assert best == place
    assert words in FLOOD.sentences[best][start:end]


def test_a_page_that_does_not_answer_is_told(reader: Reader) -> None:
    flood, ferry = reader.read("How many people died in the flood?", [FLOOD, FERRY])
    assert ferry.best < 0 < flood.best


def test_readings_come_in_the_order_of_the_pages(reader: Reader) -> None:
    pages = [FERRY, FLOOD, FERRY, FERRY, FERRY, FLOOD]
    together = reader.read("What do tickets cost?", pages)
    alone = [reader.read("What do tickets cost?", [page])[0] for page in pages]
    assert [reading.best for reading in together] == pytest.approx([reading.best for reading in alone], abs=0.01)


@pytest.mark.parametrize("pages", [[], [ReaderPage(title="", sentences=())]], ids=["no page", "an empty page"])
def test_nothing_to_read_is_no_answer(reader: Reader, pages: list[ReaderPage]) -> None:
    assert [reading.best < 0 for reading in reader.read("Who is the mayor?", pages)] == [True] * len(pages)


def test_what_is_past_the_longest_page_is_not_read(reader: Reader) -> None:
    (page,) = reader.read(
        "Who is the mayor?", [ReaderPage(title="", sentences=("It rained. " * 400, *FLOOD.sentences))]
    )
    assert len(page.sentences) == 4
    assert page.sentences[3].span == (0, 0)
    assert page.best < 0


def test_the_graph_is_that_of_the_embedder() -> None:
    assert load_graph({}) == find_model().read_bytes()


def test_every_weight_has_its_place_in_the_graph() -> None:
    places = find_tensors(find_model().read_bytes())
    assert set(load_weights()) - set(places) == {"head", "head_bias"}


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 6_000_000


def test_hits_keep_their_order_and_say_how_they_were_read(reader: Reader) -> None:
    texts = [" ".join(page.sentences) for page in (FERRY, FLOOD)]
    hits = [make_hit(text, id=f"a{n}", title="", features={"kind": 1.0}) for n, text in enumerate(texts)]
    read = read_hits([read_question("How many people died in the flood?")], hits, reader)
    assert [hit.article.id for hit in read] == ["a0", "a1"]
    assert read[1].best == (44, 91)
    best = [max(sentence.features[READING] for sentence in hit.sentences) for hit in read]
    assert best[0] < 0 < best[1]


@pytest.mark.parametrize(
    ("question", "language"),
    [("Wie viele Menschen sind bei der Flut gestorben?", "en"), ("How many people died in the flood?", "de")],
    ids=["a question in German", "an article in German"],
)
def test_another_language_is_not_read(reader: Reader, question: str, language: str) -> None:
    hits = [make_hit(" ".join(FLOOD.sentences), language=language)]
    assert read_hits([read_question(question)], hits, reader) == hits


def test_a_sentence_that_answers_one_part_of_a_question_answers(reader: Reader) -> None:
    parts = [read_question("How many people died?"), read_question("Who is the mayor?")]
    (hit,) = read_hits(parts, [make_hit(" ".join(FLOOD.sentences), title="", features={"kind": 1.0})], reader)
    rain, dead, mayor = (sentence.features[READING] for sentence in hit.sentences)
    assert rain < 0 < min(dead, mayor)


def test_what_is_not_read_is_neither_better_nor_worse_than_what_is(reader: Reader) -> None:
    pages = [make_hit(" ".join(FERRY.sentences), features={"kind": 1.0}) for _ in range(9)]
    *read, unread = read_hits([read_question("How many people died in the flood?")], pages, reader)
    scores = [sentence.score for hit in read for sentence in hit.sentences]
    assert READING not in unread.sentences[0].features
    assert min(scores) <= unread.sentences[0].score <= max(scores)
