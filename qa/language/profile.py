"""What is known of one natural language: its words for numbers, days, "not", "may", "rose", "said" and the like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

from qa.language.profiles.dialogue import Dialogue
from qa.language.stemming import stem_each

Stance = Literal["asserts", "denies", "admits", "accuses", "calls_false", "asks", "promises", "warns"]
Modality = Literal["possible", "planned", "conditional", "obliged", "alleged"]
Approximation = Literal["about", "at_least", "more_than", "at_most", "less_than"]
Quantifier = Literal["all", "most", "many", "half", "some", "few", "none", "only"]
# Where the cause stands: before the words ("X led to Y") or after them ("X because of Y").
CausePlace = Literal["before", "after"]
# The words of both sides of a contrast: rise, climb against fall, drop.
Opposites = tuple[frozenset[str], frozenset[str]]
# The steps of a matter from the first to the last, each with its words: accuse, charge, convict, sentence.
Ladder = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numerals:
    """How a language writes numbers.

    values          words for numbers that are added up, and their worth
    articles        those of them that mean "a" as well: they count before a scale only
    scales          words that multiply: hundred, million
    short_scales    the same, as written behind a figure without a space: 5m, 3bn
    ordinals        words for places in an order, and their worth
    others          dozen, half
    joiners         words between number words: "and"
    joined          number words are written together: einundzwanzig
    decimal         marks that may stand before decimals
    grouping        marks that may stand between groups of three digits; blanks and apostrophes may in every language
    ordinal_marks   what makes a figure an ordinal: st, nd
    percent         words for the sign %
    percent_points  words for differences of percentages
    currencies      words and signs for money, and the sign that stands for it
    """

    values: Mapping[str, int] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    short_scales: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[str, float] = field(default_factory=dict)
    joiners: frozenset[str] = frozenset()
    joined: bool = False
    decimal: str = ".,"
    grouping: str = ".,"
    ordinal_marks: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    percent_points: tuple[str, ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Naming:
    """What a language writes with a capital and around names.

    titles           words before a name that are no part of it: president, former
    short_titles     the same, with a full stop: Mr., Gen.
    joiners          small words inside names: of, the, von
    not_names        words with a capital that name nothing: Monday, however
    openers          words that open a sentence and name nothing
    places_after     prepositions that a place follows: in, near
    before_things    words before the names of things, not of people: the, of
    no_person_words  words in the names of organisations and places
    countries        names of countries and capitals
    peoples          countries whose people are not told by an ending: France, French
    people_endings   endings of peoples: China, Chinese
    country_endings  endings of countries that those take the place of: Russia, Russian
    capital_nouns    every noun is written with a capital, and so no sign of a name
    initials         names that are told by their initials alone: United Nations
    """

    titles: frozenset[str] = frozenset()
    short_titles: tuple[str, ...] = ()
    joiners: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    places_after: frozenset[str] = frozenset()
    before_things: frozenset[str] = frozenset()
    no_person_words: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    peoples: Mapping[str, str] = field(default_factory=dict)
    people_endings: frozenset[str] = frozenset()
    country_endings: frozenset[str] = frozenset()
    capital_nouns: bool = False
    initials: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reporting:
    """What stands around a verb of saying.

    forms          finite forms of verbs that report what somebody says, and their lemmas
    inverted       those of them that the speaker may follow after a comma: `..., said Dong`
    infinitive     words before a verb that then reports nothing: "to say"
    according      phrases that a speaker follows: "according to"
    according_after words that a speaker stands before: zufolge
    between        words and phrases between a speaker and the verb: "also", "on Friday", "has"
    adverb_endings endings of further such words: repeatedly
    before_speaker words before a speaker that are no part of it: "but"
    after_speaker  words that end the name of a speaker after the verb: "who"
    no_speaker     words that no phrase for a speaker has
    determiners    words that open a phrase for a speaker: "the"
    passive        forms of the verb that makes a passive: "was"
    agent          words before who does it in a passive: "by"
    comma_after    a comma ends the speaker after such a phrase
    verb_second    a speaker follows the verb where something else opens the sentence
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    inverted: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    according_after: tuple[str, ...] = ()
    between: frozenset[str] = frozenset()
    adverb_endings: tuple[str, ...] = ()
    before_speaker: frozenset[str] = frozenset()
    after_speaker: frozenset[str] = frozenset()
    no_speaker: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    comma_after: bool = True
    verb_second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """The profile of a language. Words are in lower case; verbs are lemmas unless a field says "forms".

    code             ISO 639-1, such as "en"
    is_known         False where nothing is known of the language: what is read in it is read by numbers and names alone
    stop_words       words that carry no meaning of their own
    function_words   the commonest words, by which a text in the language is told
    forms            forms of the verbs and nouns below, and their lemmas: said, say
    negations        words that say "not"
    negation_endings endings that do: n't
    denying_forms    forms of words that deny by what they mean: refused, false
    particles        what is parted from its verb at the end of a clause: "nahm ... an"
    clause_words     conjunctions and relative words that open a clause
    modality         words and phrases that make a thing possible, planned, conditional, obliged or only alleged
    future           words and phrases for what is to come
    months           and their number, 1 to 12, with short forms
    weekdays         and their number, 0 for Monday
    before_dates     small words before a day: "on the"
    approximations   words and phrases before a number, and which way it may differ
    quantifiers      words for how many of a whole
    opposites        contrasts of lemmas: a word of one side turns a statement with a word of the other round
    sayings          verbs of saying and their stance; phrases have a blank: "call for"
    reporting        what stands around them
    ladders          the steps of a matter, the first one first
    causes           words and phrases between a cause and what it brings about, and on which side of them the cause is
    comparatives     words that compare, and the word for "than"
    than             words before the second part of a comparison
    pronouns         personal pronouns of the third person
    own_pronouns     personal pronouns of those who speak
    possessives      his, her, their
    dialogue         what is said in a conversation
    """

    code: str
    name: str
    is_known: bool = True
    stop_words: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    negations: frozenset[str] = frozenset()
    negation_endings: tuple[str, ...] = ()
    denying_forms: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    clause_words: frozenset[str] = frozenset()
    modality: Mapping[str, Modality] = field(default_factory=dict)
    future: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    before_dates: frozenset[str] = frozenset()
    numerals: Numerals = field(default_factory=Numerals)
    naming: Naming = field(default_factory=Naming)
    approximations: Mapping[str, Approximation] = field(default_factory=dict)
    quantifiers: Mapping[str, Quantifier] = field(default_factory=dict)
    opposites: tuple[Opposites, ...] = ()
    sayings: Mapping[str, Stance] = field(default_factory=dict)
    reporting: Reporting = field(default_factory=Reporting)
    ladders: tuple[Ladder, ...] = ()
    causes: Mapping[str, CausePlace] = field(default_factory=dict)
    comparatives: frozenset[str] = frozenset()
    than: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    own_pronouns: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    dialogue: Dialogue = field(default_factory=Dialogue)

    def find_lemma(self, word: str) -> str:
        """Return the lemma of a word in lower case where the profile knows it, else the word."""
        return self.forms.get(word) or _find_lemmas_by_stem(self).get(_stem(word, self.code), word)

    def list_lemmas(self) -> frozenset[str]:
        """Return the lemmas of opposites, sayings and ladders."""
        return frozenset(_find_lemmas_by_stem(self).values())

    def find_opposites(self, lemma: str) -> frozenset[str]:
        """Return the lemmas that turn a statement with this one round."""
        return _find_opposites(self, lemma)

    def are_opposite(self, one: str, other: str) -> bool:
        """Tell whether two lemmas are on the two sides of a contrast."""
        return other in self.find_opposites(one)

    def place_on_ladder(self, lemma: str) -> tuple[int, int] | None:
        """Return the ladder that a word is on and its step, both from 0, or None."""
        steps = ((n, k) for n, ladder in enumerate(self.ladders) for k, step in enumerate(ladder) if lemma in step)
        return next(steps, None)


