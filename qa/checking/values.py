"""What a check found as values of JSON, by the contract of `--json`."""

from dataclasses import asdict
from typing import Any

from qa.checking.places import Place
from qa.checking.quotations import CheckedQuotation
from qa.checking.statements import CheckedStatement, CheckedText
from qa.library import ArticleSummary


def text_to_values(text: CheckedText) -> dict[str, Any]:
    """Return a checked text; the citations of its statements are numbers of those of the text."""
    return {
        "verdict": text.verdict,
        "holds": text.holds,
        "statements": [statement_to_values(statement) for statement in text.statements],
        "citations": [asdict(citation) for citation in text.citations],
        "judge": text.judge,
        "notices": list(text.notices),
    }


def statement_to_values(statement: CheckedStatement) -> dict[str, Any]:
    """Return a statement; its offsets are into the text that was given."""
    return {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "verdict": statement.verdict.name,
        "score": round(statement.verdict.score, 4),
        "judge": statement.verdict.judge,
        "flags": list(statement.flags),
        "citations": list(statement.citations),
        "quotations": [quotation_to_values(quotation) for quotation in statement.quotations],
    }


def quotation_to_values(quotation: CheckedQuotation) -> dict[str, Any]:
    """Return a quotation, and under "place" where its words stand, or null."""
    return {
        "text": quotation.words,
        "start": quotation.start,
        "end": quotation.end,
        "state": quotation.state,
        "states": list(quotation.states),
        "claimed": quotation.claimed or None,
        "limit": quotation.limit or None,
        "place": place_to_values(quotation.place) if quotation.place else None,
    }


def place_to_values(place: Place) -> dict[str, Any]:
    """Return a place; its offsets are into the article's text or, with "replaced_at", into a former version of it."""
    return {
        "article": describe_summary(place.article),
        "words": place.words,
        "start": place.start,
        "end": place.end,
        "exact": place.is_exact,
        "share": round(place.alignment.share, 4),
        "differences": [asdict(difference) for difference in place.differences],
        "speaker": place.speaker,
        "sentence": place.text[slice(*place.sentence)],
        "also_in": list(place.also_in),
        "replaced_at": place.replaced_at,
        "now": place.now or None,
    }


def describe_summary(article: ArticleSummary) -> dict[str, Any]:
    """Return what a citation shows of its article."""
    return {name: getattr(article, name) for name in ("id", "title", "source", "published", "url")}
