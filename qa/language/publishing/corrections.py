"""How outlets say that they put an article of theirs right, in seven languages."""

import re

LABEL = re.compile(
    r"\W{0,3}(?:corrections?(?: (?:&|and) clarifications?)?|clarifications?|erratum|errata(?: corrige)?|berichtigung"
    r"|korrektur|richtigstellung|rectificatifs?|fe de erratas?|fe de errores|rectificaci[oó]n|rettifica|correzione"
    r"|rectificatie|correctie|correç[aã]o)\b ?(?:\([^()\n]{1,40}\)|,? [^:\n]{1,30}\d)?\s?[:–—]\s*\S.{5,}[.!?)”\"]$",
    re.IGNORECASE,
)
WORK = r"(?:article|story|report|piece|column|post|guide|dispatch|headline|caption|item)"
WAS = r"(?:was|were|has been|have been) (?:since )?"
WRONG = r"(?:inaccura|err|mistake|mis(?:stat|spel|ident|report|quot|attrib|repres|charact|nam)|incorrect|wrong)"
# Every notice has one of these; looking for them first spares splitting the rest.
HINT = re.compile(
    r"corr[ei]|clarif|errat|errore|berichtig|korrekt|richtigst|recti|retti|vers[ií][oóã]|fassung|versie|amend|updated|changed"
    r"|edited|revised",
    re.IGNORECASE,
)
# Whole sentences begin so, perhaps after a label: what is said of corrections within one is news, and not a notice.
SAYS_SO = re.compile(
    r"\W{0,3}(?:[^:\n]{1,40}:\s*)?(?:"
    rf"(?:(?:an|the|in an|in the) )?(?:earlier|previous|prior) versions? of (?:this|our) {WORK}\b"
    r"(?! (?:first |originally )?(?:appeared|ran)\b)"
    rf"|(?:an|the) (?:earlier|previous|prior) version (?:\w+ ){{0,3}}{WRONG}"
    rf"|this {WORK} {WAS}(?:amended|corrected|clarified)\b"
    rf"|this {WORK} {WAS}(?:updated|changed|edited|revised) to (?:correct|fix|clarify|accurately (?!reflect the m))"
    rf"|this {WORK} {WAS}updated [^.\n]{{0,80}}earlier version (?:\w+ ){{0,3}}{WRONG}"
    rf"|we have (?:since )?corrected this {WORK}\b"
    r"|in einer (?:früheren|vorherigen|ersten) (?:version|fassung)\b"
    r"|(?:dans )?une (?:première |précédente |ancienne )?version (?:précédente |antérieure |initiale )?de cet article\b"
    r"|(?:en |in )?una (?:versi[oó]n|versione) (?:anterior|previa|precedente) d[ei] (?:este|esta|questo)\b"
    r"|(?:in )?een eerdere versie van dit (?:artikel|bericht|verhaal)\b"
    r"|(?:em )?uma versão anterior dest[ea]\b)",
    re.IGNORECASE,
)
