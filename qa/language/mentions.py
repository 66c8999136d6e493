"""Find what a text names, and tell people from places and things, as far as the words beside a name tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.language import Language, get_language
from qa.language.names import Name, find_names, join_initials
from qa.language.words import split_words

# Longer ones in capitals are the place in a dateline.
_LONGEST_ACRONYM = 4
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name as a text has it, without titles and possessive ending.

    before         the folded word before it
    is_modifier    it belongs to a noun, as in "the Teln valley flood" and "the bank of Ilmaria"
    is_place       something is said to be there
    may_be_person  nothing speaks against a person
    """

    text: str
    words: frozenset[str]
    start: int
    before: str
    is_modifier: bool
    is_place: bool
    may_be_person: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def find_mentions(text: str, known: Iterable[str] = (), language: str | None = "en") -> list[Mention]:
    """Return the names in a text, in order, each once.

    known  folded words that are names elsewhere: a lone capitalised word that opens a sentence counts if it is one
    """
    profile = get_language(language)
    names = find_names(text, language)
    known = frozenset(known) | {word for name in names if not name.initial for word in name.words}
    found: dict[frozenset[str], Mention] = {}
    for name in names:
        if not name.initial or known.issuperset(name.words):
            for start, end in _split_run(name):
                mention = _make_mention(text, start, end, profile)
                if end - start > 1 and not (end - start > _LONGEST_ACRONYM and text[start:end].isupper()):
                    found.setdefault(mention.words, mention)
    return list(found.values())


def _split_run(name: Name) -> Iterator[tuple[int, int]]:
    """Yield where the names in a run of capitalised words stand: it breaks at titles, possessives and "and"."""
    part: tuple[int, int] | None = None
    for token in _TOKEN.finditer(name.text):
        bare = _POSSESSIVE.sub("", token[0])
        kept = not set(name.words).isdisjoint(split_words(join_initials(bare)))
        if kept:
            part = (part[0] if part else name.start + token.start(), name.start + token.start() + len(bare))
        is_title = bare[0].isupper() and not kept
        if part and (bare != token[0] or bare in ("and", "&")):
            yield part
        if is_title or bare != token[0] or bare in ("and", "&"):
            part = None
    if part:
        yield part


def _make_mention(text: str, start: int, end: int, language: Language) -> Mention:
    naming = language.naming
    words = frozenset(split_words(text[start:end]))
    before = "".join(split_words(text[:start])[-1:])
    after = re.match(r" ([a-z]\w+)", text[end:])
    is_thing = before in naming.before_things or words & (naming.no_person_words | naming.countries)
    return Mention(
        text=text[start:end],
        words=words,
        start=start,
        before=before,
        is_modifier=before == "of" or (before == "the" and after is not None and after[1] not in language.stop_words),
        is_place=before in naming.places_after,
        may_be_person=not (
            is_thing or before in naming.places_after or (end - start > 1 and text[start:end].isupper())
        ),
    )
