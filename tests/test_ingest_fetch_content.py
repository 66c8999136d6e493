import gzip

import pytest
from web_site import make_bomb

from qa.ingest.fetch.content import find_charset, sniff_kind, unpack

PACKED = {"content-encoding": "gzip"}


@pytest.mark.parametrize("headers", [PACKED, {}], ids=["encoding", "file"])
def test_a_bomb_is_unpacked_in_small_pieces(headers: dict[str, str]) -> None:
    pieces = unpack([make_bomb(20)], headers)
    assert [len(next(pieces)) for _ in range(10)] == [65_536] * 10


def test_a_bomb_in_a_bomb_is_unpacked_in_small_pieces() -> None:
    pieces = unpack([gzip.compress(make_bomb(20))], PACKED)
    assert max(len(next(pieces)) for _ in range(10)) == 65_536


def test_a_file_that_is_sent_byte_by_byte_is_unpacked() -> None:
    text = b"<urlset>" + b"many words " * 1_000
    data = gzip.compress(text)
    assert b"".join(unpack([data[n : n + 1] for n in range(len(data))], {})) == text
    assert b"".join(unpack([gzip.compress(data)], PACKED)) == text


def test_joined_and_padded_files_are_unpacked() -> None:
    assert b"".join(unpack([gzip.compress(b"one ") + gzip.compress(b"two"), b"\0\0\0"], PACKED)) == b"one two"


@pytest.mark.parametrize("pieces", [[], [b""], [b"", b"a"]])
def test_next_to_nothing_is_read_as_it_is(pieces: list[bytes]) -> None:
    assert b"".join(unpack(pieces, {})) == b"".join(pieces)


@pytest.mark.parametrize(
    ("beginning", "declared", "kind"),
    [
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "", "html"),
        (b"<!-- x --><HTML lang=en>", "text/plain", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "text/xml", "html"),
        (b"<?xml version='1.0'?><opml>", "text/html", "xml"),
        ("<?xml version='1.0'?><rss>".encode("utf-16"), "text/html", "xml"),
        (b"<feed xmlns='x'>", "text/plain", "xml"),
        (b"<x:odd/>", "application/atom+xml", "xml"),
        (b"<x:odd/>", "application/xhtml+xml", "html"),
        (b"words", "text/html", "html"),
        (b"words", "text/plain", "text"),
        (b"words", "", "text"),
        (b"words", "application/javascript", None),
        (b'[{"a": 1}]', "", None),
        (b"PK\x03\x04\0\0", "text/html", None),
    ],
)
def test_content_is_known_by_its_first_bytes(beginning: bytes, declared: str, kind: str | None) -> None:
    assert sniff_kind(beginning, declared=declared) == kind


@pytest.mark.parametrize(
    ("value", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html;Charset = "windows-1252"', "windows-1252"),
        ("text/html", None),
        ("", None),
    ],
)
def test_the_encoding_is_taken_from_the_content_type(value: str, charset: str | None) -> None:
    assert find_charset({"content-type": value}) == charset
