"""Show a conversation again: its turns, the sources of its last answer, and the whole of it as a document."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Answer, Citation
from qa.conversation import AskedTurn
from qa.errors import UsageProblem
from qa.render.answers.lines import lay_out_citations, lay_out_statement
from qa.render.answers.markdown import write_answer_markdown
from qa.render.answers.words import cut_excerpt, describe_article
from qa.render.clean import clean_line
from qa.render.json import write_json
from qa.render.layout import Line, Span, make_line
from qa.render.library.listings import cut_at_best
from qa.render.markdown import escape_markdown

_FIRST_WORDS = 100


def lay_out_turns(turns: Sequence[AskedTurn]) -> list[Line]:
    """Return for each turn its question, the full question where it is another, and how the answer begins."""
    return [line for n, turn in enumerate(turns, 1) for line in _lay_out_turn(n, turn)]


def lay_out_sources(answer: Answer, n: int | None = None) -> list[Line]:
    """Return the citations of an answer with their quotes, or the passage around the quote with the number n.

    Raises UsageProblem where there is no such citation.
    """
    if not answer.citations:
        return [make_line("The last question was not answered, so there are no sources.", "faint")]
    if n is None:
        return _lay_out_all(answer)
    chosen = next((citation for citation in answer.citations if citation.n == n), None)
    if chosen is None:
        raise UsageProblem(f"There is no source {n}. The last answer has {len(answer.citations)}.")
    return _lay_out_passage(chosen, answer)


def lay_out_first(answer: Answer) -> list[Line]:
    """Return the first sentence of an answer, with its citations."""
    if not answer.statements:
        return [make_line("The last question was not answered, so there is nothing to shorten.", "faint")]
    return [lay_out_statement(answer.statements[0])]


def write_turns_markdown(turns: Sequence[AskedTurn]) -> str:
    """Return all turns as Markdown, each under its question."""
    return "\n".join(_write_turn(turn) for turn in turns)


def write_turns_json(turns: Sequence[AskedTurn]) -> str:
    """Return all turns as a JSON array of answers."""
    return write_json([turn.to_json() for turn in turns], indent=2) + "\n"


def _lay_out_turn(n: int, turn: AskedTurn) -> list[Line]:
    said = " ".join(statement.text for statement in turn.answer.statements)
    lines = [Line(spans=(Span(text=f"{n}. ", style="number"), Span(text=clean_line(turn.question), style="strong")))]
    if turn.asked_as != turn.question:
        lines.append(make_line(f"asked as: {clean_line(turn.asked_as)}", "faint", indent=3))
    return [*lines, make_line(cut_excerpt(said, _FIRST_WORDS) or "(not answered)", indent=3)]


def _lay_out_all(answer: Answer) -> list[Line]:
    """Return the citations of the answer, and those of what the articles do not confirm under a line that says so."""
    own = answer.text_citations
    others = [citation for citation in answer.citations if citation not in own]
    head = [Line()] * bool(own) + [make_line("Nearest to what is not confirmed:", "faint")]
    return [*lay_out_citations(own), *(head if others else []), *lay_out_citations(others)]


def _lay_out_passage(citation: Citation, answer: Answer) -> list[Line]:
    article = citation.article
    passage = next(
        (
            p
            for p in answer.passages
            if p.article_id == article.id and p.start <= citation.start < citation.end <= p.end
        ),
        None,
    )
    text, offset = (passage.text, passage.start) if passage else (citation.quote, citation.start)
    before, quote, after = cut_at_best(text, citation.start - offset, citation.end - offset)
    return [
        Line(
            spans=(
                Span(text=f"[{citation.n}] ", style="number"),
                Span(text=clean_line(article.title) or "(no title)", style="strong"),
            )
        ),
        make_line(describe_article(article.source, article.published, citation.also_in), "faint", indent=4),
        Line(spans=(Span(text=before), Span(text=quote, style="match"), Span(text=after)), indent=4),
    ]


def _write_turn(turn: AskedTurn) -> str:
    heading, _, rest = write_answer_markdown(replace(turn.answer, question=turn.question)).partition("\n\n")
    asked_as = f"\n\nAsked as: {escape_markdown(turn.asked_as)}" if turn.asked_as != turn.question else ""
    return f"{heading}{asked_as}\n\n{rest}"
