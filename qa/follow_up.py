"""Tell a question that leans on what was asked before from one that stands alone, and check what a model made of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.question import classify_question
from qa.verify.mentions import find_mentions
from qa.verify.names import find_names
from qa.verify.numbers import find_numbers
from qa.words import STOP_WORDS, split_words, stem_each, stem_words

LONGEST_REWRITING = 300
_SHORT = 2
_OPENING = re.compile(r"^(?:(?:and|but|or|so|then|also|ok|okay|well|yes|no)\b[\s,]*)+(?=\w)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b", re.IGNORECASE
)
_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
# These point back wherever they stand ...
_POINTING = re.compile(
    r"\b(?:him|them|theirs|hers)\b|\b(?:it|her|its)[?.!]*$"
    r"|\b(?:it|her) (?=in|at|on|about|for|with|to|after|before|during)"
    r"|\bthe (?:latter|former|others?|rest)\b|\bboth(?: men| women| sides)?[?.!]*$"
    r"|\b(?:this|that|these|those)[?.!]*$|^(?:is|was|are|were|did|does|do|has|have|will|would|can|could|how|why)"
    r" (?:this|that|these|those)\b|\b(?:at|in|on|after|before|of|about|during|since|for|by|with|from|to)"
    r" (?:that|those|this(?! (?:week|month|year|spring|summer|autumn|winter|morning)))\b|(?<!is|as|re) there[?.!]*$",
    re.IGNORECASE,
)
# ... these where nothing comes before them that they could mean ...
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:the|an?|which|whose) \w", re.IGNORECASE)
_EMPTY_IT = re.compile(
    r"\b(?:is|was) it (?:true|that|when|likely|possible|known|clear)\b|\b(?:did|does) it take\b", re.IGNORECASE
)
# ... and these in a short question that names no person.
_PAIR = re.compile(r"\b(?:the|those|these) (?:two|three)\b|\bboth\b", re.IGNORECASE)
_OTHER = frozenset("else other others another ones".split())
_VAGUE = _OTHER | frozenset(
    """people person persons anyone anybody someone somebody everyone everybody nobody thing things anything something
    happen happened happens one really exactly please mean means reason reasons long often ago later next lot""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question that stands alone and the plain words of its answer, "" where there was none."""

    question: str
    answer: str


def is_follow_up(question: str, history: Sequence[Exchange]) -> bool:
    """Tell whether a question can't be understood without what was asked before.

    One without any name is also taken to speak of what was asked before if it is short or takes up a word of that.
    """
    if not history or len(question) > LONGEST_REWRITING:
        return False
    if leans_back(question):
        return True
    if _has_names(question):
        return False
    terms, last = find_terms(question), history[-1]
    return len(terms) <= _SHORT or not set(terms).isdisjoint(find_terms(f"{last.question} {last.answer}"))


def leans_back(question: str) -> bool:
    """Tell whether a question points at something outside of it or leaves a part of itself out."""
    text = strip_opening(question)
    return points_back(text) or _leaves_out(text, is_continued=text != " ".join(question.split()))


def strip_opening(question: str) -> str:
    """Return the question on one line without an "And" or "But so" before it."""
    return _OPENING.sub("", " ".join(question.split()))


def find_terms(text: str) -> list[str]:
    """Return the stems of the words that say what a question is about, in order, each once."""
    words = [word for word in split_words(text) if word not in STOP_WORDS and word not in _VAGUE]
    return list(dict.fromkeys(stem_each(words)))


def check_rewriting(text: str, question: str, history: Sequence[Exchange]) -> str | None:
    """Return what a model wrote as a full question, or None where it is not the same question or invents something.

    It has to be one short question of the same kind that stands alone, asks nothing that was asked before, keeps the
    names and half of the words of the question, and has no name or number that was not there.
    """
    written = re.sub(r"^(?:full|rewritten)? ?question:\s*", "", text.strip(), flags=re.IGNORECASE).strip("\"“”' ")
    rewriting = strip_opening(written)
    known = " ".join([question, *(f"{item.question} {item.answer}" for item in history)])
    kind, terms = classify_question(strip_opening(question)), find_terms(question)
    kept = set(stem_words(rewriting))
    accepted = (
        rewriting.endswith("?")
        and written.isprintable()
        and len(rewriting) < LONGEST_REWRITING
        and kind in ("other", classify_question(rewriting))
        and not leans_back(rewriting)
        and split_words(rewriting) not in [split_words(item.question) for item in history]
        and 2 * len(kept.intersection(terms)) >= len(terms)
        and kept.issuperset(stem_each(word for name in find_names(question) for word in name.words))
        and _holds_facts(rewriting, known)
    )
    return rewriting[0].upper() + rewriting[1:] if accepted else None


def points_back(text: str) -> bool:
    """Tell whether a word of the question stands for something outside of it."""
    if _POINTING.search(text) or (_ABOUT.match(text) and len(text.split()) <= 8):
        return True
    pronoun = _PRONOUN.search(text)
    if pronoun and not _EMPTY_IT.search(text):
        before = text[: pronoun.start()]
        if not find_mentions(before) and not _NOUN.search(before):
            return True
    is_short = len(find_terms(text)) <= 5
    return bool(_PAIR.search(text)) and is_short and not any(name.may_be_person for name in find_mentions(text))


def _leaves_out(text: str, *, is_continued: bool) -> bool:
    """Tell whether the verb or what the question is about is missing."""
    words, terms = split_words(text), find_terms(text)
    asks = bool(_QUESTION_WORD.search(text))
    if _has_names(text):
        named = {stem for name in find_mentions(text) for stem in stem_each(name.words)}
        return (asks or is_continued) and not _VERB.search(text) and named.issuperset(terms)
    if is_continued and not asks and not _VERB.search(text):
        return True
    return min(len(terms), len(words) - 1) <= 1 or (len(terms) <= 2 and not _OTHER.isdisjoint(words))


def _holds_facts(text: str, known: str) -> bool:
    names = {word for name in find_names(text) for word in name.words}
    numbers = {number.value for number in find_numbers(text)}
    return names <= set(split_words(known)) and numbers <= {number.value for number in find_numbers(known)}


def _has_names(text: str) -> bool:
    return bool(find_mentions(text)) or any(c.isdigit() for c in text)
