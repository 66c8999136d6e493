"""Say in words what stands beside an answer: whose article, what became of it, why a sentence is doubted."""

import re
from collections.abc import Sequence

from qa.answer import EXPLANATIONS, Answer, Citation, RankedPassage, Reason, Side, Statement
from qa.language.dates.format import format_day
from qa.render.clean import clean_line

_ONE_QUOTATION = re.compile(r'“[^“”]*”|"[^"]*"|„[^„“”]*[“”]|«[^«»]*»')
# Straight marks open where nothing stands before them that they could close.
_OPENING_MARK = re.compile(r'(?<![^\s(\[—–-])"(?=\S)')
_SINGLE_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "’"})

_DEFAULT_REASON: Reason = "no_match"
_TOLD_DAY = re.compile(r" \([^()]*\d{4}\)")
UNCONFIRMED = "Not confirmed by the articles:"
NEAREST = "Nearest in the articles:"
_NEAREST = 3
_EXCERPT = 240
_SHORT_SIDE = 8
_MOST_FLAGS = 2


def repeats_quote(statement: str, quote: str) -> bool:
    """Tell whether a statement is a quote word by word, but for days that are told beside it and for a dateline."""
    words, told = (clean_line(_TOLD_DAY.sub("", text)) for text in (statement, quote))
    return words == told or (bool(words) and told.endswith((f"– {words}", f"— {words}", f"- {words}")))


def pick_nearest(answer: Answer) -> list[RankedPassage]:
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


def find_nearest_citation(answer: Answer, statement: Statement) -> Citation | None:
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
        told.append(f"Changed; until {format_day(changed.at)} it read: {quote_words(changed.before)}")
    if citation.correction:
        told.append(f"Corrected by the outlet: {quote_words(citation.correction)}")
    return told


def describe_sides(sides: Sequence[Side]) -> str:
    """Return in a sentence how the articles differ; whole sentences of theirs are not said again."""
    if not are_short(sides):
        return "The articles give different sides of this."
    told = (f"{clean_line(side.shown_text)} ({describe_article(side.source, side.published)})" for side in sides)
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
    """Return words of an article between quotation marks, on one line; the marks within become single ones.

    What is one quotation from its beginning to its end keeps its own.
    """
    words = clean_line(text)
    if _ONE_QUOTATION.fullmatch(words):
        return words
    return f"“{_OPENING_MARK.sub('‘', words).translate(_SINGLE_MARKS)}”"


def cut_excerpt(text: str, size: int = _EXCERPT) -> str:
    """Return the beginning of a text, ending at a word."""
    line = clean_line(text)
    return line if len(line) <= size else line[: size + 1].rpartition(" ")[0].rstrip(" ,;:") + " …"
