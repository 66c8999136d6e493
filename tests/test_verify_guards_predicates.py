"""A verb that no word of the quotes says is found where the rest of the statement is copied from a sentence."""

import pytest
from guard_samples import object_to

VOTE = "Members will vote on the agreement by post."
HIRED = "Polar Wings, which is based in Orsund, hired 200 pilots in the spring."


@pytest.mark.parametrize(
    ("statement", "article", "verbs"),
    [
        pytest.param("Members rejected the agreement by post.", VOTE, ("rejected", "vote"), id="of other sides"),
        pytest.param("Polar Wings trained 200 pilots in the spring.", HIRED, ("trained", "hired"), id="in its place"),
        pytest.param(
            "Polar Wings photographed 200 pilots in the spring.", HIRED, ("photographed", "hired"), id="far from it"
        ),
    ],
)
def test_another_verb_is_laid_beside_the_one_in_its_place(statement: str, article: str, verbs: tuple[str, str]) -> None:
    assert verbs in [(flag.words, flag.against) for flag in object_to(statement, article)]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        pytest.param("Polar Wings recruited 200 pilots in the spring.", HIRED, id="in the table"),
        pytest.param("Polar Wings took on 200 pilots in the spring.", HIRED, id="with a particle"),
        pytest.param("200 pilots got jobs at Polar Wings in the spring.", HIRED, id="a verb that tells little"),
        pytest.param("Talks collapsed after 14 hours.", "Talks broke down after 14 hours.", id="near by their vectors"),
        pytest.param("The bank apologised to savers.", "The bank made an apology to savers.", id="its noun"),
        pytest.param("Koll plans to sell the mill.", "Koll wants to sell the mill.", id="a verb before another"),
        pytest.param(
            "The owners of the mill feared for their jobs and left.",
            "Sixty of those who had a stake in the mill are gone, as Koll saw.",
            id="words of its own",
        ),
        pytest.param("Koll sank the plan.", "Koll told of the plan. He sank the plan.", id="told elsewhere"),
    ],
)
def test_a_verb_that_may_tell_the_same_is_let_be(statement: str, article: str) -> None:
    assert not [flag for flag in object_to(statement, article) if flag.kind == "words"]
