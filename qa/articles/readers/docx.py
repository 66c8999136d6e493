"""Read the article of a DOCX: its paragraphs and tables, insertions too; deletions, text boxes, hidden type not."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.readers.isolation import Unreadable, call_isolated
from qa.articles.readers.streams import describe_size, read_whole
from qa.articles.text.heading import read_heading

# Chosen: documents with pictures are below; text of so many bytes is a thousand books.
_MOST_BYTES = 200_000_000
_LARGEST_DOCUMENT = 30_000_000
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_BLOCKS = ".//w:p[not(ancestor::w:tbl)][not(ancestor::w:txbxContent)] | .//w:tr[not(ancestor::w:tr)]"
_PARAGRAPHS = "self::w:p | .//w:p[not(ancestor::w:txbxContent)]"
_PIECES = ".//w:t[not(ancestor::w:txbxContent)] | .//w:tab[not(ancestor::w:pPr)] | .//w:br | .//w:cr"


def read_docx(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a DOCX, or why there is none."""
    data = read_whole(stream, limit=options.max_file_bytes)
    if data is None:
        yield Skipped(origin=origin, reason=f"larger than {describe_size(options.max_file_bytes)}")
        return
    try:
        found = call_isolated(parse_docx, data, seconds=options.max_seconds)
    except Unreadable as error:
        yield Skipped(origin=origin, reason=f"a DOCX that {error}")
        return
    values = read_heading(found["lines"], origin=origin, title=found["title"])
    text = "\n".join(line for line in found["lines"] if line.strip())
    yield build_article(values | {"text": [text]}, origin=origin, options=options)


def parse_docx(data: bytes) -> dict[str, Any]:
    """Return {"lines": the text of each paragraph and each row of a table; "title": the one it is given}.

    Raises Unreadable.
    """
    from docx import Document

    _check_package(data)
    document = Document(io.BytesIO(data))
    if document.element.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("has a document type, as only attacks do")
    _drop_hidden(document.element.body, document.styles.element)
    blocks = document.element.body.xpath(_BLOCKS)
    titles = document.element.body.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Title']")
    title = " ".join(map(_read_block, titles[:1])) or document.core_properties.title
    return {"lines": [_read_block(block) for block in blocks], "title": title}


def _drop_hidden(body: Any, styles: Any) -> None:
    """Take out the runs that are set in hidden type, by themselves, by their style, or by that of their paragraph."""
    hidden = _find_hidden_styles(styles)
    for run in body.xpath(".//w:r"):
        own = _read_vanish(run)
        named = run.xpath("w:rPr/w:rStyle/@w:val | ancestor::w:p[1]/w:pPr/w:pStyle/@w:val")
        if own or (own is None and not hidden.isdisjoint(named)):
            run.getparent().remove(run)


def _find_hidden_styles(styles: Any) -> set[str]:
    """Return the names of the styles in hidden type, those that are based on one included."""
    told, bases = {}, {}
    for style in styles.xpath("w:style[@w:styleId]"):
        name = style.xpath("string(@w:styleId)")
        told[name], bases[name] = _read_vanish(style), style.xpath("string(w:basedOn/@w:val)")
    hidden = {name for name, vanishes in told.items() if vanishes}
    while more := {name for name, base in bases.items() if base in hidden and told[name] is None} - hidden:
        hidden |= more
    return hidden


def _read_vanish(element: Any) -> bool | None:
    """Tell whether a run or a style is in hidden type, None where it does not say."""
    found = element.xpath("w:rPr/w:vanish")
    return found[0].xpath("string(@w:val)") not in ("0", "false", "off") if found else None


def _check_package(data: bytes) -> None:
    """Raise Unreadable for what is no DOCX, or becomes too large when it is unpacked."""
    if data.startswith(_ENCRYPTED):
        raise Unreadable("is locked by a password, or is a DOC; save it as DOCX without one")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {info.filename: info.file_size for info in package.infolist()}
    except zipfile.BadZipFile:
        raise Unreadable("is broken") from None
    if "word/document.xml" not in sizes:
        raise Unreadable("has no document in it")
    if sum(sizes.values()) > _MOST_BYTES or sizes["word/document.xml"] > _LARGEST_DOCUMENT:
        raise Unreadable("becomes too large when it is unpacked")


def _read_block(block: Any) -> str:
    """Return a paragraph as a line, or a row as one with tabs between its paragraphs."""
    return "\t".join(filter(None, map(_read_paragraph, block.xpath(_PARAGRAPHS))))


def _read_paragraph(paragraph: Any) -> str:
    pieces = (
        piece.text if piece.tag.endswith("}t") else "\t" if piece.tag.endswith("tab") else "\n"
        for piece in paragraph.xpath(_PIECES)
    )
    return "".join(piece or "" for piece in pieces).strip()
