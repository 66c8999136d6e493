"""Who says the words that stand somewhere in an article: found where it is certain, and left open where it is not."""

import re

from qa.passages import Span, split_sentences
from qa.verify.claims import Claim, find_claim
from qa.verify.mentions import Mention, find_mentions
from qa.verify.names import find_names, holds_name
from qa.verify.parse import Parsed, can_parse, parse_text
from qa.words import STOP_WORDS, split_words

_BEFORE, _AFTER = 600, 400
_SENTENCES_BACK = 2
_POSSESSIVE = re.compile(r"(?:[^\W\d_a-z][\w-]*\s)*[^\W\d_a-z][\w-]*(?:['’]s|['’])(?!\w)")
_OPENS, _CLOSES = re.compile(r"[“„«]|(?<!\w)\""), re.compile(r"[”»]|\"(?!\w)")
_OPENS_QUOTATION = re.compile(r"^[“„«\"]")
_QUOTED = re.compile(r"[“„«][^”“»]*(?:[”“»]|$)|\"[^\"]*(?:\"|$)")
# How the head of a phrase that names who speaks hangs on its verb, or on the name that it explains.
_SPEAKS = frozenset(["nsubj", "nsubjpass", "pobj", "appos", "conj", "ROOT", "attr", "npadvmod", "dobj", "compound"])
_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "ADJ"])
# What opens or ends no name: prepositions and conjunctions, as in "behind Orrin as a port but".
_SMALL = frozenset(["ADP", "SCONJ", "CCONJ", "ADV", "PART", "VERB", "AUX"])


def find_speaker(text: str, start: int, end: int, language: str | None = None) -> str | None:
    """Return who says the words of a stretch of an article, or None where the outlet does, or it is not certain.

    "He said" is whoever speaks last by name before, or the only person that the sentence before is about; a quotation
    that goes on after its first sentence is told by whoever is named where it ends.
    """
    begin, close = widen_to_sentences(text, start, end, language)
    if speaker := name_speaker(text[begin:close], text[max(0, begin - _BEFORE) : begin], language):
        return speaker
    opened = [match.end() for match in _OPENS.finditer(text, max(0, begin - _BEFORE), start + 1)]
    if not opened:
        return None
    ending = _CLOSES.search(text, max(end, opened[-1]), end + _AFTER)
    if ending is None or _CLOSES.search(text, opened[-1], start):
        return None
    first, last = widen_to_sentences(text, ending.start(), ending.end(), language)
    return name_speaker(text[first:last], text[max(0, first - _BEFORE) : first], language)


def name_speaker(sentence: str, before: str, language: str | None = None) -> str | None:
    """Return who makes the claim of a sentence, or None.

    before  what stands before it in the article
    """
    claim = find_claim(sentence, language or "en")
    if claim and not claim.is_pronoun:
        return _certify(sentence, claim)
    if claim is None and not _OPENS_QUOTATION.match(sentence):
        return None
    spans = split_sentences(before)[-_SENTENCES_BACK:]
    for start, end in reversed(spans):
        told = find_claim(before[start:end], language or "en")
        if told and not told.is_pronoun:
            named = _certify(before[start:end], told)
            return named if not _names_another(told, before[start:]) else None
    return _find_only_person(before[spans[-1][0] : spans[-1][1]], claim) if spans and claim else None


def _certify(sentence: str, claim: Claim) -> str | None:
    """Return the speaker of a claim without words that do not belong to the name; None where it is no noun that speaks.

    Without a parser the claim is taken as it is read.
    """
    start = sentence.lower().find(claim.speaker.lower())
    if start < 0 or not can_parse(claim.language):
        return claim.speaker
    parsed = parse_text(sentence, claim.language)
    tokens = [t for t in parsed.tokens if start <= t.start and t.end <= start + len(claim.speaker)] if parsed else []
    if not parsed or not tokens:
        return claim.speaker
    if tokens[0].pos in _SMALL and not tokens[0].text[:1].isupper():
        return None
    places = {token.index for token in tokens}
    heads = [t for t in tokens if t.pos in _NOUNS and t.dep in _SPEAKS and t.head not in places]
    heads = heads or [t for t in tokens if t.pos in _NOUNS and t.head not in places]
    if not heads:
        return None
    held = places & set(_walk_name(parsed, heads[0].index))
    last = max((parsed.tokens[n].end for n in held if parsed.tokens[n].pos not in (*_SMALL, "PUNCT")), default=start)
    return claim.speaker[: max(0, last - start)].strip() or None


def _walk_name(parsed: Parsed, head: int) -> list[int]:
    return list(parsed.walk_down(head))


def _find_only_person(sentence: str, claim: Claim) -> str | None:
    """Return the person that a sentence has as its subject, where it names nobody else, for "he said" after it."""
    if claim.words or not can_parse(claim.language) or claim.speaker.lower() not in ("he", "she"):
        return None
    parsed = parse_text(sentence, claim.language)
    people = [person for person in _find_people(sentence) if person.may_be_person]
    for token in parsed.tokens if parsed else ():
        head = parsed.tokens[token.head] if parsed else token
        if token.dep in ("nsubj", "nsubjpass") and token.entity == "PERSON" and head.dep in ("ROOT", "conj"):
            words = frozenset(split_words(token.text))
            if all(words & person.words for person in people) and parsed:
                held = sorted(n for n in parsed.walk_down(token.index, without=frozenset(["relcl", "acl", "punct"])))
                return sentence[parsed.tokens[held[0]].start : parsed.tokens[held[-1]].end]
    return None


def _find_people(sentence: str) -> list[Mention]:
    parsed = parse_text(sentence, "en")
    people = {t.text.lower() for t in parsed.tokens if t.entity == "PERSON"} if parsed else set()
    return [mention for mention in find_mentions(sentence) if mention.words & people]


def _names_another(told: Claim, text: str) -> bool:
    """Tell whether a text names somebody beside the speaker of a claim, who may be meant by "he" as well."""
    own = told.words
    mentions = find_mentions(_QUOTED.sub(" ", text), language=told.language)
    return any(person.words.isdisjoint(own) for person in mentions if person.may_be_person)


def widen_to_sentences(text: str, start: int, end: int, language: str | None = None) -> Span:
    """Return the offsets of the sentences of a text that hold a stretch of it."""
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    offset = begin
    spans = split_sentences(text[begin : close if close >= 0 else len(text)], language)
    held = [(offset + first, offset + last) for first, last in spans if offset + last > start and offset + first < end]
    return (held[0][0], held[-1][1]) if held else (start, end)


def reads_as_quotation(text: str, place: int) -> bool:
    """Tell whether what stands at a place of a text is between quotation marks."""
    begin = text.rfind("\n", 0, place) + 1
    before = text[begin:place]
    marks = [mark for mark in before if mark in "“”„«»"]
    return marks[-1:] in (["“"], ["„"], ["«"]) or before.count('"') % 2 == 1


def is_another(claimed: str | None, speaker: str | None) -> bool:
    """Tell whether somebody is surely not the speaker of an article: both are named, and by other names."""
    if not claimed or not speaker:
        return False
    # "Norvane's chief executive" names a company, and nobody who speaks.
    claimed, speaker = _POSSESSIVE.sub("", claimed), _POSSESSIVE.sub("", speaker)
    names, others = find_names(f"so {claimed}"), find_names(f"so {speaker}")
    if not names or not others:
        return False
    words, said = frozenset(split_words(speaker)), frozenset(split_words(claimed))
    return said.isdisjoint(words - STOP_WORDS) and not any(holds_name(name, words, words, speaker) for name in names)
