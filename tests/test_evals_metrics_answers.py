"""An answer is right where it holds what is known of the right answer, and wrong where it says anything else."""

from typing import Any

import pytest
from evals_samples import make_answer, make_case, measure

from qa.evals.metrics import METRICS

RIGHT, WRONG, SILENT = make_answer("They met in Kuala Lumpur."), make_answer("They met in Lisbon."), make_answer()
COMPARISON = make_case(kind="comparison", answers=("41,200", "44,000"))
DISPUTED = make_case(
    kind="how_many",
    disagreement=True,
    sides=({"answer": "about 6 million crowns", "source": "A"}, {"answer": "nine million crowns", "source": "B"}),
)


def test_every_metric_has_a_name_of_its_own_a_description_and_what_it_needs() -> None:
    assert all(metric.name == name for name, metric in METRICS.items())
    assert all(metric.description.endswith(".") and metric.needs for metric in METRICS.values())


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_bears_a_bare_answer_and_a_bare_case(name: str) -> None:
    assert measure(name, make_case(answers=(), has_gold=False), {"status": "not_answered"}) in (None, 0.0)
    measure(name, make_case(**{"gold_articles": ("a",), "gold_sentences": ("b",)}), {"status": "answered"})


@pytest.mark.parametrize(
    ("answer", "answers", "contains", "wrong"),
    [
        pytest.param(RIGHT, ("Kuala Lumpur",), 1.0, 0.0, id="right"),
        pytest.param(RIGHT, ("KL", "Kuala Lumpur"), 1.0, 0.0, id="one of several"),
        pytest.param(WRONG, ("Kuala Lumpur",), 0.0, 1.0, id="wrong"),
        pytest.param(SILENT, ("Kuala Lumpur",), 0.0, 0.0, id="no answer is not a wrong one"),
        pytest.param(SILENT, (), None, 0.0, id="rightly no answer"),
        pytest.param(WRONG, (), None, 1.0, id="an answer where there is none"),
    ],
)
def test_contains_and_wrong(
    answer: dict[str, Any], answers: tuple[str, ...], contains: float | None, wrong: float
) -> None:
    case = make_case(answers=answers)
    assert measure("contains", case, answer) == contains
    assert measure("wrong", case, answer) == wrong


def test_nothing_is_right_or_wrong_without_gold() -> None:
    case = make_case(answers=(), has_gold=False)
    for name in ("contains", "wrong", "exact_match", "token_f1"):
        assert measure(name, case, RIGHT) is None


def test_numbers_of_citations_are_no_part_of_an_answer() -> None:
    answer = make_answer("Kuala Lumpur.")
    assert answer["text"] == "Kuala Lumpur. [1]"
    assert measure("exact_match", make_case(), answer) == 1.0
    assert measure("contains", make_case(answers=("1",)), answer) == 0.0


def test_the_text_stands_for_statements_that_are_not_there() -> None:
    answer = make_answer(status="answered", text="Kuala Lumpur")
    assert measure("exact_match", make_case(), answer) == 1.0


def test_exact_match_and_f1_are_zero_where_there_is_no_answer() -> None:
    assert measure("exact_match", make_case(), SILENT) == 0.0
    assert measure("token_f1", make_case(), SILENT) == 0.0
    assert measure("token_f1", make_case(), RIGHT) == pytest.approx(2 * 2 / (5 + 2))
    assert measure("exact_match", make_case(answers=()), SILENT) is None


@pytest.mark.parametrize(
    ("text", "contains", "wrong"),
    [("It was 41,200 or 44,000.", 1.0, 0.0), ("It was 44,000.", 0.5, 0.0), ("It was full.", 0.0, 1.0)],
    ids=["both parts", "one part", "none"],
)
def test_a_comparison_needs_all_of_its_parts(text: str, contains: float, wrong: float) -> None:
    assert measure("contains", COMPARISON, make_answer(text)) == contains
    assert measure("wrong", COMPARISON, make_answer(text)) == wrong


def test_the_parts_of_a_comparison_are_one_gold_text() -> None:
    assert measure("token_f1", COMPARISON, make_answer("44,000; 41,200")) == 1.0
    assert measure("token_f1", COMPARISON, make_answer("41,200")) == pytest.approx(2 / 3)


def test_words_are_counted_where_there_is_an_answer() -> None:
    assert measure("words", make_case(), make_answer("They met.", "It rained.")) == 4.0
    assert measure("words", make_case(), SILENT) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("It was Iowa.", 1.0, id="the gold choice"),
        pytest.param("It was Texas.", 0.0, id="another choice"),
        pytest.param("It was Iowa City.", 0.0, id="the longer of two that stand in it"),
        pytest.param("It was Iowa or Texas.", 0.5, id="a tie of two"),
        pytest.param("It was cold.", 0.0, id="no choice"),
        pytest.param("", 0.0, id="no answer"),
    ],
)
def test_the_choice_is_the_one_in_the_answer(text: str, value: float) -> None:
    case = make_case(answers=("iowa",), choices=("Iowa", "Texas", "Iowa City"))
    assert measure("choice_accuracy", case, make_answer(*[text] * bool(text))) == value


def test_a_choice_of_several_words_is_told_by_its_overlap() -> None:
    case = make_case(answers=("Knocked me to the floor",), choices=("Kicked a corgi", "Knocked me to the floor"))
    assert measure("choice_accuracy", case, make_answer("He knocked Harry to the floor.")) == 1.0


def test_without_the_gold_answer_among_the_choices_there_is_no_accuracy() -> None:
    assert measure("choice_accuracy", make_case(choices=("Lisbon",)), RIGHT) is None
    assert measure("choice_accuracy", make_case(), RIGHT) is None


def test_attribution_asks_for_the_speaker_in_questions_of_its_kind() -> None:
    case = make_case(kind="attribution", answers=("Maren Tolliver", "Tolliver"))
    assert measure("attribution", case, make_answer("Tolliver said so.")) == 1.0
    assert measure("attribution", case, make_answer("Hale said so.")) == 0.0
    assert measure("attribution", case, SILENT) == 0.0
    assert measure("attribution", make_case(kind="quote"), RIGHT) == 1.0
    assert measure("attribution", make_case(kind="who"), RIGHT) is None


def test_sides_are_found_in_statements_and_sides_by_their_content_words() -> None:
    both = make_answer("The town lost 6 million crowns.", sides=[{"text": "Crowns lost: nine million", "source": "B"}])
    assert measure("sides", DISPUTED, both) == 1.0
    assert measure("sides", DISPUTED, make_answer("It lost nine million crowns.")) == 0.5
    assert measure("sides", DISPUTED, make_answer("It lost nine crowns.", "A million.")) == 0.0
    assert measure("sides", DISPUTED, SILENT) == 0.0
    assert measure("sides", make_case(disagreement=False), both) is None


def test_the_flag_of_disagreement_has_to_be_the_labelled_one() -> None:
    flagged, plain = make_answer("x", disagreement=True), make_answer("x", disagreement=False)
    assert measure("disagreement_flag", DISPUTED, flagged) == 1.0
    assert measure("disagreement_flag", DISPUTED, plain) == 0.0
    assert measure("disagreement_flag", make_case(disagreement=False), plain) == 1.0
    assert measure("disagreement_flag", make_case(), flagged) is None
    assert measure("disagreement_flag", DISPUTED, make_answer("x")) is None
