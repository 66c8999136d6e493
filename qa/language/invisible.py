"""Characters that nobody sees: which there are, and which of them the letters around them need."""

import re
from functools import cache

# The default ignorable code points of Unicode that are no letters, and the marks of annotations, first and last:
# https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
# As what stands within the brackets of a pattern.
INVISIBLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MONGOLIAN = "\u1807\u180a\u1820-\u18aa"
# Thai, Lao, Myanmar and Khmer, whose words are parted by nothing that is seen.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Scripts whose letters are joined, from Arabic to those of India and of what lies around it.
_JOINED = (
    f"{_MONGOLIAN}\u0600-\u061b\u061d-\u0dff\u0f00-\u109f\u1780-\u17ff\u1900-\u1cff\ua840-\uab2f\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_RIGHT_TO_LEFT = re.compile("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d5\u06fa-\u08c9\ufb1d-\ufefc\U00010800-\U00010fff]")
_ANY = re.compile(f"[{INVISIBLE}]")
_DIRECTION = re.compile(f"[{DIRECTION}]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_END_OF_ISOLATE = "\u2069"


def drop_unneeded(text: str) -> str:
    """Return text without invisible characters, which may carry words to a machine and turn them round for an eye.

    Those that letters need stay: joiners of the scripts that have them and of emoji; one selector after an emoji, an
    ideograph or a Mongolian letter; spaces of no width between letters of scripts that part no words; and on lines with
    letters that are read from right to left, marks of direction, and isolates that are all closed there. Embeddings,
    overrides and tags never do.
    """
    if text.isascii() or not _ANY.search(text):
        return text
    text = _compile_unneeded().sub(r"\1", text)
    return "\n".join(map(_settle_direction, text.split("\n"))) if _DIRECTION.search(text) else text


@cache
def _compile_unneeded() -> re.Pattern[str]:
    """Return what finds each invisible character: group 1 has those that the letters around them need."""
    return re.compile(
        rf"""(?=[{INVISIBLE}])(?:(
            (?<=[{_PICTURES}])(?: [\ufe0e\ufe0f](?:\u200d(?=[{_PICTURES}]))? | \u200d(?=[{_PICTURES}]) )
            | (?<=[0-9*\#])\ufe0f(?=\u20e3)
            | (?<=[{_HAN}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]
            | (?<=[{_MONGOLIAN}])[\u180b-\u180f]
            | (?<=[{_JOINED}])[\u200c\u200d] | [\u200c\u200d](?=[{_JOINED}])
            | (?<=[{_UNPARTED}])\u200b(?=[{_UNPARTED}])
            | [\u061c\u200e\u200f\u2066-\u2069]
        )|.)""",
        re.VERBOSE,
    )


def _settle_direction(line: str) -> str:
    if not _RIGHT_TO_LEFT.search(line):
        return _DIRECTION.sub("", line)
    return line if _closes_isolates(line) else _ISOLATES.sub("", line)


def _closes_isolates(line: str) -> bool:
    """Tell whether each isolate of a line ends on it, and nothing ends that did not begin."""
    depth = 0
    for mark in _ISOLATES.findall(line):
        depth += -1 if mark == _END_OF_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0
