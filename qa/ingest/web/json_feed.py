"""Read a JSON Feed (https://www.jsonfeed.org/version/1.1/) into what the parser of RSS and Atom makes of these."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from qa.errors import SourceProblem

MARK = "jsonfeed.org/version"


def is_json_feed(text: str) -> bool:
    """Tell whether a text seems to be a JSON Feed: an object that names its version, or has items with addresses."""
    start = text.lstrip()[:2_000]
    return start.startswith("{") and (MARK in start.replace("\\/", "/") or '"items"' in start)


def read_json_feed(text: str) -> tuple[Mapping[str, Any], Iterator[Mapping[str, Any]]]:
    """Return what a feed says of itself, and what it says of each of its entries, by the names that Atom has for it.

    Raises SourceProblem for what is no JSON, or no feed.
    """
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise SourceProblem("it is not valid JSON") from None
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise SourceProblem("it is not a feed")
    feed = {"title": found.get("title"), "language": found.get("language"), "authors": _read_authors(found)}
    return feed, (_read_item(item, feed) for item in items if isinstance(item, dict))


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Mapping[str, Any]:
    html = item.get("content_html")
    plain = item.get("content_text")
    content = html if isinstance(html, str) else _write_paragraphs(plain) if isinstance(plain, str) else ""
    values = {
        "link": _read_text(item.get("url")) or _read_text(item.get("external_url")),
        "id": _read_text(item.get("id")),
        "title": _read_text(item.get("title")),
        "published": _read_text(item.get("date_published")),
        "updated": _read_text(item.get("date_modified")),
        "summary": _read_text(item.get("summary")),
        "content": [{"value": content}],
        "authors": _read_authors(item) or feed["authors"],
    }
    return {name: value for name, value in values.items() if value}


def _read_authors(value: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the authors; there was one in the first version of the format."""
    authors = value.get("authors") or value.get("author")
    found = authors if isinstance(authors, list) else [authors]
    return [{"name": author["name"]} for author in found if isinstance(author, dict) and author.get("name")]


def _read_text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _write_paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
