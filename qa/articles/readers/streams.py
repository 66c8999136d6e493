"""Read an untrusted stream in bounded pieces, and tell how far the reading is."""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

# In bytes: what systems read at once.
_BUFFER = 65_536


class _Meter(io.RawIOBase):
    """The raw side of a buffered reader: passes bytes on and reports how many they were."""

    def __init__(self, stream: BinaryIO, report: Callable[[int], None]) -> None:
        self._stream = stream
        self._report = report

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any, /) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._report(len(data))
        return len(data)


def open_metered(stream: BinaryIO, report: Callable[[int], None]) -> io.BufferedReader:
    """Return stream buffered, so that its beginning can be peeked at; report gets the size of each piece read."""
    return io.BufferedReader(_Meter(stream, report), _BUFFER)


def read_whole(stream: io.BufferedReader, *, limit: int) -> bytes | None:
    """Return all bytes, or None when they are more than limit, of which no more are read."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data


def read_lines(stream: io.BufferedReader, *, limit: int) -> Iterator[bytes | None]:
    """Yield each line, or None for one of more than limit bytes, of which no more than limit are ever in memory."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        del line
        _discard_line(stream)
        yield None


def _discard_line(stream: io.BufferedReader) -> None:
    while piece := stream.readline(_BUFFER):
        if piece.endswith(b"\n"):
            return


def inflate(data: bytes, *, limit: int) -> bytes | None:
    """Return what gzip or deflate made data of, or None when that is more than limit bytes.

    Raises zlib.error.
    """
    # 15 bits of window, and 32 for either of the two headers; some servers send deflate without one.
    bits = 15 + 32 if data[:1] in (b"\x1f", b"\x78") else -15
    unpacked = zlib.decompressobj(bits).decompress(data, limit + 1)
    return None if len(unpacked) > limit else unpacked


def describe_size(size: int) -> str:
    """Return a number of bytes for people: "20 MB"."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"
