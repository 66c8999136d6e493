"""What a language says in a conversation: words that take up, correct and thank, and nouns that lean on others."""

from dataclasses import dataclass, field
from typing import Literal

Act = Literal["thanks", "greeting", "sources", "shorter", "more"]
# What a pronoun or a noun stands for.
Wanted = Literal["person", "thing", "several", "place", "group"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialogue:
    """The words of a conversation, in lower case; phrases have a blank.

    acts             whole remarks that ask nothing new, without a "please": "tell me more"
    openers          words before a question that are no part of it: "and"
    interjections    the same, with a comma behind: "no, ..."
    courtesies       words around a remark that are no part of it: "please"
    about            phrases before a name that is to take the place of another: "what about"
    corrections      phrases before what was meant: "no, i meant"
    returns          phrases before a topic that is taken up again: "back to"
    question_words   words that ask
    adverbs          those of them, and phrases, that ask for a place, a time or a reason
    subjects         those of them that ask who does something
    inverts          the subject follows the verb in a question, also where "why" was put in front of it
    elses            words that ask for others: "else"
    refers           words that stand for what was spoken of, and what that is: "he", "there"
    pointers         words that point at what was spoken of, alone or before a noun: "that"
    definite         articles of what is known: "the"
    general_nouns    nouns that say nothing of what a question is about: "people"
    group_nouns      nouns for any organisation: "company"
    person_nouns     nouns for those who act and speak, by an office or a trade: "mayor"
    place_nouns      nouns for any place: "town"
    time_nouns       nouns for a time: "year"
    owned_nouns      nouns that are somebody's or something's: "captain", "cause"
    event_nouns      nouns for what happens, in which somebody can be hurt or win: "flood"
    event_verbs      an "it" before one of these, or being something, followed by a clause means nothing: "take"
    others           words for one of those that were named: "other", "latter"
    pairs            words for two that were named: "both"
    symmetric        verbs that two do with one another: "meet"
    measures         words behind "how" that ask how somebody or something is, not what was done: "old"
    singular         forms of verbs for several, and those for one: are, is
    """

    acts: dict[str, Act] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    interjections: frozenset[str] = frozenset()
    courtesies: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    corrections: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    inverts: bool = True
    elses: frozenset[str] = frozenset()
    refers: dict[str, Wanted] = field(default_factory=dict)
    pointers: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    general_nouns: frozenset[str] = frozenset()
    group_nouns: frozenset[str] = frozenset()
    person_nouns: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    owned_nouns: frozenset[str] = frozenset()
    event_nouns: frozenset[str] = frozenset()
    event_verbs: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    symmetric: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    singular: dict[str, str] = field(default_factory=dict)
