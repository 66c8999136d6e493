"""The words by which a briefing tells what happened when, what is open, and what is counted; one table a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qa.language.profile import read_words

TallyKind = Literal["count", "money", "percent"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Countable:
    """A thing that news counts again and again, in all the words for it.

    name     what it is called in a list of figures
    kind     whether it counts heads or things, money, or percents
    words    words and phrases: one of them in the clause of a number says that this is counted
    against  words in the clause that say that something else is
    grows    a later count is hardly ever much smaller, so that a small number later is a part of it
    """

    name: str
    kind: TallyKind
    words: frozenset[str]
    against: frozenset[str] = frozenset()
    grows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chronicle:
    """The words of one language, in lower case.

    nouns_have_capitals  so that a word with a capital in a topic need be no name
    bounds        words before a day that make it the bound of a span, and no day on which something happened
    limits        those of them that bound whatever stands behind them: "since the opening on 14 June"
    planned_for   prepositions before the day for which something was planned
    days_after    prepositions before the day on which something was done
    joining       words that open a sentence and join it to the one before; the sentence stands without them
    pointing      words that open a sentence and point back at one before
    pointing_back phrases that mean something only after another sentence
    at_once       conjunctions of a clause that has the time of what it hangs on: "when"
    recent        words for the time just before an article, which leave its day to stand
    moments       nouns for a time: what is "of that morning" has its own
    plural_pronouns, person_pronouns, thing_pronouns  what they may stand for
    open_matters  what says that a thing is not known, not decided, or awaited, as a pattern
    speeches      nouns for what somebody says, which tell that the sentence is about words and no deed
    counted       nouns for those who are counted, which may stand between a number and what became of them
    of_those      words after a number that make it so many of those just named: "of them"
    aged          words before the age of somebody
    tallies       what is counted
    """

    nouns_have_capitals: bool = False
    bounds: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    planned_for: frozenset[str] = frozenset()
    days_after: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    pointing_back: frozenset[str] = frozenset()
    at_once: frozenset[str] = frozenset()
    recent: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    plural_pronouns: frozenset[str] = frozenset()
    person_pronouns: frozenset[str] = frozenset()
    thing_pronouns: frozenset[str] = frozenset()
    open_matters: str = ""
    counted: frozenset[str] = frozenset()
    of_those: tuple[str, ...] = ()
    aged: frozenset[str] = frozenset()
    tallies: tuple[Countable, ...] = ()

    def tells_open_matter(self, sentence: str) -> bool:
        """Tell whether a sentence says that something is not known, not decided, or awaited."""
        return bool(self.open_matters) and bool(_compile(self.open_matters).search(sentence))


def get_chronicle(code: str | None) -> Chronicle:
    """Return the words of a language by its code; those of English where the language is not known."""
    return _CHRONICLES.get((code or "en")[:2].lower(), _NONE)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + re.sub(r"\s*\n\s*", "", pattern) + r")\b", re.IGNORECASE)


def _tally(name: str, words: str, kind: TallyKind = "count", *, against: str = "", grows: bool = False) -> Countable:
    return Countable(name=name, kind=kind, words=read_words(words), against=read_words(against), grows=grows)


_NONE = Chronicle()
_CHRONICLES: Mapping[str, Chronicle] = {
    "en": Chronicle(
        bounds=read_words("since until till before after than to through by between"),
        limits=read_words("since until till before after than as"),
        planned_for=read_words("for"),
        days_after=read_words("on"),
        joining=read_words("and but or so yet nor then also however meanwhile still instead moreover besides"),
        pointing=read_words("this that these those there such here"),
        pointing_back=read_words(
            """the_former the_latter both_men both_women another_one the_others the_same_day
            that_day that_year that_month that_week that_night that_evening that_morning that_time the_following_day
            the_next_day a_day_later days_later weeks_later months_later years_later hours_later an_hour_later
            minutes_later the_day_before the_day_after as_well the_other_two neither_of either_of the_month_before
            the_previous_day the_year_before the_year_after both_sides the_move the_ruling the_decision
            the_remarks the_comments heard_here in_each at_the_time in_response the_same_time"""
        ),
        moments=read_words(
            "night morning afternoon evening day week month year a.m. p.m. a.m p.m o'clock noon midnight dawn dusk"
        ),
        at_once=read_words("when as while"),
        recent=read_words("overnight early late now already just recently finally today tonight"),
        plural_pronouns=read_words("they them their theirs themselves"),
        person_pronouns=read_words("he she him her his hers himself herself"),
        thing_pronouns=read_words("it its itself"),
        open_matters=r"""(?:remains?|is|are|was|were|still) (?:not |still |yet |as yet |immediately |largely |it )*
            (?:unclear|unknown|uncertain|unresolved|undecided|unexplained|undetermined|open)|not (?:yet |immediately )*
            (?:clear|known|decided|established|determined|been (?:named|identified|released|determined|announced|found
            |charged|confirmed|decided))|(?:has|have|had) yet to|(?:nobody|no one) (?:could say|knows|knew|can say)
            |could not (?:say|establish|be established|confirm|be reached)|under investigation|under review|pending
            |(?:is|are|was|were|will be|being) (?:investigat|examin|review|look)\w*|investigators (?:are|were)
            |(?:is|are) (?:expected|due|scheduled|set|to) (?:to )?(?:be |begin|decide|announce|rule|vote|hear|meet
            |report|publish|present|start|appear|return|come|take|last|open|close|on|in)\w*
            |would (?:decide|study|look into)|will (?:decide|rule|vote|announce|be decided|be announced|begin|hear
            |study|look)|awaits?|awaiting
            |wait(?:s|ing)? for|(?:has|have|had) not (?:yet )?(?:said|decided|accepted|commented|responded|confirmed
            |announced|named|released|explained|been)|whether to|declined to (?:say|confirm)|would neither confirm
            |still (?:being|looking|searching|missing)|to be announced|yet to be""",
        counted=read_words(
            """people persons others men women children residents passengers patients workers soldiers villagers victims
            students members customers households spectators adults civilians boats ships vehicles cars homes houses
            buildings structures firefighters employees votes"""
        ),
        of_those=("of them", "of whom"),
        aged=read_words("aged age woman_of man_of boy_of girl_of"),
        tallies=(
            _tally(
                "dead",
                "dead died die dies death deaths killed kills kill toll fatalities fatality lives drowned perished",
                grows=True,
            ),
            _tally("missing", "missing unaccounted", against="safe found"),
            _tally("injured", "injured hurt wounded injuries hospitalised hospitalized", grows=True),
            _tally("rescued", "rescued survived survivors", against="list", grows=True),
            _tally("on board", "on_board aboard on_the_ship on_the_plane"),
            _tally("ill", "ill sick sickened infected infections cases", grows=True),
            _tally("arrested", "arrested arrests detained", grows=True),
            _tally("evacuated", "evacuated evacuees displaced homeless leave_their_homes out_of_their_homes"),
            _tally("without power", "without_power without_electricity lost_power"),
            _tally("destroyed", "destroyed burned_down"),
            _tally("in attendance", "attendance spectators crowd attended"),
            _tally("on strike", "joined_the_strike strikers stopped_work walked_out"),
            _tally("records affected", "stolen affected records residents_were", grows=True),
            _tally("votes ahead", "lead margin ahead gap difference"),
            _tally("cost", "cost costs costing bill price_of price pay_for buy", "money"),
            _tally("damage", "damage losses loses losing loss", "money"),
            _tally("fine or damages", "fine fined damages pay_damages compensation verdict award", "money"),
            _tally("turnout", "turnout took_part", "percent"),
            _tally("inflation", "inflation", "percent"),
            _tally("interest rate", "interest_rate key_rate rate", "percent"),
            _tally("contained", "contained containment", "percent"),
            _tally("pay rise", "pay wages", "percent"),
        ),
    ),
    "de": Chronicle(
        nouns_have_capitals=True,
        bounds=read_words("seit bis vor nach als zwischen ab"),
        joining=read_words("und aber oder doch jedoch sondern denn"),
        pointing=read_words("dies diese dieser dieses das dort"),
        person_pronouns=read_words("er sie ihn ihm ihr sein seine ihre"),
        thing_pronouns=read_words("es"),
        open_matters=r"""unklar|ungeklärt|nicht (?:bekannt|geklärt)|steht (?:noch )?(?:nicht fest|aus)|wird ermittelt
            |ermittelt|noch offen|wird erwartet|soll (?:am|im)|noch nicht""",
        tallies=(
            _tally("tot", "tote toten tot getötet gestorben starben todesopfer ums_leben"),
            _tally("vermisst", "vermisst vermisste vermissten"),
            _tally("verletzt", "verletzt verletzte verletzten"),
        ),
    ),
    "es": Chronicle(
        bounds=read_words("desde hasta antes después que entre"),
        joining=read_words("y pero o sino e"),
        pointing=read_words("esto esta este estos estas eso esa ese allí"),
        person_pronouns=read_words("él ella ellos ellas"),
        open_matters=r"""se desconoce|no está claro|se investiga|está siendo investigad\w+|aún no|todavía no
            |pendiente|está previsto|se espera""",
        tallies=(
            _tally("muertos", "muertos muertas muerto murieron fallecidos fallecieron víctimas"),
            _tally("desaparecidos", "desaparecidos desaparecidas"),
            _tally("heridos", "heridos heridas"),
        ),
    ),
    "fr": Chronicle(
        bounds=read_words("depuis avant après que entre jusqu'au jusqu'en"),
        joining=read_words("et mais ou or donc car"),
        pointing=read_words("ceci cela ce cette ces là"),
        person_pronouns=read_words("il elle ils elles lui leur"),
        open_matters=r"""on ignore|pas (?:encore )?(?:clair|connu)|une enquête (?:est|a été)|reste à|n['’]a pas encore
            |est (?:attendu|prévu)\w*|doit (?:être|se)""",
        tallies=(
            _tally("morts", "morts morte mort mortes tués décès victimes"),
            _tally("disparus", "disparus disparu disparues"),
            _tally("blessés", "blessés blessées"),
        ),
    ),
}
