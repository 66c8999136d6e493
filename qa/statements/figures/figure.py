"""A figure of a sentence: a number with what it counts, and whether two figures may both be right."""

from dataclasses import dataclass, field
from datetime import date

from qa.language.numbers import Number
from qa.language.profile import Approximation

# A figure said to be "about" so much may be off by this; a rounded one by less.
_ABOUT, _ROUNDED = 0.005, 0.002
# Figures for one thing are seldom further apart; figures for two things often are.
_FURTHEST = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a sentence with what it counts.

    text        as the sentence has it, with its qualifier: "at least 11", "six to seven million"
    high        the other end of a range, else the number's value
    unit        "%", a sign or a name of money, or a unit such as "kilometre"; "" for a count
    rate        the unit of time that it is told for: "day" in "20 million a day"
    measured    the lemma of the noun that the verb puts at so much: "loss" in "put the loss at nine million", or ""
    noun        the lemma of what is counted, "" where the sentence leaves that to the one before
    words       stems of the noun, of the predicate and of what belongs to both
    tally       what is counted, of those things that news counts again and again, or ""
    is_told_near  the words of its tally stand by what is counted or what becomes of it, not only in the sentence
    is_fact     it is told as what is or was so; False where it is planned or possible, None where that is open
    is_change   it is the difference to another figure, or more than others
    is_denied   the sentence says that it is not so
    is_part     so many of a known number: "two of the four"
    spans       first and last days of the times that the sentence puts it in
    is_told     somebody is said to give it, be it only "he"
    people      the folded names of people that it is told of
    teller      who gives it, where the verb of the figure says so, else None
    """

    number: Number
    text: str
    high: float
    approximation: Approximation | None
    unit: str
    rate: str
    measured: str
    noun: str
    words: frozenset[str] = field(repr=False)
    tally: str
    is_told_near: bool
    is_fact: bool | None
    is_change: bool
    is_denied: bool
    is_part: bool
    spans: tuple[tuple[date, date], ...]
    places: frozenset[str]
    is_told: bool
    people: frozenset[str]
    teller: str | None

    @property
    def value(self) -> float:
        """Its worth; the lower end of a range."""
        return self.number.value

    @property
    def start(self) -> int:
        """Where its number begins in the sentence."""
        return self.number.start

    def agrees(self, other: "Figure") -> bool:
        """Tell whether both may be right of the same thing: equal, rounded, or within what "at least" leaves open."""
        if self._may_reach(other.value) or other._may_reach(self.value):
            return True
        low, high = sorted((self.value, other.value))
        if not low or high > 2 * low:
            return False
        leeway = _ABOUT if "about" in (self.approximation, other.approximation) else 0.0
        ranged = self.value <= other.value <= self.high or other.value <= self.value <= other.high
        rounded = _count_digits(self.value) != _count_digits(other.value) and (high - low) <= _ROUNDED * high
        return ranged or rounded or (high - low) <= leeway * high

    def is_near(self, other: "Figure") -> bool:
        """Tell whether two figures are near enough to be told of one thing."""
        low, high = sorted((self.value, other.value))
        return low > 0 and high / low <= _FURTHEST

    def _may_reach(self, value: float) -> bool:
        if value == self.value:
            return True
        if self.approximation in ("at_least", "more_than"):
            return value > self.value
        return self.approximation in ("at_most", "less_than") and value < self.value


def _count_digits(value: float) -> int:
    """Return how many digits a value is told in, without the noughts at its end."""
    return len(f"{value:.6f}".rstrip("0").replace(".", "").strip("0"))


def find_scale(number: Number) -> float:
    """Return the thousand, million or billion that a number is told in."""
    scale = 1.0
    while number.value / (scale * 1000) >= 1:
        scale *= 1000
    return scale
