"""Write checked statements: each with its citations, its speaker, and the days that its articles only hint at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer import Citation, CitedArticle, Statement, write_fragment_link
from qa.articles import find_page
from qa.language.dates import DateMention, annotate_mentions, find_dates
from qa.question import Question
from qa.statements.attribution import attribute_statement, find_speaker_of
from qa.statements.qualifiers import restore_qualifiers
from qa.verify.premise import Quote
from qa.verify.verdict import Verdict, choose_flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence of a model that is no part of the answer, as it wrote it, and what the check found of it."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What is written of an answer so far.

    citations    of the statements, and, once the doubts are cited, of these too
    doubts       sentences that are no part of it
    unconfirmed  the same as statements, once they are cited
    outdated     a figure was left out since a later article gives another one
    """

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unconfirmed: tuple[Statement, ...] = ()
    outdated: bool = False


def add_verdict(written: Statements, text: str, verdict: Verdict, question: Question) -> Statements:
    """Return what is written with a sentence of a model as a statement, or among the doubts where it does not hold."""
    if not verdict.supported:
        return add_doubt(written, text, verdict)
    told = attribute_statement(restore_qualifiers(text, verdict.quotes), verdict.quotes, question)
    return _add_statement(written, told, verdict, known=question.text)


def add_doubt(written: Statements, text: str, verdict: Verdict) -> Statements:
    """Return what is written with a sentence among the doubts."""
    return replace(written, doubts=(*written.doubts, Doubt(text=text, verdict=verdict)))


def add_quote(written: Statements, quote: Quote, *, lead: str = "") -> Statements:
    """Return what is written with the words of an article themselves as a statement, after a lead that names it."""
    verdict = Verdict(name="supported", score=1.0, judge="words", quotes=(quote,))
    return _add_statement(written, lead + " ".join(quote.words.split()), verdict, lead=lead)


def cite_doubts(written: Statements) -> Statements:
    """Return what is written with its doubts as unconfirmed statements, their citations after those of the answer.

    Each cites the words that contradict it first, and then those that come nearest.
    """
    citations = list(written.citations)
    unconfirmed = []
    for doubt in written.doubts:
        verdict = doubt.verdict
        quotes = [*(flag.quote for flag in verdict.flags if flag.quote), *verdict.quotes]
        numbers = dict.fromkeys(cite_quote(quote, citations) for quote in quotes)
        unconfirmed.append(_make_statement(doubt.text, verdict, tuple(numbers)))
    return replace(written, citations=tuple(citations), unconfirmed=tuple(unconfirmed))


def cite_quote(quote: Quote, citations: list[Citation]) -> int:
    """Return the number of the citation of a quote, the same for the same words; a new one is added to the list."""
    article = quote.premise.article
    for citation in citations:
        if (citation.article.id, citation.start, citation.end) == (article.id, quote.start, quote.end):
            return citation.n
    citations.append(
        Citation(
            n=len(citations) + 1,
            article=CitedArticle(
                id=article.id,
                title=article.title,
                source=article.source,
                published=article.published,
                url=article.url,
                language=article.language,
            ),
            quote=quote.words,
            start=quote.start,
            end=quote.end,
            link=write_fragment_link(article.url, quote.words),
            also_in=quote.premise.also_in,
            page=find_page(article.pages, quote.start),
        )
    )
    return len(citations)


def write_statement(statement: Statement) -> str:
    """Return a statement with the numbers of its citations: "They met on Friday. [1][3]".

    A number in square brackets that the words of an article have is none of these: it stands in round ones.
    """
    return statement.shown_text + " " + "".join(f"[{n}]" for n in statement.citations)


def _find_speaker_of(quotes: Sequence[Quote]) -> str | None:
    found = map(find_speaker_of, quotes)
    return next((speaker for speaker in found if speaker), None)


def _add_statement(written: Statements, text: str, verdict: Verdict, *, lead: str = "", known: str = "") -> Statements:
    citations = list(written.citations)
    numbers = tuple(dict.fromkeys(cite_quote(quote, citations) for quote in verdict.quotes))
    said = text.removeprefix(lead)
    told = lead + annotate_mentions(said, _resolve_days(said, verdict.quotes), known=known, sparing=True)
    statement = replace(_make_statement(told, verdict, numbers), speaker=_find_speaker_of(verdict.quotes))
    return replace(written, statements=(*written.statements, statement), citations=tuple(citations))


def _resolve_days(text: str, quotes: Sequence[Quote]) -> list[DateMention]:
    """Return the days that a statement names, each as the quotes mean it; what none of them means is not certain."""
    language = quotes[0].premise.language
    meant = [mention for quote in quotes for mention in _find_meant(quote)]
    days = {quote.premise.published for quote in quotes}
    readings = [mention for day in days for mention in find_dates(text, day, language=language)]
    return [_take_meaning(mention, readings, meant) for mention in find_dates(text, language=language)]


def _find_meant(quote: Quote) -> list[DateMention]:
    """Return the days that a quote names, as its whole article tells them."""
    premise = quote.premise
    mentions = find_dates(premise.text, premise.published, language=premise.language)
    return [mention for mention in mentions if quote.start <= mention.start < quote.end]


def _take_meaning(mention: DateMention, readings: Sequence[DateMention], meant: Sequence[DateMention]) -> DateMention:
    """Return a mention of a statement with the day of the quotes' words for it, or of another word for that day."""
    days = {(other.first, other.last) for other in meant if other.certain}
    own = [other for other in meant if _fold_mention(other) == _fold_mention(mention)]
    own = own or [other for other in readings if other.start == mention.start and (other.first, other.last) in days]
    if not mention.relative or len({(other.first, other.last) for other in own}) != 1:
        return mention
    certain = all(other.certain for other in own)
    return replace(mention, first=own[0].first, last=own[0].last, certain=certain, precision=own[0].precision)


def _fold_mention(mention: DateMention) -> str:
    return " ".join(mention.text.lower().split()).rstrip(".")


def _make_statement(text: str, verdict: Verdict, numbers: tuple[int, ...]) -> Statement:
    return Statement(
        text=text,
        citations=numbers,
        verdict=verdict.name,
        score=round(verdict.score, 3),
        flags=tuple(flag.describe() for flag in choose_flags(verdict.flags)),
    )
