"""Whose words are quoted: what stands between quotation marks is given to whoever says it in the articles."""

from collections.abc import Iterator, Sequence
from itertools import islice

from qa.language.attribution.claims import find_claim
from qa.language.attribution.quotations import (
    find_quotation_spans,
    find_quotations,
    holds_quotation,
    locate_quotation,
)
from qa.language.attribution.speakers import find_caller, find_speaker, is_another, widen_to_sentences
from qa.language.known import detect_language, get_language
from qa.language.mentions import find_mentions
from qa.language.profile import Language
from qa.language.sentences import split_sentences
from qa.language.syntax.parse import can_parse, parse_text
from qa.language.words import split_words
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote
from qa.verify.verdict import Flag

# Fewer words are a phrase that several may use.
_LEAST_WORDS = 2
_NEAR = 600
# Chosen: so many sentences tell whether a word is somebody's name.
_MOST_READ = 4
_SUBJECTS = ("nsubj", "nsubjpass")
_BESIDE = frozenset(["relcl", "acl", "poss", "prep", "conj"])


def find_misattributed(hypothesis: Hypothesis) -> Iterator[Flag]:
    """Yield a flag for each quotation that a statement gives to somebody else than all articles with its words do.

    Where the statement names nobody, it is whoever the question asks about ("what did X say").
    """
    text = hypothesis.text
    language = detect_language(text) or next((premise.language for premise in hypothesis.premises), None)
    asked = " ".join(word.capitalize() for word in hypothesis.question.asked) if hypothesis.question else ""
    for start, end in find_quotation_spans(text):
        words = text[start:end]
        claimed = find_speaker(text, start, end, language) or find_caller(text, start, end, language) or asked
        described = "" if claimed else _find_described(hypothesis, start, language)
        told = [pair for premise in hypothesis.premises for pair in _find_told(premise, words)]
        if described and words[:1].islower():
            claimed = described
            told = [] if any(_names(quote.words, described) for _, quote in told) else told
        # Fewer words are a phrase that several may use, and are somebody's only between quotation marks.
        if len(words.split()) < _LEAST_WORDS and not all(speaker and _is_marked(q, words) for speaker, q in told):
            continue
        if claimed and (place := _find_other(claimed, told)):
            speaker, quote = place
            yield Flag(kind="speaker", words=claimed, against=speaker or quote.words, quote=quote, decides=True)


def _find_described(hypothesis: Hypothesis, start: int, language: str | None) -> str:
    """Return the person of whom quoted words are told without anybody who says them: "Ode was “shocked”"."""
    text = hypothesis.text
    parsed = parse_text(text, language or "") if can_parse(language) else None
    word = next((token.index for token in parsed.tokens if token.start >= start), None) if parsed else None
    if parsed is None or word is None:
        return ""
    verbs = (word, *parsed.find_children(word, "auxpass"), *parsed.walk_up(word))
    heads = [n for n in verbs if n == word or parsed.tokens[n].pos == "AUX"]
    subject = next((child for n in heads for child in parsed.find_children(n, *_SUBJECTS)), None)
    held = [parsed.tokens[n] for n in parsed.walk_down(subject, without=_BESIDE)] if subject is not None else []
    place = next((token.start for token in held if token.entity == "PERSON"), -1)
    mentioned = next((m.text for m in find_mentions(text, language=language) if m.start <= place < m.end), "")
    alone = held[-1].text if held else ""
    return mentioned or (alone if alone.istitle() and _is_person(alone, hypothesis.premises) else "")


def _is_person(word: str, premises: Sequence[Premise]) -> bool:
    """Tell whether an article has a word as the name of a person, where the statement is too short to tell."""
    sentences = (
        (premise.text[start:end], premise.language)
        for premise in premises
        for start, end in premise.spans
        if word in premise.text[start:end]
    )
    parsed = (parse_text(sentence, language) for sentence, language in islice(sentences, _MOST_READ))
    return any(token.text == word and token.entity == "PERSON" for one in parsed if one for token in one.tokens)


def _is_marked(quote: Quote, words: str) -> bool:
    return any(holds_quotation(quoted, words) for quoted in find_quotations(quote.words))


def _names(text: str, name: str) -> bool:
    return not frozenset(split_words(name)).isdisjoint(split_words(text))


def _stand_apart(claimed: str, speaker: str | None, quote: Quote) -> bool:
    """Tell whether a sentence is about one in its first clause, and gives the words to another by name after it."""
    sentence = quote.words
    place = sentence.find(speaker) if speaker and speaker.istitle() else -1
    opens = bool(claimed) and sentence[:place].lower().startswith(claimed.lower())
    return place > 0 and opens and not _names(sentence[place:], claimed)


def _is_surely_another(claimed: str, speaker: str | None, quote: Quote) -> bool:
    language = get_language(quote.premise.language)
    if language.naming.capital_nouns and (_is_office(claimed, language) or _is_office(speaker or "", language)):
        return False
    return is_another(claimed, speaker) or _stand_apart(claimed, speaker, quote)


def _is_office(phrase: str, language: Language) -> bool:
    """Tell whether a phrase may name an office alone, where a noun has a capital too: no two capitals in a row."""
    words = phrase.split()
    capital = [word[:1].isupper() for word in words]
    determined = bool(words) and words[0].lower() in language.reporting.determiners
    return determined and not any(map(min, capital[1:], capital[2:]))


def _find_other(claimed: str, told: list[tuple[str | None, Quote]]) -> tuple[str | None, Quote] | None:
    """Return a place where somebody else says the words, if whoever is claimed does at no place of them.

    Where an article leaves open who "he" is, it is likely whoever spoke last by name; that alone tells where two
    articles agree on it.
    """
    places = [(speaker or _find_likely(quote), quote) for speaker, quote in told]
    named = [(speaker, quote) for speaker, quote in places if speaker]
    known = [(speaker, quote) for speaker, quote in told if speaker]
    if not named or not all(_is_surely_another(claimed, *place) for place in named):
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
        speaker = find_speaker(text, start, end, language) or find_caller(text, start, end, language)
        found.append((speaker, quote))
    return found
