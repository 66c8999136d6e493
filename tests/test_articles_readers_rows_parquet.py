"""Parquet files of articles that other programs wrote: rows as those of JSON, whatever else stands in them."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qa.articles import Article, ReadOptions, Skipped, read_articles

TEXT = "The ferry sank on Friday near the port of Aldine. Nobody died in it."


def read(path: Path, table: pa.Table, **options: Any) -> list[Article | Skipped]:
    pq.write_table(table, path / "news.parquet")
    return list(read_articles([path / "news.parquet"], ReadOptions(**options)))


def test_rows_are_articles_as_those_of_json_are(tmp_path: Path) -> None:
    rows = [
        {
            "headline": "A ferry sank",
            "body": TEXT,
            "published": datetime(2025, 1, 2, 3, 4, tzinfo=UTC),
            "url": "https://harbour-post.example/ferry",
            "authors": ["Ana Quist", "Bo Tell"],
            "embedding": [0.1, 0.2],
            "picture": b"\xff\xd8",
            "price": Decimal("1.50"),
        },
        {"headline": "Nothing", "body": None},
    ]
    [article, skipped] = read(tmp_path, pa.Table.from_pylist(rows))
    assert isinstance(article, Article) and isinstance(skipped, Skipped)
    assert (article.title, article.text, article.authors) == ("A ferry sank", TEXT, ("Ana Quist", "Bo Tell"))
    assert article.published == "2025-01-02T03:04:00+00:00"
    assert article.origin.endswith("news.parquet#https://harbour-post.example/ferry")
    assert skipped.reason == "no text; there are: headline, body, published, url, authors, price"


@pytest.mark.parametrize(
    ("column", "published"),
    [
        (pa.array([date(2025, 1, 2)]), "2025-01-02"),
        (pa.array([1735787040123456789], pa.timestamp("ns")), "2025-01-02T03:04:00.123456"),
        (pa.array(["2 January 2025"]).dictionary_encode(), "2025-01-02"),
    ],
    ids=["a day", "to the nanosecond", "a text of a dictionary"],
)
def test_a_day_is_read_from_any_type_of_column(tmp_path: Path, column: Any, published: str) -> None:
    [article] = read(tmp_path, pa.table({"text": [TEXT], "published": column}))
    assert isinstance(article, Article)
    assert (article.published or "")[:10] == published[:10]


def test_a_row_that_is_no_text_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    table = pa.table({"text": pa.chunked_array([pa.array([TEXT]), broken, pa.array([f"{TEXT} It rained."])])})
    found = read(tmp_path, table)
    assert [type(item) for item in found] == [Article, Skipped, Article]


def test_a_text_that_is_too_long_is_skipped(tmp_path: Path) -> None:
    [found] = read(tmp_path, pa.table({"text": ["word " * 100_000]}), max_bytes=1_000)
    assert found == Skipped(origin=f"{tmp_path}/news.parquet#row-1", reason="a text larger than 1 kB")


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1" * 40, b"no parquet at all"], ids=["empty", "4", "160", "text"]
)
def test_what_is_no_parquet_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "news.parquet").write_bytes(content)
    [found] = read_articles([tmp_path / "news.parquet"])
    assert isinstance(found, Skipped)
    assert found.reason.startswith("damaged, cut off or no parquet file (")


def test_a_file_of_any_name_or_from_standard_input_is_known_by_its_beginning(tmp_path: Path) -> None:
    stream = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), stream)
    (tmp_path / "news").write_bytes(stream.getvalue())
    stream.seek(0)
    found = [*read_articles([tmp_path / "news"]), *read_articles(["-"], stdin=stream)]
    assert [item.text for item in found if isinstance(item, Article)] == [TEXT, TEXT]
    [_, sent] = found
    assert isinstance(sent, Article)
    assert sent.origin == f"stdin#{sent.id}"
