import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from file_samples import PAGE, SENTENCES, make_zip, read_file, read_reason

from qa.articles import Article, Skipped, read_articles

CRAWLED = "2025-11-02T08:00:00Z"
ADDRESS = "https://meridian.example/bridge"
DATED = PAGE.replace("<title>", '<meta property="article:published_time" content="2025-10-31T10:00:00Z"><title>')
HTML = {"Content-Type": "text/html; charset=utf-8"}


def make_warc(
    *pages: tuple[str, bytes | str, dict[str, str]],
    status: str = "200 OK",
    compress: bool = False,
    kind: str = "response",
) -> bytes:
    records = [make_record(b"software: test\r\n", kind="warcinfo")]
    for address, body, headers in pages:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        content = "\r\n".join(lines).encode() + (body.encode() if isinstance(body, str) else body)
        records.append(make_record(content, kind=kind, address=address))
    return b"".join(gzip.compress(record) if compress else record for record in records)


def make_record(content: bytes, *, kind: str, address: str = "") -> bytes:
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Date: {CRAWLED}", f"WARC-Target-URI: {address}"]
    head = "\r\n".join([*lines, f"Content-Length: {len(content)}", "", ""])
    return head.encode() + content + b"\r\n\r\n"


def list_articles(found: Sequence[Article | Skipped]) -> list[Article]:
    return [item for item in found if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("name", "compress"),
    [("a.warc", False), ("a.warc.gz", True), ("a.WARC.GZ", True), ("unnamed", False), ("unnamed.0", True)],
)
def test_pages_are_read_with_the_address_and_day_of_their_record(tmp_path: Path, name: str, compress: bool) -> None:
    data = make_warc(
        (ADDRESS, PAGE, HTML),
        ("https://meridian.example/photo.jpg", b"\xff\xd8", {"Content-Type": "image/jpeg"}),
        ("https://meridian.example/dated", DATED, HTML),
        compress=compress,
    )
    first, second = list_articles(read_file(tmp_path, name, data))
    assert (first.url, first.published) == (ADDRESS, "2025-11-02T08:00:00+00:00")
    assert first.origin == f"{(tmp_path / name).resolve()}#{ADDRESS}"
    assert first.text == "\n".join(SENTENCES)
    assert second.published == "2025-10-31T10:00:00+00:00"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(PAGE.encode()), {**HTML, "Content-Encoding": "gzip"}, id="gzip"),
        pytest.param(zlib.compress(PAGE.encode()), {**HTML, "Content-Encoding": "deflate"}, id="deflate"),
        pytest.param(zlib.compress(PAGE.encode())[2:-4], {**HTML, "Content-Encoding": "deflate"}, id="bare deflate"),
        pytest.param(PAGE, {**HTML, "Content-Encoding": "gzip"}, id="gzip undone"),
        pytest.param(
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
            {**HTML, "Transfer-Encoding": "chunked"},
            id="chunked",
        ),
        pytest.param(PAGE, {**HTML, "Transfer-Encoding": "chunked"}, id="chunked undone"),
        pytest.param(PAGE.encode("cp1252"), {"content-type": "Text/HTML;charset='windows-1252'"}, id="charset"),
    ],
)
def test_bodies_are_read_however_they_were_sent(tmp_path: Path, body: bytes | str, headers: dict[str, str]) -> None:
    [article] = list_articles(read_file(tmp_path, "a.warc", make_warc((ADDRESS, body, headers))))
    assert article.text == "\n".join(SENTENCES)


def test_only_good_answers_count(tmp_path: Path) -> None:
    missing = make_warc((ADDRESS, PAGE, HTML), status="404 Not Found")
    assert read_reason(tmp_path, "a.warc", missing) == "no pages in it"
    assert read_reason(tmp_path, "a.warc", make_warc((ADDRESS, PAGE, HTML), kind="metadata")) == "no pages in it"


def test_a_page_that_is_too_large_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    data = make_warc(
        ("https://a.example/1", "x" * 30_000, HTML),
        ("https://a.example/2", bomb, {**HTML, "Content-Encoding": "gzip"}),
        (ADDRESS, PAGE, HTML),
    )
    *skipped, article = read_file(tmp_path, "a.warc", data, max_bytes=20_000)
    assert isinstance(article, Article)
    assert [item.reason for item in skipped if isinstance(item, Skipped)] == 2 * ["larger than 20 kB"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "no pages in it", id="empty"),
        pytest.param(b"nonsense\n" * 9, "broken after 0 records: ArchiveLoadFailed", id="other"),
        pytest.param(gzip.compress(b"Text."), "broken after 0 records: ArchiveLoadFailed", id="other gzip"),
        pytest.param(b"WARC/1.0\r\n" + b"a" * 200_000, "broken after 0 records: a header without", id="long line"),
        pytest.param(b"WARC/1.0\r\n" + b"a: b\r\n" * 20_000, "broken after 0 records: a header without", id="lines"),
        pytest.param(
            gzip.compress(b"WARC/1.0\r\nContent-Length: 400000000\r\n\r\n" + b"\0" * 300_000_000),
            "broken after 1 records: it expands more than 200 times",
            id="bomb",
        ),
    ],
)
def test_an_archive_that_is_none_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_reason(tmp_path, "a.warc.gz", data).startswith(reason)


def test_what_comes_before_a_broken_record_is_kept(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = make_warc((ADDRESS, PAGE, HTML)) + b"\x1b[31mno record\r\n" * 9
    found = read_file(tmp_path, "a.warc", data)
    assert [type(item) for item in found] == [Article, Skipped]
    assert capfd.readouterr().err == ""


def test_an_archive_may_be_in_a_zip(tmp_path: Path) -> None:
    data = make_zip({"in/a.warc.gz": make_warc((ADDRESS, PAGE, HTML), compress=True)})
    [article] = list_articles(read_file(tmp_path, "a.zip", data))
    assert article.origin.endswith(f"a.zip#in/a.warc.gz#{ADDRESS}")


def test_an_archive_is_read_record_by_record(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(make_warc((ADDRESS, PAGE, HTML)) + b"nonsense\n" * 9)
    found = read_articles([tmp_path / "a.warc"])
    assert isinstance(next(found), Article)


def test_of_two_captures_of_an_address_the_later_is_the_newer(tmp_path: Path) -> None:
    later = make_warc((ADDRESS, PAGE, HTML)).replace(CRAWLED.encode(), b"2025-11-09T08:00:00Z")
    [article] = list_articles(read_file(tmp_path, "a.warc", later))
    assert article.retrieved == "2025-11-09T08:00:00+00:00"
