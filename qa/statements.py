"""Write checked statements: each with its citations, its speaker, and the days that its articles only hint at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa.answer import Citation, CitedArticle, Statement, write_fragment_link
from qa.articles import find_page
from qa.dates import read_day, spell_dates
from qa.draft import Draft
from qa.evidence import Evidence
from qa.passages import Span
from qa.question import Question
from qa.verify import Check, Quote, check_statement, cut_dates, find_claim, find_speaker
from qa.words import STOP_WORDS, split_words, stem_words

_CHARACTERS_BEFORE = 400
_CLAIMED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is written of an answer so far.

    dropped  sentences of the model that failed the check, as it wrote them
    """

    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[str, ...] = ()


def add_draft(
    written: Written, draft: Draft, evidence: Sequence[Evidence], question: Question, texts: Mapping[str, str]
) -> Written:
    """Return what is written with the draft as a statement, or among the dropped where the articles don't hold it.

    texts  the whole text of each article of the evidence, by id
    """
    cited = [item for item in evidence if item.n in draft.cited]
    if draft.span:
        return add_quote(written, cited[0], draft.span, texts)
    others = [item for item in evidence if item.n not in draft.cited]
    text = draft.text
    check = check_statement(text, cited, others, question, texts)
    if not check.supported and (shorter := cut_dates(text, check.missing)):
        text, check = shorter, check_statement(shorter, cited, others, question, texts)
    if not check.supported:
        return replace(written, dropped=(*written.dropped, draft.text))
    text = attribute_statement(text, check, question, texts)
    return _add_statement(written, text, check, texts, known=question.text)


def add_quote(written: Written, evidence: Evidence, span: Span, texts: Mapping[str, str], *, lead: str = "") -> Written:
    """Return what is written with the words of an article themselves as a statement, after a lead that names it."""
    quote = Quote(evidence=evidence, start=span[0], end=span[1])
    words = " ".join(texts[evidence.hit.article.id][span[0] : span[1]].split())
    return _add_statement(written, lead + words, Check(quotes=(quote,), support=1.0, missing=()), texts, lead=lead)


def attribute_statement(text: str, check: Check, question: Question, texts: Mapping[str, str]) -> str:
    """Return a statement that names whose claim it is, where the articles only report it as somebody's.

    It stays as it is where it names a speaker, where the question names the one, where it rests on what the outlet
    says in its own voice, and where the article leaves open who "he" is.
    """
    asked = set(split_words(question.text))
    for quote in check.quotes:
        words, before = _read_quote(quote, texts)
        claim, speaker = find_claim(words), find_speaker(words, before)
        if claim is None or speaker is None or not _rests_on(text, words[claim.start : claim.end], question):
            continue
        named = set(split_words(speaker)) - STOP_WORDS
        if find_claim(text) or named & set(split_words(text)) or named & asked:
            return text
        return f"{text.rstrip('.')}, according to {speaker}."
    return text


def write_statement(statement: Statement) -> str:
    """Return a statement with the numbers of its citations: "They met on Friday. [1][3]"."""
    return statement.text + " " + "".join(f"[{n}]" for n in statement.citations)


def _rests_on(text: str, claimed: str, question: Question) -> bool:
    """Tell whether what a statement adds to the question is in the claim rather than around it."""
    added = [stem for stem in stem_words(text) if stem not in question.terms and stem not in STOP_WORDS]
    held = set(stem_words(claimed))
    return bool(added) and sum(stem in held for stem in added) >= _CLAIMED * len(added)


def _read_quote(quote: Quote, texts: Mapping[str, str]) -> tuple[str, str]:
    """Return the words of a quote and what stands before them in the article."""
    text = texts[quote.evidence.hit.article.id]
    return text[quote.start : quote.end], text[max(0, quote.start - _CHARACTERS_BEFORE) : quote.start]


def _find_speaker_of(check: Check, texts: Mapping[str, str]) -> str | None:
    found = (find_speaker(*_read_quote(quote, texts)) for quote in check.quotes)
    return next((speaker for speaker in found if speaker), None)


def _add_statement(
    written: Written, text: str, check: Check, texts: Mapping[str, str], *, lead: str = "", known: str = ""
) -> Written:
    citations = list(written.citations)
    numbers = tuple(_cite(quote, citations, texts) for quote in check.quotes)
    published = read_day(check.quotes[0].evidence.hit.article.published)
    statement = Statement(
        text=lead + spell_dates(text.removeprefix(lead), published, known=known),
        citations=tuple(dict.fromkeys(numbers)),
        supported=True,
        support=check.support,
        speaker=_find_speaker_of(check, texts),
    )
    return replace(written, statements=(*written.statements, statement), citations=tuple(citations))


def _cite(quote: Quote, citations: list[Citation], texts: Mapping[str, str]) -> int:
    """Return the number of the citation of a quote, the same for the same words; a new one is added to the list."""
    hit = quote.evidence.hit
    for citation in citations:
        if (citation.article.id, citation.start, citation.end) == (hit.article.id, quote.start, quote.end):
            return citation.n
    words = texts[hit.article.id][quote.start : quote.end]
    citations.append(
        Citation(
            n=len(citations) + 1,
            article=CitedArticle(
                id=hit.article.id,
                title=hit.article.title,
                source=hit.article.source,
                published=hit.article.published,
                url=hit.article.url,
            ),
            quote=words,
            start=quote.start,
            end=quote.end,
            link=write_fragment_link(hit.article.url, words),
            also_in=hit.also_in,
            page=find_page(hit.article.pages, quote.start),
        )
    )
    return len(citations)
