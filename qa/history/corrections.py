"""Find the notice in which an outlet corrects its own article."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from qa.language.publishing import corrections
from qa.language.sentences import Span, split_sentences
from qa.language.words import find_stop_words, stem_words

# In characters, chosen: a notice is a sentence or two; what follows is the article again.
_LONGEST = 400
_END = re.compile(r"[.!?]\s+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """A notice of correction: `text == article.text[start:end]`."""

    text: str
    start: int
    end: int


def find_correction(text: str) -> CorrectionNotice | None:
    """Return the last notice in a text that corrects it: "Correction: ...", "An earlier version of this article ...".

    It is whole sentences of one paragraph, about 400 characters at most. A note that only tells of an update, or where
    else the article stood, corrects nothing.
    """
    found = None
    offset = 0
    for line in text.splitlines(keepends=True):
        if start := _find_start(line):
            found = (offset, line, start)
        offset += len(line)
    return _cut_notice(*found) if found else None


def concerns_quote(notice: CorrectionNotice, quote: str, text: str, language: str | None = None) -> bool:
    """Tell whether a notice is about words of the text, as far as its own words tell.

    A word counts by how few sentences of the text have it, so that those of its topic tell little. What is quoted has
    to share half as much with the notice as the sentence that shares most, and a word that is rare or two that are
    not. A notice that names nothing is about nothing that is quoted.
    """
    told = _find_words(notice.text, language)
    spans = [(start, end) for start, end in split_sentences(text) if end <= notice.start or start >= notice.end]
    sentences = [_find_words(text[start:end], language) for start, end in spans]
    counts = Counter(word for words in sentences for word in words)

    def weigh(words: frozenset[str]) -> float:
        return sum(math.log((1 + len(sentences)) / max(1, counts[word])) for word in words & told)

    most = max(map(weigh, sentences), default=0.0)
    return weigh(_find_words(quote, language)) >= max(most, math.log(1 + len(sentences))) / 2 > 0


def _find_words(text: str, language: str | None) -> frozenset[str]:
    return frozenset(stem_words(text, language)) - find_stop_words(language)


def _find_start(line: str) -> tuple[int, list[Span]] | None:
    """Return where in a line a notice begins, and the sentences from there on."""
    if not corrections.HINT.search(line):
        return None
    spans = split_sentences(line)
    for n, (start, end) in enumerate(spans):
        # The splitter takes what is in brackets for one sentence, and a label for a sentence of its own.
        starts = [start, *(start + match.end() for match in _END.finditer(line[start:end]))]
        if any(
            corrections.LABEL.match(line[place:].rstrip()) or corrections.SAYS_SO.match(line[place:])
            for place in starts
        ):
            return start, spans[n:]
    return None


def _cut_notice(offset: int, line: str, found: tuple[int, list[Span]]) -> CorrectionNotice:
    """Return the first sentence of a notice, with those after it as far as there is room."""
    start, spans = found
    ends = [end for _, end in spans if end - start <= _LONGEST]
    end = ends[-1] if ends else start + len(line[start : start + _LONGEST].rpartition(" ")[0])
    return CorrectionNotice(text=line[start:end], start=offset + start, end=offset + end)
