"""What was last asked and answered, as a question that follows needs it: read once, with what it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa.conversation.rewrite.clause import Clause, is_short_clause
from qa.conversation.rewrite.dissect import read_clause
from qa.conversation.rewrite.referents import Referent, choose_referent, find_asked, find_referents
from qa.language import get_language
from qa.language.mentions import find_mentions
from qa.language.profiles.dialogue import Wanted
from qa.language.sentences import split_sentences
from qa.language.syntax.parse import parse_text

_FRAME_PREPOSITIONS = ("in", "at", "on", "during", "under", "aboard")
# In words and sentences, chosen: longer phrases make a full question that reads like none, and what a follow-up leans
# on stands in the beginning of an answer.
_MOST_FRAME_WORDS = 10
_MOST_TOPIC_WORDS = 6
_READ_SENTENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question that stands alone and the plain words of its answer, "" where there was none."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """An exchange read.

    clause   the question taken apart, or None
    filled   the clause that asks nothing any more, with the answer in it
    asked    the name or noun phrase that the answer gives for what was asked, or ""
    told     what the question speaks of, and what it asked for
    is_sure  that stands in the answer where the question asks for it
    said     what the answer speaks of besides
    named    what all of the answer names
    """

    question: str
    clause: Clause | None
    filled: Clause | None
    asked: str
    is_sure: bool
    told: tuple[Referent, ...]
    said: tuple[Referent, ...]
    named: tuple[Referent, ...]

    def find(self, wanted: Wanted, *, does: bool | None = None) -> Referent | None:
        """Return what a word for somebody or something most likely means, or None where it is open.

        does  the word stands for who does something, not for whom that is done to
        """
        if wanted == "several" and (pair := self.find_pair()):
            return pair
        if wanted == "place":
            return next((each for each in (*self.told, *self.said) if each.sort == "place" and each.is_there), None)
        if wanted == "person" and self.asked and (asked := self.find_asked()) and asked.fits("person"):
            return asked
        # No group that only says which of something is meant: "the wind farm on Gannet Bank".
        whole = [each for each in self.told if wanted != "group" or not self._is_inner(each)]
        told = choose_referent(wanted, whole, does=does)
        # Of what happened at a place, "it" is rather what happened.
        if told and wanted == "thing" and told.sort == "place" and self.clause and self.clause.happened:
            return None
        is_object = wanted == "thing" and does is False
        if told and is_object and told.does and told.text != self.asked and self._has_object():
            return None
        return told or (self._find_said(wanted) if wanted in ("person", "group") else None)

    def _has_object(self) -> bool:
        """Tell whether the verb of the last question did something to something else than its subject."""
        words, profile = self.filled.predicate.split() if self.filled else [], get_language("en")
        for word, after in pairwise([*words, ""]):
            if word in profile.dialogue.pointers and (not after or after in profile.stop_words):
                return True
        return any(not each.is_first and each.fits("thing") and not self._is_inner(each) for each in self.told)

    def _find_said(self, wanted: Wanted) -> Referent | None:
        """Return what the answer brought up, where that is only one."""
        named = [each for each in self.said if each.is_name and each.members == 1 and each.fits(wanted)]
        surely = [each for each in named if each.fits(wanted) > 1] or named
        return surely[0] if len({each.noun for each in surely}) == 1 else None

    def _is_inner(self, referent: Referent) -> bool:
        return any(referent.text in each.text != referent.text for each in self.told)

    def find_asked(self) -> Referent | None:
        """Return what the answer gave for what was asked."""
        return next((each for each in self.told if each.text == self.asked), None)

    def find_pair(self) -> Referent | None:
        """Return the two who were spoken of together: joined by "and", or of a verb such as "meet"."""
        joined = [referent for referent in self.told if referent.members == 2]
        if joined or not self.filled or self.filled.verb not in get_language("en").dialogue.symmetric:
            return joined[0] if joined else None
        pair = [
            referent for referent in self.told if referent.sort in ("person", "group", "place") and referent.is_name
        ]
        if len(pair) < 2 or not pair[0].is_first:
            return None
        text = f"{pair[0].text} and {pair[1].text}"
        return Referent(text=text, noun="", sort="person", is_name=True, is_plural=True, is_first=True, members=2)

    def find_frame(self) -> str:
        """Return what sets the scene of the last question, to be put behind another one, or "".

        A place or an event in it ("in the Teln valley flood"), or all of it ("when the Lady Oriane sank").
        """
        clause = self.filled
        if clause is None:
            return ""
        if adjunct := find_adjunct(clause.tell()):
            return adjunct
        dialogue = get_language("en").dialogue
        if event := next((each for each in self.told if each.noun in dialogue.event_nouns), None):
            return f"in {event.text}"
        told = _cut_source(clause.tell())
        asked = self.clause.role if self.clause else "nothing"
        happened = clause.happened and asked != "nothing" and not clause.is_denied
        names_it = told != told.lower() or not dialogue.definite.isdisjoint(told.split())
        if not happened or not names_it or not is_short_clause(clause):
            return ""
        return f"when {told}"


@lru_cache(maxsize=64)
def read_background(exchange: Exchange) -> Background:
    """Return an exchange read."""
    clause = read_clause(exchange.question)
    sentences = [exchange.answer[start:end] for start, end in split_sentences(exchange.answer)[:_READ_SENTENCES]]
    told_by = [(find_asked(clause, exchange.question, each, strictly=True), each) for each in sentences]
    answer = sentences[0] if sentences else ""
    asked, answer = next((found for found in told_by if found[0]), ("", answer))
    is_sure, asked = bool(asked), asked or find_asked(clause, exchange.question, answer)
    filled = clause.fill(asked) if clause else None
    known = {word for text in (exchange.question, answer) for name in find_mentions(text) for word in name.words}
    told = _find_told(clause, filled, exchange.question, known)
    names = {referent.text.lower() for referent in told}
    said = tuple(each for each in find_referents(answer, known) if each.text.lower() not in names)
    named = tuple(each for text in sentences for each in find_referents(text, known) if each.is_name)
    return Background(
        question=exchange.question,
        clause=clause,
        filled=filled,
        asked=asked,
        is_sure=is_sure,
        told=told,
        said=said,
        named=named,
    )


def find_adjunct(statement: str) -> str:
    """Return a phrase or clause of place or occasion on the main verb of a statement, or ""."""
    parsed = parse_text(statement, "en")
    root = next((token.index for token in parsed.tokens if token.dep == "ROOT"), None) if parsed else None
    if parsed is None or root is None:
        return ""
    dialogue = get_language("en").dialogue
    for child in parsed.children[root]:
        token, inside = parsed.tokens[child], sorted(parsed.walk_down(child))
        text = parsed.text[parsed.tokens[inside[0]].start : parsed.tokens[inside[-1]].end]
        nouns = [parsed.tokens[each] for each in parsed.find_children(child, "pobj")]
        names_place = any(
            noun.lemma not in dialogue.time_nouns | dialogue.general_nouns and noun.entity not in ("DATE", "TIME")
            for noun in nouns
            if (noun.pos in ("NOUN", "PROPN") and text.lower().split()[1] in dialogue.definite) or noun.pos == "PROPN"
        )
        is_scene = token.dep == "prep" and token.text.lower() in _FRAME_PREPOSITIONS and names_place
        is_occasion = token.dep == "advcl" and parsed.tokens[inside[0]].tag == "WRB"
        if child > root and (is_scene or is_occasion) and len(text.split()) <= _MOST_FRAME_WORDS:
            return text
    return ""


def find_topics(background: Background) -> Sequence[Referent]:
    """Return what an exchange is about, the likeliest first: things that are named, then persons, then other things."""
    dialogue = get_language("en").dialogue
    general = dialogue.general_nouns | dialogue.time_nouns
    topics = [
        each for each in background.told if each.noun not in general and each.sort != "time" and each.members == 1
    ]
    return sorted(
        topics,
        key=lambda each: (
            len(each.text.split()) > _MOST_TOPIC_WORDS,
            each.text == each.text.lower(),
            each.sort == "person",
            not each.is_first,
        ),
    )


def _find_told(clause: Clause | None, filled: Clause | None, question: str, known: set[str]) -> tuple[Referent, ...]:
    if not clause or not filled or not filled.subject:
        return find_referents(question.rstrip("?"), known)
    counted = _name_counted(clause)
    # In its parts a statement is read more surely than as a whole.
    does = not filled.is_passive
    subject = find_referents(f"{filled.subject} was there", known)
    rest = find_referents(filled.find_rest(), known)
    told = (
        *(replace(each, is_first=each.is_first, does=each.is_first and does) for each in subject),
        *(replace(each, is_first=False, does=False) for each in rest),
    )
    return (counted, *(each for each in told if each.noun != counted.noun)) if counted else told


def _name_counted(clause: Clause) -> Referent | None:
    """Return those that a "how many" counts, as "the people who died in the flood"."""
    if not clause.noun or not clause.asks.lower().startswith("how many") or clause.noun.startswith("of "):
        return None
    if clause.role == "subject":
        who = "who" if clause.noun.split()[-1] in get_language("en").dialogue.general_nouns else "that"
        filled = clause.fill("")
        told = filled.tell()[len(clause.noun) :].strip() if filled else ""
        text = f"the {clause.noun} {who} {told}"
    elif clause.role == "object":
        text = f"the {clause.noun} that {clause.tell()}"
    else:
        return None
    noun = find_referents(clause.noun)
    return Referent(
        text=text,
        noun=noun[0].noun if noun else clause.noun,
        sort="thing",
        is_name=False,
        is_plural=True,
        is_first=True,
    )


def _cut_source(text: str) -> str:
    """Return a statement without the "according to" at its end."""
    lowered = text.lower()
    places = [lowered.find(f" {phrase} ") for phrase in get_language("en").reporting.according]
    cut = min((place for place in places if place > 0), default=len(text))
    return text[:cut].rstrip(" ,")
