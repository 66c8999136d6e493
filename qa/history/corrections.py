"""Find the notice in which an outlet corrects its own article."""

import re
from dataclasses import dataclass

from qa.language.publishing import corrections
from qa.language.sentences import Span, split_sentences

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
