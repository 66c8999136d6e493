"""What a judge reads of the articles: the quotes of a statement with their neighbours, outlet, day and title."""

from collections.abc import Sequence
from itertools import groupby

from qa.language.dates import annotate_dates
from qa.language.sentences import Span
from qa.retrieval.evidence import write_source_line
from qa.verify.judge.case import QuotedSource
from qa.verify.locate import Located
from qa.verify.premise import Premise, Quote, widen_premise

# A neighbour says who "he" is and what "it" was about; a longer one is rather a block of text than a sentence.
_LONGEST_NEIGHBOUR = 400
# Below this share of a statement its words are others than the article's, and overlap of words finds the wrong place.
_ENOUGH = 0.7
_NEAREST = 2


def write_sources(located: Located, premises: Sequence[Premise]) -> tuple[QuotedSource, ...]:
    """Return the sentences of the quotes, each with the one before and the one after it, an article at a time.

    Only sentences that may be evidence are given: what the premises leave out of an article is no neighbour either.
    Days that count from the article's own have their date behind them.
    Where the quotes hold too little of the statement's words, what retrieval found nearest to it is given as well.
    """
    quotes = _add_best(located, premises)
    allowed = {premise.article.id: _find_allowed(premise, premises) for premise in (quote.premise for quote in quotes)}
    sources = []
    for id, group in groupby(quotes, key=lambda quote: quote.premise.article.id):
        own = list(group)
        sources.append(
            QuotedSource(
                origin=write_origin(own[0].premise),
                text=annotate_dates(
                    _write_around(own, allowed[id]), own[0].premise.published, language=own[0].premise.language
                ),
            )
        )
    return tuple(sources)


def _add_best(located: Located, premises: Sequence[Premise]) -> list[Quote]:
    quotes = list(located.quotes)
    if located.coverage >= _ENOUGH:
        return quotes
    for premise in premises[:_NEAREST]:
        span = premise.best
        known = (q.premise.article.id == premise.article.id and span and q.start <= span[0] < q.end for q in quotes)
        if span and not any(known):
            quotes.append(Quote(premise=premise, start=span[0], end=span[1]))
    order = {id: n for n, id in enumerate(dict.fromkeys(quote.premise.article.id for quote in quotes))}
    return sorted(quotes, key=lambda quote: (order[quote.premise.article.id], quote.start))


def write_origin(premise: Premise) -> str:
    """Return the line that says where sentences are from: outlet, day of publication, title."""
    return write_source_line(premise.article)


def _find_allowed(premise: Premise, premises: Sequence[Premise]) -> list[Span]:
    """Return the sentences of an article that are evidence: those of all its premises, in order, each once."""
    spans = {span for other in premises if other.article.id == premise.article.id for span in other.spans}
    return sorted(spans | set(premise.spans)) or list(widen_premise(premise).spans)


def _write_around(quotes: Sequence[Quote], spans: Sequence[Span]) -> str:
    text = quotes[0].premise.text
    kept: set[int] = set()
    for quote in quotes:
        own = [place for place, (start, end) in enumerate(spans) if start < quote.end and end > quote.start]
        near = [place for place in (own[0] - 1, own[-1] + 1) if 0 <= place < len(spans)] if own else []
        kept |= {*own, *(place for place in near if spans[place][1] - spans[place][0] <= _LONGEST_NEIGHBOUR)}
    parts: list[str] = []
    last = None
    for place in sorted(kept):
        start, end = spans[place]
        if last is not None:
            parts.append(" " if not text[last:start].strip() else " … ")
        parts.append(text[start:end])
        last = end
    return " ".join("".join(parts).split())
