"""Make an article of what a reader found, whatever the format: clean values in, defaults where there are none."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from qa.articles import fields
from qa.articles.article import Article, Skipped
from qa.articles.dates import parse_date
from qa.errors import UsageProblem

Value = TypeVar("Value")
Candidates = Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How sources are read.

    fields            names in the rows of JSON sources by field of the article: {"title": "headline"}
    default_source    the outlet of articles that name none
    default_language  the language of articles that name none
    known             candidates by field of the article that go before those of the source
    fallback          candidates by field of the article for what the source does not say
    max_bytes         longest article: a line of a .jsonl file, the whole of any other file
    max_file_bytes    longest file of a format that holds pictures too (PDF, DOCX, e-mail, MHTML)
    max_seconds       longest time that a PDF or a DOCX may take
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    default_source: str | None = None
    default_language: str | None = None
    known: Candidates = field(default_factory=dict)
    fallback: Candidates = field(default_factory=dict)
    max_bytes: int = 20_000_000
    max_file_bytes: int = 100_000_000
    max_seconds: float = 60.0

    def __post_init__(self) -> None:
        unknown = sorted(set(self.fields) - set(fields.FIELD_NAMES))
        if unknown:
            known = ", ".join(fields.FIELD_NAMES)
            raise UsageProblem(f"An article has no field {unknown[0]!r}. Its fields are: {known}.")


Reader = Callable[[io.BufferedReader, str, ReadOptions], Iterator[Article | Skipped]]


def build_article(
    source_values: Candidates,
    *,
    origin: str,
    options: ReadOptions,
    no_text: str = "no text",
    pages: tuple[int, ...] = (),
) -> Article | Skipped:
    """Return the article made of the first usable candidate for each field.

    source_values  candidates by field of the article, best first, as they were in the source
    no_text        the reason to give when there is no text
    pages          offset of each page's start, where text is one clean candidate with pages
    """
    layers = (options.known, source_values, options.fallback)
    found = {name: [value for layer in layers for value in layer.get(name, ())] for name in fields.FIELD_NAMES}
    text = _choose(found, "text", fields.read_text)
    if text is None:
        return Skipped(origin=origin, reason=no_text)
    url = _choose(found, "url", fields.read_url)
    source = _choose(found, "source", fields.read_source) or options.default_source
    language = _choose(found, "language", fields.read_language)
    return Article(
        text=text,
        title=_choose(found, "title", fields.read_line) or "",
        source=source or (fields.read_domain(url) if url else None),
        authors=_choose(found, "authors", fields.read_authors) or (),
        published=_choose(found, "published", parse_date),
        updated=_choose(found, "updated", parse_date),
        language=language or fields.read_language(options.default_language),
        url=url,
        origin=origin,
        pages=pages,
    )


def _choose(found: Candidates, name: str, read: Callable[[object], Value | None]) -> Value | None:
    values = (read(candidate) for candidate in found.get(name, ()))
    return next((value for value in values if value is not None), None)
