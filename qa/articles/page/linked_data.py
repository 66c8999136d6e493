"""The linked data of a page (JSON-LD, schema.org): what its publisher says of the article for search engines."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

Item = Mapping[str, object]

_ARTICLE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review)$")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL)
_COMMA = re.compile(r",(\s*[}\]])")
_ESCAPED = "&quot;"
_VALUE = re.compile(r"[\s;,]*([{\[])")
# Chosen: far more than pages have, and little enough that none keeps the program busy.
_LONGEST = 2_000_000
_MOST_DEPTH = 20
_MOST_ITEMS = 2_000
# Where an article stands inside of what describes its page; lists of other articles are elsewhere.
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")


def read_items(tree: Any) -> list[Item]:
    """Return all objects of the linked data of a page that stand by themselves, in their order.

    tree  of lxml. What is an object by reference ({"@id": ...}) is filled in from the others.
    """
    items: list[Item] = []
    for script in tree.xpath("//script[contains(translate(@type, 'ADIJLNOPS', 'adijlnops'), 'ld+json')]"):
        items += _walk(_parse(script.text or ""), depth=0)
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and len(item) > 1}
    return [_fill_in(item, named) for item in items[:_MOST_ITEMS]]


def find_articles(items: list[Item]) -> list[Item]:
    """Return the items that are articles."""
    return [item for item in items if any(map(_ARTICLE.search, read_types(item)))]


def choose_article(articles: list[Item], address: str | None) -> list[Item]:
    """Return the items that describe the article of the page: the first, or the one with its address."""
    if not articles:
        return []
    first = next((article for article in articles if address and address in _read_addresses(article)), articles[0])
    title = first.get("headline")
    others = (article for article in articles if article is not first and article.get("headline") in (None, title))
    return [first, *others]


def read_types(item: Item) -> list[str]:
    """Return the types of an item, without the namespace."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [re.split("[/:]", name)[-1] for name in names if isinstance(name, str)]


def _read_addresses(item: Item) -> list[object]:
    whole = item.get("mainEntityOfPage")
    return [item.get("url"), whole.get("@id") if isinstance(whole, Mapping) else whole]


def _parse(text: str) -> object:
    """Return the value of a script, as strict as JSON or nearly so: wrapped, escaped, with commas at the ends of lists.

    Several values one after the other are a list.
    """
    if len(text) > _LONGEST:
        return None
    bare = _WRAPPING.sub("", text)
    repaired = _COMMA.sub(r"\1", unescape(bare) if _ESCAPED in bare else bare)
    for candidate in (text, bare, repaired):
        try:
            value: object = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return _parse_sequence(repaired)


def _parse_sequence(text: str) -> list[object]:
    """Return the values of a text up to the first that is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    place = 0
    while (start := _VALUE.match(text, place)) and len(values) < _MOST_ITEMS:
        try:
            value, place = decoder.raw_decode(text, start.start(1))
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values


def _walk(value: object, *, depth: int) -> Iterator[Item]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth=depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in _INNER:
            yield from _walk(value.get(name), depth=depth + 1)


def _fill_in(item: Item, named: Mapping[object, Item]) -> Item:
    return {name: _look_up(value, named) for name, value in item.items()}


def _look_up(value: object, named: Mapping[object, Item]) -> object:
    if isinstance(value, list):
        return [_look_up(inner, named) for inner in value[:_MOST_ITEMS] if not isinstance(inner, list)]
    if isinstance(value, Mapping) and "@value" in value:
        return value["@value"]
    if isinstance(value, Mapping) and len(value) <= 2 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
