"""Find what a sentence of an article could be asked for: its strong facts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qa.language.attribution.claims import find_claim
from qa.language.attribution.quotations import find_quotations
from qa.language.dates import DateMention, find_dates
from qa.language.mentions import Mention, find_mentions
from qa.language.numbers import Number, find_numbers
from qa.language.wording import making

FactKind = Literal["number", "date", "person", "place", "quotation"]

# Somebody's office, and an outlet by its address, are no person.
_NOT_SPEAKER = re.compile(r"\w[’'](?:s\b|$|\s)|\.\w")
_FEWEST_QUOTED = 5
_MOST_IN_FIGURES = 1_000_000
_SUFFIXES = ("Jr", "Sr", "II", "III", "IV")
_JOINS = tuple("-–/’'")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongFact:
    """A fact that a sentence has just one of, of its kind.

    start, end  where it stands in the sentence
    answers     the forms that a right answer may have, the one of the sentence first
    """

    kind: FactKind
    start: int
    end: int
    answers: tuple[str, ...]


def find_strong_facts(sentence: str, published: date | None, known: Iterable[str] = ()) -> list[StrongFact]:
    """Return the facts that the sentence can be asked for: of each kind, the one that it has, if it has just one.

    published  the day that "on Friday" counts from
    known      folded words that are names in the article
    """
    mentions = find_mentions(sentence, known)
    found = (
        _find_quotation(sentence),
        _find_amount(sentence, published),
        _find_day(sentence, published),
        [_make_fact("person", m, _name_forms(m.text)) for m in mentions if has_role(sentence, m)],
        [_make_fact("place", m, [m.text]) for m in mentions if _is_place(sentence, m)],
    )
    return [facts[0] for facts in found if len(facts) == 1]


def has_value(kind: FactKind, sentence: str, published: date | None, answers: Iterable[str]) -> bool:
    """Tell whether a sentence has a thing of the kind, so that it could be another answer.

    answers  what is looked for: of numbers, only those count that are alike in being a share, an amount of money or
             neither
    """
    if kind == "number":
        shapes = {_shape(number) for answer in answers for number in find_numbers(answer)[:1]}
        return any(_shape(number) in shapes for number in list_amounts(sentence, published))
    if kind == "date":
        return bool(find_dates(sentence, published))
    if kind == "place":
        return any(mention.is_place for mention in find_mentions(sentence))
    if kind == "person":
        return any(m.may_be_person for m in find_mentions(sentence))
    return True


def _find_quotation(sentence: str) -> list[StrongFact]:
    """Return the one who is said to have said the one quotation of a sentence."""
    quoted, claim = find_quotations(sentence), find_claim(sentence)
    if (
        claim is None
        or claim.is_pronoun
        or len(quoted) != 1
        or not _is_said(quoted[0], sentence[claim.start : claim.end])
    ):
        return []
    people = find_mentions(f"so {claim.speaker}")
    start = sentence.find(claim.speaker)
    if len(people) != 1 or not people[0].may_be_person or start < 0 or _NOT_SPEAKER.search(claim.speaker):
        return []
    return [
        StrongFact(
            kind="quotation",
            start=start,
            end=start + len(claim.speaker),
            answers=_unique([*_name_forms(people[0].text), claim.speaker]),
        )
    ]


def _is_said(quotation: str, claimed: str) -> bool:
    """Tell whether a quotation is a sentence by itself and part of what is claimed."""
    return quotation in claimed and quotation[0].isupper() and len(quotation.split()) >= _FEWEST_QUOTED


def _find_amount(sentence: str, published: date | None) -> list[StrongFact]:
    numbers = list_amounts(sentence, published)
    return [_make_amount(n) for n in numbers] if all(is_counted(sentence, n) for n in numbers) else []


def list_amounts(sentence: str, published: date | None) -> list[Number]:
    """Return the numbers that are no part of a day and no turn of phrase, without the space around them."""
    dates = find_dates(sentence, published)
    found = []
    for number in find_numbers(sentence):
        start = sentence.index(number.text, number.start)
        end = start + len(number.text)
        is_day = any(day.start < end and start < day.end for day in dates)
        if not is_day and not (number.spelled and (number.value <= 1 or number.ordinal)):
            found.append(replace(number, start=start, end=end))
    return found


def is_counted(sentence: str, number: Number) -> bool:
    """Tell whether a number is an amount: with a unit, outside of quotations, names and scores."""
    before, after = sentence[: number.start], sentence[number.end :]
    in_quotes = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    in_name = re.search(r"[A-Z]\w*[ -]$|[-–/#:]$", before) and not re.fullmatch(r"\w+ ", before)
    has_unit = number.percent or number.currency or making.UNIT.match(after)
    if in_name or in_quotes or number.ordinal or making.DEFINITE.search(before):
        return False
    return bool(
        has_unit and not number.ordinal and not in_quotes and not in_name and after[:1] not in ("-", "–", "/", ":")
    )


def _make_amount(number: Number) -> StrongFact:
    is_short = number.spelled and number.value < _MOST_IN_FIGURES and number.value.is_integer()
    figures = f"{number.value:,.0f}" if is_short else ""
    return StrongFact(kind="number", start=number.start, end=number.end, answers=_unique([number.text, figures]))


def _shape(number: Number) -> tuple[bool, bool]:
    return number.percent, bool(number.currency)


def _find_day(sentence: str, published: date | None) -> list[StrongFact]:
    days = find_dates(sentence, published)
    return [_make_day(day) for day in days] if all(_is_told(sentence, day) for day in days) else []


def _is_told(sentence: str, day: DateMention) -> bool:
    """Tell whether a day, or a month or year by its name, stands by itself: in no range, and as nobody's."""
    before, after = sentence[: day.start], sentence[day.end :]
    alone = not making.COUNTED_DAY.search(before) and after[:1] not in _JOINS
    is_name = day.text.isupper() and not any(c.isdigit() for c in day.text)
    return alone and not is_name and day.first is not None and (day.first == day.last or not day.relative)


