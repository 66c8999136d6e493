"""The fields of an article as other programs name and write them, and how each is read."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from qa.articles.addresses import strip_tracking
from qa.articles.text.clean import clean_text, clip_line
from qa.language.codes import find_code
from qa.language.publishing.bylines import BETWEEN_AUTHORS, BYLINE
from qa.urls import show_url

# Names are compared without case and punctuation: "publishedAt", "published_at" and "Published at" are one. Best first.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "articletext",
        "articlebody",
        "fulltext",
        "bodytext",
        "contenttext",
        "pagecontent",
        "articlecontent",
        "bodyhtml",
        "contenthtml",
        "story",
    ),
    "title": ("title", "headline", "webtitle"),
    "source": (
        "source",
        "outlet",
        "publisher",
        "publication",
        "newspaper",
        "sitename",
        "sourcename",
        "site",
        "domain",
        "sourcedomain",
        "hostname",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "published": (
        "published",
        "publishedat",
        "datepublished",
        "publisheddate",
        "publicationdate",
        "publishdate",
        "publishedtime",
        "publishtime",
        "pubdate",
        "pubtime",
        "date",
        "dategmt",
        "datetime",
        "dateposted",
        "webpublicationdate",
        "firstpublished",
        "releasedate",
        "timestamp",
        "createdat",
        "seendate",
    ),
    "updated": (
        "updated",
        "updatedat",
        "dateupdated",
        "modified",
        "modifiedat",
        "modifiedgmt",
        "datemodified",
        "lastmodified",
    ),
    "language": ("language", "lang"),
    "section": ("section", "articlesection", "sectionname", "category"),
    "url": ("url", "link", "articleurl", "weburl", "canonicalurl", "permalink", "sourceurl", "pageurl"),
}
FIELD_NAMES = tuple(_NAMES)
# What programs write where there is nothing.
_NOTHING = frozenset("null (null) none nil nan n/a <na> na undefined - -- [] {}".split()) | {""}
# What is called so is as often the name of an article elsewhere as its text.
_NAMES_OF_SLUGS = ("article", "story")
_SHORTEST_PROSE = 100

# Chosen: more than any byline, and address, has; what is longer was made to fill the catalogue.
_MOST_AUTHORS = 20
_LONGEST_BYLINE = 2_000
_LONGEST_URL = 2_000


def collect_candidates(row: Mapping[str, object], chosen: Mapping[str, str]) -> dict[str, list[object]]:
    """Return for each field of an article the values of row that may be meant, best first.

    chosen  names in row by field of the article, which win over guesses; "source.name" reaches into an object
    """
    guesses = {_simplify(name): value for name, value in reversed(list(row.items()))}
    guesses = {name: value for name, value in guesses.items() if name not in _NAMES_OF_SLUGS or _is_prose(value)}
    guesses = {name: value for name, value in guesses.items() if not is_nothing(value)}
    found = {field: [guesses[name] for name in names if name in guesses] for field, names in _NAMES.items()}
    # Where an article is from may be its address.
    found["url"] += [value for value in found["source"] if read_url(value)]
    return found | {field: [look_up(row, name)] for field, name in chosen.items()}


def is_nothing(value: object) -> bool:
    """Tell whether a value is what a program writes where there is none: null, NaN, "None", "N/A"."""
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING
    return value is None or value != value


def look_up(row: Mapping[str, object], name: str) -> object:
    """Return the value under name, which may be a path with dots.

    Raises KeyError when there is none.
    """
    if name in row:
        return row[name]
    first, _, rest = name.partition(".")
    inner = row[first]
    if not rest or not isinstance(inner, Mapping):
        raise KeyError(name)
    return look_up(inner, rest)


def read_text(value: object) -> str | None:
    """Return the clean text of a string or of a list of paragraphs."""
    if isinstance(value, list) and all(isinstance(paragraph, str) for paragraph in value):
        value = "\n\n".join(value)
    return clean_text(value) or None if isinstance(value, str) else None


def read_line(value: object) -> str | None:
    """Return a string or a number as one clean line."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clip_line(str(value)) or None


def read_source(value: object) -> str | None:
    """Return the name of an outlet given as a name, an address, or an object with a name."""
    name = read_line(value.get("name") or value.get("title") if isinstance(value, Mapping) else value)
    if name is None:
        return None
    return read_domain(name) or name.removeprefix("www.")


def read_authors(value: object) -> tuple[str, ...] | None:
    """Return the names in a byline, a list of names, or a list of objects with names."""
    if isinstance(value, str):
        parts: Sequence[object] = BETWEEN_AUTHORS.split(clean_text(value[:_LONGEST_BYLINE]))
    else:
        parts = value if isinstance(value, list) else [value]
    lines = (read_line(part.get("name") if isinstance(part, Mapping) else part) for part in parts)
    names = (BYLINE.sub("", line, count=1) if BYLINE.match(line) else line for line in lines if line)
    return tuple(dict.fromkeys(name for name in names if name and not read_domain(name)))[:_MOST_AUTHORS] or None


def read_language(value: object) -> str | None:
    """Return the ISO 639-1 code of "en", "en-US", "eng" or "English"; None for what is none of these."""
    return find_code(read_line(value) or "")


def read_url(value: object) -> str | None:
    """Return value if it is a web address, without name and password, and what only tells where a reader came from."""
    url = strip_tracking(show_url(value.strip())) if isinstance(value, str) else ""
    return url if len(url) <= _LONGEST_URL and url.isprintable() and " " not in url and read_domain(url) else None


def read_domain(url: str) -> str | None:
    """Return the host of a web address, without "www."."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in ("http", "https") else None


def _is_prose(value: object) -> bool:
    text = read_text(value) or ""
    return len(text) >= _SHORTEST_PROSE or " " in text


def _simplify(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
