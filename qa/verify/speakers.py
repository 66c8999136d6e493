"""Whether a statement gives words to those who say them in the article."""

import re
from collections.abc import Sequence

from qa.passages import Span
from qa.question import Question
from qa.verify.claims import find_claim, find_claims, find_speaker
from qa.verify.mentions import find_mentions
from qa.verify.names import find_names, holds_name
from qa.verify.quotations import find_quotations
from qa.words import STOP_WORDS, split_words, stem_words

_CHARACTERS_BEFORE = 400
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_CONTRAST = re.compile(r"[;,]\s+(?:while|but|whereas|and|although)\s")


def tells_speakers(sentence: str, text: str, quotes: Sequence[Span], question: Question) -> bool:
    """Tell whether every speaker of a sentence says in the quotes, or by what stands before them, what it gives them.

    text    the whole article
    quotes  the stretches of it that are cited
    """
    return _keeps_speakers(sentence, text, quotes) and not _swaps_speakers(sentence, text, quotes, question)


def _keeps_speakers(sentence: str, text: str, quotes: Sequence[Span]) -> bool:
    """Tell whether each speaker that a sentence names speaks in the quotes as well, where anybody speaks in these."""
    if not quotes:
        return False
    start = min(start for start, _ in quotes)
    quote = " ".join(text[start:end] for start, end in sorted(quotes))
    return keeps_speakers(sentence, quote, text[max(0, start - _CHARACTERS_BEFORE) : start])


def keeps_speakers(sentence: str, quote: str, before: str) -> bool:
    """Tell whether each named speaker of a sentence speaks in the quote as well.

    before  what stands before the quote in the article: it says who "he" is

    A quote without any verb of saying has no other speaker to contradict; names in it are checked as facts.
    """
    quoted = find_claims(quote)
    if not quoted:
        return True
    known = frozenset().union(*(claim.words for claim in quoted))
    if any(claim.is_pronoun for claim in quoted):
        known |= frozenset(word for name in find_names(before + " " + quote) for word in name.words)
    return all(not claim.words.isdisjoint(known) for claim in find_claims(sentence) if not claim.is_pronoun)


def _swaps_speakers(sentence: str, text: str, quotes: Sequence[Span], question: Question) -> bool:
    """Tell whether a claim in the sentence is another's in the quote that has most of its words.

    Where the sentence names no speaker and the question does ("what did X say"), it is X's.
    """
    for part in _CONTRAST.split(sentence):
        claim = find_claim(part)
        teller = claim.speaker if claim else " ".join(question.asked)
        if not quotes or not teller or (claim and claim.is_pronoun):
            continue
        said = frozenset(stem_words(part[claim.start : claim.end] if claim else part)) - STOP_WORDS
        start, end = max(quotes, key=lambda span: len(said & set(stem_words(text[span[0] : span[1]]))))
        before = text[max(0, start - _CHARACTERS_BEFORE) : start]
        speaker = find_speaker(text[start:end], before)
        if speaker is None and find_quotations(part):
            speaker = _find_last_named(before, text[start:end])
        if speaker and said & set(stem_words(text[start:end])) and not _may_be_same(teller, speaker):
            return True
    return False


def _find_last_named(before: str, quote: str) -> str | None:
    """Return who may speak where no verb tells: whom the quote names beside its words, else the last one named."""
    here = [mention.text for mention in find_mentions(_QUOTED.sub(" ", quote)) if mention.may_be_person]
    there = [mention.text for mention in find_mentions(_QUOTED.sub(" ", before)) if mention.may_be_person]
    return " ".join(here or there[-1:]) or None


def _may_be_same(one: str, other: str) -> bool:
    """Tell whether two phrases for a speaker share a word, or a name that may be written in another form."""
    words, others = set(split_words(one)) - STOP_WORDS, frozenset(split_words(other)) - STOP_WORDS
    return not words.isdisjoint(others) or any(holds_name(name, others, others, other) for name in find_names(one))
