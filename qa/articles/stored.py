"""An article as values of JSON, with all that is known of it, and back: for exports and kept versions."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from qa.articles.article import Article

_NAMES = tuple(f.name for f in fields(Article) if f.init)
_LISTS = ("authors", "pages")


def article_to_values(article: Article) -> dict[str, Any]:
    """Return the fields of an article that say something, by name, as values of JSON."""
    values = {name: getattr(article, name) for name in _NAMES}
    values |= {name: list(values[name]) for name in _LISTS} | {"provenance": dict(article.provenance)}
    return {name: value for name, value in values.items() if value not in (None, "", [], {}) or name == "text"}


def article_from_values(values: Mapping[str, Any]) -> Article:
    """Return the article that article_to_values gave the values of; other names are passed over."""
    known: dict[str, Any] = {name: values[name] for name in _NAMES if name in values}
    return Article(**known | {name: tuple(known[name]) for name in _LISTS if name in known})
