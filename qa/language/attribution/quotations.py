"""Find the words that a text puts between quotation marks, and look for them in an article."""

import re

from qa.language.sentences import Span

_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")
_EQUAL = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-", "—": "-"}
)

_ALIKE = {'"': '["“”„«»]', "'": "['‘’]", "-": "[-–—]"}


def find_quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in a text, without the marks and the closing comma or stop."""
    return [text[start:end] for start, end in find_quotation_spans(text)]


def find_quotation_spans(text: str) -> list[Span]:
    """Return where these words stand in the text."""
    spans = []
    for match in _MARKED.finditer(text):
        words = match[match.lastindex or 0]
        if re.search(r"\w", words):
            start = match.start(match.lastindex or 0) + len(words) - len(words.lstrip())
            spans.append((start, start + len(words.strip().rstrip(".,;!?"))))
    return spans


def holds_quotation(text: str, quotation: str) -> bool:
    """Tell whether a text has exactly these words; marks, dashes and white space may be of another kind."""
    return _flatten(quotation) in _flatten(text)


def locate_quotation(text: str, quotation: str) -> list[Span]:
    """Return where a text has exactly these words, marks, dashes and white space of any kind."""
    words = quotation.translate(_EQUAL).split()
    pattern = r"\s+".join("".join(_ALIKE.get(letter) or re.escape(letter) for letter in word) for word in words)
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _flatten(text: str) -> str:
    return " ".join(text.translate(_EQUAL).split())
