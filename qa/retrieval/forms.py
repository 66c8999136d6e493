"""Find the forms in which articles write the words of a question: the index itself stems English words alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from qa.language.words import can_stem, stem_each
from qa.library import Library
from qa.question import Question

# A shorter beginning is that of too many words.
_SHORTEST_STEM = 3
# Of a word with more forms, as many short stems have, the most frequent ones.
_MOST_FORMS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """The forms of a question's words in a library.

    forms  other words of the same stem, by word of the question
    terms  the term of the question by the stem that the index makes of such a form
    """

    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    def list_words(self, question: Question) -> tuple[str, ...]:
        """Return the words of a question with their forms."""
        return (*question.words, *(form for forms in self.forms.values() for form in forms))

    def count(self, question: Question, frequencies: Mapping[str, int]) -> dict[str, int]:
        """Return how many passages hold each word of a question, or the most frequent of its forms."""
        return {
            word: max(frequencies.get(form, 0) for form in (word, *self.forms.get(word, ()))) for word in question.words
        }


def find_word_forms(question: Question, library: Library) -> WordForms:
    """Return the forms of a question's words by the stemmer of its language; none for English, or without a stemmer."""
    if question.language in (None, "en") or not can_stem(question.language):
        return WordForms()
    forms = {word: found for word in question.words if (found := _find_forms(word, question.language, library))}
    terms = dict(zip(question.words, question.terms, strict=True))
    own = frozenset(question.terms)
    kin = {stem: terms[word] for word, found in forms.items() for stem in stem_each(found) if stem not in own}
    return WordForms(forms=forms, terms=kin)


def _find_forms(word: str, language: str | None, library: Library) -> tuple[str, ...]:
    (stem,) = stem_each([word], language)
    prefix = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False)))
    if len(prefix) < _SHORTEST_STEM or not word.isalpha():
        return ()
    known = {other: count for other, count in library.iter_vocabulary(prefix) if other != word}
    alike = [other for other, own in zip(known, stem_each(known, language), strict=True) if own == stem]
    return tuple(sorted(alike, key=lambda other: -known[other])[:_MOST_FORMS])
