"""Whose claim a sentence of an article is: who says it, and which part of the sentence is what they say."""

import re
from dataclasses import dataclass

from qa.passages import split_sentences
from qa.verify.mentions import find_mentions
from qa.words import SPEECH_VERBS, STOP_WORDS, split_words

_ACCORDING = re.compile(r"\baccording to\s+(?P<speaker>[^,.;:“”\"\d]+)(?<!\s)", re.IGNORECASE)
# Who asks, demands or calls something by a name claims nothing.
_NO_CLAIMS = frozenset("asked asks demanded demands called calls described urged urges accused accuses".split())
_VERB = re.compile(rf"(?<![-\w])(?<!\bto )(?:{'|'.join(verb for verb in SPEECH_VERBS if verb not in _NO_CLAIMS)})\b")
_INVERTED = frozenset("said says wrote writes added adds".split())
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_AUXILIARY = re.compile(
    r"(?i)(?:\s+(?:also|always|later|then|again|already|since|only|repeatedly|once|had|has|have|would|did|not|never|\w+ly"
    r"|(?:on|last|this) (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|(?:this|last) (?:week|month|year)))+\s*$"
)
_LEADING = re.compile(r"^(?:and|but|while|as|when|that|after|before|although|though|because|meanwhile|yet|so)\s+", re.I)
_NO_SPEAKER = frozenset(
    """by in at on for after from with under despite declined refused spoke is are was were be been who which that
    it this these those there what where when how if than not i we you""".split()
)
_AFTER_NAME = re.compile(r"[,.;:“\"]|\b(?:who|after|at|in)\b")
_PRONOUN = re.compile(r"^(?:he|she|they)$", re.IGNORECASE)
_DETERMINERS = frozenset("the a an its his her their one".split())
# A name after a comma that says who "the minister" is.
_APPOSITION = re.compile(r",\s+(?=[^\W\d_a-z])[^,.;:!?“”\"]+(?=[,.;:!?“”\"]|$)")
_SUBJECT = re.compile(r"^(?:(?:The|A|An|Its|His|Her|Their)\s+)?[^,]{2,60}, [^,]+,\s*$")
_OPENS_QUOTATION = re.compile(r"^[“\"]")
_LONGEST_SPEAKER = 9
# Words after a verb of saying at the end of a sentence, as in `..., the ministry said after the two met`.
_TAIL_WORDS = 8
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody is reported to say.

    speaker     who says it, as the sentence names them, or "he", "she", "they"
    start, end  what they say, by offsets into the sentence
    """

    speaker: str
    start: int
    end: int

    @property
    def is_pronoun(self) -> bool:
        """Whether the sentence does not name who speaks."""
        return bool(_PRONOUN.match(self.speaker))

    @property
    def words(self) -> frozenset[str]:
        """The folded words that name the speaker."""
        return frozenset(split_words(self.speaker)) - STOP_WORDS


def find_claim(sentence: str) -> Claim | None:
    """Return the claim that a sentence reports, or None where the outlet speaks in its own voice."""
    if match := _ACCORDING.search(sentence):
        speaker = _read_speaker(match["speaker"])
        around = (0, match.start()) if match.start() > len(sentence) - match.end() else (match.end(), len(sentence))
        return _make_claim(speaker, *around)
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for verb in _VERB.finditer(sentence):
        if any(start < verb.start() < end for start, end in quoted):
            continue
        if claim := _read_verb(sentence, verb):
            return claim
    return None


def find_speaker(sentence: str, before: str) -> str | None:
    """Return who makes the claim of a sentence, or None.

    "He said" is whoever speaks last by name in the text before, unless somebody else is named after that; and a
    quotation without a verb of saying goes on with the one before it.
    """
    claim = find_claim(sentence)
    if claim and not claim.is_pronoun:
        return claim.speaker
    if claim is None and not _OPENS_QUOTATION.match(sentence):
        return None
    spans = split_sentences(before)[-_SENTENCES_BACK:]
    for start, end in reversed(spans):
        told = find_claim(before[start:end])
        if told and not told.is_pronoun:
            return told.speaker if not _names_another(told, before[start:]) else None
    return None


def _names_another(told: Claim, text: str) -> bool:
    """Tell whether a text names somebody beside the speaker of a claim, who may be meant by "he" as well."""
    own = told.words
    people = (mention for mention in find_mentions(_QUOTED.sub(" ", text)) if mention.may_be_person)
    return any(person.words.isdisjoint(own) for person in people)


def _read_verb(sentence: str, verb: re.Match[str]) -> Claim | None:
    before, after = sentence[: verb.start()], sentence[verb.end() :]
    if _is_inverted(before, verb.group()) and (speaker := _read_speaker(_cut_name(after))):
        return _make_claim(speaker, 0, len(before))
    speaker = _read_speaker(_find_subject(before))
    if not speaker:
        return None
    begun = before.lower().rfind(speaker.lower())
    told_before = begun > 0 and before[:begun].rstrip()[-1:] in (",", "”", '"')
    if told_before and len(after.split()) <= _TAIL_WORDS and not after.startswith(":"):
        return _make_claim(speaker, 0, begun)
    return _make_claim(speaker, verb.end(), len(sentence)) if len(after.split()) > 1 else None


def _is_inverted(before: str, verb: str) -> bool:
    """Tell whether the speaker comes after the verb: `"...," said Dong`, `..., wrote Dong`."""
    if re.search(r"[”\"],?\s*$", before):
        return True
    explains = _SUBJECT.match(before) and before.split(",")[0].istitle()
    return before.rstrip()[-1:] == "," and verb in _INVERTED and not explains


def _cut_name(after: str) -> str:
    """Return the words after a verb that name who speaks: up to a comma, or with the name that follows it."""
    named = _AFTER_NAME.split(after)[0]
    apposition = _APPOSITION.match(after, len(named))
    has_name = any(word[:1].isupper() for word in named.split())
    return named + apposition.group() if apposition and not has_name else named


def _find_subject(before: str) -> str:
    """Return the subject that ends a text: its last part between commas, or an apposition with what it explains."""
    *_, clause = re.split(r"[“”\";:–—]|\s-\s", before)
    parts = clause.split(", ")
    if len(parts) < 3 or parts[-1].strip():
        return parts[-1]
    named = parts[-2][:1].isupper()
    return f"{parts[-3]}, {parts[-2]}" if named else parts[-3]


def _read_speaker(phrase: str) -> str:
    """Return a phrase without what surrounds a speaker's name, or "" where it can't be one."""
    phrase = _LEADING.sub("", _AUXILIARY.sub("", phrase.strip())).strip(" ,")
    words = phrase.split()
    if words[:1] and words[0].lower() in _DETERMINERS:
        phrase = phrase[0].lower() + phrase[1:]
    if _PRONOUN.match(phrase):
        return phrase
    if not words or len(words) > _LONGEST_SPEAKER or not _NO_SPEAKER.isdisjoint(word.lower() for word in words):
        return ""
    named = any(word[:1].isupper() for word in words) or words[0].lower() in _DETERMINERS
    return phrase if named and not split_words(phrase)[0].isdigit() else ""


def _make_claim(speaker: str, start: int, end: int) -> Claim | None:
    return Claim(speaker=speaker, start=start, end=end) if speaker and end > start else None
