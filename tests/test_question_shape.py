"""A question is told by the shape of its answer, and split where it asks for more than one thing."""

import json

import pytest

from qa.data import find_data
from qa.question import read_question, recognize_shape, split_question
from qa.question.question import read_parts

SHAPES = [
    ("Who won the Lakes Cup?", "fact"),
    ("when did the ferry sink", "fact"),
    ("What is the moa?", "fact"),
    ("How many people died?", "fact"),
    ("Which band will perform at the gala?", "fact"),
    ("Has the captain been arrested?", "yes_no"),
    ("did wexmoor pay the hackers?", "yes_no"),
    ("What did the mayor say about the siren?", "who_said"),
    ("How did Drost defend hiring a builder without tender?", "who_said"),
    ("Which conditions did the authority set?", "list"),
    ("What has the strike done to companies?", "list"),
    ("Why did the siren stay silent?", "cause"),
    ("How come the doctors counted more?", "cause"),
    ("What do both sides say about the price?", "comparison"),
    ("How do Thorne and Greve differ over inflation?", "comparison"),
    ("What do the union and the port say about pay?", "comparison"),
    ("How did the toll develop?", "development"),
    ("How has the cost of the wind farm changed since 2024?", "development"),
    ("What is going on with the wind farm?", "overview"),
    ("What happened in Ostrel?", "overview"),
    ("Teln valley flood", "overview"),
    ("Bellmere", "overview"),
    ("tell me about the strike", "overview"),
    ("Warum wurde die Bank geschlossen?", "cause"),
    ("Was ist in Bonn passiert und was ist bekannt?", "overview"),
    ("¿Qué dijo el ministro sobre los precios?", "who_said"),
    ("Pourquoi le train a-t-il déraillé à la gare de Lyon?", "cause"),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES, ids=[text for text, _ in SHAPES])
def test_a_question_has_the_shape_of_its_answer(text: str, shape: str) -> None:
    assert recognize_shape(text) == shape


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Who is the mayor and what party does she belong to, and when was she elected?",
            ["Who is the mayor?", "What party does she belong to?", "When was she elected?"],
        ),
        ("Did the council meet and did the mayor resign?", ["Did the council meet?", "Did the mayor resign?"]),
        ("Who won? By how many votes?", ["Who won?", "By how many votes?"]),
        ("Wer gewann die Wahl und wann tritt er an?", ["Wer gewann die Wahl?", "Wann tritt er an?"]),
    ],
    ids=["three", "yes or no", "two sentences", "German"],
)
def test_what_is_asked_at_once_is_told_apart(text: str, parts: list[str]) -> None:
    assert list(split_question(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Which band, recently inducted into the hall, will perform at the gala?",
        "What did the mayor and the doctors say?",
        "What does the U.S. want in Lisbon?",
        "How many people were hurt when the wall fell and the roof broke?",
        "Teln valley flood",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert split_question(text) == (text,)
    assert read_question(text).parts == ()


def test_a_part_that_says_too_little_is_searched_for_with_the_whole() -> None:
    question = read_question("How many people were on board the Lady Oriane, and who says so?")
    first, second = read_parts(question)
    assert first.text == "How many people were on board the Lady Oriane?"
    assert second.text == question.text


def test_the_broad_questions_of_the_starter_corpus_are_told_from_facts() -> None:
    rows = [json.loads(line) for line in (find_data("seeds") / "broad.jsonl").read_text().splitlines()]
    assert not [row["question"] for row in rows if recognize_shape(row["question"]) in ("fact", "yes_no")]


def test_facts_are_not_taken_for_broad_questions() -> None:
    rows = [json.loads(line) for line in (find_data("seeds") / "questions.jsonl").read_text().splitlines()]
    narrow = [row for row in rows if row["kind"] in ("who", "when", "where", "how_many", "relative_date")]
    broad = [row["question"] for row in narrow if recognize_shape(row["question"]) not in ("fact", "who_said", "list")]
    assert len(broad) <= 0.02 * len(narrow), broad


def test_a_long_question_is_read_in_no_time() -> None:
    assert recognize_shape("what did " * 220) in ("fact", "who_said", "list", "comparison")
    assert len(split_question("and who " * 240)) <= 4
