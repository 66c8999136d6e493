"""Read shard files: each article with its passages and vectors, of which nothing is trusted."""

import io
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.articles import Article, ReadOptions, Skipped, portable
from qa.articles.passages import Passage
from qa.articles.readers.rows.parquet import (
    ParquetProblem,
    list_article_columns,
    make_plain_row,
    open_parquet,
    read_batches,
    read_table_rows,
)
from qa.ingest.shards.identity import MARK, ShardIdentity, explain_difference, find_identity, read_identity
from qa.ingest.shards.rows import ADDED, REASON, hash_passages
from qa.library.adding import PassageEmbedder
from qa.library.catalogue.changes import EmbeddedArticle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

# Half precision rounds the length of a vector by a thousandth at most; chosen: what is further off is no rounding.
_ROUNDING = 0.01
_DAMAGED = "Make it again: remove it and run qa embed"


class ShardReader:
    """Reads parquet files: of shards the articles with their vectors, of others the articles.

    It is the reader of .parquet files where the vectors can be used; take gives those of the article yielded last.
    """

    def __init__(self, embedder: PassageEmbedder) -> None:
        """Take the embedder of the library, which is asked for one vector once there is a shard."""
        self._embedder = embedder
        self._last: EmbeddedArticle | None = None

    def take(self, article: Article) -> EmbeddedArticle | None:
        """Return an article that was just read with its vectors, where it has some."""
        item, self._last = self._last, None
        return item if item and item.article is article else None

    def __call__(self, stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
        """Yield the articles of a file, or why there are none."""
        try:
            file = open_parquet(stream, limit=options.max_file_bytes)
            identity = _find_identity(file)
            if identity is None:
                yield from read_table_rows(file, origin, options)
            elif difference := explain_difference(identity, self._own):
                yield Skipped(origin=origin, reason=f"{difference}; embed it anew: {_write_command(origin)}")
            else:
                yield from self._read_shard(file, origin, options, identity)
        except (ParquetProblem, ValueError) as problem:
            yield Skipped(origin=origin, reason=f"{problem}. {_DAMAGED}" if _is_shard_name(origin) else str(problem))

    @cached_property
    def _own(self) -> ShardIdentity:
        # The size of passages is the library's own affair: passages of several sizes stand beside each other.
        return find_identity(self._embedder, passage_size=0)

    def _read_shard(
        self, file: "ParquetFile", origin: str, options: ReadOptions, identity: ShardIdentity
    ) -> Iterator[Article | Skipped]:
        missing = [name for name in (*ADDED, "id", "text") if name not in file.schema_arrow.names]
        if missing:
            raise ValueError(f"it has no column {missing[0]!r}")
        number = 0
        for batch in read_batches(file, [*list_article_columns(file), "vectors"]):
            for place in range(batch.num_rows):
                number += 1
                try:
                    self._last = read_embedded(batch, place, identity, longest=options.max_bytes)
                except (ValueError, TypeError, OverflowError, KeyError) as error:
                    yield Skipped(origin=f"{origin}#row-{number}", reason=f"damaged: {error}")
                else:
                    yield self._last.article


def read_embedded(batch: "RecordBatch", place: int, identity: ShardIdentity, *, longest: int) -> EmbeddedArticle:
    """Return the article in a row with its passages and vectors, all of it as it was written.

    longest  most characters of its text

    Raises ValueError with a short reason. What is then still wrong with passages or vectors, the library finds.
    """
    columns = [name for name in batch.schema.names if name != "vectors"]
    try:
        [found] = batch.select(columns).slice(place, 1).to_pylist(maps_as_pydicts="strict")
    except (ValueError, KeyError):
        raise ValueError("text that is not UTF-8, or a field that is there twice") from None
    row = make_plain_row(found)
    if row.get(REASON):
        raise ValueError(str(row[REASON])[:200])
    article = _read_article(row, longest=longest)
    starts, ends = row.get("starts"), row.get("ends")
    _check_offsets(starts, ends, article.text)
    vectors = _read_vectors(batch["vectors"][place], len(starts or ()), identity.dimensions)
    if hash_passages(article.id, starts or (), ends or (), vectors) != row.get("hash"):
        raise ValueError("its passages and vectors are not those that its hash is of")
    passages = [
        Passage(article_id=article.id, start=start, end=end, text=article.text[start:end])
        for start, end in zip(starts or (), ends or (), strict=True)
    ]
    return EmbeddedArticle(article=article, passages=passages, vectors=_mend_lengths(vectors))


def _find_identity(file: "ParquetFile") -> ShardIdentity | None:
    """Return what a file is made with, from its notes or from a column; None of one that is no shard."""
    schema = file.schema_arrow
    if written := (schema.metadata or {}).get(MARK.encode()):
        return read_identity(written)
    if MARK not in schema.names or not file.metadata.num_rows:
        return None
    batch = next(iter(file.iter_batches(batch_size=1, columns=[MARK])))
    return read_identity(str(batch[MARK][0].as_py()))


def _read_article(row: Mapping[str, Any], *, longest: int) -> Article:
    text = row.get("text")
    if not isinstance(text, str) or len(text) > longest:
        raise ValueError(f"it has no text, or one of more than {longest:,} characters")
    [article] = portable.read_row({**row, portable.MARK: row.get(portable.MARK, 0), "versions": []}, place="")
    if isinstance(article, Skipped):
        raise ValueError(article.reason.removeprefix("damaged: "))
    if article.text != text:
        raise ValueError("its text has what no text of an article has")
    return article


def _check_offsets(starts: object, ends: object, text: str) -> None:
    """Raise ValueError for what are not the offsets of passages one after the other."""
    if not isinstance(starts, list) or not isinstance(ends, list) or len(starts) != len(ends):
        raise ValueError("its passages are not told as they have to be")
    flat = [offset for pair in zip(starts, ends, strict=True) for offset in pair]
    if any(type(offset) is not int for offset in flat) or flat != sorted(flat):
        raise ValueError("its passages are not one after the other")
    if flat and (flat[0] < 0 or flat[-1] > len(text)):
        raise ValueError("it has passages that are not in its text")


def _read_vectors(scalar: Any, count: int, dimensions: int) -> "NDArray[np.float32]":
    """Return the vectors of a row, shape (count, dimensions). Raises ValueError where they are none such."""
    import numpy as np

    vectors = scalar.values
    if vectors is None or len(vectors) != count or vectors.null_count or not hasattr(vectors, "flatten"):
        raise ValueError(f"it has {count} passages and not one vector for each")
    numbers = vectors.flatten()
    if len(numbers) != count * dimensions or numbers.null_count:
        raise ValueError(f"its vectors have not {dimensions} numbers each")
    found = numbers.to_numpy(zero_copy_only=False)
    if found.dtype not in (np.float16, np.float32, np.float64):
        raise ValueError("its vectors are no numbers")
    return np.asarray(found.reshape(count, dimensions), dtype=np.float32)


def _mend_lengths(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return vectors whose length is off by a rounding with that of 1; others stay, and are refused for it."""
    import numpy as np

    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        is_rounded = np.abs(lengths - 1) < _ROUNDING
    return np.asarray(vectors / np.where(is_rounded, lengths, 1), dtype=np.float32)


def _is_shard_name(origin: str) -> bool:
    return origin.rpartition("/")[2].startswith("shard-")


def _write_command(origin: str) -> str:
    return f"qa embed {origin} -o FOLDER"
