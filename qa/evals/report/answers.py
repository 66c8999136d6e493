"""One answer of a report: its statements, and the quotes in their place in the articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answer import Answer, Citation
from qa.render.answers.words import UNCONFIRMED, explain_refusal
from qa.render.excerpts import ExcerptPiece, place_quotes
from qa.render.pages.answer import list_doubts, list_nearest, list_sides
from qa.render.pages.page import write_part
from qa.render.sources import Source, find_passage, make_source

if TYPE_CHECKING:
    from markupsafe import Markup

# How many characters of a passage are shown before and after a quote.
_CONTEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """A passage with the quotes in it.

    note  what is to be said of it
    """

    pieces: Sequence[ExcerptPiece]
    numbers: Sequence[int]
    source: Source
    note: str = ""


def write_reply(answer: Answer) -> "Markup":
    """Return an answer as markup: its statements or why there are none, what it cites, and what is not confirmed."""
    answered = answer.status == "answered"
    return write_part(
        "report/answer.html",
        notices=answer.notices,
        refusal="" if answered else explain_refusal(answer),
        statements=answer.statements if answered else [],
        sides=list_sides(answer.sides),
        excerpts=_list_passages(answer),
        nearest=[] if answered else list_nearest(answer),
        doubts=list_doubts(answer),
        doubts_title=UNCONFIRMED,
    )


def _list_passages(answer: Answer) -> list[QuotedPassage]:
    """Return the passages that are quoted, each once; a quote that stands in no passage by itself."""
    quoted: dict[int, list[Citation]] = {}
    alone = []
    for citation in answer.text_citations:
        passage = find_passage(citation, answer.passages)
        if passage is None:
            note = "in no passage that was retrieved"
            alone.append(_quote_passage(citation.quote, citation.start, [citation], note))
        else:
            quoted.setdefault(answer.passages.index(passage), []).append(citation)
    passages = [
        _quote_passage(answer.passages[place].text, answer.passages[place].start, cited)
        for place, cited in quoted.items()
    ]
    return passages + alone


def _quote_passage(text: str, begun: int, citations: Sequence[Citation], note: str = "") -> QuotedPassage:
    """Return a passage, which begins there in its article, with the quotes of it."""
    quotes = [(citation.start - begun, citation.end - begun, citation.n) for citation in citations]
    return QuotedPassage(
        pieces=list(place_quotes(text, quotes, context=_CONTEXT)),
        numbers=[citation.n for citation in citations],
        source=make_source(citations[0]),
        note=note,
    )
