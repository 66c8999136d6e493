"""Parts of articles of one story are copies where they share their words, and tell no other figure or name."""

import pytest

from qa.library.stories.copies import group_copies, list_other_outlets

REPORT = (
    "The ferry sank off Cape Merrin on Thursday night with more than a hundred people on board, the coastguard said, "
    "and the search for the missing went on at dawn."
)
EDITED = REPORT.replace("more than a hundred", "over a hundred") + " Schools are shut."
CUT = "The ferry sank off Cape Merrin on Thursday night with more than a hundred people on board."
TOLL = (
    "The storm on the coast of Brak killed 30 people, the mayor, Bea Lund, said after the harbour was closed and "
    "the last of the fishing boats had come home."
)
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
        pytest.param(["Too short.", "Too short."], [0, 0], id="few words"),
        pytest.param([REPORT, REPORT.replace("Thursday", "Friday")], [0, 0], id="another weekday"),
        pytest.param([TOLL, TOLL.replace("30", "52")], [0, 1], id="another figure"),
        pytest.param([TOLL, TOLL.replace("Bea Lund", "Karl Moss")], [0, 1], id="another name"),
        pytest.param([TOLL, TOLL.replace("was closed", "was not closed")], [0, 1], id="a not"),
    ],
)
def test_a_copy_points_to_the_first_of_its_kind(texts: list[str], first: list[int]) -> None:
    assert group_copies(texts, [7] * len(texts)) == first


def test_the_first_of_a_group_points_to_itself() -> None:
    first = group_copies([CUT, OTHER, EDITED, REPORT, OWN, CUT], [7] * 6)
    assert all(first[leader] == leader <= n for n, leader in enumerate(first))


@pytest.mark.parametrize("stories", [[1, 2], [1, None], [None, None]], ids=["two", "one unknown", "unknown"])
def test_only_articles_of_one_story_have_copies(stories: list[int | None]) -> None:
    assert group_copies([REPORT, REPORT], stories) == [0, 1]


def test_who_else_carries_a_report_is_told_once_each_and_in_order() -> None:
    outlets = ["Ondra Times", None, "Harbour Post", "Karsavia Herald", "Harbour Post", ""]
    assert list_other_outlets("Ondra Times", outlets) == ("Harbour Post", "Karsavia Herald")
    assert list_other_outlets(None, outlets) == ("Ondra Times", "Harbour Post", "Karsavia Herald")
