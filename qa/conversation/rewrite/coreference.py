"""Fill what a question leaves open from what was last asked and answered, or tell that it stays open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.rewrite.background import Background, find_topics
from qa.conversation.rewrite.openings import Opening
from qa.conversation.rewrite.referents import Referent, choose_referent
from qa.language import get_language
from qa.language.profiles.dialogue import Wanted
from qa.language.profiles.en_inflection import inflect_verb
from qa.language.words import stem_each

# In words, chosen: behind a short name an apostrophe alone is usual, "the Times'"; a long one is clearer with an s.
_LONG_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A question with its openings filled.

    is_open    the word that nothing was found for, or "" where all were filled
    was_filled something was put in
    """

    question: str
    is_open: str = ""
    was_filled: bool = False


def fill_openings(question: str, openings: Sequence[Opening], backgrounds: Sequence[Background]) -> Filled:
    """Return a question with what it leaves open put in.

    backgrounds  the exchanges on the same topic, the last one first; only a person is looked for further back than that
    """
    done, at, was_filled, tail = "", 0, False, ""
    owned = any(opening.kind not in ("phrase", "pair") for opening in openings) or _names_something(question)
    used: list[str] = []
    for opening in openings:
        word = question[opening.start : opening.end]
        found = _fill(opening, word, question, backgrounds, used=used)
        if found is None and opening.speaks and (topic := _find_owner(opening, backgrounds)):
            tail, found = f" about {topic.text}", word
        if found is None:
            if _needs_nothing(opening, owned=owned):
                continue
            return Filled(question=question, is_open=word or question)
        was_filled = was_filled or found != word or bool(tail)
        done += question[at : opening.start] + found
        at = opening.end
    return Filled(question=_agree(done + question[at:] + tail, openings, question), was_filled=was_filled)


def _fill(
    opening: Opening, word: str, question: str, backgrounds: Sequence[Background], *, used: list[str]
) -> str | None:
    """Return what stands for an opening, or None where that is open."""
    if opening.kind == "topic":
        frame = next((frame for background in backgrounds if (frame := background.find_frame())), "")
        return f" {frame}" if frame else None
    if opening.kind == "pointer":
        return None
    if opening.kind == "phrase":
        return _fill_phrase(opening, word, backgrounds, used=used)
    if opening.kind == "other":
        other = _find_other(backgrounds[0])
        return other.text if other else None
    if opening.kind == "pair":
        pair = backgrounds[0].find_pair()
        return pair.text if pair else None
    referent = _find_meant(opening, backgrounds, used)
    if referent is None:
        return None
    used.append(referent.text)
    if opening.wanted == "place":
        before = question[: opening.start].split()[-1:]
        is_led = bool(before) and before[0].lower() in ("from", "in", "near", "to", "at", "around")
        return referent.text if is_led else f"in {referent.text}"
    return _possess(referent.text, question[opening.end :]) if opening.kind == "possessive" else referent.text


def _find_meant(opening: Opening, backgrounds: Sequence[Background], used: Sequence[str]) -> Referent | None:
    """Return who or what a pronoun means: nobody twice, so that "he" told "him" something."""
    for background in backgrounds:
        left = [each for each in background.told if each.text not in used]
        if opening.wanted == "person" and _are_equal(left):
            return None
        if opening.wanted == "thing" and (carried := _find_carried(backgrounds)):
            return carried
        if found := background.find(opening.wanted, does=opening.does):
            if found.text not in used:
                return found
            rest = [each for each in (*left, *background.said) if each.fits(opening.wanted)]
            return rest[0] if rest else None
        if any(each.fits(opening.wanted) for each in background.told):
            return None
    return None


def _find_carried(backgrounds: Sequence[Background]) -> Referent | None:
    """Return the thing that the last question has from the one before it: what the conversation is about is "it"."""
    if len(backgrounds) < 2:
        return None
    nouns = {each.noun for each in backgrounds[0].told}
    carried = [each for each in backgrounds[1].told if each.noun in nouns and each.fits("thing") > 1]
    outer = [each for each in carried if not any(each.text in other.text != each.text for other in carried)]
    return outer[0] if len(outer) == 1 else None


