"""What a parsed sentence is read by: which words stand for a deed, govern another verb, or bind two sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qa.language.profile import Modality, read_kinds, read_words

# "form" and "inform" are no opposites, nor are most words as short.
_SHORTEST_BASE = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """The words that a parsed sentence is read by, all lemmas.

    deeds        nouns that stand for what somebody does, and its verb: sale, sell
    alike        verbs that say the same of the same two sides: buy, acquire
    mutual       verbs that bind two sides alike: whoever is named first
    refusing     verbs whose infinitive does not happen: refuse
    governing    verbs whose infinitive is not a fact, and what it is instead
    charging     verbs that lay a deed to somebody: accuse
    doer         prepositions before who does it, after a passive or a deed
    undergoer    prepositions before whom it is done to, after a deed
    times        conjunctions of time, and whether what is told around them comes first: "A before B"
    conditional  conjunctions that make a clause a condition
    relatives    words that stand for the noun before them
    auxiliaries  auxiliary verbs and what they make of the verb after them
    hedges       adverbs that make what is told possible or alleged
    nobody       subjects and objects that negate: nobody
    denials      determiners and adverbs that negate: no, never
    accords      what "according" is parsed as
    offices      what somebody is, written with a capital or without
    indefinite   determiners of one among others
    units        groups of units, of which one may not stand for another: day, week
    recipient    the preposition before whom something is given or told to
    concessions  words and phrases for what did not keep something from happening
    contending   verbs of saying that leave open whether it is so
    rates        words before the second unit of a rate: per
    prefixes     what makes a word its opposite: un-
    vague        verbs that tell little without the words beside them: have, take, become
    """

    deeds: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[frozenset[str], ...] = ()
    mutual: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    governing: Mapping[str, Modality] = field(default_factory=dict)
    charging: frozenset[str] = frozenset()
    doer: frozenset[str] = frozenset()
    undergoer: frozenset[str] = frozenset()
    times: Mapping[str, Literal["first", "then"]] = field(default_factory=dict)
    conditional: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    auxiliaries: Mapping[str, str] = field(default_factory=dict)
    hedges: Mapping[str, Modality] = field(default_factory=dict)
    nobody: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    accords: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    units: tuple[tuple[frozenset[str], ...], ...] = ()
    rates: frozenset[str] = frozenset()
    recipient: str = ""
    concessions: frozenset[str] = frozenset()
    contending: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    vague: frozenset[str] = frozenset()

    def are_alike(self, one: str, other: str) -> bool:
        """Tell whether two verbs say the same of the same two sides."""
        return one == other or any(one in group and other in group for group in self.alike)

    def are_other_units(self, one: str, other: str) -> bool:
        """Tell whether two nouns are units that may not stand for each other."""
        for group in self.units:
            ours, theirs = ([n for n, side in enumerate(group) if word in side] for word in (one, other))
            if ours and theirs and ours != theirs:
                return True
        return False

    def negates(self, one: str, other: str) -> bool:
        """Tell whether one of two words is the other one with a "un-" before it."""
        short, long = sorted((one, other), key=len)
        return len(short) > _SHORTEST_BASE and any(long == prefix + short for prefix in self.prefixes)


def _read_deeds(table: str) -> dict[str, str]:
    rows = (line.split(":") for line in table.splitlines() if ":" in line)
    return {noun: verb.strip() for verb, nouns in rows for noun in nouns.split()}


_ENGLISH = Grammar(
    deeds=_read_deeds(
        """
        sell: sale
        buy: purchase acquisition takeover
        kill: killing murder assassination
        defeat: defeat
        win: victory win
        attack: attack assault raid
        invade: invasion
        appoint: appointment
        nominate: nomination
        elect: election
        arrest: arrest
        release: release
        criticize: criticism
        reject: rejection
        approve: approval
        support: support
        sue: lawsuit
        visit: visit
        withdraw: withdrawal
        close: closure
        destroy: destruction
        rescue: rescue
        replace: replacement
        """
    ),
    alike=tuple(
        read_words(row)
        for row in """
        buy acquire purchase
        allow let permit
        beat defeat overcome thrash
        kill murder slay
        say tell state add
        appoint name
        criticize criticise condemn denounce slam
        begin start
        close shut
        fire dismiss sack
        arrest detain
        reject refuse
        assault attack
        destroy wreck
        support back
        replace succeed
        """.strip().splitlines()
    ),
    mutual=read_words(
        """meet marry divorce talk speak agree clash negotiate border resemble equal match merge fight face play join
        accompany discuss debate cooperate collide argue date draw be have hold share contain include involve
        become know see mean follow"""
    ),
    refusing=read_words(
        """fail refuse decline neglect omit avoid prevent forbid bar ban stop cease block hesitate deny reject
        abandon drop dismiss exclude dispute"""
    ),
    governing=read_kinds(
        possible="appear seem consider likely able can may might could unlikely poise",
        planned="""plan intend hope want expect aim seek try attempt threaten prepare wish vow promise pledge propose
            offer schedule slate set agree decide due ready urge ask call advise recommend order tell push willing
            demand suggest""",
        obliged="must should ought require oblige need force have",
        alleged="""allege accuse suspect charge claim believe think report rumour rumor say indict assume presume blame
            acquit clear""",
    ),
    charging=read_words("accuse suspect charge convict acquit clear blame indict find sentence arrest fine"),
    doer=read_words("by"),
    undergoer=read_words("of against on"),
    times={"before": "first", "until": "first", "after": "then", "since": "then", "following": "then"},
    conditional=read_words("if unless whether provided"),
    relatives=read_words("who which that whom whose"),
    auxiliaries={
        "may": "possible", "might": "possible", "could": "possible", "can": "able", "will": "future", "ll": "future",
        "’ll": "future", "'ll": "future", "shall": "future", "would": "conditional", "'d": "conditional",
        "’d": "conditional", "must": "obliged", "should": "obliged", "ought": "obliged",
    },
    hedges=read_kinds(
        possible="possibly perhaps maybe probably likely potentially presumably apparently seemingly",
        alleged="reportedly allegedly supposedly purportedly",
    ),
    nobody=read_words("nobody none nothing no-one neither"),
    denials=read_words("no not n't n’t never nor neither"),
    accords=read_words("accord according"),
    offices=read_words(
        """president minister secretary chancellor governor senator chairman chairwoman chair chief executive director
        mayor ambassador spokesman spokeswoman spokesperson commissioner king queen prince princess pope general judge
        justice prosecutor attorney officer founder owner manager coach captain head leader professor editor author
        """
    ),
    indefinite=read_words("a an one another some two three several many other"),
    units=tuple(
        tuple(read_words(side) for side in row.split("/"))
        for row in """
        second / minute / hour / day / week / month / year / decade / century
        mile / kilometer kilometre km / meter metre / foot feet / inch / yard
        acre / hectare / mile kilometer kilometre
        pound / ton tonne / kilogram kilo / ounce / gram
        dollar / euro / pound / crown / yen / rupee / franc / peso
        person people / household family / company firm / house home building / animal
        liter litre / gallon / barrel
        """.strip().splitlines()
    ),
    recipient="to",
    concessions=read_words("despite although though even_though in_spite_of notwithstanding regardless_of"),
    contending=read_words("claim allege contend argue"),
    rates=read_words("a an per each every the"),
    prefixes=("un", "in", "im", "il", "ir", "dis", "non", "mis"),
    vague=read_words(
        """be have do get give take make go come become remain stay hold put set keep see let bring turn stand lie
        include involve concern contain mean need use know think believe feel look show find serve regard belong exist
        happen occur seem appear want expect like say tell face run work follow"""
    ),
)  # fmt: skip
_GRAMMARS = {"en": _ENGLISH}


def find_grammar(code: str | None) -> Grammar | None:
    """Return the grammar of a language, by its code, or None where sentences of it can't be read as parsed."""
    return _GRAMMARS.get((code or "en")[:2].lower())
