"""Which reader reads which file: by the end of its name, or by its first bytes.

To add a format, write one function and one line:

1. A reader in a module of its own, such as qa/articles/epub.py:
       def read_epub(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]
2. It loads no more of the stream than options allow (qa/articles/readers/streams.py), and heavy libraries inside of it.
3. It collects candidates for the fields, best first, and leaves the rest to build_article (qa/articles/build.py).
4. What can't be read is a Skipped with a short reason, never an exception; what a file made for it could keep busy
   forever is called through call_isolated (qa/articles/readers/isolation.py).
5. A line in READERS, and one in _BEGINNINGS where the first bytes tell the format; folders, zips and standard input
   follow from that.
"""

import io
import re
from collections.abc import Iterator

from qa.articles.article import Article, Skipped
from qa.articles.build import Reader, ReadOptions
from qa.articles.page.pages import read_page
from qa.articles.readers.archives import read_zip
from qa.articles.readers.documents import read_markdown, read_plain
from qa.articles.readers.docx import read_docx
from qa.articles.readers.mail.mail import read_mail, read_mhtml
from qa.articles.readers.printed.pdf import read_pdf
from qa.articles.readers.rows.parquet import read_parquet
from qa.articles.readers.rows.rows import read_json, read_json_lines
from qa.articles.readers.rows.tables import read_table
from qa.articles.readers.warc import read_warc


def read_archive(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the articles of the files in a zip, each by the reader for its name."""
    yield from read_zip(stream, origin, options, find_reader=find_reader)


READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_mail,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".zip": read_archive,
}
FEEDS = (".xml", ".rss", ".atom", ".opml")
NOT_READ = (".doc", ".epub", ".mbox", *FEEDS)

_BEGINNINGS: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", read_pdf),
    (b"WARC/", read_warc),
    (b"PAR1", read_parquet),
    (b"\x1f\x8b", read_warc),
    (b"{", read_json),
    (b"[", read_json),
    (b"---\n", read_markdown),
    (b"---\r\n", read_markdown),
    (b"# ", read_markdown),
)
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<meta")
_HEADERS = re.compile(
    rb"(?:from|received|return-path|delivered-to|mime-version|message-id|x-[\w-]+|subject|date): \S", re.IGNORECASE
)
_SAVED_PAGE = b"snapshot-content-location:"
_WORD_PARTS = (b"word/document.xml", b"word/_rels/document.xml.rels")


def find_suffix(name: str) -> str | None:
    """Return the end of a file's name that tells its format, such as ".warc.gz", or None."""
    lowered = name.lower()
    return next((suffix for suffix in READERS if lowered.endswith(suffix)), None)


def find_reader(name: str) -> Reader | None:
    """Return the reader for a file by its name."""
    return READERS.get(find_suffix(name) or "")


def choose_reader(beginning: bytes) -> Reader:
    """Return the reader for a stream that has no suffix, by its first bytes."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04"):
        return read_docx if any(part in start for part in _WORD_PARTS) else read_archive
    for mark, reader in _BEGINNINGS:
        if start.startswith(mark):
            return reader
    lowered = start[:2_000].lower()
    if lowered.startswith(_PAGE_STARTS) or (lowered.startswith((b"<?xml", b"<!--")) and b"<html" in lowered):
        return read_page
    if _HEADERS.match(lowered) and b"\nmime-version:" in b"\n" + lowered:
        return read_mhtml if _SAVED_PAGE in lowered else read_mail
    return read_plain
