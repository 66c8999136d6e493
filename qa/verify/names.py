"""Find the names in a sentence, and tell whether a text holds one, be it in another form."""

import re
from dataclasses import dataclass

from qa.words import STOP_WORDS, fold_words, split_words

# The capitals of the Latin, Greek, Cyrillic and Armenian alphabets; other scripts have none.
_CAPITALS = "".join(c for c in map(chr, range(0x560)) if c.isupper())
_SHORTENED = "Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Capt|Sgt|Prof|Sr|Jr"
_WORD = rf"(?:(?:[^\W\d_]\.)+(?!\w)|(?:{_SHORTENED})\.|[^\W\d_](?:[\w’'&-]|\.(?=\w))*)"
_CAPITAL = rf"(?=[{_CAPITALS}])" + _WORD
_RUN = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|the|and|de|la|le|van|von|der|bin|al|&)\s+){{0,2}}{_CAPITAL})*")
_NOT_NAMES = STOP_WORDS | frozenset(
    """i'm it's he's she's yes mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday however
    meanwhile although though despite since also according after before last next today yesterday""".split()
)
# Months that people are called too: after another name and before no figure they are a part of it (Dong Jun).
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)
_TITLES = frozenset(
    """president vice prime minister secretary chancellor governor gov senator sen representative rep congressman
    congresswoman judge justice general gen colonel captain king queen prince princess pope professor chief executive
    director chairman chairwoman mayor ambassador spokesman spokeswoman spokesperson former us u.s uk""".split()
)
_PEOPLES = {
    "belgium": "belgian", "britain": "british", "czechia": "czech", "denmark": "danish", "england": "english",
    "finland": "finnish", "france": "french", "germany": "german", "greece": "greek", "iceland": "icelandic",
    "ireland": "irish", "lebanon": "lebanese", "netherlands": "dutch", "norway": "norwegian",
    "philippines": "filipino", "poland": "polish", "portugal": "portuguese", "scotland": "scottish", "spain": "spanish",
    "sweden": "swedish", "switzerland": "swiss", "thailand": "thai", "turkey": "turkish", "wales": "welsh",
}  # fmt: skip
_PLACES = {people: place for place, people in _PEOPLES.items()}
_KNOWN_INITIALS = frozenset([("united", "states"), ("united", "kingdom"), ("united", "nations"), ("european", "union")])
_DEMONYM_ENDS = frozenset(["n", "an", "ian", "i", "ese", "s", "ish", "er", "ic", "ean"])
_COUNTRY_ENDS = frozenset(["", "a", "e", "y", "o"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words; `words` are folded, without titles such as "President"."""

    text: str
    words: tuple[str, ...]
    start: int
    initial: bool


def find_names(text: str) -> list[Name]:
    """Return the names in a text, in order; a lone capitalised word that opens a sentence is marked `initial`."""
    names = []
    for match in _RUN.finditer(text):
        folded = split_words(join_initials(re.sub(r"[’']s\b", "", match.group())))
        dated = re.match(r"\.?\s*\d", text[match.end() :])
        words: list[str] = []
        for word in folded:
            is_month = word in _MONTHS and (not words or dated)
            if not is_month and (word not in _NOT_NAMES or word in _MONTHS) and word not in _TITLES:
                words.append(word)
        if words:
            opens = not text[: match.start()].strip(" “\"'‘(") or text[: match.start()].rstrip()[-1:] in ".!?:"
            lone = len(match.group().split()) == 1
            names.append(Name(text=match.group(), words=tuple(words), start=match.start(), initial=opens and lone))
    return names


def join_initials(text: str) -> str:
    """Return text with "U.S." as "US" and "J.D. Vance" as "JD Vance"."""
    return re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\W|$)", "", text)


def holds_name(name: Name, near: frozenset[str], far: frozenset[str], near_text: str) -> bool:
    """Tell whether a text holds a name: its last word there, the others at least elsewhere in the article.

    near, near_text  the folded words and the text of the quote with its title and date line
    far              the folded words of the whole article
    """
    if _holds_word(name.words[-1], near) and all(_holds_word(word, near | far) for word in name.words):
        return True
    return _holds_initials(name, near, near_text, far)


def _holds_word(word: str, words: frozenset[str]) -> bool:
    people = _PEOPLES.get(word) or _PLACES.get(word) or _PLACES.get(word.removesuffix("s"))
    if word in words or (people and not words.isdisjoint((people, people + "s"))):
        return True
    return any(_is_same_people(word, other) for other in words if other[:3] == word[:3])


def _is_same_people(one: str, other: str) -> bool:
    """Tell a country from its people and adjectives: "china" and "chinese", "russia" and "russians"."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    short, long = sorted((one[shared:], other[shared:]), key=len)
    return shared >= 4 and short in _COUNTRY_ENDS and not {long, long.removesuffix("s")}.isdisjoint(_DEMONYM_ENDS)


def _holds_initials(name: Name, near: frozenset[str], near_text: str, far: frozenset[str]) -> bool:
    """Tell whether a name stands there as its initials (FDA), or is the initials of a name that stands there."""
    initials = "".join(word[0] for word in name.words)
    if len(name.words) > 1 and initials in near and set(name.words) <= far:
        return True
    if name.words in _KNOWN_INITIALS and re.search(rf"\b{initials.upper()}\b", join_initials(near_text)):
        return True
    acronym = fold_words("".join(name.words))
    if len(name.words) == 1 and 2 <= len(acronym) <= 5 and name.text.replace(".", "").isupper():
        return any("".join(word[0] for word in other.words) == acronym for other in find_names(near_text))
    return False
