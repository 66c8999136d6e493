"""Find the notice in which an outlet corrects its own article."""

import re
from dataclasses import dataclass

from qa.passages import split_sentences

_LONGEST = 400
_LABEL = re.compile(
    r"\W{0,3}(?:corrections?(?: (?:&|and) clarifications?)?|clarifications?|erratum|errata(?: corrige)?|berichtigung"
    r"|korrektur|richtigstellung|rectificatifs?|erratum|fe de errata|fe de errores|rectificaci[oó]n|rettifica"
    r"|correzione|rectificatie|correctie|correç[aã]o|errata)\b ?(?:\([^()\n]{1,40}\)|,? [^:\n]{1,30}\d)?\s?[:–—]",
    re.IGNORECASE,
)
_WORK = r"(?:article|story|report|piece|column|post|guide|dispatch|headline|caption|item)"
_CHANGED = r"(?:was|were|has been|have been) (?:since )?"
_SAYS_SO = re.compile(
    rf"\b(?:earlier|previous|prior) versions? of (?:this|our) {_WORK}\b(?! (?:first |originally )?(?:appeared|ran)\b)"
    r"|\b(?:earlier|previous|prior) version (?:included|contained|had) (?:an? |some )?(?:inaccura|err|mistake)"
    rf"|\bthis {_WORK} {_CHANGED}(?:amended|corrected|clarified)\b"
    rf"|\bthis {_WORK} {_CHANGED}(?:updated|changed|edited|revised) to (?:correct|fix|clarify|accurately)\b"
    r"|\bin einer (?:früheren|vorherigen|ersten) (?:version|fassung)(?: dieses| des)?\b"
    r"|\bune (?:première |précédente |ancienne )?version (?:précédente |antérieure |initiale )?de cet article\b"
    r"|\buna (?:versi[oó]n|versione) (?:anterior|previa|precedente) d(?:e|i) (?:este|esta|questo)\b"
    r"|\been eerdere versie van dit (?:artikel|bericht|verhaal)\b"
    r"|\buma versão anterior dest[ea]\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A notice of correction: `text == article.text[start:end]`."""

    text: str
    start: int
    end: int


def find_correction(text: str) -> Correction | None:
    """Return the last notice in a text that corrects it: "Correction: ...", "An earlier version of this article ...".

    It is whole sentences of one paragraph, about 400 characters at most. A note that only tells of an update, or where
    else the article stood, corrects nothing.
    """
    found = None
    offset = 0
    for line in text.splitlines(keepends=True):
        match = _LABEL.match(line) or _SAYS_SO.search(line)
        if match:
            found = (offset, line, match.start())
        offset += len(line)
    return _cut_notice(*found) if found else None


def _cut_notice(offset: int, line: str, place: int) -> Correction:
    """Return the sentence of a line that holds the place, with those after it as far as there is room."""
    spans = [span for span in split_sentences(line) if span[1] > place]
    start = spans[0][0]
    end = max([spans[0][1], *(end for _, end in spans if end - start <= _LONGEST)])
    return Correction(text=line[start:end], start=offset + start, end=offset + end)
