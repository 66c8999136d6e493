"""Read the pages of a web archive (WARC, as of Common Crawl), record by record, within bounds of time and memory."""

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions
from qa.articles.dates import parse_date
from qa.articles.page.metadata import Fact
from qa.articles.page.pages import extract_page, find_declared_charset
from qa.articles.readers.streams import describe_size, inflate
from qa.articles.text.clean import clip_line, decode_bytes

_PAGES = ("text/html", "application/xhtml+xml")
# Chosen: what crawls have is below, what is made to fill the memory is above.
_MOST_RATIO, _FREE_BYTES = 200, 100_000_000
_LONGEST_LINE, _MOST_LINES = 65_536, 10_000
_LINE_OF_CHUNK = 64


def read_warc(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of each page that was answered with 200, or why there is none.

    The address is that of the record. Its day is that of the crawl, and so only taken where the page names none.
    """
    records = _open_records(stream)
    count = pages = 0
    while True:
        try:
            # The library writes what it meets to standard error, unescaped.
            with redirect_stderr(io.StringIO()):
                record = next(records, None)
                is_page = record and _is_page(record)
                body = _read_body(record, options.max_bytes) if is_page else None
        except Exception as error:
            yield Skipped(origin=origin, reason=f"broken after {count:,} records: {_describe(error)}")
            return
        if record is None:
            break
        count += 1
        if is_page:
            pages += 1
            yield _read_record(record, body, origin, options)
    if not pages:
        yield Skipped(origin=origin, reason="no pages in it")


class _Bomb(Exception):
    """An archive grows out of all proportion."""


def _open_records(stream: io.BufferedReader) -> Iterator[Any]:
    """Return the records of an archive; reading them raises _Bomb where lines or the whole become too large."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it has no types of its own
    from warcio.bufferedreaders import DecompressingBufferedReader  # type: ignore[import-untyped]  # nor has this

    class Bounded(DecompressingBufferedReader):  # type: ignore[misc]  # the library has no types
        """Reads no line without an end and no header without one, and stops at a bomb."""

        lines = 0

        def _process_read(self, data: bytes) -> None:
            super()._process_read(data)
            if self.num_read > _FREE_BYTES + _MOST_RATIO * self.stream.tell():
                raise _Bomb(f"it expands more than {_MOST_RATIO} times (a bomb?)")

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(_LONGEST_LINE if length is None else min(length, _LONGEST_LINE))
            # Those of a body in chunks are read with a length of their own.
            self.lines += length is None or length > _LINE_OF_CHUNK
            # The library cuts long lines a little earlier than it is told.
            is_cut = len(line) > _LONGEST_LINE // 4 and not line.endswith(b"\n")
            if self.lines > _MOST_LINES or is_cut:
                raise _Bomb("a header without an end")
            return line

    records = ArchiveIterator(stream)
    records.reader = reader = Bounded(records.fh)
    for record in records:
        reader.lines = 0
        yield record


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type == "resource":
        return str(record.content_type).partition(";")[0].strip().lower() in _PAGES
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _read_body(record: Any, limit: int) -> bytes | None:
    """Return the page of a record as the server made it, or None when it is larger than limit.

    The library would unpack it by itself, but without a limit.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    if record.length is None or record.length > limit:
        return None
    stream, headers = record.raw_stream, record.http_headers
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    data: bytes = stream.read(limit)
    encoding = ((headers and headers.get_header("Content-Encoding")) or "").lower()
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return data
    try:
        return inflate(data, limit=limit)
    except zlib.error:
        # Crawlers often keep the header, but not the compression.
        return data


def _read_record(record: Any, body: bytes | None, origin: str, options: ReadOptions) -> Article | Skipped:
    address = clip_line(record.rec_headers.get_header("WARC-Target-URI") or "")
    place = f"{origin}#{address}"
    if body is None:
        return Skipped(origin=place, reason=f"larger than {describe_size(options.max_bytes)}")
    kind = (record.http_headers and record.http_headers.get_header("Content-Type")) or ""
    charset = kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    html = decode_bytes(body, declared=charset or find_declared_charset(body))
    if html is None:
        return Skipped(origin=place, reason="not a text file")
    crawled = record.rec_headers.get_header("WARC-Date")
    found = Fact(value=crawled, origin="WARC-Date")
    article = extract_page(html, place, replace(options, known={"url": [address]}, fallback={"published": [found]}))
    # Of two captures of an address the later one is the newer state of the article.
    return article if isinstance(article, Skipped) else replace(article, retrieved=parse_date(crawled))


def _describe(error: Exception) -> str:
    return str(error) if isinstance(error, _Bomb) else type(error).__name__
