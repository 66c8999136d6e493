"""Find the notice in which an outlet corrects its own article."""

import re
from dataclasses import dataclass

from qa.language.sentences import Span, split_sentences

_LONGEST = 400
_LABEL = re.compile(
    r"\W{0,3}(?:corrections?(?: (?:&|and) clarifications?)?|clarifications?|erratum|errata(?: corrige)?|berichtigung"
    r"|korrektur|richtigstellung|rectificatifs?|fe de erratas?|fe de errores|rectificaci[oó]n|rettifica|correzione"
    r"|rectificatie|correctie|correç[aã]o)\b ?(?:\([^()\n]{1,40}\)|,? [^:\n]{1,30}\d)?\s?[:–—]\s*\S.{5,}[.!?)”\"]$",
    re.IGNORECASE,
)
_WORK = r"(?:article|story|report|piece|column|post|guide|dispatch|headline|caption|item)"
_WAS = r"(?:was|were|has been|have been) (?:since )?"
_WRONG = r"(?:inaccura|err|mistake|mis(?:stat|spel|ident|report|quot|attrib|repres|charact|nam)|incorrect|wrong)"
# Every notice has one of these; looking for them first spares splitting the rest.
_HINT = re.compile(
    r"corr[ei]|clarif|errat|errore|berichtig|korrekt|richtigst|recti|retti|vers[ií][oóã]|fassung|versie|amend|updated|changed"
    r"|edited|revised",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]\s+(?=\w)")
# Whole sentences begin so, perhaps after a label: what is said of corrections within one is news, and not a notice.
_SAYS_SO = re.compile(
    r"\W{0,3}(?:[^:\n]{1,40}:\s*)?(?:"
    rf"(?:(?:an|the|in an|in the) )?(?:earlier|previous|prior) versions? of (?:this|our) {_WORK}\b"
    r"(?! (?:first |originally )?(?:appeared|ran)\b)"
    rf"|(?:an|the) (?:earlier|previous|prior) version (?:\w+ ){{0,3}}{_WRONG}"
    rf"|this {_WORK} {_WAS}(?:amended|corrected|clarified)\b"
    rf"|this {_WORK} {_WAS}(?:updated|changed|edited|revised) to (?:correct|fix|clarify|accurately (?!reflect the m))"
    rf"|this {_WORK} {_WAS}updated [^.\n]{{0,80}}earlier version (?:\w+ ){{0,3}}{_WRONG}"
    rf"|we have (?:since )?corrected this {_WORK}\b"
    r"|in einer (?:früheren|vorherigen|ersten) (?:version|fassung)\b"
    r"|(?:dans )?une (?:première |précédente |ancienne )?version (?:précédente |antérieure |initiale )?de cet article\b"
    r"|(?:en |in )?una (?:versi[oó]n|versione) (?:anterior|previa|precedente) d[ei] (?:este|esta|questo)\b"
    r"|(?:in )?een eerdere versie van dit (?:artikel|bericht|verhaal)\b"
    r"|(?:em )?uma versão anterior dest[ea]\b)",
    re.IGNORECASE,
)


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
    if not _HINT.search(line):
        return None
    spans = split_sentences(line)
    for n, (start, end) in enumerate(spans):
        # The splitter takes what is in brackets for one sentence, and a label for a sentence of its own.
        starts = [start, *(start + match.end() for match in _END.finditer(line[start:end]))]
        if any(_LABEL.match(line[place:].rstrip()) or _SAYS_SO.match(line[place:]) for place in starts):
            return start, spans[n:]
    return None


def _cut_notice(offset: int, line: str, found: tuple[int, list[Span]]) -> CorrectionNotice:
    """Return the first sentence of a notice, with those after it as far as there is room."""
    start, spans = found
    ends = [end for _, end in spans if end - start <= _LONGEST]
    end = ends[-1] if ends else start + len(line[start : start + _LONGEST].rpartition(" ")[0])
    return CorrectionNotice(text=line[start:end], start=offset + start, end=offset + end)
