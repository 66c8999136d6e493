"""Find what a text names, and tell people from places and things, as far as the words beside a name tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.verify.names import Name, find_names, join_initials
from qa.words import STOP_WORDS, split_words

PLACE_PREPOSITIONS = frozenset("in at near inside outside across off around".split())
# What no person is called: after these words, or with one of them in the name.
_BEFORE_NO_PERSON = PLACE_PREPOSITIONS | {"the", "of"}
_IN_NO_PERSON = frozenset(
    """africa agency alliance america army asia assembly association athletic authority bank board bridge cape centre
    church city club coast college commission committee company corporation council county court cup defence defense
    department east europe federation festival final finance firm force forces foreign government group harbour
    health hospital hotel house institute interior island islands lake lines league media ministry movement national
    nations navy north ocean office olympics organisation organization parliament party police port power province
    river rovers school sea senate service society south state states street union united university valley west
    works world""".split()
)
_COUNTRIES = frozenset(
    """afghanistan argentina australia austria bangladesh belgium brazil britain canada chile china colombia cuba
    denmark egypt england ethiopia finland france germany greece hungary india indonesia iran iraq ireland israel
    italy japan kenya lebanon libya malaysia mexico netherlands nigeria norway pakistan palestine peru philippines
    poland portugal qatar romania russia scotland serbia singapore somalia spain sudan sweden switzerland syria
    taiwan thailand turkey ukraine venezuela vietnam wales washington beijing moscow brussels london paris berlin
    tokyo""".split()
)
# Longer ones in capitals are the place in a dateline.
_LONGEST_ACRONYM = 4
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name as a text has it, without titles and possessive ending.

    before       the folded word before it
    is_modifier  it belongs to a noun, as in "the Teln valley flood" and "the bank of Ilmaria"
    """

    text: str
    words: frozenset[str]
    start: int
    before: str
    is_modifier: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def is_place(self) -> bool:
        """Whether something is said to be there."""
        return self.before in PLACE_PREPOSITIONS

    @property
    def may_be_person(self) -> bool:
        """Whether nothing speaks against a person."""
        return not (
            self.before in _BEFORE_NO_PERSON
            or self.words & (_IN_NO_PERSON | _COUNTRIES)
            or (len(self.text) > 1 and self.text.isupper())
        )


def find_mentions(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Return the names in a text, in order, each once.

    known  folded words that are names elsewhere: a lone capitalised word that opens a sentence counts if it is one
    """
    names = find_names(text)
    known = frozenset(known) | {word for name in names if not name.initial for word in name.words}
    found: dict[frozenset[str], Mention] = {}
    for name in names:
        if not name.initial or known.issuperset(name.words):
            for start, end in _split_run(name):
                mention = _make_mention(text, start, end)
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


def _make_mention(text: str, start: int, end: int) -> Mention:
    before = split_words(text[:start])
    after = re.match(r" ([a-z]\w+)", text[end:])
    return Mention(
        text=text[start:end],
        words=frozenset(split_words(text[start:end])),
        start=start,
        before=before[-1] if before else "",
        is_modifier=before[-1:] == ["of"]
        or (before[-1:] == ["the"] and after is not None and after[1] not in STOP_WORDS),
    )
