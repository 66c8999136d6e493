"""Who says what in a sentence: the speaker, the words that are theirs, the verb, and how they stand to it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from qa.language import Language, get_language
from qa.language.profile import Stance
from qa.language.words import split_words

_QUOTED = re.compile(r"[“„«][^”“»]*(?:[”“»]|$)|\"[^\"]*(?:\"|$)")
_AFTER_QUOTE = re.compile(r"[”“»\"],?\s*$")
_CLAUSE_MARKS = re.compile(r"[“”„«»\";:–—]|\s-\s")
# A name after a comma that says who "the minister" is.
_APPOSITION = re.compile(r",\s+(?=[^\W\d_a-z])[^,.;:!?“”\"]+(?=[,.;:!?“”\"]|$)")
_SUBJECT = re.compile(r"^(?:[^\W\d_a-z]\w{0,4}\s+)?[^,]{2,60}, [^,]+,\s*$")
_NOTHING = "(?!)"
_LONGEST_SPEAKER = 9
# Words after a verb of saying at the end of a sentence, as in `..., the ministry said after the two met`.
_TAIL_WORDS = 8
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


class _ClaimReader:
    """Reads claims from the sentences of a language."""

    def __init__(self, language: Language) -> None:
        told = language.reporting
        self._language = language
        self._told = told
        not_after = "".join(rf"(?<!\b{word} )" for word in told.infinitive)
        opening = _join(form.capitalize() for form in told.inverted)
        self._verb = re.compile(rf"(?<![-\w]){not_after}(?:{_join(told.forms)})\b(?!-)|^(?:{opening})\b")
        patterns = [rf"\b(?:{_join(told.according)})\s+(?P<speaker>[^,.;:“”„\"]+)(?<!\s)"]
        if told.according_after:
            after = _join(told.according_after)
            patterns.append(rf"(?:^|[,;:]\s+)(?P<before>[^,.;:“”„\"\d]+?)\s+(?:{after})\b")
        self._according = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
        adverb = (
            "|".join(rf"[a-z]+{ending}" for ending in (*told.adverb_endings, *language.negation_endings)) or _NOTHING
        )
        between = _join(told.between | language.negations)
        self._between = re.compile(rf"(?:^(?i:{between}))?(?:\s+(?:(?i:{between})|{adverb}))*\s*$")
        self._passive = re.compile(rf"(?i)\b(?:{_join(told.passive)})(?:\s+(?:{adverb}))?\s*$")
        self._agent = re.compile(rf"(?i)\s+(?:{_join(told.agent)})\s+")
        self._leading = re.compile(rf"(?i)^(?:{_join(told.before_speaker)})\s+")
        self._conjunction = re.compile(rf"(?i)\b(?:{_join(told.before_speaker)})\s")
        self._after_name = re.compile(rf"[,.;:“„\"]|\b(?:{_join(told.after_speaker)})\b")

    def read(self, sentence: str) -> Iterator[Claim]:
        """Yield the claims of a sentence: those after "according to" first, then by their verbs."""
        for match in (match for pattern in self._according for match in pattern.finditer(sentence)):
            group = match.lastgroup or ""
            named = match[group] if self._told.comma_after or group == "before" else _cut_to_name(match[group])
            end = match.end() if group == "before" else match.start(group) + len(named)
            around = (0, match.start()) if match.start() > len(sentence) - end else (end, len(sentence))
            yield from self._make_claim(self._read_speaker(named), *around)
        quoted = [match.span() for match in _QUOTED.finditer(sentence)]
        begun, last = 0, ""
        for verb in self._verb.finditer(sentence):
            if not any(start < verb.start() < end for start, end in quoted):
                for claim in self._read_verb(sentence, verb, begun, last):
                    yield claim
                    begun, last = verb.end(), claim.speaker

    def _read_verb(self, sentence: str, verb: re.Match[str], begun: int, last: str) -> Iterator[Claim]:
        lemma = self._told.forms[verb.group().lower()]
        before, after = sentence[: verb.start()], sentence[verb.end() :]
        if passive := self._passive.search(before):
            yield from self._read_passive(sentence, verb, passive.start(), lemma)
            return
        if self._is_inverted(self._between.sub("", before), verb.group()) and (
            speaker := self._read_speaker(self._cut_name(after))
        ):
            around = (0, len(before)) if before.strip() else (verb.end() + len(self._cut_name(after)), len(sentence))
            yield from self._make_claim(speaker, *around, verb=lemma)
            return
        subject = self._find_subject(before, begun)
        speaker = self._read_speaker(subject) if subject.strip() or not begun else last
        if not speaker and self._told.verb_second:
            named = _cut_to_name(self._cut_name(after))
            yield from self._make_claim(self._read_speaker(named), verb.end() + len(named), len(sentence), verb=lemma)
        elif speaker:
            yield from self._make_claim(speaker, *_find_said(sentence, verb, speaker), verb=lemma)

    def _read_passive(self, sentence: str, verb: re.Match[str], start: int, lemma: str) -> Iterator[Claim]:
        """Yield what is said by an agent, as in `was rejected by Dong Jun`; nothing where it names nobody."""
        if agent := self._agent.match(sentence, verb.end()):
            speaker = self._read_speaker(self._cut_name(sentence[agent.end() :]))
            yield from self._make_claim(speaker, 0, start, verb=lemma, passive=True)

    def _is_inverted(self, before: str, verb: str) -> bool:
        """Tell whether the speaker comes after the verb: `"...," said Dong`, `..., wrote Dong`, `Said Dong: ...`."""
        if _AFTER_QUOTE.search(before):
            return True
        explains = _SUBJECT.match(before) and any(part.strip().istitle() for part in before.split(",")[:2])
        return before.rstrip()[-1:] in ("", ",") and verb.lower() in self._told.inverted and not explains

    def _cut_name(self, after: str) -> str:
        """Return the words after a verb that name who speaks: up to a comma, or with the name that follows it."""
        named = self._after_name.split(after)[0]
        apposition = _APPOSITION.match(after, len(named))
        has_name = any(word[:1].isupper() for word in named.split())
        return named + apposition.group() if apposition and not has_name else named

    def _find_subject(self, before: str, begun: int) -> str:
        """Return the subject that ends a text: its last part between commas, or an apposition with what it explains.

        begun  where the part of the text after an earlier verb of saying begins
        """
        *_, clause = _CLAUSE_MARKS.split(before[begun:])
        if begun:
            *_, clause = self._conjunction.split(clause)
        trimmed = self._between.sub("", clause)
        if trimmed.endswith(",") and not self._is_negated(clause[len(trimmed) :]):
            clause = f"{trimmed} "
        parts = clause.split(", ")
        if len(parts) < 3 or parts[-1].strip():
            return parts[-1]
        named = parts[-2][:1].isupper()
        return f"{parts[-3]}, {parts[-2]}" if named else parts[-3]

    def _read_speaker(self, phrase: str) -> str:
        """Return a phrase without what surrounds a speaker's name, or "" where it can't be one."""
        if (between := self._between.search(phrase)) and self._is_negated(between.group()):
            return ""
        phrase = self._leading.sub("", self._between.sub("", phrase.strip())).strip(" ,")
        words = phrase.lower().split()
        if words[:1] and words[0] in self._told.determiners:
            phrase = phrase[0].lower() + phrase[1:]
        if not words or len(words) > _LONGEST_SPEAKER or not self._told.no_speaker.isdisjoint(words):
            return ""
        if words[0] in self._language.pronouns and len(words) == 1:
            return phrase
        named = any(word[:1].isupper() for word in phrase.split())
        determined = words[0] in self._told.determiners and len(words) > 1
        return phrase if (named or determined) and not split_words(phrase)[0].isdigit() else ""

    def _is_negated(self, text: str) -> bool:
        words = text.lower().split()
        return any(word in self._language.negations or word.endswith(self._language.negation_endings) for word in words)

    def _make_claim(
        self, speaker: str, start: int, end: int, *, verb: str = "", passive: bool = False
    ) -> Iterator[Claim]:
        if speaker and end > start:
            stance = self._language.sayings.get(verb, "asserts")
            code = self._language.code
            yield Claim(speaker=speaker, start=start, end=end, verb=verb, stance=stance, passive=passive, language=code)


@cache
def _open_reader(language: str | None) -> _ClaimReader:
    return _ClaimReader(get_language(language))


def _join(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or _NOTHING


def _find_said(sentence: str, verb: re.Match[str], speaker: str) -> tuple[int, int]:
    """Return what a speaker before a verb says: what stands before them, or after the verb; an empty span for none."""
    before, after = sentence[: verb.start()], sentence[verb.end() :]
    begun = before.lower().rfind(speaker.lower())
    told_before = begun > 0 and before[:begun].rstrip()[-1:] in (",", "”", "“", "»", '"')
    if told_before and len(after.split()) <= _TAIL_WORDS and not after.startswith(":"):
        return 0, begun
    return verb.end(), len(sentence) if re.search(r"\w", after) else verb.end()


def _cut_to_name(text: str) -> str:
    """Return a text up to the end of its first run of words with a capital."""
    end, named = 0, False
    for word in re.finditer(r"\S+", text):
        capital = word.group().lstrip("(“„\"'")[:1].isupper()
        if named and not capital:
            break
        named = named or capital
        end = word.end()
    return text[:end].rstrip(" ,.;:")
