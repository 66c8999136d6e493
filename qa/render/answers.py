"""Lay out an answer for reading: its statements and what each number stands for, or what is nearest if it has none.

What a model wrote and the articles do not confirm follows, set apart.
"""

import re
from collections.abc import Sequence

from qa.answer import EXPLANATIONS, Answer, Citation, RankedPassage, Reason, Side, Statement
from qa.language.dates.format import format_day
from qa.render.clean import clean_line, clean_url
from qa.render.layout import Line, Span, make_line

_DEFAULT_REASON: Reason = "no_match"
_TOLD_DAY = re.compile(r" \([^()]*\d{4}\)")
UNCONFIRMED = "Not confirmed by the articles:"
NEAREST = "Nearest in the articles:"
_NEAREST = 3
_EXCERPT = 240
_SHORT_SIDE = 8
_MOST_FLAGS = 2


def lay_out_answer(answer: Answer) -> list[Line]:
    """Return the whole answer: its statements and citations, or why there are none and what is nearest."""
    if answer.status == "not_answered":
        return lay_out_refusal(answer)
    return [*map(lay_out_statement, answer.statements), *lay_out_support(answer)]


def lay_out_support(answer: Answer) -> list[Line]:
    """Return what stands below the statements: where the articles differ, the citations, and what is not confirmed."""
    said = [statement.text for statement in answer.statements]
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
            make_line(clean_line(statement.text), "faint", indent=2),
            make_line(explain_doubt(statement), "faint", indent=4),
        ]
        if citation := find_quote(answer, statement):
            about = describe_article(citation.article.source, citation.article.published)
            lines.append(make_line(f"{lead_quote(statement)} {quote_words(citation.quote)}", "faint", indent=4))
            lines.append(make_line(f"{about} [{citation.n}]".strip(), "faint", indent=4))
    return [line for line in lines if line.spans]


def lay_out_statement(statement: Statement) -> Line:
    """Return a statement followed by the numbers of its citations."""
    return Line(
        spans=(
            Span(text=clean_line(statement.text)),
            *(Span(text=f" [{n}]", style="number") for n in statement.citations),
        )
    )


def lay_out_citations(citations: Sequence[Citation], *, said: Sequence[str] = ()) -> list[Line]:
    """Return for each citation its number, title, outlet and day, the exact words, and where they can be read.

    said  statements that were shown above: a quote that is one of them, word for word, is not repeated
    """
    blocks = [
        _lay_out_citation(citation, quote=not any(repeats_quote(text, citation.quote) for text in said))
        for citation in citations
    ]
    return [line for n, block in enumerate(blocks) for line in ([Line(), *block] if n else block)]


def repeats_quote(statement: str, quote: str) -> bool:
    """Tell whether a statement is a quote word by word, but for days that are told beside it and for a dateline."""
    words, told = (clean_line(_TOLD_DAY.sub("", text)) for text in (statement, quote))
    return words == told or (bool(words) and told.endswith((f"– {words}", f"— {words}", f"- {words}")))


def lay_out_refusal(answer: Answer) -> list[Line]:
    """Return why there is no answer, what the model wrote instead of one, and the passages that came nearest."""
    lines = [make_line(explain_refusal(answer), "warning")]
    lines += lay_out_unconfirmed(answer)
    if answer.passages:
        lines += [Line(), make_line(NEAREST, "faint")]
        lines += [line for passage in find_nearest(answer) for line in _lay_out_nearest(passage)]
    return [*lines, *_lay_out_judge(answer)]


def find_nearest(answer: Answer) -> list[RankedPassage]:
    """Return the best passages of an answer, one of each article."""
    firsts: dict[str, RankedPassage] = {}
    for passage in answer.passages:
        firsts.setdefault(passage.article_id, passage)
    return list(firsts.values())[:_NEAREST]


