"""One news article, as the rest of the program knows it, and what is known of one that could not be read."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# What is said to tell the language of an article where its source does not.
IDENTIFIED = "identified from the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article.

    What follows origin is no part of the id, nor is a language that only the text itself told.

    Attributes:
        text: The stored text: every offset and every quote refers to it.
        published: ISO 8601 date or date-time with offset, or None; updated likewise.
        language: ISO 639-1 code, or None.
        origin: Where it was read from (absolute path, url, or path#line): a changed article from the same origin, or
            with the same url, replaces the old one.
        pages: Offset in the text at which each page begins, where it has pages.
        section: The part of the outlet it stands in, such as "World", or None.
        retrieved: When it was fetched, ISO 8601 with offset; None counts as when it is taken in.
        provenance: Where its source says a field, by name of the field: {"published": "JSON-LD datePublished"}.
    """

    text: str
    title: str = ""
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    origin: str = ""
    pages: tuple[int, ...] = ()
    section: str | None = None
    retrieved: str | None = field(default=None, compare=False)
    provenance: Mapping[str, str] = field(default_factory=dict, compare=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", _hash_content(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One thing that was not read, and why.

    Attributes:
        origin: Path, path:line, path#element, or address.
        reason: A short clause, such as "not a text file".
    """

    origin: str
    reason: str


def find_page(pages: Sequence[int], offset: int) -> int | None:
    """Return the number, from 1, of the page that holds the character at offset, or None for a text without pages."""
    return max(1, bisect_right(pages, offset)) if pages else None


def _hash_content(article: Article) -> str:
    """Return the id: 16 hex digits of a hash of what the article says, and not of how it was read."""
    content = [
        article.text,
        article.title,
        article.source,
        article.authors,
        article.published,
        article.updated,
        None if article.provenance.get("language") == IDENTIFIED else article.language,
        article.url,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
