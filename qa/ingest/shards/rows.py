"""Articles as rows of a table: of Arrow between machines, of parquet in a shard file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.articles import Article, ReadOptions, Skipped, portable
from qa.articles.readers.reading import name_by_content
from qa.articles.readers.rows.parquet import PARQUET_HINT, make_plain_row
from qa.articles.readers.rows.rows import read_row
from qa.errors import SomethingMissing
from qa.ingest.gather import read_clock
from qa.ingest.shards.identity import MARK, ShardIdentity
from qa.library.catalogue.changes import EmbeddedArticle

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

# In hexadecimal digits, chosen: as safe as the ids of articles, and against damage more than enough.
_HASH_DIGITS = 32
ADDED = ("starts", "ends", "vectors", "hash")
REASON = "reason"


def import_arrow() -> Any:
    """Return pyarrow. Raises SomethingMissing where it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise SomethingMissing(f"Shard files need pyarrow. Install it: {PARQUET_HINT}") from None
    return pyarrow


def make_article_schema() -> "pyarrow.Schema":
    """Return the columns of articles that are to be embedded, with why there is none in a row."""
    arrow = import_arrow()
    texts = ("id", "text", "title", "source", "published", "updated", "language", "url", "origin", "section")
    return arrow.schema(
        [
            (portable.MARK, arrow.int32()),
            *((name, arrow.string()) for name in texts),
            ("retrieved", arrow.string()),
            ("authors", arrow.list_(arrow.string())),
            ("pages", arrow.list_(arrow.int32())),
            ("provenance", arrow.map_(arrow.string(), arrow.string())),
            (REASON, arrow.string()),
        ]
    )


def make_embedded_schema() -> "pyarrow.Schema":
    """Return the columns of articles that are embedded, in the types that every engine knows."""
    arrow = import_arrow()
    schema = make_article_schema()
    for name, kind in (
        ("starts", arrow.list_(arrow.int32())),
        ("ends", arrow.list_(arrow.int32())),
        ("vectors", arrow.list_(arrow.list_(arrow.float32()))),
        ("hash", arrow.string()),
        (MARK, arrow.string()),
    ):
        schema = schema.append(arrow.field(name, kind))
    return schema


def make_file_schema(identity: ShardIdentity) -> "pyarrow.Schema":
    """Return the columns of a shard file, whose notes tell what it is made with."""
    arrow = import_arrow()
    schema = make_embedded_schema()
    vectors = arrow.list_(arrow.list_(arrow.float16(), identity.dimensions))
    schema = schema.set(schema.get_field_index("vectors"), arrow.field("vectors", vectors))
    for name in (REASON, MARK):
        schema = schema.remove(schema.get_field_index(name))
    return schema.with_metadata({MARK: identity.write()})


def write_items(items: Iterable[Article | Skipped]) -> "pyarrow.Table":
    """Return articles, and what is skipped, as a table."""
    rows = [_write_item(item) for item in items]
    return import_arrow().Table.from_pylist(rows, schema=make_article_schema())


def read_items(table: "pyarrow.Table") -> Iterator[Article | Skipped]:
    """Yield the articles of a table, be they written by write_items or rows with columns as a data set has them."""
    options = ReadOptions()
    for number, row in enumerate(table.to_pylist(maps_as_pydicts="strict"), start=1):
        if row.get(REASON) and portable.MARK in row:
            yield Skipped(origin=str(row["origin"]), reason=str(row[REASON]))
            continue
        place = f"row-{number}"
        found = read_row(make_plain_row(row), origin="table", place=place, fallback=place, options=options)
        yield from name_by_content(found, "table")


def write_embedded(
    embedded: Iterable[EmbeddedArticle], missed: Iterable[Skipped], identity: ShardIdentity
) -> "pyarrow.Table":
    """Return articles with their passages and vectors as a table, and below them what has none, with the reason.

    The vectors are rounded to half precision: what a shard file keeps of them has the same hash.
    """
    import numpy as np

    rows = []
    for item in embedded:
        vectors = item.vectors.astype(np.float16).astype(np.float32)
        starts, ends = ([getattr(passage, name) for passage in item.passages] for name in ("start", "end"))
        digest = hash_passages(item.article.id, starts, ends, vectors)
        added = {"starts": starts, "ends": ends, "vectors": list(vectors), "hash": digest}
        rows.append({**_write_item(item.article), **added, MARK: identity.write()})
    rows += [{**_write_item(item), MARK: identity.write()} for item in missed]
    return import_arrow().Table.from_pylist(rows, schema=make_embedded_schema())


def hash_passages(id: str, starts: Iterable[int], ends: Iterable[int], vectors: "NDArray[np.float32]") -> str:
    """Return the hash of what a shard adds to an article: offsets and vectors, bound to its id."""
    import numpy as np

    digest = hashlib.sha256(id.encode())
    for part in (np.asarray(list(starts), "<i4"), np.asarray(list(ends), "<i4"), vectors.astype("<f4")):
        digest.update(part.tobytes())
    return digest.hexdigest()[:_HASH_DIGITS]


def _write_item(item: Article | Skipped) -> Mapping[str, Any]:
    if isinstance(item, Skipped):
        return {portable.MARK: portable.FORMAT, "origin": item.origin, REASON: item.reason}
    # So that a later state of it is known as that, wherever it is embedded and whenever it is taken in.
    row = portable.write_row(replace(item, retrieved=item.retrieved or read_clock()), ())
    return {**row, "provenance": list(row.get("provenance", {}).items())}
