"""Copies of one report are told from each other's work by the runs of words they share."""

import pytest

from qa.copies import group_copies

REPORT = (
    "The ferry sank off Cape Merrin on Thursday night with more than a hundred people on board, the coastguard said, "
    "and the search for the missing went on at dawn."
)
EDITED = REPORT.replace("more than a hundred", "over a hundred") + " Schools are shut."
CUT = "The ferry sank off Cape Merrin on Thursday night with more than a hundred people on board."
OWN = "On Thursday the coastguard searched off Cape Merrin for those missing after a ferry went down in the night."
OTHER = "The central bank of Ilmaria cut its rate by a quarter of a point and said that it would wait for new figures."


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([REPORT], [0], id="one"),
        pytest.param([REPORT, REPORT], [0, 0], id="the same"),
        pytest.param([REPORT, EDITED], [0, 0], id="small edits"),
        pytest.param([REPORT, CUT], [0, 0], id="a cut version"),
        pytest.param([CUT, REPORT], [0, 0], id="the full version after a cut one"),
        pytest.param([REPORT, OWN], [0, 1], id="the same news in other words"),
        pytest.param([REPORT, OTHER, EDITED, OTHER], [0, 1, 0, 1], id="two stories"),
        pytest.param([REPORT.upper(), REPORT], [0, 0], id="another case"),
        pytest.param(["", ""], [0, 1], id="empty texts"),
        pytest.param(["Too short.", "Too short."], [0, 1], id="fewer words than a run"),
    ],
)
def test_a_copy_points_to_the_first_of_its_kind(texts: list[str], first: list[int]) -> None:
    assert group_copies(texts) == first


def test_the_first_of_a_group_points_to_itself() -> None:
    first = group_copies([CUT, OTHER, EDITED, REPORT, OWN, CUT])
    assert all(first[leader] == leader <= n for n, leader in enumerate(first))
