"""Read the article of a PDF, with the page of each part of its text."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.readers.isolation import Unreadable, call_isolated
from qa.articles.readers.printed.layout import order_lines
from qa.articles.readers.printed.paragraphs import join_pages
from qa.articles.readers.printed.segments import Glyph
from qa.articles.readers.streams import describe_size, read_whole
from qa.articles.text.clean import clean_text
from qa.articles.text.heading import read_heading

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]  # it has no types of its own

# Chosen: more than a year of a paper; what is longer is not read in one piece.
_MOST_PAGES = 5_000
_MOST_LETTERS = 20_000_000
# A scanner's stamp on each page is not yet a text.
_LETTERS_OF_SCAN = 25
# Enough for its title, its day and its authors.
_FIRST_LETTERS = 10_000
# What the library writes for a hyphen at the end of a line.
_HYPHENS = {0xFFFE: "-", 0x02: "-", 0xAD: "-"}


def read_pdf(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a PDF, or why there is none."""
    data = read_whole(stream, limit=options.max_file_bytes)
    if data is None:
        yield Skipped(origin=origin, reason=f"larger than {describe_size(options.max_file_bytes)}")
        return
    try:
        found = call_isolated(parse_pdf, data, seconds=options.max_seconds)
    except Unreadable as error:
        yield Skipped(origin=origin, reason=f"a PDF that {error}")
        return
    paged = join_pages(found["pages"])
    values = read_heading(paged.text[:_FIRST_LETTERS].split("\n"), origin=origin, title=found["title"])
    yield build_article(values | {"text": [paged.text]}, origin=origin, options=options, pages=paged.pages)


def parse_pdf(data: bytes) -> dict[str, Any]:
    """Return {"pages": the clean text of each, its lines as they are read; "title": that of the file's properties}.

    Raises Unreadable.
    """
    import pypdfium2
    from pypdfium2 import raw

    reasons = {
        raw.FPDF_ERR_PASSWORD: "is locked by a password",
        raw.FPDF_ERR_SECURITY: "is encrypted in a way that can't be read",
    }
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > _MOST_PAGES:
            raise Unreadable(f"has more than {_MOST_PAGES:,} pages")
        return {"pages": _read_pages(document), "title": _read_title(document)}
    except pypdfium2.PdfiumError as error:
        raise Unreadable(reasons.get(error.err_code, "is broken")) from None


def _read_pages(document: "PdfDocument") -> list[str]:
    pages, letters, pictures = [], 0, 0
    for page in document:
        # Letters that are not drawn are what a program read off the picture of a page; without one, nobody sees them.
        is_picture = _has_picture(page)
        text = clean_text("\n".join(order_lines(list(_read_glyphs(page, unseen=is_picture)))))
        pages.append(text)
        letters += sum(map(str.isalnum, text))
        pictures += is_picture
        page.close()
        if letters > _MOST_LETTERS:
            raise Unreadable(f"has more than {_MOST_LETTERS:,} letters")
    if not letters or (pictures == len(pages) and letters < _LETTERS_OF_SCAN * len(pages)):
        raise Unreadable("has no text (a scan?)")
    return pages


def _read_glyphs(page: "PdfPage", *, unseen: bool) -> Iterator[Glyph]:
    """Yield the characters of a page in the order of the file, those of a line in the order of reading.

    unseen  with those that are set and not drawn
    """
    from ctypes import c_double

    from pypdfium2 import raw

    text = page.get_textpage()
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for n in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, n)
        # The line breaks that the library puts in are told from the boxes here.
        if code in (0x0A, 0x0D) or not raw.FPDFText_GetCharBox(text.raw, n, left, right, bottom, top):
            continue
        drawn = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text.raw, n))
        if drawn == raw.FPDF_TEXTRENDERMODE_INVISIBLE and not unseen:
            continue
        yield Glyph(
            text=_HYPHENS.get(code) or chr(code),
            left=left.value,
            bottom=bottom.value,
            right=right.value,
            top=top.value,
            size=max(raw.FPDFText_GetFontSize(text.raw, n), 1.0),
        )


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2 import raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])), None) is not None


def _read_title(document: "PdfDocument") -> str:
    return str(document.get_metadata_dict().get("Title") or "")
