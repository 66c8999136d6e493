"""One answer of a report: its statements, and the quotes in their place in the articles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.answer import Answer, Citation, Side, Statement
from qa.evals.report.page import escape_line, escape_text, write_link
from qa.render.answers import (
    UNCONFIRMED,
    cut_excerpt,
    describe_article,
    explain_doubt,
    explain_refusal,
    find_nearest,
    find_quote,
    lead_quote,
    quote_words,
)

# How many characters of a passage are shown before and after a quote.
_CONTEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excerpt:
    """A text with the citations that quote it, and where in it each quote begins and ends.

    note  what is to be said of it
    """

    text: str
    quotes: Sequence[tuple[int, int, Citation]]
    note: str = ""


def write_answer(answer: Answer) -> Iterator[str]:
    """Yield an answer as HTML: its statements or why there are none, what it cites, and what is not confirmed."""
    for notice in answer.notices:
        yield f'<p class="about">{escape_line(notice)}</p>\n'
    if answer.status == "answered":
        for statement in answer.statements:
            yield f'<p dir="auto">{escape_line(statement.text)}{_write_numbers(statement.citations)}</p>\n'
    else:
        yield f'<p class="about">{escape_line(explain_refusal(answer))}</p>\n'
    if answer.sides:
        yield f'<p class="about">The articles disagree:</p><ul class="gold">{_write_sides(answer.sides)}</ul>\n'
    for excerpt in _find_excerpts(answer):
        yield _write_excerpt(excerpt)
    if answer.status == "not_answered":
        yield from _write_nearest(answer)
    if answer.unconfirmed:
        items = "".join(_write_doubt(statement, answer) for statement in answer.unconfirmed)
        yield f'<p class="about">{UNCONFIRMED}</p><ul class="gold">{items}</ul>\n'


def _write_doubt(statement: Statement, answer: Answer) -> str:
    """Return a sentence that the articles do not confirm as an item of a list, with why and what comes nearest."""
    citation = find_quote(answer, statement)
    told = [explain_doubt(statement), f"{lead_quote(statement)} {quote_words(citation.quote)}" if citation else ""]
    about = "".join(f'<br><span class="about">{escape_line(text)}</span>' for text in told if text)
    return f'<li dir="auto">{escape_line(statement.text)}{about}</li>'


def _write_numbers(numbers: Iterable[int]) -> str:
    return "".join(f" <sup>[{n}]</sup>" for n in numbers)


def _write_sides(sides: Iterable[Side]) -> str:
    items = []
    for side in sides:
        tellers = ", ".join(filter(None, [side.speaker, describe_article(side.source, side.published)]))
        text = f"{escape_line(side.text)} ({escape_line(tellers)}){_write_numbers(side.citations)}"
        items.append(f'<li dir="auto">{text}</li>')
    return "".join(items)


def _find_excerpts(answer: Answer) -> list[_Excerpt]:
    """Return the passages that are quoted, each once; a quote that stands in no passage by itself."""
    places: dict[int, list[tuple[int, int, Citation]]] = {}
    alone = []
    for citation in answer.text_citations:
        place = _find_passage(answer, citation)
        if place is None:
            quotes = [(0, len(citation.quote), citation)]
            alone.append(_Excerpt(text=citation.quote, quotes=quotes, note="in no passage that was retrieved"))
        else:
            begun = answer.passages[place].start
            places.setdefault(place, []).append((citation.start - begun, citation.end - begun, citation))
    return [_Excerpt(text=answer.passages[place].text, quotes=quotes) for place, quotes in places.items()] + alone


def _find_passage(answer: Answer, citation: Citation) -> int | None:
    """Return the place of the first passage in which the quote stands where the citation says."""
    for place, passage in enumerate(answer.passages):
        begin, end = citation.start - passage.start, citation.end - passage.start
        if passage.article_id == citation.article.id and begin >= 0 and passage.text[begin:end] == citation.quote:
            return place
    return None


def _write_excerpt(excerpt: _Excerpt) -> str:
    citation = excerpt.quotes[0][2]
    numbers = "".join(f"[{quoted.n}]" for _, _, quoted in excerpt.quotes)
    title = write_link(citation.article.title, citation.link, citation.article.url)
    about = describe_article(citation.article.source, citation.article.published, citation.also_in)
    caption = "<br>".join(filter(None, [f"{numbers} {title}", escape_line(about), excerpt.note]))
    return (
        f'<figure><blockquote dir="auto">{"".join(_mark_quotes(excerpt))}</blockquote>'
        f"<figcaption>{caption}</figcaption></figure>\n"
    )


def _mark_quotes(excerpt: _Excerpt) -> Iterator[str]:
    """Yield the text as HTML, each quote marked and followed by its number, what is far from any quote left out."""
    text, place = excerpt.text, 0
    for begin, end, citation in sorted(excerpt.quotes, key=lambda quote: quote[:2]):
        if begin > place:
            yield escape_text(_shorten(text[place:begin], head=place > 0, tail=True))
        if end > place:
            yield f"<mark>{escape_text(text[max(begin, place) : end])}</mark>"
        yield f"<sup>[{citation.n}]</sup>"
        place = max(place, end)
    yield escape_text(_shorten(text[place:], head=True, tail=False))


def _shorten(text: str, *, head: bool, tail: bool) -> str:
    """Return a text with only so much of its head and its tail as a quote beside it needs."""
    if len(text) <= _CONTEXT * (head + tail):
        return text
    first, last = text[:_CONTEXT] if head else "", text[-_CONTEXT:] if tail else ""
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def _write_nearest(answer: Answer) -> Iterator[str]:
    for passage in find_nearest(answer):
        about = describe_article(passage.source, passage.published, passage.also_in)
        caption = f"nearest: {write_link(passage.title, passage.url)}<br>{escape_line(about)}"
        yield (
            f'<figure><blockquote dir="auto">{escape_line(cut_excerpt(passage.text))}</blockquote>'
            f"<figcaption>{caption}</figcaption></figure>\n"
        )