def _are_equal(told: Sequence[Referent]) -> bool:
    """Tell whether two persons were spoken of side by side, so that neither is more likely meant."""
    return any(each.members > 1 and each.sort in ("person", "name") for each in told)


def _fill_phrase(opening: Opening, word: str, backgrounds: Sequence[Background], *, used: Sequence[str]) -> str | None:
    """Return what "the company" or "that decision" means; None where it was not spoken of and needs nobody."""
    dialogue = get_language("en").dialogue
    background = backgrounds[0]
    spoken = [each for each in (*background.told, *background.said) if each.text not in used]
    for referent in spoken:
        same = referent.noun == opening.noun or opening.noun in referent.text.lower().split()[:-1]
        if same and len(referent.text) > len(word):
            return referent.text
    if opening.is_bare and opening.noun in dialogue.group_nouns | dialogue.place_nouns:
        wanted: Wanted = "group" if opening.noun in dialogue.group_nouns else "place"
        found = [background.find(wanted) for background in backgrounds]
        found += [choose_referent(wanted, background.told) for background in backgrounds]
        if named := next((each for each in found if each), None):
            return named.text if named.is_name else None
    if any(referent.text.lower() == word.lower() for referent in spoken):
        return word
    if opening.noun in ("man", "woman") and (person := background.find("person")):
        return person.text
    pair, filled = background.find_pair(), background.filled
    if pair and filled and stem_each([opening.noun]) == stem_each([inflect_verb(filled.verb, "VBG")]):
        return f"{word} between {pair.text}"
    owner = _find_owner(opening, backgrounds)
    return f"{word} of {owner.text}" if owner and opening.is_only and opening.noun in dialogue.owned_nouns else None


def _find_owner(opening: Opening, backgrounds: Sequence[Background]) -> Referent | None:
    """Return what an office or a part belongs to."""
    return next((topic for topic in find_topics(backgrounds[0]) if topic.noun != opening.noun), None)


def _needs_nothing(opening: Opening, *, owned: bool) -> bool:
    """Tell whether a question can be understood though nothing was found for an opening."""
    if opening.kind == "phrase":
        return not opening.points and (owned or not _stands_for_any(opening))
    return opening.kind == "pair" and owned


def _stands_for_any(opening: Opening) -> bool:
    """Tell whether a noun says nothing without what it stands for: "the company"."""
    dialogue = get_language("en").dialogue
    return opening.is_bare and (opening.noun in dialogue.group_nouns or opening.noun in ("man", "woman"))


def _find_other(background: Background) -> Referent | None:
    """Return the one of two that the answer did not give."""
    pair = [each for each in background.told if each.is_name and each.text != background.asked and each.members == 1]
    both = [each for each in background.told if each.members == 2]
    named = [each for each in pair if any(each.text in joined.text for joined in both)]
    return named[0] if len(named) == 1 else None


def _possess(name: str, after: str) -> str:
    """Return a name with its ending for what is owned."""
    return f"{name}'" if name.endswith("s") and len(name.split()) <= _LONG_NAME else f"{name}'s"


def _names_something(question: str) -> bool:
    return bool(re.search(r"\w\W+(?-i:[A-Z])\w|\d", question))


def _agree(text: str, openings: Sequence[Opening], question: str) -> str:
    """Return the text with the verb before a "they" that became one."""
    singular = get_language("en").dialogue.singular
    opening = openings[0]
    before = question[: opening.start].split()
    if opening.wanted != "several" or opening.kind != "pronoun" or not before or before[-1].lower() not in singular:
        return text
    start = question[: opening.start].rstrip()
    name = text[opening.start :].split("?")[0]
    if " and " in name or not re.match(r"[A-Z]\w*", name) or name.split()[0].endswith("s"):
        return text
    verb = singular[before[-1].lower()]
    verb = verb.capitalize() if before[-1][:1].isupper() else verb
    return f"{start[: -len(before[-1])]}{verb} {text[opening.start :]}"