@cache
def _find_lemmas_by_stem(language: Language) -> Mapping[str, str]:
    """Return the lemmas of opposites, sayings and ladders by their stems, for forms that no table has.

    English has its forms by rule, in a table that is whole.
    """
    if language.code == "en":
        return {}
    groups = (*language.opposites, *language.ladders, (frozenset(language.sayings),))
    lemmas = sorted({lemma for group in groups for side in group for lemma in side})
    return {_stem(lemma, language.code): lemma for lemma in reversed(lemmas) if lemma not in language.stop_words}


def _stem(word: str, code: str) -> str:
    (stem,) = stem_each([word], code)
    return stem


@lru_cache(maxsize=8192)
def _find_opposites(language: Language, lemma: str) -> frozenset[str]:
    found = [other for pair in language.opposites for own, other in (pair, pair[::-1]) if lemma in own]
    return frozenset().union(*found) - {lemma}


def read_opposites(table: str) -> tuple[Opposites, ...]:
    """Return the contrasts of a table: a line each, `rise climb / fall drop`; a phrase has "_" for its blanks."""
    rows = (line.split("/") for line in _split_rows(table))
    return tuple((read_words(one), read_words(other)) for one, other in rows)


def read_ladders(table: str) -> tuple[Ladder, ...]:
    """Return the ladders of a table: a line each, `suspect < accuse allege < charge`."""
    return tuple(tuple(read_words(step) for step in line.split("<")) for line in _split_rows(table))


def _split_rows(table: str) -> list[str]:
    """Return the lines of a table; one that is indented goes on with the line before it."""
    return [line for line in table.replace("\n    ", " ").splitlines() if line.strip()]


def read_words(text: str) -> frozenset[str]:
    """Return the words of a text; a phrase has "_" for its blanks."""
    return frozenset(word.replace("_", " ") for word in text.split())


def read_forms(table: str) -> dict[str, str]:
    """Return the forms of a table with their lemmas, which stand first: `say says said; tell tells told`."""
    rows = [row.split() for row in table.split(";")]
    return {form: row[0] for row in reversed(rows) for form in reversed(row)}


def read_kinds(**words: str) -> dict[str, Any]:
    """Return for each word what it is: `read_kinds(possible="may might", obliged="must")`."""
    return {word: kind for kind, text in words.items() for word in read_words(text)}


def number_words(words: Iterable[str], start: int = 0, step: int = 1) -> dict[str, int]:
    """Return words with the numbers that they count: from start on, in steps; forms of one number have a "/"."""
    return {form: start + n * step for n, word in enumerate(words) for form in word.split("/")}
