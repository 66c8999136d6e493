"""Write an answer as a page: the exact words beside each statement, what is not confirmed set apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa.answer import Answer, Citation, Side, Statement
from qa.language.dates.format import format_day
from qa.render.answers.words import (
    NEAREST,
    UNCONFIRMED,
    are_short,
    cut_excerpt,
    describe_article,
    describe_copies,
    describe_judge,
    describe_sides,
    describe_unanswered,
    explain_doubt,
    explain_refusal,
    find_nearest_citation,
    lead_quote,
    pick_nearest,
    repeats_quote,
)
from qa.render.clean import clean_line
from qa.render.pages.page import write_page
from qa.render.sources import Source, make_source


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """A source beside a statement.

    words  its words are shown even where their neighbours are not known: they are not the statement itself
    first  no statement above has it; numbers lead here
    """

    source: Source
    words: bool
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatement:
    """A statement, the numbers of its citations, and these."""

    text: str
    numbers: tuple[int, ...]
    as_of: str
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSide:
    """A version that articles give, and who gives it."""

    text: str
    teller: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoubt:
    """A sentence that the articles do not confirm, why, and the words that come nearest with what leads to them."""

    text: str
    reason: str
    lead: str
    source: Source | None


def write_answer_page(answer: Answer) -> str:
    """Return the answer as a page."""
    return "".join(write_page("answer.html", title=answer.question, **describe_answer(answer)))


def describe_answer(answer: Answer) -> dict[str, Any]:
    """Return what templates show of an answer, by the names that they know it under."""
    answered = answer.status == "answered"
    differs = answered and answer.disagreement
    lead = f"Answered by {clean_line(answer.model)}; every" if answered else "Every"
    told = f"{lead} quotation is the exact wording of the article."
    return {
        "notices": answer.notices,
        "refusal": "" if answered else explain_refusal(answer),
        "differ": _describe_difference(answer) if differs else "",
        "sides": list_sides(answer.sides) if differs and are_short(answer.sides) else [],
        "others": list(_list_others(answer)) if differs else [],
        "statements": list(_list_statements(answer)) if answered else [],
        "missing": describe_unanswered(answer) if answered else "",
        "doubts": list_doubts(answer),
        "doubts_title": UNCONFIRMED if answered else "",
        "nearest": [] if answered else list_nearest(answer),
        "nearest_title": NEAREST,
        "footer": f"{told} {describe_judge(answer)}".strip(),
    }


def list_sides(sides: Sequence[Side]) -> list[ShownSide]:
    """Return the versions that articles give."""
    return [
        ShownSide(
            text=side.shown_text,
            teller=", ".join(filter(None, [side.speaker, describe_article(side.source, side.published)])),
            numbers=side.citations,
        )
        for side in sides
    ]


def list_doubts(answer: Answer) -> list[ShownDoubt]:
    """Return the sentences that the articles do not confirm."""
    return [_describe_doubt(statement, find_nearest_citation(answer, statement)) for statement in answer.unconfirmed]


def list_nearest(answer: Answer) -> list[Source]:
    """Return the beginnings of the passages that come nearest to a question without an answer."""
    return [
        Source(
            quote=cut_excerpt(passage.text),
            title=passage.title,
            outlet=clean_line(passage.source),
            when=format_day(passage.published),
            copies=describe_copies(passage.also_in),
            url=passage.url,
            language=passage.language or "",
        )
        for passage in pick_nearest(answer)
    ]


def _list_statements(answer: Answer) -> Iterator[ShownStatement]:
    """Yield the statements; a citation of several stands beside each, and the numbers lead to the first."""
    citations = {citation.n: citation for citation in answer.citations}
    shown: set[int] = set()
    for statement in answer.statements:
        cited = [citations[n] for n in statement.citations if n in citations]
        yield ShownStatement(
            text=statement.shown_text,
            numbers=tuple(citation.n for citation in cited),
            as_of=f"as of {format_day(statement.as_of)}" if statement.as_of else "",
            sources=tuple(
                ShownSource(
                    source=make_source(citation, answer.passages),
                    words=not repeats_quote(statement.text, citation.quote),
                    first=citation.n not in shown,
                )
                for citation in cited
            ),
        )
        shown |= {citation.n for citation in cited}


def _describe_difference(answer: Answer) -> str:
    """Return what stands above the sides where these are listed, or instead of them."""
    return "The articles differ:" if are_short(answer.sides) else describe_sides(answer.sides)


def _list_others(answer: Answer) -> Iterator[Source]:
    """Yield what stands for the numbers of sides that no statement has."""
    cited = {n for statement in answer.statements for n in statement.citations}
    return (make_source(citation, answer.passages) for citation in answer.text_citations if citation.n not in cited)


def _describe_doubt(statement: Statement, citation: Citation | None) -> ShownDoubt:
    return ShownDoubt(
        text=statement.shown_text,
        reason=explain_doubt(statement),
        lead=lead_quote(statement),
        source=make_source(citation) if citation else None,
    )
