"""Find the forms in which articles write the words of a question: the index itself stems English words alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from qa.language.words import can_stem, stem_each
from qa.library import Library
from qa.question import Question

# A shorter beginning is that of too many words.
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """The words of a question as a library has them.

    words      what is searched for: each word, or another form of one that no passage has
    kin        the term of the question by the stem that the index makes of another form of its word
    """

    words: tuple[str, ...]
    kin: Mapping[str, str] = field(default_factory=dict)


def find_word_forms(question: Question, library: Library) -> WordForms:
    """Return a question's words in forms that the library has, by the stemmer of its language.

    A word that no passage has gives way to the most frequent other form of it. To search for all forms would count
    each by its own frequency: of 595 German questions over 240 paragraphs, that took the right passage from the first
    place for 5 in 100, and this one puts it there for 1 or 2 more, as an index of German stems does.
    """
    if question.language in (None, "en") or not can_stem(question.language):
        return WordForms(words=question.words)
    forms = {word: _find_forms(word, question.language, library) for word in question.words}
    counts = library.document_frequencies(question.words)
    terms = dict(zip(question.words, question.terms, strict=True))
    own = frozenset(question.terms)
    kin = {stem: terms[word] for word, found in forms.items() for stem in stem_each(found) if stem not in own}
    words = (forms[word][0] if forms[word] and not counts.get(word) else word for word in question.words)
    return WordForms(words=tuple(words), kin=kin)


def _find_forms(word: str, language: str | None, library: Library) -> Sequence[str]:
    """Return the other words of the library with the same stem, the most frequent first."""
    (stem,) = stem_each([word], language)
    prefix = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False)))
    if len(prefix) < _SHORTEST_STEM or not word.isalpha():
        return ()
    known = {other: count for other, count in library.iter_vocabulary(prefix) if other != word}
    alike = [other for other, own in zip(known, stem_each(known, language), strict=True) if own == stem]
    return sorted(alike, key=lambda other: -known[other])
