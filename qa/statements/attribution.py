"""Name whose claim a statement is, where the articles only report it as somebody's."""

from collections.abc import Iterator, Sequence

from qa.language.attribution.claims import find_claim
from qa.language.attribution.speakers import find_speaker
from qa.language.words import STOP_WORDS, split_words, stem_words
from qa.question import Question
from qa.verify.premise import Quote

# So much of what a statement adds to the question is in the claim that it rests on.
_CLAIMED = 0.6
# Who denies a thing does not tell it.
_TELLING = frozenset(["asserts", "admits", "warns", "promises"])


def attribute_statement(text: str, quotes: Sequence[Quote], question: Question) -> str:
    """Return a statement that names whose claim it is, where the articles only report it as somebody's.

    It stays as it is where it names a speaker, where the question names the one, where it rests as well on what an
    outlet says in its own voice, and where the article leaves open who "he" is.
    """
    if find_claim(text):
        return text
    known = set(split_words(f"{text} {question.text}"))
    for quote in quotes:
        words = quote.words
        claim, speaker = find_claim(words, quote.premise.language or "en"), find_speaker_of(quote)
        if claim is None or speaker is None or claim.stance not in _TELLING:
            continue
        if not claim.is_pronoun and claim.words.isdisjoint(split_words(speaker)):
            continue
        if not _rests_on(text, words[claim.start : claim.end], question):
            continue
        told = (*_list_own_voice(quotes), words[: claim.start], words[claim.end :])
        if known.isdisjoint(set(split_words(speaker)) - STOP_WORDS) and not any(
            _rests_on(text, part, question) for part in told
        ):
            return f"{text.rstrip('.')}, according to {speaker}."
        return text
    return text


def find_speaker_of(quote: Quote) -> str | None:
    """Return who says a quote in its article, or None where the outlet does, or it is not certain."""
    return find_speaker(quote.premise.text, quote.start, quote.end, quote.premise.language)


def _list_own_voice(quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield the quotes that an outlet says in its own voice."""
    for quote in quotes:
        if find_speaker_of(quote) is None and find_claim(quote.words, quote.premise.language or "en") is None:
            yield quote.words


def _rests_on(text: str, claimed: str, question: Question) -> bool:
    """Tell whether what a statement adds to the question is in some words rather than around them."""
    added = [stem for stem in stem_words(text) if stem not in question.terms and stem not in STOP_WORDS]
    held = set(stem_words(claimed))
    return bool(added) and sum(stem in held for stem in added) >= _CLAIMED * len(added)
