"""Definite and indefinite articles, as the scripts of SQuAD and MLQA leave them out."""

import re

ARTICLES = {
    "en": re.compile(r"\b(?:a|an|the)\b"),
    "es": re.compile(r"\b(?:un|una|unos|unas|el|la|los|las)\b"),
    "de": re.compile(r"\b(?:ein|eine|einen|einem|eines|einer|der|die|das|den|dem|des)\b"),
    "ar": re.compile(r"(?<!\w)ال"),
}
ENGLISH_ARTICLES = frozenset(["a", "an", "the"])
