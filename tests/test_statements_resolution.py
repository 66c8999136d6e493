"""Sides are all given with their source and day, and what is out of date gives way to the newest."""

from dataclasses import replace

import pytest
from core_samples import make_hit

from qa.answer import Side
from qa.question import Question, read_question
from qa.retrieval.search import Hit
from qa.statements import Doubt, Statements, add_quote, add_verdict, cite_doubts
from qa.statements.conflicts import Versions, find_versions
from qa.statements.resolution import add_versions, resolve_statement
from qa.verify.premise import Quote, read_premise
from qa.verify.verdict import Verdict

KILLED = read_question("How many people did the flood kill?")
OLD = "The flood killed 11 people."


def tell(text: str, source: str | None, published: str | None) -> Hit:
    return make_hit(text, id=f"{source} {published}", source=source, published=published, features={"near_terms": 1.0})


def quote_whole(hit: Hit) -> Quote:
    return Quote(premise=read_premise(hit), start=0, end=len(hit.passage.text))


def answer(
    sentence: str, *hits: Hit, question: Question = KILLED, is_quoted: bool = False
) -> tuple[Statements, tuple[Side, ...]]:
    """Return what a sentence that the first of these passages supports comes to, and the sides.

    is_quoted  it is the passage itself, and nobody wrote it
    """
    texts = {hit.article.id: hit.passage.text for hit in hits}
    versions = find_versions(question, hits)
    verdict = Verdict(name="supported", score=0.9, judge="m", quotes=(quote_whole(hits[0]),))
    added = (
        add_quote(Statements(), verdict.quotes[0])
        if is_quoted
        else add_verdict(Statements(), sentence, verdict, question)
    )
    settled = resolve_statement(Statements(), added, versions, wrote=None if is_quoted else sentence)
    written, sides = add_versions(settled, versions)
    written = cite_doubts(written)
    for citation in written.citations:
        assert citation.quote == texts[citation.article.id][citation.start : citation.end]
    cited = {n for statement in (*written.statements, *written.unconfirmed) for n in statement.citations}
    assert cited == {citation.n for citation in written.citations}
    return written, sides


def test_each_side_is_given_with_its_source_and_day() -> None:
    written, sides = answer(
        OLD, tell(OLD, "Wire", "2025-03-12"), tell("The flood killed 14 people.", "Post", "2025-03-12")
    )
    assert [statement.text for statement in written.statements] == [
        OLD,
        "Post, 12 March 2025: The flood killed 14 people.",
    ]
    assert sorted((side.text, side.source, side.published, side.citations) for side in sides) == [
        ("11", "Wire", "2025-03-12", (1,)),
        ("14", "Post", "2025-03-12", (2,)),
    ]


def test_a_side_names_whose_figure_it_is() -> None:
    hit = tell("The ministry said the flood killed 23 people. Doctors said the flood killed 27 people.", "Wire", None)
    _, sides = answer("The ministry said the flood killed 23 people.", hit)
    assert {(side.text, side.speaker) for side in sides} == {("23", "the ministry"), ("27", "Doctors")}


@pytest.mark.parametrize(
    ("source", "published", "lead"),
    [
        ("Post", "2025-03-12", "Post, 12 March 2025: The"),
        ("Post", None, "Post: The"),
        (None, "2025-03-12", "12 March 2025: The"),
        (None, None, "The"),
    ],
    ids=["outlet and day", "no day", "no outlet", "neither"],
)
def test_the_lead_of_a_side_leaves_out_what_is_unknown(source: str | None, published: str | None, lead: str) -> None:
    written, _ = answer(OLD, tell(OLD, "Wire", published), tell("The flood killed 14 people.", source, published))
    assert written.statements[-1].text == f"{lead} flood killed 14 people."


def test_a_statement_that_gives_both_sides_needs_no_other() -> None:
    text = "The ministry said the flood killed 23 people, but doctors said the flood killed 27 people."
    parts = tell("The ministry said the flood killed 23 people. Doctors said the flood killed 27 people.", "Wire", None)
    written, sides = answer(text, parts)
    assert len(written.statements) == 1
    assert {side.citations for side in sides} == {written.statements[0].citations}


def test_where_nobody_differs_nothing_is_added() -> None:
    written, sides = answer(
        OLD, tell(OLD, "Wire", "2025-03-10"), tell("The flood killed 11 people.", "Post", "2025-03-12")
    )
    assert [statement.text for statement in written.statements] == [OLD]
    assert sides == ()


