"""Read the body of an answer in bounded memory, unpacked, and tell from its first bytes what it is."""

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from qa.articles.readers.streams import describe_size
from qa.articles.text.clean import clip_line, is_binary
from qa.ingest.fetch.markup import is_prefaced
from qa.ingest.fetch.problem import FetchProblem

Kind = Literal["html", "xml", "json", "text", "pdf"]

_GZIP = b"\x1f\x8b"
# In bytes, chosen: enough to tell a format by, and a piece between two looks at the clock.
_HEAD = 2_048
_PIECE = 65_536
_XML_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<opml", b"<urlset", b"<sitemapindex")
_HTML = re.compile(rb"<!doctype html|<(?:html|head|body|article|main|div|p|h1|meta|title)[\s>]")
# What else is JSON is no list of articles.
_JSON_FEED = re.compile(rb"jsonfeed\.org\\?/version")
_PLAIN_TYPES = ("", "text/plain", "application/octet-stream", "text/html", "application/xhtml+xml", "text/markdown")
_XML_TYPE = re.compile(r"(?:text|application)/(?:[\w.-]+\+)?xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


def read_body(
    pieces: Iterable[bytes], headers: Mapping[str, str], *, max_bytes: int, kinds: Collection[Kind]
) -> tuple[bytes, Kind]:
    """Return the body, unpacked, and what it is by its first bytes; no more is read than it takes to refuse it.

    headers    of the answer, their names in small letters
    max_bytes  longest body after unpacking

    Raises FetchProblem for a body that is too long, is none of kinds, or is packed in an unknown way or broken.
    """
    kind: Kind | None = None
    body = bytearray()
    for piece in unpack(pieces, headers):
        body += piece
        if len(body) > max_bytes:
            raise FetchProblem(f"larger than {describe_size(max_bytes)}")
        if kind is None and len(body) >= _HEAD:
            kind = _check_kind(bytes(body[:_HEAD]), headers, kinds)
    data = bytes(body)
    return data, kind or _check_kind(data, headers, kinds)


def find_charset(headers: Mapping[str, str]) -> str | None:
    """Return the encoding that the content type names."""
    match = _CHARSET.search(headers.get("content-type", ""))
    return match[1].lower() if match else None


def unpack(pieces: Iterable[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the content in small pieces; a file that is gzipped by itself (sitemap.xml.gz) is unpacked as well.

    Raises FetchProblem for what is packed in an unknown way or broken.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchProblem(f"packed in a way that was not asked for ({encoding[:40]})")
    plain = _inflate(pieces) if "gzip" in encoding else iter(pieces)
    first = b""
    for piece in plain:
        first += piece
        if len(first) >= len(_GZIP):
            break
    rest = _join(first, plain)
    return _inflate(rest) if first.startswith(_GZIP) else rest


def _join(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzipped pieces hold, never more than 64 kB at once, however well it is packed."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    ended = False
    for piece in pieces:
        while piece:
            if inflater.eof:
                inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            try:
                yield inflater.decompress(piece, _PIECE)
            except zlib.error:
                # Some servers fill the end of a file with zeros.
                if ended and not piece.strip(b"\0"):
                    return
                raise FetchProblem("packed content that is broken", retry=True) from None
            ended = ended or inflater.eof
            piece = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if not inflater.eof:
        raise FetchProblem("packed content that is cut off", retry=True)


def _check_kind(beginning: bytes, headers: Mapping[str, str], kinds: Collection[Kind]) -> Kind:
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    kind = sniff_kind(beginning, declared=declared)
    if kind is None or kind not in kinds:
        raise FetchProblem(f"not a page but {kind or _describe_type(beginning, declared)}")
    return kind


def sniff_kind(beginning: bytes, *, declared: str = "") -> Kind | None:
    """Return what content is: by its first bytes, and by the declared type only where these say nothing."""
    if beginning.lstrip().startswith(b"%PDF-"):
        return "pdf"
    if is_binary(beginning):
        return None
    # Without its zero bytes UTF-16 can be searched as ASCII.
    start = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(_XML_STARTS):
        return "html" if b"<html" in start else "xml"
    if start.startswith(b"{") and _JSON_FEED.search(start):
        return "json"
    if is_prefaced(start.decode("latin-1")):
        return "xml"
    if start.startswith(b"<") and _HTML.search(start):
        return "html"
    if _XML_TYPE.fullmatch(declared):
        return "html" if "xhtml" in declared else "xml"
    if declared not in _PLAIN_TYPES or start.startswith((b"{", b"[{")):
        return None
    return "html" if "html" in declared else "text"


def _describe_type(beginning: bytes, declared: str) -> str:
    if declared in _PLAIN_TYPES:
        return "binary data" if is_binary(beginning) else "json"
    return clip_line(declared[:80])
