"""Falsehoods of numbers and days: another number, two that change places, another unit, another day."""

import itertools
import random
import re
from collections.abc import Iterator

from qa.evals.making.facts import is_counted, list_amounts
from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.language.dates import DateMention, find_dates
from qa.language.numbers import Number
from qa.language.planting import quantities

_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT = re.compile(r"[\d.,]+")
# Chosen: far enough that no rounding explains it, near enough that it is no nonsense.
_FACTORS = (1.3, 1.4, 1.6, 1.8, 2.2, 2.4)


def replace_number(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with another number; above a bound that it names, where it says "at least"."""
    for number in _find_counted(sample):
        generator = random.Random(f"{sample.article.id} {sample.start} {number.start}")
        before = sample.text[: number.start]
        larger = bool(quantities.FLOOR.search(before)) or generator.random() < 0.5
        if quantities.CEILING.search(before):
            larger = False
        new = _write_other(number, larger, generator)
        if new and new not in sample.article.text:
            yield sample.change((number.start, number.end, new))


def swap_numbers(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with two numbers of one shape in each other's place."""
    for one, other in itertools.combinations(_find_counted(sample), 2):
        between = sample.text[one.end : other.start]
        alike = (one.percent, one.currency, one.spelled) == (other.percent, other.currency, other.spelled)
        if "(" in between or (one.percent and _UNIT.sub("", one.text) != _UNIT.sub("", other.text)):
            continue
        if not alike or one.equals(other) or quantities.BETWEEN_RANGE.match(between) or 1 in (one.value, other.value):
            continue
        yield sample.change(
            (one.start, one.end, other.text),
            (other.start, other.end, one.text),
            was=f"{one.text} … {other.text}",
            now=f"{other.text} … {one.text}",
        )


def change_unit(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a number of other units: billion for million, weeks for days."""
    for number in _find_counted(sample):
        for word in re.finditer(r"[a-z]+", sample.text[number.start : number.end]):
            if word.group() in quantities.UNITS and not number.spelled:
                start = number.start + word.start()
                yield sample.change((start, start + len(word.group()), quantities.UNITS[word.group()]))
        after = re.match(r" ([a-z]+)\b(?!-)", sample.text[number.end :])
        if after and after[1] in quantities.UNITS and number.value != 1:
            start = number.end + 1
            yield sample.change((start, start + len(after[1]), quantities.UNITS[after[1]]))
        if number.text[0] in quantities.SIGNS:
            yield sample.change((number.start, number.start + 1, quantities.SIGNS[number.text[0]]))


def change_date(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it on another day, in another month or in another year."""
    mentions = find_dates(sample.text, sample.published)
    if len(mentions) != 1:
        return
    day = mentions[0]
    generator = random.Random(f"{sample.article.id} {sample.start} {day.start}")
    new = _write_other_day(sample, day, generator)
    before, after = sample.text[: day.start], sample.text[day.end :]
    if quantities.LATER.search(before):
        return
    is_named = re.search(r"[A-Z]\w*[’']?s? $|[-–“\"]$", before) and not quantities.IN_YEAR.search(before)
    if (
        new
        and not is_named
        and not (re.match(r"[-–]| [A-Z]", after) or quantities.PART_OF_DAY.match(after))
        and new not in sample.article.text
    ):
        yield sample.change((day.start, day.end, new))


def _find_counted(sample: Sample) -> list[Number]:
    """Return the amounts of a sentence; of figures in words, those that count something."""
    text = sample.text
    numbers = [number for number in list_amounts(text, sample.published) if is_counted(text, number)]
    return [
        n
        for n in numbers
        if not quantities.RANGE_AFTER.match(text[n.end :]) and not quantities.RANGE_BEFORE.search(text[: n.start])
    ]


def _write_other(number: Number, larger: bool, generator: random.Random) -> str:
    """Return another number in the same form, or ""."""
    if number.spelled:
        word = number.text.split()[0]
        if len(number.text.split()) > 1 or word not in quantities.SMALL_NUMBERS:
            return ""
        place = quantities.SMALL_NUMBERS.index(word)
        others = (
            quantities.SMALL_NUMBERS[place + 2 : place + 6]
            if larger
            else quantities.SMALL_NUMBERS[max(0, place - 4) : place]
        )
        return generator.choice(others) if others else ""
    figures = _FIGURES.search(number.text)
    if not figures:
        return ""
    written = figures.group()
    value = float(written.replace(",", ""))
    decimals = len(written.partition(".")[2])
    factor = generator.choice(_FACTORS)
    other = value * factor if larger or value < 4 else value / factor
    if number.percent and other > 100 >= value:
        other = value / factor
    if not decimals and value >= 100:
        digits = len(written.replace(",", "").rstrip("0"))
        scale = 10 ** (len(str(int(value))) - max(digits, 2))
        other = round(other / scale) * scale
    text = f"{other:,.{decimals}f}" if "," in written or other >= 10_000 else f"{other:.{decimals}f}"
    return number.text.replace(written, text) if float(text.replace(",", "")) not in (value, 0.0, 1.0) else ""


def _write_other_day(sample: Sample, day: DateMention, generator: random.Random) -> str:
    """Return another day in the form of one, or ""."""
    text, before = day.text, sample.text[: day.start]
    weekday = next((name for name in quantities.WEEKDAYS if name in text), None)
    month = next((name for name in quantities.MONTHS if name in text), None)
    year = re.search(r"(?:19|20)\d\d", text)
    if text.lower() in quantities.RELATIVE_DAYS:
        new = quantities.RELATIVE_DAYS[text.lower()]
        return new.capitalize() if text[0].isupper() else new
    if weekday and not month and text == weekday:
        place = quantities.WEEKDAYS.index(weekday)
        shift = generator.choice((2, 3, 4, 5))
        return quantities.WEEKDAYS[(place + shift) % 7] if not before or not re.search(r"[A-Z]\w* $", before) else ""
    if month and not weekday:
        place = quantities.MONTHS.index(month)
        return text.replace(month, quantities.MONTHS[(place + generator.choice((1, 2, 3, 8, 9))) % 12])
    if year and not weekday and quantities.IN_YEAR.search(before):
        shift = generator.choice((-4, -3, -2, -1) if int(year.group()) > 2000 else (-6, -3, 3, 6))
        return text.replace(year.group(), str(int(year.group()) + shift))
    return ""
