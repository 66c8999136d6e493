"""Break files of every format in every way, and see that each is read or told, and none ends in a traceback.

    cd tests && uv run python -m benchmarks.mutations [--count 5000] [--seed 7] [--kind pdf]

A mutation flips, cuts, doubles, moves, fills or splices bytes of a sound file; what breaks parsers elsewhere is put in.
Each file is read by its name and, of some, from a stream without one; articles are taken on to passages and evidence,
as ingesting does. What ends in an error is kept under the name of its seed.
"""

import argparse
import io
import json
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from file_samples import PAGE, SENTENCES, make_pdf, make_zip
from news_feeds import render_atom, render_opml, render_rss, render_sitemap, render_sitemap_index
from news_pages import NewsPage, render_page

from qa.articles import Article, ReadOptions, Skipped, read_articles
from qa.articles.passages import split_article, split_evidence
from qa.articles.portable import write_row
from qa.errors import SourceProblem
from qa.ingest.web.feeds import read_feed

BASE = "https://harbour-post.example"
TEXT = "\n\n".join(["Bridge closed", "By Ann Lee", "31 October 2025", *SENTENCES])
# What breaks parsers: ends of sections, entities, brackets without end, bytes of no encoding, huge numbers, marks.
_TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xae", b"]]>",
    b"<![CDATA[", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"&x;", b"&#xD800;", b"&#0;", b"<!--", b"-->",
    b"</html>", b"<table><tr><td>", b"[" * 3_000, b"{\"a\":" * 1_500, b"(" * 2_000, b"<div>" * 1_500, b"> " * 500,
    b"9" * 400, b"-1", b"1e999", b"NaN", b"null", b"\"", b"'", b"\r", b"\n\n", b"\t", b"---\n",
    b"Content-Length: 99999999999\r\n", b"=?utf-8?q?=ff?=", b"Content-Type: multipart/mixed; boundary=x\n",
    b"charset=utf-7", b"charset=idna", b"charset=undefined", b"0001-01-01T00:00:00+14:00",
    b"9999-12-31T23:59:59-14:00", b"http://[", b"https://a:b@c:99999/", b"%PDF-", b"PK\x03\x04", b"endstream",
    b"/Kids [2 0 R]", b"WARC/1.0\r\n", "ﷺ".encode() * 200, "e\u0301".encode() * 200, b"A" * 5_000,
)  # fmt: skip
_FEEDS = ("rss", "atom", "opml", "sitemap", "index", "jsonfeed")
_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What a mutated file ended in: how to make it again, and the traceback."""

    kind: str
    seed: int
    data: bytes
    told: str


def main() -> None:
    """Print how many files were read, told or broke, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kind", choices=sorted(make_samples()))
    parser.add_argument("--keep", type=Path, help="folder for the files that broke")
    arguments = parser.parse_args()
    kinds = [arguments.kind] if arguments.kind else sorted(make_samples())
    ends: Counter[str] = Counter()
    slowest: list[tuple[float, str, int]] = []
    begun = time.perf_counter()
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        kind = kinds[seed % len(kinds)]
        start = time.perf_counter()
        found = try_file(kind, seed)
        slowest = sorted([*slowest, (time.perf_counter() - start, kind, seed)], reverse=True)[:5]
        ends[found.kind if isinstance(found, Broken) else found] += 1
        if isinstance(found, Broken):
            print(f"{kind} {seed}:\n{found.told}")
            if arguments.keep:
                (arguments.keep / f"{seed}.{kind}").write_bytes(found.data)
    print(dict(ends), f"{time.perf_counter() - begun:.0f} s")
    print("slowest:", *(f"{seconds:.1f} s {kind} {seed}" for seconds, kind, seed in slowest))


