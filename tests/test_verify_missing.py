"""What no quote holds is flagged: facts that stand nowhere decide, and what follows from two figures does not."""

import pytest
from core_samples import make_evidence
from test_verify_locate import locate

from qa.verify.hypothesis import Hypothesis
from qa.verify.missing import flag_missing
from qa.verify.premise import read_premise
from qa.verify.verdict import Flag

VOTES = (
    "Lena Harkov received 182,409 votes on Sunday, and Pavel Drost 180,091. "
    "“We have won it fairly and twice,” she said."
)


def flag(statement: str, *texts: str, published: str | None = "2025-10-31") -> list[Flag]:
    evidence = make_evidence(*texts, published=published)
    premises = tuple(read_premise(item.hit, item.n) for item in evidence)
    hypothesis = Hypothesis(text=statement, premises=premises)
    return flag_missing(hypothesis, locate(statement, *texts) if published else locate_undated(hypothesis))


def locate_undated(hypothesis: Hypothesis):  # type: ignore[no-untyped-def]
    from qa.verify.locate import locate_quotes

    return locate_quotes(hypothesis)


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        pytest.param("Lena Harkov received 182,904 votes.", "number", "182,904", id="another number"),
        pytest.param(
            "“We have won it easily and twice,” she said.", "quotation", "We have won it easily and twice", id="words"
        ),
        pytest.param("Lena Harkov received 182,409 votes on Monday.", "date", "Monday", id="another day"),
    ],
)
def test_a_fact_that_stands_nowhere_decides(statement: str, kind: str, words: str) -> None:
    assert [(f.kind, f.words) for f in flag(statement, VOTES) if f.decides] == [(kind, words)]


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("Lena Harkov won by 2,318 votes.", id="a difference"),
        pytest.param("Harkov and Drost received 362,500 votes.", id="a sum"),
        pytest.param("Lena Harkov received 182,409 votes on Sunday, 26 October 2025.", id="a day resolved"),
        pytest.param("She has written “The River”.", id="a title"),
    ],
)
def test_what_follows_or_only_is_named_decides_nothing(statement: str) -> None:
    assert [f for f in flag(statement, VOTES) if f.decides] == []


def test_a_day_that_contradicts_is_told_with_its_quote() -> None:
    [found] = [f for f in flag("Lena Harkov received 182,409 votes on Monday.", VOTES) if f.kind == "date"]
    assert found.against == "Sunday"
    assert found.quote is not None
    assert "Sunday" in found.quote.words


def test_in_an_article_without_a_day_no_day_contradicts() -> None:
    assert not any(f.decides for f in flag("She won on 26 October 2025.", "She won on Sunday.", published=None))


def test_other_words_are_one_flag_that_only_hints() -> None:
    [found] = flag("Lena Harkov quarrelled loudly with the fishermen.", "Lena Harkov spoke with the voters.")
    assert (found.kind, found.decides) == ("words", False)
    assert "fishermen" in found.words


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        pytest.param("Lena Harkov received 182,409 votes, according to Meridian Press Agency.", True, id="an agency"),
        pytest.param("Lena Harkov received 182,409 votes, according to Veltra.", True, id="a lone name that speaks"),
        pytest.param("Lena Harkov and Ivo Sandrel received 182,409 votes.", True, id="a person"),
        pytest.param("Lena Harkov received 182,409 votes, Pavel Drost said.", False, id="who is named"),
        pytest.param("The candidate Lena Harkova received 182,409 votes.", False, id="another form"),
        pytest.param("Lena Harkov received 182,409 votes in Veltra.", False, id="a lone name that only may be a place"),
    ],
)
def test_a_name_that_stands_in_no_article_decides(statement: str, absent: bool) -> None:
    assert any(f.kind == "name" and f.decides for f in flag(statement, VOTES)) == absent


TALKS = "On Friday Koll and Dong Jun held talks in Oslo about the port."


def test_a_place_is_told_with_the_one_that_the_article_has() -> None:
    [found] = [f for f in flag("Koll and Dong Jun held talks in Skerrow about the port.", TALKS) if f.kind == "name"]
    assert (found.words, found.against) == ("Skerrow", "Oslo")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("Koll and Dong Jun held talks in Oslo about the port.", id="the same place"),
        pytest.param("Koll of Skerrow and Dong Jun held talks in Oslo about the port.", id="where somebody is from"),
    ],
)
def test_where_the_place_is_told_another_name_is_no_other_place(statement: str) -> None:
    assert not [f for f in flag(statement, TALKS) if f.kind == "name" and f.against]
