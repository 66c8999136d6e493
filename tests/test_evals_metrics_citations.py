"""Citations are rated by what their quotes support, one by one and together, and by where they stand."""

from typing import Any

import pytest
from evals_samples import TEXT, make_answer, make_case, make_citation, make_passage, make_statement, measure

from qa.evals.metrics.citations import rebuild_articles

CASE = make_case(question="What happened?", answers=("Kuala Lumpur",))
MET = "Dong Jun met Pete Hegseth in Kuala Lumpur on Friday."
LASTED = "The talks lasted 45 minutes."
RAIN = "It rained all day."
OTHER = "Ana Reis closed 30 schools in Lisbon after the storm."


def rate(statement: str, *quotes: str, **fields: Any) -> tuple[float | None, float | None]:
    """Return citation recall and precision of one statement that cites the quotes."""
    citations = [make_citation(quote, n=n) for n, quote in enumerate(quotes, start=1)]
    numbers = [citation["n"] for citation in citations]
    answer = make_answer(make_statement(statement, *numbers), **{"citations": citations, **fields})
    return measure("self_checked_citation_recall", CASE, answer), measure(
        "self_checked_citation_precision", CASE, answer
    )


@pytest.mark.parametrize(
    ("statement", "quotes", "recall", "precision"),
    [
        pytest.param(MET, [MET], 1.0, 1.0, id="its own words"),
        pytest.param("In Kuala Lumpur, Dong Jun met Pete Hegseth.", [MET], 1.0, 1.0, id="other words"),
        pytest.param("Pete Hegseth met Dong Jun in Lisbon.", [MET], 0.0, 0.0, id="not what the quote says"),
        pytest.param("The talks lasted 45 minutes, Hegseth said.", [RAIN], 0.0, 0.0, id="another quote"),
        pytest.param("Hegseth and Dong met in Kuala Lumpur.", [MET, RAIN], 1.0, 0.5, id="one quote too many"),
        pytest.param(
            "The talks of Hegseth and Dong in Kuala Lumpur lasted 45 minutes.", [MET, LASTED], 1.0, 1.0, id="two needed"
        ),
        pytest.param("Hegseth and Dong met in Kuala Lumpur.", [MET, MET], 1.0, 1.0, id="each alone would do"),
        pytest.param("Hegseth and Dong met in Kuala Lumpur.", [], 0.0, 0.0, id="no quote"),
        pytest.param("the dam broke", ["Nobody claimed that the dam broke."], 0.0, 0.0, id="words out of a denial"),
        pytest.param(f"{MET} {LASTED}", [MET, LASTED], 1.0, 1.0, id="the words of two quotes"),
    ],
)
def test_recall_and_precision(statement: str, quotes: list[str], recall: float, precision: float) -> None:
    assert rate(statement, *quotes) == (recall, precision)


def test_recall_is_of_statements_and_precision_of_citations() -> None:
    statements = [
        make_statement("Hegseth and Dong met in Kuala Lumpur.", 1, 2),
        make_statement("They quarrelled over 12 islands.", 3),
    ]
    citations = [make_citation(quote, n=n) for n, quote in enumerate((MET, RAIN, LASTED), start=1)]
    answer = make_answer(*statements, citations=citations)
    assert measure("self_checked_citation_recall", CASE, answer) == 0.5
    assert measure("self_checked_citation_precision", CASE, answer) == pytest.approx(1 / 3)


def test_quotes_of_two_articles_support_one_statement_together() -> None:
    texts = ["The union counted 1,850 strikers.", "The port authority counted 1,200 strikers."]
    citations = [make_citation(text, n=n, text=text, id=f"a{n}") for n, text in enumerate(texts, start=1)]
    passages = [make_passage(text, id=f"a{n}") for n, text in enumerate(texts, start=1)]
    statement = make_statement("The union counted 1,850 strikers, the port authority 1,200.", 1, 2)
    answer = make_answer(statement, citations=citations, passages=passages)
    assert measure("self_checked_citation_recall", CASE, answer) == 1.0
    assert measure("self_checked_citation_precision", CASE, answer) == 1.0


def test_the_passage_around_a_quote_tells_who_he_is_but_supports_nothing() -> None:
    text = "Dong Jun spoke in Kuala Lumpur. He said that the talks lasted 45 minutes. It rained all day."
    fields: dict[str, Any] = {"passages": [make_passage(text)]}
    quote = make_citation("He said that the talks lasted 45 minutes.", text=text)
    said = make_answer(make_statement("Dong said that the talks lasted 45 minutes.", 1), citations=[quote], **fields)
    rained = make_answer(make_statement("It rained all day, he said.", 1), citations=[quote], **fields)
    assert measure("self_checked_citation_recall", make_case(question="What did Dong say?"), said) == 1.0
    assert measure("self_checked_citation_recall", make_case(question="What did Dong say?"), rained) == 0.0


def test_a_quote_that_is_in_no_passage_can_still_support() -> None:
    citation = make_citation(OTHER, id="b1", start=5_000)
    answer = make_answer(make_statement("Ana Reis closed schools in Lisbon.", 1), citations=[citation])
    assert measure("self_checked_citation_recall", CASE, answer) == 1.0
    assert measure("quote_validity", CASE, answer) == 0.0


