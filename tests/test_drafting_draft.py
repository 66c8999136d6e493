"""A draft tells whether it only says that the articles have no answer."""

import pytest

from qa.drafting import read_reply


@pytest.mark.parametrize(
    "sentence",
    [
        "NOT IN THE PASSAGES",
        "Not in the passages [1].",
        "The passages do not mention how long it lasted.",
        "The article does not explicitly say who won.",
        "There is no information about that.",
        "The date is not mentioned.",
        "It cannot be determined.",
        "His name is not explicitly stated.",
    ],
)
def test_a_sentence_that_declines_is_known(sentence: str) -> None:
    assert [draft.abstains for draft in read_reply(sentence).drafts] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on Friday.",
        "The bank did not cut its rate.",
        "The evidence did not convince the judges.",
        "The offer was not explicitly rejected by Iran.",
        "No one was hurt.",
    ],
)
def test_a_sentence_that_denies_something_does_not_decline(sentence: str) -> None:
    assert [draft.abstains for draft in read_reply(sentence).drafts] == [False]


@pytest.mark.parametrize(
    ("sentence", "declines"),
    [
        pytest.param("The passages do not say who paid; the mayor did.", [True, False], id="and what is said"),
        pytest.param("They met, but the passages do not say when.", [False, True], id="an answer before it"),
        pytest.param("The passages do not say who paid, although they mention a fee.", [True], id="what they mention"),
        pytest.param("The passages do not say who paid; the sum is not mentioned.", [True], id="twice"),
        pytest.param("The suspect was not named. [1]", [False], id="news that cites its passage"),
        pytest.param("There was no information about the motive [2].", [False], id="news of no information"),
        pytest.param("The articles do not name the suspect. [1]", [True], id="of the passages, with a mark"),
    ],
)
def test_of_a_sentence_that_says_something_else_too_only_a_part_declines(sentence: str, declines: list[bool]) -> None:
    assert [draft.abstains for draft in read_reply(sentence).drafts] == declines


@pytest.mark.parametrize(
    ("sentence", "is_marker"),
    [
        ("NOT IN THE PASSAGES", True),
        ("“Not in the passages.” [1]", True),
        ("The name is not in the passages.", False),
        ("They met.", False),
    ],
)
def test_the_marker_of_a_model_that_found_nothing_is_known(sentence: str, *, is_marker: bool) -> None:
    assert [draft.is_marker for draft in read_reply(sentence).drafts] == [is_marker]
