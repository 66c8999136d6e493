"""Which reader reads which file: by its suffix, or by its first bytes."""

import io
from collections.abc import Callable, Iterator

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions
from qa.articles.documents import read_markdown, read_plain
from qa.articles.pages import read_page
from qa.articles.rows import read_json, read_json_lines

Reader = Callable[[io.BufferedReader, str, ReadOptions], Iterator[Article | Skipped]]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
}
NOT_READ = (".csv", ".tsv", ".xml", ".rss", ".atom")
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<meta")


def choose_reader(beginning: bytes) -> Reader:
    """Return the reader for a stream that has no suffix, by its first bytes."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return read_json
    if start.startswith((b"---\n", b"---\r\n", b"# ")):
        return read_markdown
    lowered = start[:2_000].lower()
    if lowered.startswith(_PAGE_STARTS) or (lowered.startswith((b"<?xml", b"<!--")) and b"<html" in lowered):
        return read_page
    return read_plain