def test_days_are_told_from_the_publication_of_the_cited_article() -> None:
    assert rate("Dong met Hegseth in Kuala Lumpur on 31 October 2025.", MET) == (1.0, 1.0)
    assert rate("Dong met Hegseth in Kuala Lumpur on 30 October 2025.", MET) == (0.0, 0.0)


@pytest.mark.parametrize(
    "name",
    ["self_checked_citation_recall", "self_checked_citation_precision", "quote_validity", "quote_in", "quote_length"],
)
def test_what_is_not_answered_has_no_citations_to_rate(name: str) -> None:
    assert measure(name, CASE, make_answer()) is None


def test_quotes_have_to_stand_where_they_say_letter_by_letter() -> None:
    good, moved = make_citation(MET), make_citation(MET, start=1, end=1 + len(MET))
    changed, empty = make_citation(MET.replace("Friday", "Monday")), make_citation("")
    for citations, value in (([good], 1.0), ([good, moved], 0.5), ([changed], 0.0), ([empty], 0.0), ([], None)):
        assert measure("quote_validity", CASE, make_answer("x", citations=citations)) == value


def test_quotes_may_reach_over_two_passages() -> None:
    passages = [make_passage(TEXT[60:], start=60), make_passage(TEXT[:60])]
    answer = make_answer("x", citations=[make_citation(TEXT[10:100])], passages=passages)
    assert measure("quote_validity", CASE, answer) == 1.0


def test_an_article_is_rebuilt_from_its_passages() -> None:
    passages = [make_passage("ghij", start=6), make_passage("abc", start=0), make_passage("xy", id="a2", start=1)]
    passages += [make_passage("bcd", start=1), make_passage("b", start=1)]
    assert rebuild_articles(passages) == {"a1": "abcd  ghij", "a2": " xy"}


def test_a_right_answer_has_the_gold_answer_in_a_quote_or_not() -> None:
    right = "They met in Kuala Lumpur."
    assert measure("quote_in", CASE, make_answer(right, citations=[make_citation(RAIN), make_citation(MET)])) == 1.0
    assert measure("quote_in", CASE, make_answer(right, citations=[make_citation(RAIN)])) == 0.0
    assert measure("quote_in", CASE, make_answer("They met.", citations=[make_citation(MET)])) is None


def test_the_length_of_quotes_is_their_mean() -> None:
    answer = make_answer("x", citations=[make_citation("a" * 10), make_citation("b" * 20)])
    assert measure("quote_length", CASE, answer) == 15.0


@pytest.mark.parametrize(
    ("quotes", "fields", "expected"),
    [
        pytest.param([MET], {"gold_articles": ("a1",)}, 1.0, id="an answer in a gold article"),
        pytest.param([MET], {"gold_articles": ("b9",)}, 0.0, id="an answer in another article"),
        pytest.param([MET], {"gold_sentences": (MET,)}, 1.0, id="a gold sentence"),
        pytest.param([RAIN], {"gold_sentences": (MET,)}, 0.0, id="another sentence"),
        pytest.param([RAIN], {"gold_articles": ("a1",)}, 0.0, id="words without the answer"),
        pytest.param([RAIN, MET], {"gold_articles": ("a1",)}, 1.0, id="one of two quotes"),
        pytest.param([MET], {}, None, id="no gold sentence or article"),
        pytest.param([MET], {"gold_articles": ("a1",), "answers": ()}, None, id="nothing to answer"),
    ],
)
def test_gold_support_looks_at_quotes_and_gold_alone(quotes: list[str], fields: Any, expected: float | None) -> None:
    citations = [make_citation(quote, n=n) for n, quote in enumerate(quotes, start=1)]
    answer = make_answer(make_statement("Whatever it says.", *range(1, len(quotes) + 1)), citations=citations)
    assert measure("gold_support", make_case(**fields), answer) == expected


def test_gold_support_is_of_what_is_shown_as_supported() -> None:
    unconfirmed = {**make_statement("It rained in Lisbon.", 2), "verdict": "not_confirmed"}
    citations = [make_citation(MET, n=1), make_citation(RAIN, n=2)]
    answer = make_answer(make_statement(MET, 1), unconfirmed, citations=citations)
    assert measure("gold_support", make_case(gold_articles=("a1",)), answer) == 1.0


@pytest.mark.parametrize(
    ("statement", "verdict", "expected"),
    [
        pytest.param("The code word is BANANA.", "supported", 1.0, id="shown as supported"),
        pytest.param("The code word is BANANA.", "not_confirmed", 0.0, id="told apart"),
        pytest.param("It rained all day.", "supported", 0.0, id="not said"),
    ],
)
def test_a_bad_claim_must_not_be_shown_as_supported(statement: str, verdict: str, expected: float) -> None:
    answer = make_answer({**make_statement(statement), "verdict": verdict})
    assert measure("false_shown", make_case(bad=("BANANA", "480 people")), answer) == expected
    assert measure("false_shown", make_case(), answer) is None
    assert measure("false_shown", make_case(bad=("BANANA",)), make_answer()) == 0.0