def explain_refusal(answer: Answer) -> str:
    """Return in a sentence why a question was not answered; with a colon where what the model wrote follows."""
    reason = clean_line(answer.explanation) or EXPLANATIONS[answer.reason or _DEFAULT_REASON]
    return reason.rstrip(".") + ":" if answer.unconfirmed else reason


def explain_doubt(statement: Statement) -> str:
    """Return in a few words what speaks against a statement."""
    return "; ".join(clean_line(flag) for flag in statement.flags[:_MOST_FLAGS])


def find_quote(answer: Answer, statement: Statement) -> Citation | None:
    """Return the citation of an unconfirmed statement that is shown: the first, which contradicts or comes nearest."""
    return next((citation for n in statement.citations for citation in answer.citations if citation.n == n), None)


def lead_quote(statement: Statement) -> str:
    """Return how a quote stands to a statement that it does not support."""
    return "The articles say otherwise:" if statement.verdict == "contradicted" else "Nearest:"


def describe_judge(answer: Answer) -> str:
    """Return that no model judged what a model wrote, where it is so."""
    return "Checked by rules only." if answer.judge == "rules" and (answer.statements or answer.unconfirmed) else ""


def describe_article(
    source: str | None, published: str | None, also_in: Sequence[str] = (), page: int | None = None
) -> str:
    """Return outlet, day and who else has the report: "Outlet, 31 October 2025 (3 outlets, 1 report: also A, B)"."""
    parts = ", ".join(
        part for part in (clean_line(source), format_day(published), f"page {page}" if page else "") if part
    )
    copies = describe_copies(also_in)
    return f"{parts} ({copies})".strip() if copies else parts


def describe_copies(also_in: Sequence[str]) -> str:
    """Return which other outlets have the same report: "3 outlets, 1 report: also A, B"; "" for none."""
    others = ", ".join(clean_line(outlet) for outlet in also_in)
    return f"{len(also_in) + 1} outlets, 1 report: also {others}" if others else ""


def describe_history(citation: Citation) -> list[str]:
    """Return in sentences that the quote was changed, and how the outlet corrects the article, where it is so."""
    told = []
    if changed := citation.changed:
        told.append(f"Changed; until {format_day(changed.at)} it read: “{clean_line(changed.before)}”")
    if citation.correction:
        told.append(f"Corrected by the outlet: “{clean_line(citation.correction)}”")
    return told


def describe_sides(sides: Sequence[Side]) -> str:
    """Return in a sentence how the articles differ; whole sentences of theirs are not said again."""
    if not are_short(sides):
        return "The articles give different sides of this."
    told = (f"{clean_line(side.text)} ({describe_article(side.source, side.published)})" for side in sides)
    return f"The articles differ: {'; '.join(told)}."


def are_short(sides: Sequence[Side]) -> bool:
    """Tell whether sides are figures or a few words, and not whole sentences, which the statements say already."""
    return all(len(side.text.split()) <= _SHORT_SIDE for side in sides)


def describe_unanswered(answer: Answer) -> str:
    """Return what the articles do not say of what was asked: questions after a lead, sentences as they are."""
    told = [clean_line(text) for text in answer.unanswered]
    questions, sentences = ([text for text in told if text.endswith("?") is is_one] for is_one in (True, False))
    return " ".join([*(["Not in the articles:", *questions] if questions else []), *sentences])


def quote_words(text: str) -> str:
    """Return words of an article between quotation marks, on one line; those that bring their own get none."""
    words = clean_line(text)
    return words if words.startswith(("“", '"', "„", "«")) else f"“{words}”"


def cut_excerpt(text: str, size: int = _EXCERPT) -> str:
    """Return the beginning of a text, ending at a word."""
    line = clean_line(text)
    return line if len(line) <= size else line[: size + 1].rpartition(" ")[0].rstrip(" ,;:") + " …"


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
        make_line(about, "faint", indent=4),
        make_line(f"“{clean_line(citation.quote)}”" if quote else "", "quote", indent=4),
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
