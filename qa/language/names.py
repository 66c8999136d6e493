"""Find the names in a sentence, and tell whether a text holds one, be it in another form."""

import re
from dataclasses import dataclass
from functools import cache

from qa.language import Language, get_language
from qa.language.folding import fold_words
from qa.language.words import split_words

# The capitals of the Latin, Greek, Cyrillic and Armenian alphabets; other scripts have none.
_CAPITALS = "".join(c for c in map(chr, range(0x560)) if c.isupper())


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalised words; `words` are folded, without titles such as "President"."""

    text: str
    words: tuple[str, ...]
    start: int
    initial: bool


def find_names(text: str, language: str | None = "en") -> list[Name]:
    """Return the names in a text, in order; a lone capitalised word that opens a sentence is marked `initial`."""
    profile = get_language(language)
    naming, months = profile.naming, profile.months
    names = []
    for match in _compile_run(profile).finditer(text):
        folded = split_words(join_initials(re.sub(r"[’']s\b", "", match.group())))
        dated = re.match(r"\.?\s*\d", text[match.end() :])
        words: list[str] = []
        for word in folded:
            # People are called like months: after a name and before no figure it is a part of it (Dong Jun).
            is_month = word in months and (not words or dated)
            if not is_month and (word not in naming.not_names or word in months) and word not in naming.titles:
                words.append(word)
        if words:
            opens = not text[: match.start()].strip(" “\"'‘(") or text[: match.start()].rstrip()[-1:] in ".!?:"
            lone = len(match.group().split()) == 1
            names.append(Name(text=match.group(), words=tuple(words), start=match.start(), initial=opens and lone))
    return names


@cache
def _compile_run(language: Language) -> re.Pattern[str]:
    """Return a pattern for a run of words with a capital, and small words between them."""
    shortened = "|".join(language.naming.short_titles) or "(?!)"
    joiners = "|".join(sorted(map(re.escape, language.naming.joiners))) or "(?!)"
    word = rf"(?:(?:[^\W\d_]\.)+(?!\w)|(?:{shortened})\.|[^\W\d_](?:[\w’'&-]|\.(?=\w))*)"
    capital = rf"(?=[{_CAPITALS}])" + word
    return re.compile(rf"{capital}(?:\s+(?:(?:{joiners})\s+){{0,2}}{capital})*")


def join_initials(text: str) -> str:
    """Return text with "U.S." as "US" and "J.D. Vance" as "JD Vance"."""
    return re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\W|$)", "", text)


def holds_name(
    name: Name, near: frozenset[str], far: frozenset[str], near_text: str, language: str | None = "en"
) -> bool:
    """Tell whether a text holds a name: its last word there, the others at least elsewhere in the article.

    near, near_text  the folded words and the text of the quote with its title and date line
    far              the folded words of the whole article
    """
    profile = get_language(language)
    if _holds_word(name.words[-1], near, profile) and all(
        _holds_word(word, near | far, profile) for word in name.words
    ):
        return True
    return _holds_initials(name, near, near_text, far, profile)


def _holds_word(word: str, words: frozenset[str], language: Language) -> bool:
    if word in words:
        return True
    peoples, places = language.naming.peoples, _list_places(language)
    people = peoples.get(word) or places.get(word) or places.get(word.removesuffix("s"))
    if people and not words.isdisjoint((people, people + "s")):
        return True
    return any(_is_same_people(word, other, language) for other in words if other[:3] == word[:3])


@cache
def _list_places(language: Language) -> dict[str, str]:
    return {people: place for place, people in language.naming.peoples.items()}


def _is_same_people(one: str, other: str, language: Language) -> bool:
    """Tell a country from its people and adjectives: "china" and "chinese", "russia" and "russians"."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    short, long = sorted((one[shared:], other[shared:]), key=len)
    naming = language.naming
    ends = short in naming.country_endings and not {long, long.removesuffix("s")}.isdisjoint(naming.people_endings)
    return shared >= 4 and ends


def _holds_initials(name: Name, near: frozenset[str], near_text: str, far: frozenset[str], language: Language) -> bool:
    """Tell whether a name stands there as its initials (FDA), or is the initials of a name that stands there."""
    initials = "".join(word[0] for word in name.words)
    if len(name.words) > 1 and initials in near and set(name.words) <= far:
        return True
    if name.words in language.naming.initials and re.search(rf"\b{initials.upper()}\b", join_initials(near_text)):
        return True
    acronym = fold_words("".join(name.words))
    if len(name.words) == 1 and 2 <= len(acronym) <= 5 and name.text.replace(".", "").isupper():
        others = find_names(near_text, language.code)
        return any("".join(word[0] for word in other.words) == acronym for other in others)
    return False
