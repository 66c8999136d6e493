"""Whether a sentence can be understood without those before it."""

import re
from collections.abc import Iterator

from qa.briefing.topic.reporting import ReportedSentence
from qa.language.known import get_language
from qa.language.names import find_names
from qa.language.syntax.parse import Parsed, ParsedToken, parse_text
from qa.language.wording.chronicle import Chronicle, get_chronicle
from qa.language.words import split_words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
# Chosen: more than half of the characters.
_MOSTLY = 0.5
_ENOUGH, _ENOUGH_UNNAMED, _LEAST = 8, 3, 3
_PARTS = re.compile(r"[^\W_]+")
_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES = ("ccomp", "xcomp", "csubj")


def stands_alone(sentence: ReportedSentence, *, speaker: str = "") -> bool:
    """Tell whether all that a sentence points at stands in itself.

    speaker  who is known to say it, and is named beside it: a "she" may be them
    """
    words, text = get_chronicle(sentence.language), sentence.text
    if _points_back(text, words) or _speaks_of_itself(text, sentence.language):
        return False
    parsed = parse_text(text, sentence.language)
    if parsed is None:
        first = text.lower().split()[0].strip('“"«,')
        return bool(speaker) or first not in words.person_pronouns | words.thing_pronouns | words.plural_pronouns
    if _has_bare_pointer(parsed, words):
        return False
    return all(
        _is_resolved(parsed, token, words) or (bool(speaker) and token.text.lower() in words.person_pronouns)
        for token in _list_pronouns(parsed, words)
    )


def is_mostly_quoted(text: str) -> bool:
    """Tell whether half of a sentence or more is what somebody is quoted with: it tells what was said, and no deed."""
    quoted = sum(len(words) for words in _QUOTED.findall(text))
    return quoted >= _MOSTLY * len(text) or text[:1] in '“"«„' or text.count('"') % 2 == 1


def says_enough(sentence: ReportedSentence) -> bool:
    """Tell whether a sentence names somebody or something, or says so much that it needs no name."""
    words = split_words(sentence.text)
    told = [word for word in words if word not in get_language(sentence.language).stop_words]
    named = any(
        not name.initial or f" {name.text.lower()} " not in sentence.source
        for name in find_names(sentence.text, sentence.language)
    )
    parsed = parse_text(sentence.text, sentence.language)
    if parsed is not None and any(token.dep == "expl" for token in parsed.tokens):
        return len(told) >= _ENOUGH and named
    return len(told) >= (_LEAST if named else _ENOUGH_UNNAMED)


def _points_back(text: str, words: Chronicle) -> bool:
    folded = " ".join(["", *_PARTS.findall(text.lower()), ""])
    first, _, second = folded.strip().partition(" ")
    if first in words.pointing and second.split(" ")[0] not in words.moments:
        return True
    return any(f" {phrase} " in folded for phrase in words.pointing_back)


def _speaks_of_itself(text: str, language: str) -> bool:
    """Tell whether the outlet speaks of itself or to its reader: "we", "our", outside of quotations."""
    own = get_language(language).own_pronouns
    return not own.isdisjoint(re.findall(r"[^\W\d_]+", _QUOTED.sub(" ", text).lower()))


def _list_pronouns(parsed: Parsed, words: Chronicle) -> Iterator[ParsedToken]:
    known = words.person_pronouns | words.thing_pronouns | words.plural_pronouns
    return (token for token in parsed.tokens if token.tag in ("PRP", "PRP$") and token.text.lower() in known)


def _has_bare_pointer(parsed: Parsed, words: Chronicle) -> bool:
    """Tell whether a "that" or "this" stands for something by itself, outside of quoted words."""
    # "One is headed", "The two had spoken": so many of something that was told before.
    for token in parsed.tokens[:2]:
        if token.tag == "CD" and token.dep in _SUBJECTS and not parsed.find_children(token.index, "prep", "nmod"):
            return True
    return any(
        token.pos == "PRON" and token.tag == "DT" and token.dep in (*_SUBJECTS, "dobj", "pobj")
        and token.text.lower() in words.pointing
        and not _is_quoted(parsed, token)
        for token in parsed.tokens
    )  # fmt: skip


def _is_resolved(parsed: Parsed, pronoun: ParsedToken, words: Chronicle) -> bool:
    """Tell whether something in the sentence may be what a pronoun stands for."""
    word = pronoun.text.lower()
    if word in words.thing_pronouns and _is_empty(parsed, pronoun):
        return True
    before = [
        token
        for token in parsed.tokens[: pronoun.index]
        if token.pos in ("NOUN", "PROPN") and _is_quoted(parsed, token) <= _is_quoted(parsed, pronoun)
    ]
    if pronoun.tag == "PRP$":
        # "In his speech Reiss said": who it is follows.
        after = (t for t in parsed.tokens[pronoun.index :] if t.index != pronoun.head)
        before += [t for t in after if t.entity == "PERSON" or (t.dep in _SUBJECTS and t.pos in ("NOUN", "PROPN"))]
    if word in words.plural_pronouns:
        acts = pronoun.tag == "PRP$" or pronoun.dep in _SUBJECTS
        bodies = [token for token in before if acts and token.entity == "ORG" and token.dep in _SUBJECTS]
        return bool(bodies) or any(token.tag in ("NNS", "NNPS") for token in before)
    if word in words.person_pronouns:
        return any(
            token.entity == "PERSON" or (token.dep in _SUBJECTS and token.tag in ("NN", "NNP")) for token in before
        )
    return any(token.entity != "PERSON" for token in before)


def _is_quoted(parsed: Parsed, token: ParsedToken) -> bool:
    """Tell whether a word stands between quotation marks."""
    return any(match.start() < token.start < match.end() for match in _QUOTED.finditer(parsed.text))


def _is_empty(parsed: Parsed, pronoun: ParsedToken) -> bool:
    """Tell whether an "it" stands for nothing: "it was clear that", "it had rained"."""
    if pronoun.dep == "expl":
        return True
    verb = pronoun.head
    told = [verb, *parsed.find_children(verb, "acomp", "attr", "oprd")]
    follows = any(parsed.find_children(n, *_CLAUSES) for n in told)
    return pronoun.dep in _SUBJECTS and follows and parsed.tokens[verb].lemma == "be"
