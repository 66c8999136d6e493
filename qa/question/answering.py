"""Tell whether a sentence can answer a question: it has a thing of the kind asked for, or the one who is to speak."""

import re
from dataclasses import dataclass
from functools import cache

from qa.language import get_language
from qa.language.folding import fold_words
from qa.language.questions import get_question_forms
from qa.language.words import find_stop_words, split_words
from qa.question.question import Question

# A verb of saying belongs to a name up to so many words before or after it.
_VERB_BEHIND = 3
_VERB_AHEAD = 5
_TOKEN = re.compile(r"[^\s\"“”()\[\],;:!?—–]+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _AnswerWords:
    """The words of a language that answer, folded but for days.

    inverted  after these the speaker may follow; whoever follows "told" or "asked" is spoken to
    """

    numbers: frozenset[str]
    days: frozenset[str]
    places: re.Pattern[str]
    speaking: frozenset[str]
    inverted: frozenset[str]
    stop_words: frozenset[str]


def can_answer(
    question: Question, sentence: str, common: frozenset[str] = frozenset(), *, language: str | None = None
) -> bool:
    """Tell whether the sentence has a thing of the kind asked for that the question does not hold already.

    common    words that the text around it writes in lower case: with a capital, they open a sentence and name nothing
    language  of the sentence; English where nobody knows
    """
    if question.kind not in ("number", "date", "name", "place"):
        return True
    words = _load_words(language)
    is_named = question.kind in ("name", "place")
    known = set(split_words(question.text))
    tokens = _TOKEN.findall(sentence)
    if is_named and not any(token[:1].isupper() for token in tokens):
        return sentence.lower() == sentence.upper()
    fresh = [token for token in tokens if not set(split_words(token)) - {"s"} <= known]
    if is_named and fresh and fresh[0] == tokens[0] and not set(split_words(fresh[0])).isdisjoint(common):
        fresh = fresh[1:]
    if question.kind == "place":
        places = {token for match in words.places.finditer(sentence) for token in _TOKEN.findall(match[1])}
        # "On Tuesday", "in May" are no places.
        fresh = [token for token in fresh if token in places and not _is_date(token, words)]
    if is_named:
        return any(_is_name(token, words) for token in fresh)
    return any(_is_number(token, words) if question.kind == "number" else _is_date(token, words) for token in fresh)


def has_speaker(question: Question, sentence: str, *, language: str | None = None) -> bool:
    """Tell whether the sentence has the one speak whose words are asked for; any does where nobody's are."""
    if not question.asked:
        return True
    told, words = _load_words(language), split_words(sentence)
    return any(
        word in question.asked
        and (
            not told.inverted.isdisjoint(words[max(0, n - _VERB_BEHIND) : n])
            or not told.speaking.isdisjoint(words[n + 1 : n + _VERB_AHEAD])
        )
        for n, word in enumerate(words)
    )


def find_common_words(text: str) -> frozenset[str]:
    """Return the words that a text writes in lower case."""
    return frozenset(token.strip(".'’") for token in _TOKEN.findall(text) if token[:1].islower())


def _is_number(token: str, words: _AnswerWords) -> bool:
    return any(c.isdigit() for c in token) or any(word in words.numbers for word in split_words(token))


def _is_date(token: str, words: _AnswerWords) -> bool:
    return any(c.isdigit() for c in token) or token.lower().strip(".'’") in words.days


def _is_name(token: str, words: _AnswerWords) -> bool:
    return token.lstrip("'‘")[:1].isupper() and token.lower().strip(".'’") not in words.stop_words


@cache
def _load_words(language: str | None) -> _AnswerWords:
    known = get_language(language)
    profile = known if known.is_known else get_language("en")
    asking, numerals, told = get_question_forms(profile.code), profile.numerals, profile.reporting
    # "One" is as often a pronoun as a number.
    counts = {word for word, worth in numerals.values.items() if worth > 1}
    numbers = counts | {*numerals.scales, *numerals.others, *asking.fractions}
    name = r"([^\W\d_a-z]\S*(?:\s+[^\W\d_a-z]\S*)*)"
    return _AnswerWords(
        numbers=frozenset(map(fold_words, numbers)),
        days=frozenset(profile.months) | frozenset(profile.weekdays) | asking.days,
        places=re.compile(rf"\b{asking.places}{name}"),
        speaking=frozenset(map(fold_words, told.forms)),
        inverted=frozenset(word for phrase in (*told.inverted, *told.according) for word in split_words(phrase)[:1]),
        stop_words=find_stop_words(profile.code),
    )
