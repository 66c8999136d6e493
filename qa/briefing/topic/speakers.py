"""What the speakers of a topic are called: each by the fullest form that its articles have."""

import re
from collections.abc import Iterable
from itertools import dropwhile

from qa.language import Language
from qa.language.known import get_language
from qa.language.names import find_names
from qa.language.syntax.grammar import find_grammar

# In words, chosen: a name with its role, such as "the secretary of the union, Maren Tolliver"; more is a clause.
_LONGEST = 9


def is_anonymous(speaker: str, language: str) -> bool:
    """Tell whether a speaker is "a source" and no more."""
    first = speaker.lower().split()[0]
    grammar = find_grammar(language)
    return grammar is not None and first in grammar.indefinite and not find_names(f"so {speaker}", language)


def name_fully(speaker: str, others: Iterable[str], text: str, language: str) -> str:
    """Return what a speaker is called: by the longest phrase for them, or with the first name that their article has.

    others  phrases of the same article that may stand for the same speaker
    text    the article
    """
    profile = get_language(language)
    known = [
        other for other in others if len(other.split()) <= _LONGEST and _is_form_of(other, speaker, profile.stop_words)
    ]
    longest = max((speaker, *known), key=lambda phrase: len(phrase.split()))
    first, _, rest = longest.partition(" ")
    if first.lower() in profile.possessives and "," in rest:
        # "its director, Emil Vale": whose he is can't be told here.
        longest = rest.rpartition(",")[2].strip()
    elif first.lower() in profile.possessives:
        longest = speaker
    if len(longest.split()) == 1 and longest[:1].isupper():
        # All words with a capital before it: the president without the "Vice" before is another one.
        names = (name for line in text.splitlines() if longest in line for name in find_names(line, language))
        runs = (name.text.partition(f" {longest}") for name in names)
        full = next((f"{before} {longest}" for before, name, after in runs if name and not after), "")
        return _strip_opening(full, profile) if full else longest
    return longest


def _strip_opening(name: str, language: Language) -> str:
    """Return a name without what opens the sentence before it, or is its day: "So Erik Vale", "Monday Erik Vale"."""
    others = language.stop_words | language.naming.not_names | language.months.keys()
    return " ".join(dropwhile(lambda word: word.lower() in others, name.split())) or name


def _is_form_of(phrase: str, speaker: str, stop_words: frozenset[str]) -> bool:
    """Tell whether a phrase is a speaker's name with what they are, before it or after a comma, and nobody else's.

    "Union secretary Maren Tolliver" is Tolliver; "Tolliver's deputy" and "a friend of Maren Tolliver" are not.
    """
    found = re.search(rf"(?<!\w){re.escape(speaker)}(?=$|,)", phrase)
    if found is None:
        return False
    before = re.sub(r"(?:[^\W\d_a-z][\w’'.-]*\s+)*$", "", phrase[: found.start()]).rstrip()
    return not before or before.endswith(",") or before.split()[-1].lower() not in stop_words
