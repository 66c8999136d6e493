"""Numbers, units and days: what each may be replaced by, and where it is part of something else."""

import re

from qa.language.profiles.en import LANGUAGE

UNITS = {
    "million": "billion", "billion": "million", "thousand": "million", "trillion": "billion", "miles": "kilometers",
    "kilometers": "miles", "kilometres": "miles", "hours": "days", "minutes": "hours", "seconds": "minutes",
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "feet": "meters", "meters": "feet",
    "metres": "feet", "acres": "square miles", "hectares": "square kilometers", "euros": "dollars", "dollars": "euros",
    "people": "households", "families": "people", "tons": "pounds", "tonnes": "kilograms", "inches": "feet",
    "households": "people", "crowns": "dollars", "mph": "kilometers per hour",
}  # fmt: skip
# What the words are worth.
SCALES = {"million": 10**6, "billion": 10**9}
PERCENTS = (("%", " percent"), (" percent", "%"), (" per cent", "%"))
SIGNS = {"$": "€", "€": "$", "£": "$"}
SMALL_NUMBERS = [word for word, value in LANGUAGE.numerals.values.items() if 2 <= value <= 15]
FLOOR = re.compile(r"\b(?:at least|more than|over|least|above|exceed\w*|some|nearly|almost|about|around)\s+$", re.I)
CEILING = re.compile(r"\b(?:at most|less than|fewer than|up to|under|below|most)\s+$", re.I)
BETWEEN_RANGE = re.compile(r"^\W*(?:to|and|or|of|out of|of the|in|to the|-|–)?\W*$")
_COUNT = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)"
_TO = r"\s?(?:[-–]|to|or|and)\s?[$€£]?"
RANGE_AFTER = re.compile(rf"{_TO}{_COUNT}")
RANGE_BEFORE = re.compile(rf"{_COUNT}(?: percent| million)?{_TO}$|\bbetween $")
WEEKDAYS = [day.capitalize() for day in LANGUAGE.weekdays]
MONTHS = [month.capitalize() for month in list(LANGUAGE.months)[:12]]
RELATIVE_DAYS = {
    "yesterday": "last week", "last week": "last month", "last month": "last year", "last year": "last month",
    "this week": "last month", "next week": "next month", "next month": "next year", "next year": "next month",
    "this year": "last year", "this month": "last month",
}  # fmt: skip
LATER = re.compile(r"\b(?:later|earlier)\s+$", re.I)
IN_YEAR = re.compile(
    rf"\b(?:in|since|until|by|of|from|before|after|early|late|during|{'|'.join(LANGUAGE.months)}),?\s+$", re.I
)
CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o[’']clock|-|[A-Z]|st\b|nd\b|rd\b|th\b)")
MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})\w*\.? $|[#:–-]$")
PART_OF_DAY = re.compile(r"[’']s\b| (?:night|morning|afternoon|evening|through|and|to)\b")
NEXT_DAY = re.compile(r"\b(?:next|every|each|until|through|this|by)\s+(?:on )?$", re.I)
