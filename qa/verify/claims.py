"""Who says what in a sentence: the speaker, the words that are theirs, the verb, and how they stand to it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qa.language import Language, get_language
from qa.language.profile import Stance
from qa.passages import split_sentences
from qa.verify.mentions import find_mentions
from qa.words import split_words

_QUOTED = re.compile(r"[“„«][^”“»]*(?:[”“»]|$)|\"[^\"]*(?:\"|$)")
_AFTER_QUOTE = re.compile(r"[”“»\"],?\s*$")
_OPENS_QUOTATION = re.compile(r"^[“„«\"]")
_CLAUSE_MARKS = re.compile(r"[“”„«»\";:–—]|\s-\s")
# A name after a comma that says who "the minister" is.
_APPOSITION = re.compile(r",\s+(?=[^\W\d_a-z])[^,.;:!?“”\"]+(?=[,.;:!?“”\"]|$)")
_SUBJECT = re.compile(r"^(?:[^\W\d_a-z]\w{0,4}\s+)?[^,]{2,60}, [^,]+,\s*$")
_LONGEST_SPEAKER = 9
# Words after a verb of saying at the end of a sentence, as in `..., the ministry said after the two met`.
_TAIL_WORDS = 8
_SENTENCES_BACK = 2
# Who asks, accuses or calls something by a name claims nothing.
_CLAIMING: frozenset[Stance] = frozenset(["asserts", "denies", "admits", "calls_false", "promises", "warns"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody is reported to say.

    speaker     who says it, as the sentence names them, or "he", "she", "they"
    start, end  what they say, by offsets into the sentence
    verb        the lemma of the verb of saying, or "" after "according to"
    passive     it is told of what is said: "was denied by Dong"
    """

    speaker: str
    start: int
    end: int
    verb: str = ""
    stance: Stance = "asserts"
    passive: bool = False
    language: str = "en"

    @property
    def is_pronoun(self) -> bool:
        """Whether the sentence does not name who speaks."""
        return self.speaker.lower() in get_language(self.language).pronouns

    @property
    def words(self) -> frozenset[str]:
        """The folded words that name the speaker."""
        return frozenset(split_words(self.speaker)) - get_language(self.language).stop_words


def find_claims(sentence: str, language: str | None = "en") -> list[Claim]:
    """Return what a sentence reports that somebody says, asks, denies or admits, in its order."""
    return list(_open_reader(language).read(sentence))


def find_claim(sentence: str, language: str | None = "en") -> Claim | None:
    """Return the claim that a sentence reports, or None where the outlet speaks in its own voice."""
    claims = _open_reader(language).read(sentence)
    return next((c for c in claims if c.stance in _CLAIMING and not c.passive and c.verb != "describe"), None)


def find_speaker(sentence: str, before: str, language: str | None = "en") -> str | None:
    """Return who makes the claim of a sentence, or None.

    "He said" is whoever speaks last by name in the text before, unless somebody else is named after that; and a
    quotation without a verb of saying goes on with the one before it.
    """
    claim = find_claim(sentence, language)
    if claim and not claim.is_pronoun:
        return claim.speaker
    if claim is None and not _OPENS_QUOTATION.match(sentence):
        return None
    spans = split_sentences(before)[-_SENTENCES_BACK:]
    for start, end in reversed(spans):
        told = find_claim(before[start:end], language)
        if told and not told.is_pronoun:
            return told.speaker if not _names_another(told, before[start:]) else None
    return None


def _names_another(told: Claim, text: str) -> bool:
    """Tell whether a text names somebody beside the speaker of a claim, who may be meant by "he" as well."""
    own = told.words
    mentions = find_mentions(_QUOTED.sub(" ", text), language=told.language)
    return any(person.words.isdisjoint(own) for person in mentions if person.may_be_person)


class _Reader:
    """Reads claims from sentences of a language."""

    def __init__(self, language: Language) -> None:
        told = language.reporting
        self._language = language
        self._told = told
        self._verb = re.compile(
            rf"(?<![-\w])(?<!\b{'|'.join(told.infinitive) or '(?!)'} )(?:{_join(told.forms)})\b(?!-)", re.IGNORECASE
        ) if len(told.infinitive) == 1 else re.compile(rf"(?<![-\w])(?:{_join(told.forms)})\b(?!-)", re.IGNORECASE)