def test_a_figure_out_of_date_gives_way_to_the_newest_as_of_its_day() -> None:
    written, sides = answer(
        OLD, tell(OLD, "Wire", "2025-03-10"), tell("The flood killed 14 people.", "Wire", "2025-03-12")
    )
    (statement,) = written.statements
    assert statement.text == "The flood killed 14 people (as of 12 March 2025)."
    assert statement.as_of == "2025-03-12"
    (doubt,) = written.unconfirmed
    assert (doubt.text, doubt.verdict, doubt.score) == (OLD, "contradicted", 0.0)
    assert doubt.flags == ("“11”: out of date, a later article has “14”",)
    assert doubt.citations == statement.citations
    assert sides == ()


def test_a_quoted_figure_out_of_date_gives_way_without_a_word_since_nobody_wrote_it() -> None:
    written, _ = answer(
        OLD,
        tell(OLD, "Wire", "2025-03-10"),
        tell("The flood killed 14 people.", "Wire", "2025-03-12"),
        is_quoted=True,
    )
    assert [statement.text for statement in written.statements] == ["The flood killed 14 people (as of 12 March 2025)."]
    assert written.unconfirmed == ()


def test_the_current_figure_says_as_of_when_where_there_was_an_older_one() -> None:
    new = tell("The flood killed 14 people.", "Wire", "2025-03-12T23:00:00+01:00")
    written, _ = answer("The flood killed 14 people.", new, tell(OLD, "Wire", "2025-03-10"))
    (statement,) = written.statements
    assert (statement.text, statement.as_of) == (
        "The flood killed 14 people (as of 12 March 2025).",
        "2025-03-12",
    )
    assert written.unconfirmed == ()


def test_the_only_figure_needs_no_day() -> None:
    written, _ = answer(OLD, tell(OLD, "Wire", "2025-03-10"))
    assert [(statement.text, statement.as_of) for statement in written.statements] == [(OLD, None)]


def test_a_correction_replaces_the_wrong_sum() -> None:
    question = read_question("How much did the court award the villagers?")
    wrong = tell("The court awarded the villagers 84 million crowns.", "Courier", "2024-06-18")
    right = tell(
        "We gave the wrong sum. The court awarded the villagers 48 million crowns, not 84 million.",
        "Courier",
        "2024-06-20",
    )
    other = tell("The court awarded the villagers 48 million crowns.", "Post", "2024-06-19")
    written, sides = answer(wrong.passage.text, wrong, right, other, question=question)
    (statement,) = written.statements
    assert "48 million crowns" in statement.text
    assert statement.as_of
    assert [doubt.text for doubt in written.unconfirmed] == [wrong.passage.text]
    assert sides == ()


def test_a_statement_without_a_figure_stays_beside_the_newest() -> None:
    hits = (
        tell("The flood killed 11 people. The railway was closed.", "Wire", "2025-03-10"),
        tell("The flood killed 14 people.", "Wire", "2025-03-12"),
    )
    written, _ = answer("The railway was closed.", *hits)
    assert [statement.text for statement in written.statements] == ["The railway was closed."]


FAILED = Statements(
    doubts=(Doubt(text=OLD, verdict=Verdict(name="not_confirmed", score=0.1, judge="m")),),
)


def test_a_sentence_that_failed_its_check_is_not_settled() -> None:
    assert resolve_statement(Statements(), FAILED, Versions(), wrote=OLD) == FAILED


def test_the_answer_of_nothing_with_no_versions_is_nothing() -> None:
    assert add_versions(Statements(), Versions()) == (Statements(), ())


def test_the_newest_figure_is_not_given_in_place_of_a_sentence_that_failed_its_check() -> None:
    hits = (tell(OLD, "Wire", "2025-03-10"), tell("The flood killed 14 people.", "Wire", "2025-03-12"))
    versions = find_versions(KILLED, hits)
    assert add_versions(FAILED, versions) == (FAILED, ())


def test_an_article_without_a_day_gives_no_as_of() -> None:
    hits = (
        tell("The court awarded them 84 million crowns.", "Wire", None),
        tell("The court awarded them 48 million crowns, not 84 million.", "Post", None),
    )
    question = read_question("How much did the court award them?")
    written, _ = answer(hits[1].passage.text, hits[1], hits[0], question=question)
    (statement,) = written.statements
    assert statement.as_of is None
    assert "as of" not in statement.text


def test_what_is_written_is_never_changed_in_place() -> None:
    hit = tell(OLD, "Wire", "2025-03-10")
    written, _ = answer(OLD, hit)
    copy = replace(written)
    add_versions(written, find_versions(KILLED, [hit]))
    assert written == copy
