"""Two numbers that the same verb has in the other order are told the wrong way round."""

import pytest
from guard_samples import list_kinds

VOTE = "The council of Norvale voted 7 to 2 to keep Lena Ode as harbour master on Thursday."


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("The council voted 2 to 7 to keep Ode.", id="in fewer words"),
        pytest.param("Members voted two to seven to let her stay.", id="spelled, in other words"),
    ],
)
def test_a_vote_turned_round_is_found(statement: str) -> None:
    assert "number" in list_kinds(statement, VOTE)


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        pytest.param("The council voted 7 to 2 to keep Ode.", VOTE, id="in its order"),
        pytest.param("Reed lost 2 to 7 to Norvale.", "Norvale won 7 to 2 against Reed.", id="told of the other side"),
        pytest.param("The council voted seven to two for her.", VOTE, id="spelled"),
    ],
)
def test_two_numbers_that_are_told_rightly_are_left(statement: str, article: str) -> None:
    assert "number" not in list_kinds(statement, article)


def test_to_remove_somebody_is_not_to_keep_her() -> None:
    assert "direction" in list_kinds("The council voted 7 to 2 to remove Lena Ode as harbour master.", VOTE)
