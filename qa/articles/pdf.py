"""Read the article of a PDF, with the page of each part of its text."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.clean import clean_text
from qa.articles.isolation import Unreadable, call_isolated
from qa.articles.paragraphs import join_pages
from qa.articles.printed import read_printed
from qa.articles.streams import describe_size, read_whole

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 5_000
_MOST_LETTERS = 20_000_000
# A scanner's stamp on each page is not yet a text.
_LETTERS_OF_SCAN = 25
# Enough for its title, its day and its authors.
_FIRST_LETTERS = 10_000


def read_pdf(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a PDF, or why there is none."""
    data = read_whole(stream, limit=options.max_file_bytes)
    if data is None:
        yield Skipped(origin=origin, reason=f"larger than {describe_size(options.max_file_bytes)}")
        return
    try:
        found = call_isolated(take_pdf_apart, data, seconds=options.max_seconds)
    except Unreadable as error:
        yield Skipped(origin=origin, reason=f"a PDF that {error}")
        return
    paged = join_pages(found["pages"])
    values = read_printed(paged.text[:_FIRST_LETTERS].split("\n"), title=found["title"])
    yield build_article(values | {"text": [paged.text]}, origin=origin, options=options, pages=paged.pages)


def take_pdf_apart(data: bytes) -> dict[str, Any]:
    """Return {"pages": the clean text of each, its lines as printed; "title": that of the file's properties}.

    Raises Unreadable.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PdfReadError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("is locked by a password")
        count = len(reader.pages)
        if count > _MOST_PAGES:
            raise Unreadable(f"has more than {_MOST_PAGES:,} pages")
        return {"pages": _read_pages(reader), "title": _read_title(reader)}
    except DependencyError:
        raise Unreadable("is encrypted in a way that can't be read") from None
    except (PdfReadError, RecursionError):
        raise Unreadable("is broken") from None


def _read_pages(reader: "PdfReader") -> list[str]:
    pages, letters, pictures = [], 0, 0
    for page in reader.pages:
        text = clean_text(page.extract_text())
        pages.append(text)
        letters += sum(map(str.isalnum, text))
        pictures += _has_picture(page)
        if letters > _MOST_LETTERS:
            raise Unreadable(f"has more than {_MOST_LETTERS:,} letters")
    if not letters or (pictures == len(pages) and letters < _LETTERS_OF_SCAN * len(pages)):
        raise Unreadable("has no text (a scan?)")
    return pages


def _has_picture(page: "PageObject") -> bool:
    try:
        objects = page["/Resources"]["/XObject"].values()  # type: ignore[index]  # a page's values are untyped
        return any(value.get_object().get("/Subtype") == "/Image" for value in objects)
    except (KeyError, TypeError, AttributeError):
        return False


def _read_title(reader: "PdfReader") -> str:
    title = reader.metadata.title if reader.metadata else None
    return title if isinstance(title, str) else ""
