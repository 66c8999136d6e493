"""Who says something in a sentence, and whether the article has the same speaker say it."""

import re
from dataclasses import dataclass

from qa.verify.names import find_names
from qa.words import SPEECH_VERBS, STOP_WORDS, split_words

_SPEECH = re.compile(rf"(?<![-\w])(?:{'|'.join(SPEECH_VERBS)})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s+([^,.;:]+(?:,\s+(?=(?-i:[A-Z]))[^,.;:]+)?)", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s+\w+ly)?\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:.!?”\"]|,\s|\b(?:that|which|who|whom|but|while|after|before|when)\b")
_APPOSITION = re.compile(r",\s+((?=[^\W\d_a-z])[^,.;:!?“”\"]{2,60})(?=[,.;:!?“”\"]|$)")
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])
_INVERTED = frozenset(["said", "says", "wrote", "added", "adds", "replied", "asked", "insisted", "warned"])
_NEAR_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says something: the folded words of the phrase that names them.

    pronoun  it is only "he", "she" or "they", so that the sentences before tell who
    """

    words: frozenset[str]
    pronoun: bool


def find_speakers(text: str) -> list[Speaker]:
    """Return who says something in a text, by its verbs of saying and by "according to"."""
    speakers = [_read_phrase(match[1]) for match in _ACCORDING.finditer(text)]
    begun = 0
    for verb in _SPEECH.finditer(text):
        phrase = (
            _find_agent(text, verb)
            if _PASSIVE.search(text[: verb.start()])
            else _find_after(text, verb) or _find_before(text[begun : verb.start()])
        )
        speakers.append(_read_phrase(phrase))
        begun = verb.end()
    return [speaker for speaker in speakers if speaker.words or speaker.pronoun]


def keeps_speakers(sentence: str, quote: str, before: str) -> bool:
    """Tell whether each named speaker of a sentence speaks in the quote as well.

    before  what stands before the quote in the article: it says who "he" is

    A quote without any verb of saying has no other speaker to contradict; names in it are checked as facts.
    """
    quoted = find_speakers(quote)
    if not quoted:
        return True
    known = frozenset().union(*(speaker.words for speaker in quoted))
    if any(speaker.pronoun for speaker in quoted):
        known |= frozenset(word for name in find_names(before + " " + quote) for word in name.words)
    return all(not speaker.words.isdisjoint(known) for speaker in find_speakers(sentence) if not speaker.pronoun)


def _find_before(text: str) -> str:
    """Return the subject before a verb: the words right before it, else all names of the sentence up to it."""
    sentence = re.split(r"[.!?”\"]\s", text)[-1]
    near = _CLAUSE.split(sentence)[-1].split()[-_NEAR_WORDS:]
    return " ".join(near or [name.text for name in find_names(sentence)])


def _find_agent(text: str, verb: re.Match[str]) -> str:
    """Return who the verb of a passive has after it, as in `was rejected by Dong Jun`; "" where it names nobody."""
    agent = re.match(r"\s+by\s+(.*)", text[verb.end() :], re.DOTALL)
    return _cut_phrase(agent[1]) if agent else ""


def _cut_phrase(text: str) -> str:
    """Return the words that name who speaks: up to the end of the clause, with a name that explains them after it."""
    phrase = _CLAUSE.split(text)[0]
    name = _APPOSITION.match(text, len(phrase))
    return " ".join([*phrase.split()[:_NEAR_WORDS], *(name[1].split() if name else ())])


def _find_after(text: str, verb: re.Match[str]) -> str:
    """Return the subject that a verb has after it, as in `, said Dong Jun`; "" where it has it before."""
    before = text[: verb.start()].rstrip()
    inverted = before[-1:] in ("”", '"') or (before[-1:] in ("", ",") and verb.group().lower() in _INVERTED)
    phrase = _cut_phrase(text[verb.end() :])
    return phrase if inverted and re.match(r"the |an? |[^\W\d_a-z]", phrase) else ""


def _read_phrase(phrase: str) -> Speaker:
    words = frozenset(split_words(phrase))
    return Speaker(words=words - STOP_WORDS - _PRONOUNS, pronoun=bool(words & _PRONOUNS) and not words - STOP_WORDS)