def _make_day(day: DateMention) -> StrongFact:
    """Return the fact of a day; the year is part of no answer where the sentence names the month without it."""
    answers = [day.text, day.spell()]
    if day.first and day.first == day.last:
        bare = [f"{day.first.day} {day.first:%B}", f"{day.first:%B} {day.first.day}"]
        whole = [f"{bare[0]} {day.first.year}", f"{bare[1]}, {day.first.year}"]
        answers = [day.text, *([] if day.relative and any(c.isdigit() for c in day.text) else whole), *bare]
    return StrongFact(kind="date", start=day.start, end=day.end, answers=_unique(answers))


def has_role(sentence: str, mention: Mention) -> bool:
    """Tell whether a mention is a full name with what the person is beside it."""
    words = mention.text.split()
    if (
        len(words) < 2
        or not all(word[0].isupper() for word in words)
        or not mention.may_be_person
        or mention.is_modifier
    ):
        return False
    before, after = sentence[: mention.start], sentence[mention.end :]
    return not after.startswith(("’", "'")) and bool(
        making.ROLE_BEFORE.search(before) or making.ROLE_AFTER.match(after)
    )


def _name_forms(name: str) -> list[str]:
    """Return a name, and its last word alone."""
    words = [word for word in name.split() if word.strip(".,") not in _SUFFIXES]
    return [name, *words[-1:]]


def _is_place(sentence: str, mention: Mention) -> bool:
    return mention.before != "at" and mention.is_place and bool(making.AFTER_PLACE.match(sentence[mention.end :]))


def _make_fact(kind: FactKind, mention: Mention, answers: list[str]) -> StrongFact:
    return StrongFact(kind=kind, start=mention.start, end=mention.end, answers=_unique(answers))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
