"""Make an article of what a reader found, whatever the format: clean values in, defaults where there are none."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from qa.articles import fields
from qa.articles.article import Article, Skipped
from qa.articles.dates import parse_date, read_day_of_address
from qa.articles.page.metadata import Fact
from qa.articles.text.clean import clip_line
from qa.articles.text.prose import find_no_prose
from qa.articles.text.wrapping import unwrap_text
from qa.errors import UsageProblem

Candidates = Mapping[str, Sequence[object]]

# Candidates for the day of publication that are taken only where neither the source nor an address tells one.
GUESSED_DAYS = "guessed days"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How sources are read.

    fields            names in the rows of JSON sources by field of the article: {"title": "headline"}
    default_source    the outlet of articles that name none
    default_language  the language of articles that name none
    default_day       the day of articles for which nothing tells one
    known             candidates by field of the article that go before those of the source
    fallback          candidates by field of the article for what the source does not say
    max_bytes         longest article: a line of a .jsonl file, the whole of any other file
    max_file_bytes    longest file of a format that holds pictures too (PDF, DOCX, e-mail, MHTML)
    max_seconds       longest time that a PDF or a DOCX may take
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    default_source: str | None = None
    default_language: str | None = None
    default_day: str | None = None
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

    source_values  candidates by field of the article, best first, as they were in the source, or facts that tell
                   where they stood in it
    no_text        the reason to give when there is no text
    pages          offset of each page's start, where text is one clean candidate with pages

    Lines that end because they were full, as those of mails do, are put back into paragraphs.
    """
    layers = (options.known, source_values, options.fallback)
    found = {name: [value for layer in layers for value in layer.get(name, ())] for name in fields.FIELD_NAMES}
    chosen = {name: _choose(found[name], read) for name, read in _READ.items()}
    guesses = source_values.get(GUESSED_DAYS, ())
    addressed = _find_day_in_address(chosen["url"], origin)
    guessed = _choose([*guesses, Fact(value=options.default_day, origin="given for what has no day")], parse_date)
    chosen["published"] = chosen["published"] or addressed or guessed
    values = {name: fact.value for name, fact in chosen.items() if fact}
    if "text" not in values:
        return Skipped(origin=origin, reason=no_text)
    if not pages:
        values["text"] = unwrap_text(values["text"])
    if no_prose := find_no_prose(values["text"]):
        return Skipped(origin=origin, reason=no_prose)
    url = values.get("url")
    source = values.get("source") or options.default_source or (fields.read_domain(url) if url else None)
    language = values.get("language") or fields.read_language(options.default_language)
    if not (values.get("title") or source or url):
        # A citation says where it is from.
        path, mark, place = origin.partition("#")
        values["title"] = clip_line(f"{PurePath(path).name}{mark}{place}")
    said = {name: fact.origin for name, fact in chosen.items() if fact and fact.origin}
    return Article(**{**values, "source": source, "language": language}, origin=origin, pages=pages, provenance=said)


def _find_day_in_address(url: Fact[Any] | None, origin: str) -> Fact[Any] | None:
    """Return the day that the address of an article tells, or the name of the file that is the article."""
    places = ((url.value if url else "", "its address"), (PurePath(origin).name, "the name of its file"))
    for place, told_by in places:
        if "#" not in place and (day := read_day_of_address(place)):
            return Fact(value=day, origin=told_by)
    return None


def _choose(candidates: Sequence[object], read: Callable[[object], object]) -> Fact[Any] | None:
    """Return the first candidate that can be read, as it was read, and where it stood where that is known."""
    for candidate in candidates:
        fact = candidate if isinstance(candidate, Fact) else Fact(value=candidate, origin="")
        value = read(fact.value)
        if value is not None:
            return Fact(value=value, origin=fact.origin)
    return None


_READ: Mapping[str, Callable[[object], object]] = {
    "text": fields.read_text,
    "title": fields.read_line,
    "source": fields.read_source,
    "authors": fields.read_authors,
    "published": parse_date,
    "updated": parse_date,
    "language": fields.read_language,
    "section": fields.read_line,
    "url": fields.read_url,
}
