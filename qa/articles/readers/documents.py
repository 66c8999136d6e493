"""Read files that are one article as people write them: plain text, and Markdown with or without front matter."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.fields import collect_candidates
from qa.articles.readers.streams import describe_size, read_whole
from qa.articles.text.clean import clean_text, decode_bytes, drop_controls
from qa.articles.text.heading import read_heading
from qa.articles.text.wrapping import unwrap_text

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# In characters, chosen: more is no list of fields but the text.
_LONGEST_FRONT_MATTER = 16_384
# The time to scan nested ones grows with the square of their number.
_MOST_BRACKETS = 100
# Enough for its title, its day, its outlet and its authors.
_OPENING = 10_000
_HEADING = re.compile(r"^# (.*)$", re.MULTILINE)


def read_plain(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a text file, or why there is none; its first lines say what it is."""
    text = load_text(stream, origin, options)
    if isinstance(text, Skipped):
        yield text
        return
    yield build_article(read_opening(text, origin=origin) | {"text": [text]}, origin=origin, options=options)


def read_markdown(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a Markdown file, or why there is none; its markup stays in the text.

    Front matter names title, source, authors, published, updated, language and url. Without a title there, the first
    "# heading" is the title; without that, the first lines say what it is, as those of a text file. A heading that
    opens the text and only repeats the title is not part of the text.
    """
    text = load_text(stream, origin, options)
    parts = text if isinstance(text, Skipped) else _split_front_matter(text, origin)
    if isinstance(parts, Skipped):
        yield parts
        return
    found = collect_candidates(parts.values, {})
    body = parts.body
    if heading := _HEADING.search(body):
        found["title"].append(heading[1].rstrip().rstrip("#").strip())
        if found["title"][0] == found["title"][-1] and not body[: heading.start()].strip():
            body = body[heading.end() :]
    opening = {} if parts.values else read_opening(body, origin=origin)
    found = {field: [*values, *opening.get(field, ())] for field, values in found.items()}
    yield build_article(found | {"text": [body]}, origin=origin, options=options)


def read_opening(text: str, *, origin: str) -> dict[str, list[object]]:
    """Return the candidates for the fields of an article that the first lines of a text and its file name tell."""
    return read_heading(unwrap_text(clean_text(text[:_OPENING])).split("\n"), origin=origin)


def load_text(
    stream: io.BufferedReader,
    origin: str,
    options: ReadOptions,
    *,
    declared: str | None = None,
    advice: str | None = None,
) -> str | Skipped:
    """Return the whole stream as text, or why that can't be.

    declared  the encoding that the source names for itself
    advice    what to do about a source that is too large
    """
    data = read_whole(stream, limit=options.max_bytes)
    if data is None:
        size = describe_size(options.max_bytes)
        return Skipped(origin=origin, reason=f"larger than {size}" + (f"; {advice}" if advice else ""))
    text = decode_bytes(data, declared=declared)
    if text is None:
        return Skipped(origin=origin, reason="not a text file")
    return text if text.strip() else Skipped(origin=origin, reason="empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    values: Mapping[str, object]
    body: str


def _split_front_matter(text: str, origin: str) -> _Parts | Skipped:
    """Return the values of the front matter, if there is any, and what follows it."""
    text = text.replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    if match is None:
        return _Parts(values={}, body=text)
    try:
        values = _parse_yaml(drop_controls(match[1] or ""))
    except ValueError as error:
        return Skipped(origin=origin, reason=f"front matter that {error}")
    if values is None:
        return _Parts(values={}, body=text)
    return _Parts(values=values, body=text[match.end() :])


def _parse_yaml(text: str) -> dict[str, object] | None:
    """Return a mapping in YAML with every scalar as the string that it is, or None for what is no mapping.

    Strings only, so that a date keeps its offset and "no" is Norwegian. Raises ValueError for what is not YAML, and
    for aliases: a few lines of them stand for gigabytes.
    """
    import yaml

    if len(text) > _LONGEST_FRONT_MATTER:
        raise ValueError(f"is larger than {describe_size(_LONGEST_FRONT_MATTER)}")
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise ValueError(f"has more than {_MOST_BRACKETS} brackets")
    try:
        aliased = any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=yaml.BaseLoader))
        values = None if aliased else yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ValueError(f"is not valid YAML in line {line} (a value with a colon needs quotes)") from None
    except (yaml.YAMLError, RecursionError):
        raise ValueError("is not valid YAML") from None
    if aliased:
        raise ValueError("has YAML aliases, which are not read")
    if not isinstance(values, dict):
        return None
    return {name: value for name, value in values.items() if value not in ("", "~", "null")}
