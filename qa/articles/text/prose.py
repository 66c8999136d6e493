"""Tell whether a text can be an article: it has words, not one letter a million times, and is no library of its own."""

from itertools import pairwise

# In characters, chosen: the longest novels have three million.
LONGEST_TEXT = 5_000_000
# Chosen: that much of any language has some hundred different pairs of letters next to each other, and what was typed
# with one key, or is the same row again and again, has a few.
_BLOCK = 4_000
_FEWEST_PAIRS = 20


def find_no_prose(text: str) -> str:
    """Return why a text is no article, as a short clause; "" where it can be one."""
    if len(text) > LONGEST_TEXT:
        return f"longer than {LONGEST_TEXT:,} characters"
    if not any(map(str.isalnum, text)):
        return "no words in it"
    blocks = [text[start : start + _BLOCK] for start in range(0, len(text), _BLOCK)]
    whole = [block for block in blocks if len(block) == _BLOCK]
    if 2 * sum(map(_is_monotone, whole)) > len(blocks):
        return "no words in it, but the same letters over and over"
    return ""


def _is_monotone(block: str) -> bool:
    return len(set(pairwise(block))) < _FEWEST_PAIRS
