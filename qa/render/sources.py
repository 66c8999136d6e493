"""Words of an article as a source: what a page, a note in Markdown or a line of a terminal shows of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Citation, RankedPassage
from qa.render.answers.words import describe_article, describe_copies, describe_history
from qa.render.clean import clean_line
from qa.render.excerpts import ExcerptPiece, place_quotes

# How many characters of a passage are shown before and after a quote: about a sentence.
_CONTEXT = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Words of an article, without quotation marks, and where they stand: safe, and on one line each.

    n          the number of its citation
    when       the day, and the page in the article
    copies     which other outlets have the report
    link       leads to the words in the page at url
    history    how the words were changed, how the outlet corrects the article
    is_amended whether that is about these words, as far as it tells
    language   the code of that of the words, "" where it is not known
    pieces     the words between their neighbours, as they stand in the article: neither safe nor on one line
    """

    quote: str
    title: str
    outlet: str = ""
    when: str = ""
    n: int | None = None
    copies: str = ""
    url: str | None = None
    link: str | None = None
    history: tuple[str, ...] = ()
    is_amended: bool = False
    language: str = ""
    pieces: tuple[ExcerptPiece, ...] = ()

    @property
    def about(self) -> str:
        """Outlet and day: "Outlet, 31 October 2025"."""
        return ", ".join(filter(None, (self.outlet, self.when)))

    @property
    def origin(self) -> str:
        """Outlet, day, and who else has the report: "Outlet, 31 October 2025 (2 outlets, 1 report: also A)"."""
        return f"{self.about} ({self.copies})".strip() if self.copies else self.about


def make_source(citation: Citation, passages: Sequence[RankedPassage] = ()) -> Source:
    """Return what is shown of a citation, between its neighbours where one of the passages holds it."""
    article = citation.article
    return Source(
        n=citation.n,
        quote=clean_line(citation.quote),
        title=clean_line(article.title) or "(no title)",
        outlet=clean_line(article.source),
        when=describe_article(None, article.published, page=citation.page),
        copies=describe_copies(citation.also_in),
        url=article.url,
        link=citation.link or article.url,
        history=tuple(describe_history(citation)),
        is_amended=citation.corrected or citation.changed is not None,
        language=article.language or "",
        pieces=tuple(_place_citation(citation, passages)),
    )


def find_passage(citation: Citation, passages: Sequence[RankedPassage]) -> RankedPassage | None:
    """Return the first passage in which the quote stands where the citation says."""
    for passage in passages:
        begin, end = citation.start - passage.start, citation.end - passage.start
        if passage.article_id == citation.article.id and begin >= 0 and passage.text[begin:end] == citation.quote:
            return passage
    return None


def _place_citation(citation: Citation, passages: Sequence[RankedPassage]) -> Sequence[ExcerptPiece]:
    passage = find_passage(citation, passages)
    if passage is None or passage.text == citation.quote:
        return ()
    quote = (citation.start - passage.start, citation.end - passage.start, None)
    return list(place_quotes(passage.text, [quote], context=_CONTEXT))
