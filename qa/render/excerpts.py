"""Show quotes in their place: a text in pieces, those that are quoted marked, what is far from them left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptPiece:
    """A piece of a text.

    quoted  it is the words of a quote
    n       the number of the quote that ends with it
    """

    text: str
    quoted: bool = False
    n: int | None = None


def place_quotes(text: str, quotes: Sequence[tuple[int, int, int | None]], *, context: int) -> Iterator[ExcerptPiece]:
    """Yield a text in pieces.

    quotes   where each quote begins and ends in it, and its number; they may overlap
    context  how many characters before and after a quote are kept
    """
    place = 0
    for begin, end, n in sorted(quotes, key=lambda quote: quote[:2]):
        if begin > place:
            kept = shorten_between(text[place:begin], context, after=place > 0, before=True)
            yield ExcerptPiece(text=kept)
        yield ExcerptPiece(text=text[max(begin, place) : max(end, place)], quoted=True, n=n)
        place = max(place, end)
    if rest := text[place:]:
        yield ExcerptPiece(text=shorten_between(rest, context, after=True, before=False))


def shorten_between(text: str, context: int, *, after: bool, before: bool) -> str:
    """Return a text with only so much of it as stands after a quote, before one, or both."""
    if len(text) <= context * (after + before):
        return text
    first, last = text[:context] if after else "", text[-context:] if before else ""
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"
