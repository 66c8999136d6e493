"""Whose words are quoted: what stands between quotation marks is given to whoever says it in the articles."""

from collections.abc import Iterator

from qa.language.attribution.claims import find_claim
from qa.language.attribution.quotations import find_quotation_spans, locate_quotation
from qa.language.attribution.speakers import find_speaker, is_another, widen_to_sentences
from qa.language.sentences import split_sentences
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote
from qa.verify.verdict import Flag

# Fewer words are a phrase that several may use.
_LEAST_WORDS = 2
_NEAR = 600


def find_misattributed(hypothesis: Hypothesis) -> Iterator[Flag]:
    """Yield a flag for each quotation that a statement gives to somebody else than all articles with its words do.

    Where the statement names nobody, it is whoever the question asks about ("what did X say").
    """
    text = hypothesis.text
    asked = " ".join(word.capitalize() for word in hypothesis.question.asked) if hypothesis.question else ""
    for start, end in find_quotation_spans(text):
        claimed = find_speaker(text, start, end) or asked
        if not claimed or len(text[start:end].split()) < _LEAST_WORDS:
            continue
        told = [_find_told(premise, text[start:end]) for premise in hypothesis.premises]
        speakers = [pair for pairs in told for pair in pairs]
        if place := _find_other(claimed, speakers):
            speaker, quote = place
            yield Flag(kind="speaker", words=claimed, against=speaker or quote.words, quote=quote, decides=True)


def _find_other(claimed: str, told: list[tuple[str | None, Quote]]) -> tuple[str | None, Quote] | None:
    """Return a place where somebody else says the words, if whoever is claimed does at no place of them.

    Where an article leaves open who "he" is, it is likely whoever spoke last by name; that alone tells where two
    articles agree on it.
    """
    places = [(speaker or _find_likely(quote), quote) for speaker, quote in told]
    named = [(speaker, quote) for speaker, quote in places if speaker]
    known = [(speaker, quote) for speaker, quote in told if speaker]
    if not named or not all(is_another(claimed, speaker) for speaker, _ in named):
        return None
    return (known or named)[0] if known or len(named) > 1 else None


def _find_likely(quote: Quote) -> str | None:
    """Return who spoke last by name in the sentences before a quote, as far as one is near, or None."""
    text, language = quote.premise.text, quote.premise.language
    begin = max(0, quote.start - _NEAR)
    spans = split_sentences(text[begin : quote.start], language)
    claims = (find_claim(text[begin + start : begin + end], language or "en") for start, end in reversed(spans))
    return next((claim.speaker for claim in claims if claim and not claim.is_pronoun), None)


def _find_told(premise: Premise, words: str) -> list[tuple[str | None, Quote]]:
    """Return who says the words in an article, at each of their places, with the sentence that they stand in."""
    text, language = premise.text, premise.language
    found = []
    for start, end in locate_quotation(text, words):
        first, last = widen_to_sentences(text, start, end, language)
        quote = Quote(premise=premise, start=first, end=last)
        found.append((find_speaker(text, start, end, language), quote))
    return found
