"""Find the words that a text puts between quotation marks, and look for them in an article."""

import re

_MARKED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")
_EQUAL = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "–": "-", "—": "-"}
)


def find_quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in a text, without the marks and the closing comma or stop."""
    found = (next(group for group in match.groups() if group) for match in _MARKED.finditer(text))
    return [words.strip().rstrip(".,;!?") for words in found if re.search(r"\w", words)]


def holds_quotation(text: str, quotation: str) -> bool:
    """Tell whether a text has exactly these words; marks, dashes and white space may be of another kind."""
    return _flatten(quotation) in _flatten(text)


def _flatten(text: str) -> str:
    return " ".join(text.translate(_EQUAL).split())
