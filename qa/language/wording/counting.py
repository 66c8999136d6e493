"""The words by which a count, a share or a sum is asked for and told; one table a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from qa.language.profile import read_words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counting:
    """The words of one language; verbs and nouns are lemmas, patterns are looked for in any case.

    asks_count, asks_share, asks_sum  what a question for each of them has, as patterns
    plain_shares  those of its words that name no share: per cent, rate
    asks_change   what a question has that asks for a difference, as a pattern
    asks_speakers  what a question has that asks who says what, as a pattern
    asks_sides    what a question has that asks what several people say, think or want, as a pattern
    reckoning     verbs whose subject gives a figure, beside the verbs of saying: the police counted 34
    ranges        words between the two ends of a range: six to seven
    changes       words before a number that is a difference, or that was so before: by, from
    multiples     nouns behind a number that multiplies: three times as many
    alternatives  words between two figures that are offered for a choice
    people        nouns that stand for anybody who is counted
    animals       nouns that stand for no people: what happened to them is another count
    person_endings endings of nouns for people: demonstrator
    increments    words beside a number that make it one more than others: other, more
    amounts       nouns that say how much of what follows: number of dead
    also          by the name of a tally, nouns that mean it only where it is asked for: victim, life
    ambiguous     words of a tally that mean other things as well: victims of a theft
    vague         those of them that need another word of the tally beside them: cases of a court
    asking        words that ask for a count: many
    happenings    names of tallies of what happened to people: a figure of one of them counts nothing else
    certain       names of other tallies whose words are told of nothing else
    running       names of tallies that change from day to day, as in chronicle.py
    rates         words before the unit of a rate: 20 million a day
    periods       units of time that a rate is told in
    earlier       words that put a figure into another time: a year earlier
    corrects      what a correction has, as a pattern: it repeats the figure that was wrong
    """

    asks_count: str = ""
    asks_share: str = ""
    asks_sum: str = ""
    asks_change: str = ""
    plain_shares: frozenset[str] = frozenset()
    asks_speakers: str = ""
    asks_sides: str = ""
    reckoning: frozenset[str] = frozenset()
    ranges: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    multiples: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    animals: frozenset[str] = frozenset()
    person_endings: tuple[str, ...] = ()
    increments: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    also: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    happenings: frozenset[str] = frozenset()
    certain: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    corrects: str = ""

    def search(self, name: str, text: str) -> re.Match[str] | None:
        """Return where one of the patterns is found in a text, or None."""
        pattern = getattr(self, name)
        return _compile(pattern).search(text) if pattern else None


def get_counting(code: str | None) -> Counting:
    """Return the words of a language by its code; none where nothing is known of it."""
    return _COUNTINGS.get((code or "en")[:2].lower(), _NONE)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + re.sub(r"\s*\n\s*", "", pattern) + r")\b", re.IGNORECASE)


_NONE = Counting()
_COUNTINGS: Mapping[str, Counting] = {
    "en": Counting(
        asks_count=r"""how many|(?:what|which|the|same|different|latest|official|final) (?:\w+ ){0,2}
            (?:number|numbers|count|toll|attendance|turnout|crowd)|numbers? of|(?:death|casualty) toll""",
        asks_share=r"""per\s?cent(?:age)?|inflation|share|rate|turnout|unemployment|majority""",
        asks_sum=r"""how much(?! more pay)|what .*\bcosts?|costs?|price|fined?|worth|damages?|loss(?:es)?|budget|value
            |sum|pay|paying|paid""",
        asks_change=r"by how much|by what percentage|how much (?:more|less|higher|lower)|what is the difference",
        plain_shares=read_words("percentage per cent percent rate share majority"),
        asks_speakers=r"""who (?:says|said|claims) so|according to (?:each|both|whom|[^?]+ and)
            |by the [^?]+ and by|each (?:say|said|claim|count|give|put)
            |going by|in the view of|(?:dis)?agree|disagreed|contradict|differ|different (?:numbers|figures|counts|sums)
            |same (?:number|figure|sum|count|toll)|both sides|(?:two|other|opposing) sides|two parties|dispute[ds]?
            |conflicting|and by the""",
        asks_sides=r"""(?:two|both|all|other|opposing) (?:sides|parties|camps)|each (?:say|said|claim|want|think)
            |differ in what|disagree|contradict|dispute[ds]?|versus .* say
            |(?:their|different|opposing) (?:versions|accounts|views|positions)
            |what do \w.* and .* say|what did \w.* and .* say|stand on""",
        reckoning=read_words(
            """count put estimate believe reckon think expect forecast predict know reach speak announce give record
            register calculate arrive accept set project assume list own_up count_on insist see anticipate"""
        ),
        ranges=read_words("to"),
        changes=read_words("by from"),
        multiples=read_words("time fold"),
        alternatives=read_words("or"),
        people=read_words("person people man woman child member resident inhabitant human individual"),
        animals=read_words(
            """animal livestock cattle cow calf bull sheep lamb goat pig hog horse donkey camel mule chicken hen turkey
            duck goose poultry bird dog cat pet fish whale dolphin seal shark turtle bee elephant deer bear wolf"""
        ),
        person_endings=("er", "or", "ist", "ant", "ee", "man"),
        increments=read_words("more other another additional further extra fewer less"),
        amounts=read_words("number count total toll figure sum tally amount"),
        also={
            "dead": read_words("victim victims casualty casualties life lives body bodies"),
            "ill": read_words("patient patients case cases"),
        },
        ambiguous=read_words("victims casualties lives cases records patients customers affected custody"),
        vague=read_words("cases"),
        asking=read_words("many"),
        happenings=read_words("dead missing injured rescued ill arrested evacuated"),
        certain=frozenset(["in attendance", "on strike", "on board", "turnout", "inflation"]),
        running=read_words("dead missing injured rescued ill arrested evacuated")
        | {"without power", "records affected"},
        rates=read_words("a an per each every"),
        periods=read_words("second minute hour day night week month quarter year"),
        earlier=read_words("earlier ago previously before last previous former"),
        corrects=r"""correction|corrected|wrongly|mistakenly|erroneously|misstated|gave the wrong""",
    ),
}