def try_file(kind: str, seed: int) -> str | Broken:
    """Return "read" or "told" for a mutated file of a kind, or what it broke with."""
    chance = random.Random(seed)
    data = mutate(make_samples()[kind], chance)
    try:
        if kind in _FEEDS:
            return _follow_feed(data)
        return _read_file(data, kind, is_named=chance.random() < 0.8)
    except Exception:
        return Broken(kind=kind, seed=seed, data=data, told=traceback.format_exc())


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return data after one to six mutations."""
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data[:2_000_000]


def _read_file(data: bytes, kind: str, *, is_named: bool) -> str:
    options = ReadOptions(max_seconds=_SECONDS)
    if not is_named:
        return _judge(read_articles(["-"], options, stdin=io.BytesIO(data)))
    with TemporaryDirectory() as folder:
        path = Path(folder, f"sample.{kind}")
        path.write_bytes(data)
        return _judge(read_articles([folder], options))


def _judge(found: Iterator[Article | Skipped]) -> str:
    """Take articles on as ingesting does, and return what became of the file."""
    end = "told"
    for item in found:
        if isinstance(item, Skipped):
            assert item.reason and item.origin
            f"{item.origin} {item.reason}".encode()
            continue
        end = "read"
        json.dumps(write_row(item, ()), ensure_ascii=False).encode()
        for passage in split_article(item, size=900):
            assert passage.text == item.text[passage.start : passage.end]
            split_evidence(passage.text, item.language, opens=not passage.start)
    return end


def _follow_feed(data: bytes) -> str:
    try:
        for item in read_feed(data, address=f"{BASE}/feed"):
            item.url.encode()
    except SourceProblem as problem:
        str(problem).encode()
        return "told"
    return "read"


@cache
def make_samples() -> Mapping[str, bytes]:
    """Return a sound file of each kind, by the end of its name or the name of its kind of feed."""
    row = {
        "title": "Bridge closed",
        "text": TEXT,
        "published": "2025-10-31T10:00:00Z",
        "url": f"{BASE}/bridge",
        "id": 7,
    }
    page = render_page(NewsPage(), BASE)
    rows = f"{json.dumps(row)}\n".encode() * 3
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "url": f"{BASE}/1"}]}
    cells = '"Bridge closed","{}",2025-10-31\n'.format(TEXT.replace("\n", " "))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    warc = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {BASE}/bridge\r\nWARC-Date: 2025-11-02T08:00:00Z\r\n"
    warc += f"Content-Length: {len(http.encode())}\r\n\r\n{http}\r\n\r\n"
    return {
        "txt": TEXT.encode(),
        "md": f"---\ntitle: Bridge closed\ndate: 2025-10-31\n---\n# Bridge closed\n\n{TEXT}".encode(),
        "html": page.encode(),
        "mhtml": _make_mail(PAGE, "html"),
        "eml": _make_mail(TEXT, "plain"),
        "pdf": make_pdf([TEXT.split("\n"), ["Ferries\t72 a day", *SENTENCES]], title="Bridge closed"),
        "docx": _make_docx(),
        "json": json.dumps({"articles": [row, row]}).encode(),
        "jsonl": rows,
        "csv": f"title,text,date\n{cells * 3}".encode(),
        "warc": warc.encode() * 2,
        "zip": make_zip({"a.txt": TEXT.encode(), "b/page.html": page.encode(), "c.jsonl": rows}),
        "rss": render_rss([NewsPage()] * 3, BASE, whole=True).encode(),
        "atom": render_atom([NewsPage()] * 3, BASE, whole=True).encode(),
        "opml": render_opml([f"{BASE}/{n}" for n in range(4)]).encode(),
        "sitemap": render_sitemap([NewsPage()] * 3, BASE, news=True).encode(),
        "index": render_sitemap_index([f"{BASE}/{n}.xml" for n in range(4)]).encode(),
        "jsonfeed": json.dumps(feed).encode(),
    }


def _make_mail(text: str, subtype: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Harbour Post <post@harbour-post.example>", "Bridge closed"
    message["Date"], message["Snapshot-Content-Location"] = "Fri, 31 Oct 2025 10:00:00 +0000", f"{BASE}/bridge"
    message["MIME-Version"] = "1.0"
    message.set_content(text, subtype=subtype)
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png", cid="1")
    return bytes(message)


def _make_docx() -> bytes:
    from docx import Document

    document, stream = Document(), io.BytesIO()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line)
    document.add_table(rows=2, cols=2).rows[0].cells[0].text = "Ferries"
    document.save(stream)
    return stream.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 200)) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _choose_span(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _choose_span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 40)) + data[end:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _choose_span(data, chance)
    rest, place = data[:start] + data[end:], chance.randint(0, start)
    return rest[:place] + data[start:end] + rest[place:]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(_TOKENS) + data[place:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = make_samples()[chance.choice(sorted(make_samples()))]
    start, end = _choose_span(other, chance)
    place = chance.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _encode_anew(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "utf-7")), "replace")


def _choose_span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 10, 300, 5_000)))


_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _end, _double, _move, _put_in, _put_in, _put_in, _splice, _encode_anew,
)  # fmt: skip


if __name__ == "__main__":
    main()
