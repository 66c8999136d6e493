"""Guess the day of a page that does not say it, from what belongs to its article and not to what stands beside that."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

from qa.articles.dates import parse_date
from qa.articles.page.metadata import Fact, PageFacts

GUESSED = "guessed from the page"
_COUNTED = "counted from when the page was fetched"

_BESIDE = "//aside | //nav | //footer | //form"
# Names of classes and ids of what leads to other articles: each a word of its own, or a part of one.
_OTHERS = re.compile(
    r"related|recommend|sidebar|most-?read|more-?(?:stories|news|from|on)|also-?read|read-?(?:more|next)|teaser|latest"
    r"|popular|trending|newsletter|comments?\b",
    re.IGNORECASE,
)
_SHOWS_TIME = re.compile(r"\b(?:date|time|publish|posted|update|stamp|ago)|(?:date|time|stamp)\b", re.IGNORECASE)
# Chosen: a line most of whose letters are links leads elsewhere; a byline or a day stands in a short line.
_MOST_LINKED = 0.6
_LONGEST_LINE = 60
# The first of a month as pages write it: 2026-02-01, 20260201, 01.02.2026, 1 de febrero de 2026, February 1st, 2026.
_FIRST_OF_MONTH = (
    r"(?<!\d){year}(?:{month}01(?!\d)|\W{{1,3}}\w+\W{{1,3}}0?1(?!\d))"
    r"|(?<![\d:])0?1(?:st|er|[ºª])?\W{{1,3}}(?:of\s|de\s)?(?:\d{{1,2}}|[^\W\d_]+)\W{{1,3}}(?:de[l]?\s)?{year}(?!\d)"
    r"|[^\W\d_]+\W{{1,3}}0?1(?:st)?\W{{1,3}}{year}(?!\d)"
)
# Of a line that tells when an article appeared, as its first lines may: "Publié le 28 octobre 2025 à 14h05".
_FIRST_LINES, _MOST_WORDS = 8, 9


def guess_days(tree: Any, facts: PageFacts, *, fetched: datetime | None) -> list[Fact[str]]:
    """Return what may be the day of publication, best first.

    tree     of lxml; it stays as it is
    fetched  when the page was fetched, from which "3 hours ago" is counted
    """
    from htmldate import find_date

    own = deepcopy(tree)
    _drop_others(own)
    language = facts.language.value if facts.language else None
    counted = [Fact(value=day, origin=_COUNTED) for day in _find_ages(own, fetched, language)]
    # An extensive search takes the year of a copyright line for a date; no date is better than that one.
    day = _confirm_day(find_date(own, original_date=True, extensive_search=False), own)
    times = [time for time in own.xpath("//time/@datetime") if day and time.startswith(day)]
    printed = [shown for line in _list_times(own) if (shown := parse_date(line, language=language))]
    guesses = [*times, *([day] if day else []), *printed]
    return [*counted, *(Fact(value=guess, origin=GUESSED) for guess in guesses)]


def _confirm_day(day: str | None, tree: Any) -> str | None:
    """Return the day, if it is not one that stands for its month: a page that names none, or one that there is not."""
    from lxml.html import tostring  # type: ignore[import-untyped]  # it has no types of its own

    if day is None or not day.endswith("-01"):
        return day
    written = _FIRST_OF_MONTH.format(year=day[:4], month=day[5:7])
    return day if re.search(written, tostring(tree, encoding="unicode"), re.IGNORECASE) else None


def _drop_others(tree: Any) -> None:
    """Take out what is not of the article: asides, menus, lists of links, what leads to other articles."""
    lists = [each for each in tree.xpath("//ul | //ol | //dl | //table") if _is_linked(each)]
    named = [each for each in tree.xpath("//body//*[@class or @id]") if _leads_away(each)]
    for element in [*tree.xpath(_BESIDE), *lists, *named]:
        if element.getparent() is not None and not element.xpath("self::body | self::main | .//h1 | self::article"):
            element.drop_tree()


def _is_linked(element: Any) -> bool:
    """Tell whether most of the text of a list is links."""
    size = len("".join(element.itertext()).strip())
    linked = sum(len("".join(link.itertext()).strip()) for link in element.xpath(".//a"))
    return size > 0 and linked >= _MOST_LINKED * size


def _leads_away(element: Any) -> bool:
    return bool(_OTHERS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _find_ages(tree: Any, fetched: datetime | None, language: str | None) -> Iterator[str]:
    for line in _list_times(tree) if fetched else ():
        if not parse_date(line, language=language) and (day := parse_date(line, fetched=fetched, language=language)):
            yield day


def _list_times(tree: Any) -> Iterator[str]:
    """Yield the short lines of elements that are there to show a time, and those at the head of the article."""
    for element in tree.xpath("//time | //body//*[@class or @id]"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        line = " ".join("".join(element.itertext()).split())
        if line and len(line) <= _LONGEST_LINE and (element.tag == "time" or _SHOWS_TIME.search(named)):
            yield line
    for element in tree.xpath("//p | //h1/following-sibling::div | //header//div | //header//span")[:_FIRST_LINES]:
        line = " ".join("".join(element.itertext()).split())
        if line and len(line) <= _LONGEST_LINE and len(line.split()) <= _MOST_WORDS and line[-1] not in ".!?":
            yield line
