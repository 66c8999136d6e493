"""The verdict follows judge and guards: what stands nowhere is supported by nobody, word for word by itself."""

import pytest
from test_verify_locate import FLOOD, locate

from qa.verify.decide import decide_verdict
from qa.verify.judge import Opinion
from qa.verify.verdict import Flag

NUMBER = Flag(kind="number", words="480", decides=True)
ROLES = Flag(kind="roles", words="X bought Y", against="Y bought X", decides=True)
YES, NO = Opinion(support=0.97), Opinion(support=0.03, contradicts=True)
LIKELY, UNLIKELY = Opinion(support=0.9), Opinion(support=0.2)


def test_word_for_word_is_supported_whatever_a_judge_says() -> None:
    located = locate("It rained again on Thursday.", FLOOD)
    assert decide_verdict(located, (), NO, calibrated=False)[0] == "supported"


@pytest.mark.parametrize("opinion", [None, YES, LIKELY], ids=["no judge", "an endpoint", "odds"])
def test_what_the_words_hold_and_nobody_objects_to_is_supported(opinion: Opinion | None) -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    name, score = decide_verdict(located, (), opinion, calibrated=opinion is LIKELY)
    assert (name, score >= 0.5) == ("supported", True)


@pytest.mark.parametrize("opinion", [None, YES, LIKELY], ids=["no judge", "an endpoint", "odds"])
def test_a_fact_that_stands_nowhere_is_supported_by_no_judge(opinion: Opinion | None) -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    name, score = decide_verdict(located, (NUMBER,), opinion, calibrated=opinion is LIKELY)
    assert (name, score < 0.5) == ("not_confirmed", True)


@pytest.mark.parametrize("opinion", [None, UNLIKELY], ids=["no judge", "odds"])
def test_what_an_exact_guard_contradicts_is_contradicted(opinion: Opinion | None) -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    name, score = decide_verdict(located, (ROLES,), opinion, calibrated=True)
    assert (name, score < 0.5) == ("contradicted", True)


def test_what_an_endpoint_refuses_is_not_supported() -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    assert decide_verdict(located, (), NO, calibrated=False)[0] == "contradicted"
    assert decide_verdict(located, (), Opinion(support=0.1), calibrated=False)[0] == "not_confirmed"


def test_more_that_speaks_against_it_never_raises_the_score() -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    doubt = Flag(kind="mode", words="were", against="may be")
    for opinion in (None, YES, LIKELY):
        scores = [
            decide_verdict(located, flags, opinion, calibrated=opinion is LIKELY)[1]
            for flags in ((), (doubt,), (doubt, ROLES), (doubt, ROLES, NUMBER))
        ]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("opinion", "name"),
    [
        pytest.param(None, "not_confirmed", id="no judge"),
        pytest.param(YES, "supported", id="an endpoint"),
        pytest.param(LIKELY, "supported", id="odds"),
    ],
)
def test_whether_another_verb_says_the_same_is_for_the_judge_where_there_is_one(
    opinion: Opinion | None, name: str
) -> None:
    located = locate("Forty houses in Sedge were flooded.", FLOOD)
    verb = Flag(kind="words", words="swept", against="flooded")
    assert decide_verdict(located, (verb,), opinion, calibrated=opinion is LIKELY)[0] == name
