"""Write answers and passages as Markdown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.answer import Answer, Citation, Statement
from qa.render.answers.words import (
    NEAREST,
    UNCONFIRMED,
    cut_excerpt,
    describe_article,
    describe_history,
    describe_judge,
    describe_sides,
    describe_unanswered,
    explain_doubt,
    explain_refusal,
    find_nearest_citation,
    lead_quote,
    pick_nearest,
    quote_words,
)
from qa.render.library.listings import cut_at_best
from qa.render.markdown import escape_markdown, link_text

if TYPE_CHECKING:
    from qa.retrieval.search import Hit


def write_answer_markdown(answer: Answer) -> str:
    """Return the question as a heading, the answer, and its citations as a list with the exact words quoted."""
    if answer.status == "answered":
        differ = [f"*{escape_markdown(describe_sides(answer.sides))}*"] if answer.disagreement else []
        differ += [f"*{escape_markdown(missing)}*"] if (missing := describe_unanswered(answer)) else []
        citations = (_write_citation(citation) for citation in answer.text_citations)
        doubts = [UNCONFIRMED, *_write_unconfirmed(answer)] if answer.unconfirmed else []
        body = [" ".join(_write_statements(answer)), *differ, *citations, *doubts]
    else:
        body = [escape_markdown(explain_refusal(answer)), *_write_unconfirmed(answer), *_write_nearest(answer)]
    judge = [f"*{told}*"] if (told := describe_judge(answer)) else []
    return "\n\n".join([f"## {escape_markdown(answer.question)}", *body, *judge]) + "\n"


def write_hits_markdown(query: str, hits: "Sequence[Hit]") -> str:
    """Return the passages as a list, the best sentence of each in bold."""
    return (
        "\n\n".join([f"## {escape_markdown(query)}", *(_write_hit(rank, hit) for rank, hit in enumerate(hits, 1))])
        + "\n"
    )


def _write_statements(answer: Answer) -> list[str]:
    return [
        escape_markdown(statement.shown_text) + "".join(f" \\[{n}\\]" for n in statement.citations)
        for statement in answer.statements
    ]


def _write_citation(citation: Citation) -> str:
    article = citation.article
    about = describe_article(article.source, article.published, citation.also_in, citation.page)
    item = _write_item(
        f"{citation.n}.", article.title, about, quote_words(citation.quote), citation.link or article.url
    )
    indent = " " * len(f"{citation.n}.")
    return "\n\n".join([item, *(f"{indent} {escape_markdown(text)}" for text in describe_history(citation))])


def _write_nearest(answer: Answer) -> list[str]:
    items = [
        _write_item(
            "-",
            passage.title,
            describe_article(passage.source, passage.published, passage.also_in),
            cut_excerpt(passage.text),
            passage.url,
        )
        for passage in pick_nearest(answer)
    ]
    return [NEAREST, *items] if items else []


def _write_unconfirmed(answer: Answer) -> list[str]:
    """Return the sentences that the articles do not confirm as items of a list, each with why and the nearest quote."""
    items = []
    for statement in answer.unconfirmed:
        reason = explain_doubt(statement)
        head = f"- {escape_markdown(statement.shown_text)}" + (f" ({escape_markdown(reason)})" if reason else "")
        citation = find_nearest_citation(answer, statement)
        items.append(f"{head}\n\n  {_write_doubted(statement, citation)}" if citation else head)
    return items


def _write_doubted(statement: Statement, citation: Citation) -> str:
    article = citation.article
    about = escape_markdown(describe_article(article.source, article.published))
    origin = link_text(about or "(no outlet)", citation.link or article.url)
    return f"{lead_quote(statement)} {escape_markdown(quote_words(citation.quote))} {origin}"


def _write_item(mark: str, title: str, about: str, text: str, url: str | None) -> str:
    head = link_text(f"**{escape_markdown(title) or '(no title)'}**", url)
    return _write_block(mark, head, escape_markdown(about), escape_markdown(text))


def _write_hit(rank: int, hit: "Hit") -> str:
    offset = hit.passage.start
    before, best, after = cut_at_best(hit.passage.text, hit.best[0] - offset, hit.best[1] - offset)
    text = f"{escape_markdown(before)} **{escape_markdown(best)}** {escape_markdown(after)}".strip()
    head = link_text(f"**{escape_markdown(hit.article.title) or '(no title)'}**", hit.article.url)
    about = escape_markdown(describe_article(hit.article.source, hit.article.published, hit.also_in))
    return _write_block(f"{rank}.", head, f"{about} ({hit.score:.2f})".strip(), text)


def _write_block(mark: str, head: str, about: str, quote: str) -> str:
    """Return an item of a list; what belongs to it is indented by the width of its mark."""
    return f"{mark} {head}{', ' if about else ''}{about}\n\n{' ' * len(mark)} > {quote}"
