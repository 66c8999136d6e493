"""Read parquet files of articles (.parquet) row by row: those of data sets, and those that `qa embed` wrote."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qa.articles import portable
from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions
from qa.articles.readers.rows.rows import read_row
from qa.articles.readers.streams import describe_size, read_whole

if TYPE_CHECKING:
    from pyarrow import DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

PARQUET_HINT = 'pip install "qa-news[parquet]" (or uv run --extra parquet)'

# In bytes, chosen: of the rows that are in memory at once, of what is read from the file at once, and of its own notes.
_ROWS_AT_ONCE = 16_000_000
_BUFFER = 1 << 20
_LARGEST_NOTES = 64_000_000
_MOST_ROWS = 256


class ParquetProblem(Exception):
    """A file can't be read as parquet; its text is a short clause that says why."""


def read_parquet(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of each row, or why there is none in it; vectors and pictures beside it are not read."""
    try:
        yield from read_table_rows(open_parquet(stream, limit=options.max_file_bytes), origin, options)
    except ParquetProblem as problem:
        yield Skipped(origin=origin, reason=str(problem))


def read_table_rows(file: "ParquetFile", origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of each row of an open file. Raises ParquetProblem where the rest of it can't be read."""
    number = 0
    for row in read_rows(file, list_article_columns(file)):
        number += 1
        place = f"{origin}#row-{number}"
        if isinstance(row, ParquetProblem):
            yield Skipped(origin=place, reason=str(row))
        elif any(isinstance(value, str) and len(value) > options.max_bytes for value in row.values()):
            yield Skipped(origin=place, reason=f"a text larger than {describe_size(options.max_bytes)}")
        else:
            yield from read_row(row, origin=origin, place=place, fallback=f"row-{number}", options=options)
    if not number:
        yield Skipped(origin=origin, reason="a table without rows")


def open_parquet(stream: io.BufferedReader, *, limit: int) -> "ParquetFile":
    """Return a file opened as parquet; one that comes as a stream is held in memory.

    limit  longest such stream, in bytes

    Raises ParquetProblem.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ParquetProblem(f"parquet needs pyarrow: {PARQUET_HINT}") from None
    source: Any = stream
    if not stream.seekable():
        whole = read_whole(stream, limit=limit)
        if whole is None:
            raise ParquetProblem(f"longer than {describe_size(limit)}; as a file it can be of any size")
        source = io.BytesIO(whole)
    try:
        # With a buffer a column is read piece by piece; otherwise a group of rows would be in memory as a whole.
        return ParquetFile(
            source,
            pre_buffer=False,
            buffer_size=_BUFFER,
            page_checksum_verification=True,
            thrift_string_size_limit=_LARGEST_NOTES,
            thrift_container_size_limit=_LARGEST_NOTES // 64,
        )
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise ParquetProblem(describe_damage(error)) from None


def describe_damage(error: BaseException) -> str:
    """Return what pyarrow says of a file that it can't read, as a short clause."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return f"damaged, cut off or no parquet file ({lines[0][:120].rstrip('.')})"


def list_article_columns(file: "ParquetFile") -> list[str]:
    """Return the names of the columns that may tell something of an article: neither vectors nor pictures."""
    schema = file.schema_arrow
    return [name for name, kind in zip(schema.names, schema.types, strict=True) if not _is_bulky(kind)]


def read_rows(file: "ParquetFile", columns: Sequence[str]) -> Iterator[dict[str, Any] | ParquetProblem]:
    """Yield each row as values of JSON, or what keeps it from being read.

    Raises ParquetProblem where the rest of the file can't be read.
    """
    for batch in map(_round_times, read_batches(file, columns)):
        for place in range(batch.num_rows):
            try:
                [row] = batch.slice(place, 1).to_pylist(maps_as_pydicts="strict")
            except (ValueError, KeyError, OverflowError):
                yield ParquetProblem("a value that is neither text nor number, or text that is not UTF-8")
            else:
                yield make_plain_row(row)


def read_batches(file: "ParquetFile", columns: Sequence[str]) -> "Iterator[RecordBatch]":
    """Yield the rows in batches of bounded size. Raises ParquetProblem where the file can't be read on."""
    from pyarrow import ArrowException

    notes = file.metadata
    size = sum(notes.row_group(n).total_byte_size for n in range(notes.num_row_groups))
    at_once = max(1, min(_MOST_ROWS, _ROWS_AT_ONCE * notes.num_rows // max(size, 1)))
    try:
        yield from file.iter_batches(batch_size=at_once, columns=list(columns), use_threads=False)
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise ParquetProblem(describe_damage(error)) from None


def _is_bulky(kind: "DataType") -> bool:
    from pyarrow import types

    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return _is_bulky(kind.value_type) or types.is_floating(kind.value_type)
    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _round_times(batch: "RecordBatch") -> "RecordBatch":
    """Return the rows with times to the microsecond, which is what Python has."""
    from pyarrow import timestamp, types

    for place, kind in enumerate(batch.schema.types):
        if types.is_timestamp(kind) and kind.unit == "ns":
            rounded = batch.column(place).cast(timestamp("us", kind.tz), safe=False)
            batch = batch.set_column(place, batch.schema.names[place], rounded)
    return batch


def make_plain_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON has it; what `qa export` would leave out of its own rows stands in none of them."""
    plain = {str(name): _make_plain(value) for name, value in row.items()}
    return {name: value for name, value in plain.items() if value is not None} if portable.MARK in plain else plain


def _make_plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(name): _make_plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_make_plain(inner) for inner in value]
    return value
