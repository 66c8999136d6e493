"""What the speakers of a topic are called: each by the fullest form that its articles have."""

import re
from collections.abc import Iterable

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

    others  phrases for the same speaker elsewhere
    text    the article
    """
    profile = get_language(language)
    known = [other for other in (speaker, *others) if len(other.split()) <= _LONGEST]
    longest = max(known, key=lambda phrase: len(phrase.split()), default=speaker)
    first, _, rest = longest.partition(" ")
    if first.lower() in profile.possessives and "," in rest:
        # "its director, Emil Vale": whose he is can't be told here.
        longest = rest.rpartition(",")[2].strip()
    elif first.lower() in profile.possessives:
        longest = speaker
    if len(longest.split()) == 1 and longest[:1].isupper():
        full = re.search(rf"(?:[^\W\d_a-z][\w’'-]+ ){{1,2}}{re.escape(longest)}\b", text)
        return full.group() if full else longest
    return longest
