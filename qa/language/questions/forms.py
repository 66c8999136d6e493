"""What a language has for questions: what tells their kind and shape, where one ends, and what can answer them."""

from dataclasses import dataclass, field
from typing import Literal

# What kind of thing would answer.
Kind = Literal["number", "date", "place", "name", "reason", "yes_no", "other"]
# What an answer looks like; a comparison is of sides, a development is over time.
Shape = Literal["fact", "yes_no", "who_said", "list", "cause", "comparison", "development", "overview"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuestionForms:
    """Patterns for questions in one language, matched without regard to case.

    kinds     what tells a kind, the first that fits; a verb that opens a question asks for yes or no
    shapes    what tells a shape, the first that fits
    words     question words
    opens     verbs that open a question for yes or no
    commands  verbs that ask without a question word: tell me, name
    joins     conjunctions that stand between two questions in one sentence
    before    prepositions that a question word may follow: in which, since when
    leaning   words that a sentence begins with where it leans on the one before it
    said      questions for what somebody said, whose name is the group
    now       words for the present
    days      words of an answer to "when", beside months, weekdays and figures
    places    prepositions before a place
    fractions words of an answer to "how much" that are no number by themselves: quarter
    """

    kinds: tuple[tuple[Kind, str], ...]
    shapes: tuple[tuple[Shape, str], ...]
    words: str
    opens: str
    commands: str
    joins: str
    before: str
    leaning: str
    said: tuple[str, ...] = ()
    now: str = "(?!)"
    days: frozenset[str] = field(default_factory=frozenset)
    places: str = "(?!)"
    fractions: frozenset[str] = field(default_factory=frozenset)
