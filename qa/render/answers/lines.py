"""Lay out an answer for reading: its statements and what each number stands for, or what is nearest if it has none.

What a model wrote and the articles do not confirm follows, set apart.
"""

from collections.abc import Sequence

from qa.answer import Answer, Citation, RankedPassage, Statement
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
    repeats_quote,
)
from qa.render.clean import clean_line, clean_url
from qa.render.layout import Line, Span, make_line

_QUOTED_ABOVE = "quoted above"


def lay_out_answer(answer: Answer, *, every_quote: bool = False) -> list[Line]:
    """Return the whole answer: its statements and citations, or why there are none and what is nearest.

    every_quote  repeat the words of an article even where they are a statement, word for word
    """
    if answer.status == "not_answered":
        return lay_out_refusal(answer)
    return [*map(lay_out_statement, answer.statements), *lay_out_support(answer, every_quote=every_quote)]


def lay_out_support(answer: Answer, *, every_quote: bool = False) -> list[Line]:
    """Return what stands below the statements: where the articles differ, the citations, and what is not confirmed.

    every_quote  repeat the words of an article even where they are a statement, word for word
    """
    said = [] if every_quote else [statement.text for statement in answer.statements]
    differ = [make_line(describe_sides(answer.sides), "warning")] if answer.disagreement else []
    missing = [make_line(describe_unanswered(answer), "warning")] if answer.unanswered else []
    citations = lay_out_citations(answer.text_citations, said=said)
    doubts = [Line(), make_line(UNCONFIRMED, "faint"), *lay_out_unconfirmed(answer)] if answer.unconfirmed else []
    return [*differ, *missing, Line(), *citations, *doubts, *_lay_out_judge(answer)]


def lay_out_unconfirmed(answer: Answer) -> list[Line]:
    """Return each sentence that the articles do not confirm, why in a few words, and the quote that comes nearest."""
    lines = []
    for statement in answer.unconfirmed:
        lines += [
            make_line(clean_line(statement.shown_text), "faint", indent=2),
            make_line(explain_doubt(statement), "faint", indent=4),
        ]
        if citation := find_nearest_citation(answer, statement):
            about = describe_article(citation.article.source, citation.article.published)
            lines.append(make_line(f"{lead_quote(statement)} {quote_words(citation.quote)}", "faint", indent=4))
            lines.append(make_line(f"{about} [{citation.n}]".strip(), "faint", indent=4))
    return [line for line in lines if line.spans]


def lay_out_statement(statement: Statement) -> Line:
    """Return a statement followed by the numbers of its citations."""
    return Line(
        spans=(
            Span(text=clean_line(statement.shown_text)),
            *(Span(text=f" [{n}]", style="number") for n in statement.citations),
        )
    )


def lay_out_citations(citations: Sequence[Citation], *, said: Sequence[str] = ()) -> list[Line]:
    """Return for each citation its number, title, outlet and day, the exact words, and where they can be read.

    said  statements that were shown above: a quote that is one of them, word for word, is not repeated, which is told
    """
    blocks = [
        _lay_out_citation(citation, quote=not any(repeats_quote(text, citation.quote) for text in said))
        for citation in citations
    ]
    return [line for n, block in enumerate(blocks) for line in ([Line(), *block] if n else block)]


def lay_out_refusal(answer: Answer) -> list[Line]:
    """Return why there is no answer, what the model wrote instead of one, and the passages that came nearest."""
    lines = [make_line(explain_refusal(answer), "warning")]
    lines += lay_out_unconfirmed(answer)
    if answer.passages:
        lines += [Line(), make_line(NEAREST, "faint")]
        lines += [line for passage in pick_nearest(answer) for line in _lay_out_nearest(passage)]
    return [*lines, *_lay_out_judge(answer)]


def _lay_out_judge(answer: Answer) -> list[Line]:
    told = describe_judge(answer)
    return [Line(), make_line(told, "faint")] if told else []


def _lay_out_citation(citation: Citation, *, quote: bool) -> list[Line]:
    number = f"[{citation.n}] "
    article = citation.article
    about = describe_article(article.source, article.published, citation.also_in, citation.page)
    lines = [
        Line(
            spans=(
                Span(text=number, style="number"),
                Span(text=clean_line(article.title) or "(no title)", style="strong"),
            )
        ),
        make_line(about if quote else ", ".join(filter(None, (about, _QUOTED_ABOVE))), "faint", indent=4),
        make_line(quote_words(citation.quote) if quote else "", "quote", indent=4),
        *(make_line(text, "warning", indent=4) for text in describe_history(citation)),
        *_lay_out_link(article.url, citation.link),
    ]
    return [line for line in lines if line.spans]


def _lay_out_nearest(passage: RankedPassage) -> list[Line]:
    about = describe_article(passage.source, passage.published, passage.also_in)
    lines = [
        Line(
            spans=(
                Span(text="- ", style="number"),
                Span(text=clean_line(passage.title) or "(no title)", style="strong"),
            ),
            indent=2,
        ),
        make_line(about, "faint", indent=4),
        make_line(cut_excerpt(passage.text), indent=4),
    ]
    return [line for line in lines if line.spans]


def _lay_out_link(url: str | None, link: str | None) -> list[Line]:
    """Return the address, which on a terminal leads to the quote in the page; piped, the whole link is written out."""
    shown = clean_url(url)
    if shown is None:
        return []
    target = clean_url(link) or shown
    return [Line(spans=(Span(text=shown, style="link", link=target, bare=target),), indent=4, wrap=False)]
