"""Correct the spelling of a question by the words of the library: a name typed wrong is still found."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.language.folding import fold_words

# In letters, chosen: shorter words have too many neighbours to tell which was meant.
_SHORTEST = 5
# In words of fewer letters a wrong letter often makes another name (Iran, Iraq); one too many or too few seldom does.
_SAFE_LETTERS = 6
_TWO_EDITS = 9
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingCorrection:
    """A word of the question that no article has, and the nearest one that articles have, both as they are shown."""

    typed: str
    read: str


def correct_question(
    text: str,
    count_passages: Callable[[Sequence[str]], Mapping[str, int]],
    list_words: Callable[[str], Iterator[tuple[str, int]]],
) -> tuple[str, list[SpellingCorrection]]:
    """Return a question with the words that no article has replaced by the nearest ones that articles do have.

    count_passages  how many passages hold each of some folded words, or a word of the same stem
    list_words      the words of the articles that begin with some letters, and how many passages hold each

    Near are words with the same first letter within one edit, or two from nine letters on (optimal string alignment:
    a letter too many, too few, wrong, or two of them swapped). Words of five letters are only cured of a letter too
    many, too few or swapped; shorter ones stay as they are.
    """
    matches = [match for match in _WORD.finditer(text) if len(match.group()) >= _SHORTEST and match.group().isalpha()]
    words = {match.group(): fold_words(match.group()) for match in matches}
    counts = count_passages(list(words.values()))
    unknown = {word: folded for word, folded in words.items() if not counts.get(folded) and folded.isalpha()}
    nearest = {word: near for word, folded in unknown.items() if (near := _find_nearest(folded, list_words(folded[0])))}
    shown = {word: _copy_case(word, near) for word, near in nearest.items()}
    corrected = _WORD.sub(lambda match: shown.get(match.group(), match.group()), text)
    return corrected, [SpellingCorrection(typed=word, read=near) for word, near in shown.items()]


def _find_nearest(word: str, known: Iterator[tuple[str, int]]) -> str | None:
    """Return the known word that is fewest edits away, the most frequent of several; None where all are too far."""
    from rapidfuzz.distance import OSA

    most = 2 if len(word) >= _TWO_EDITS else 1
    counts = {other: count for other, count in known if abs(len(other) - len(word)) <= most and _may_mean(word, other)}
    far = {other: OSA.distance(word, other, score_cutoff=most) for other in counts}
    near = [other for other, distance in far.items() if distance <= most]
    return min(near, key=lambda other: (far[other], -counts[other]), default=None)


def _may_mean(word: str, other: str) -> bool:
    safe = len(word) >= _SAFE_LETTERS or len(word) != len(other) or sorted(word) == sorted(other)
    return safe and other.isalpha() and not other.startswith(word)


def _copy_case(typed: str, word: str) -> str:
    if typed.isupper():
        return word.upper()
    return word.capitalize() if typed[:1].isupper() else word
