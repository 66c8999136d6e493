"""Read the files in a zip, in memory, within bounds of their number, size, growth and depth; none is ever unpacked."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from qa.articles.article import Article, Skipped
from qa.articles.build import Reader, ReadOptions
from qa.articles.readers import sidecars
from qa.articles.readers.streams import describe_size
from qa.articles.text.clean import clip_line

# Chosen: what archives of articles have is below, what is made to fill a disk is above.
_MOST_DEPTH = 3
_MOST_FILES = 100_000
_MOST_BYTES = 5_000_000_000
_MOST_RATIO, _FREE_BYTES = 200, 1_000_000
# The list of the files is read at once; of a stream, so much is kept in memory rather than in a file.
_LARGEST_LIST, _IN_MEMORY = 20_000_000, 20_000_000
_PIECE = 65_536
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(slots=True, kw_only=True)
class _Unpacking:
    """The reading of one zip with all that is in it; left is how many bytes may still come out of it."""

    options: ReadOptions
    find_reader: Callable[[str], Reader | None]
    left: int = field(default_factory=lambda: _MOST_BYTES)


class _Guarded(io.RawIOBase):
    """A file of which no more than so many bytes may be read at once."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self.most: int | None = most

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = -1 if size is None else size
        if self.most is None or 0 <= wanted <= self.most:
            return self._file.read(wanted)
        piece = self._file.read(self.most + 1)
        if len(piece) > self.most:
            raise zipfile.BadZipFile("too large a piece")
        return piece


def read_zip(
    stream: io.BufferedReader, origin: str, options: ReadOptions, *, find_reader: Callable[[str], Reader | None]
) -> Iterator[Article | Skipped]:
    """Yield the articles of the files in a zip, in their order, and why others have none.

    find_reader  the reader for a file name, or None for a name that is passed over, as in a folder

    Names in it are only shown and never opened, whatever folder they point to.
    """
    unpacking = _Unpacking(options=options, find_reader=find_reader)
    if stream.seekable():
        yield from _read_archive(stream, origin, unpacking, depth=1)
    else:
        yield from _read_copy(stream, origin, unpacking, depth=1)


def _read_copy(stream: IO[bytes], origin: str, unpacking: _Unpacking, *, depth: int) -> Iterator[Article | Skipped]:
    """Yield the articles of an archive that can be read only once, from its beginning to its end."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        size = 0
        while piece := stream.read(_PIECE):
            size += copy.write(piece)
            if size > _MOST_BYTES:
                yield Skipped(origin=origin, reason=f"larger than {describe_size(_MOST_BYTES)}")
                return
        yield from _read_archive(cast(IO[bytes], copy), origin, unpacking, depth=depth)


def _read_archive(file: IO[bytes], origin: str, unpacking: _Unpacking, *, depth: int) -> Iterator[Article | Skipped]:
    guarded = _Guarded(file, most=_LARGEST_LIST)
    try:
        archive = zipfile.ZipFile(cast(IO[bytes], guarded))
    except _BROKEN:
        yield Skipped(origin=origin, reason="not a zip, or a broken one")
        return
    guarded.most = None
    with archive:
        infos = [info for info in archive.infolist() if not _is_hidden(info) and unpacking.find_reader(info.filename)]
        if not infos or len(infos) > _MOST_FILES:
            reason = f"more than {_MOST_FILES:,} files in it" if infos else "no articles in this zip"
            yield Skipped(origin=origin, reason=reason)
            return
        yield from _read_files(archive, infos, origin, unpacking, depth=depth)


def _read_files(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], origin: str, unpacking: _Unpacking, *, depth: int
) -> Iterator[Article | Skipped]:
    names = {info.filename: info for info in infos}

    def load(name: str) -> bytes | None:
        info = names.get(name)
        if info is None or info.file_size > sidecars.LARGEST or _refuse(info, unpacking):
            return None
        unpacking.left -= info.file_size
        return archive.read(name)

    for info in infos:
        place = f"{origin}#{clip_line(info.filename)}"
        if reason := _refuse(info, unpacking):
            yield Skipped(origin=place, reason=reason)
            continue
        unpacking.left -= info.file_size
        try:
            if not sidecars.is_sidecar(info.filename, names.__contains__, load):
                options = sidecars.add_sidecar(unpacking.options, info.filename, load)
                yield from _read_file(archive, info, place, unpacking, options, depth=depth)
        except _BROKEN as error:
            yield Skipped(origin=place, reason=f"can't be unpacked ({type(error).__name__})")


def _read_file(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    place: str,
    unpacking: _Unpacking,
    options: ReadOptions,
    *,
    depth: int,
) -> Iterator[Article | Skipped]:
    reader = unpacking.find_reader(info.filename)
    with archive.open(info) as file:
        if not info.filename.lower().endswith(".zip"):
            assert reader
            yield from reader(io.BufferedReader(cast(io.RawIOBase, file)), place, options)
        elif depth == _MOST_DEPTH:
            yield Skipped(origin=place, reason=f"an archive inside of {_MOST_DEPTH} others")
        else:
            yield from _read_copy(file, place, unpacking, depth=depth + 1)


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a folder, a link, or hidden."""
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    names = info.filename.split("/")
    return info.is_dir() or is_link or "__MACOSX" in names or any(n.startswith(".") and n != ".." for n in names)


def _refuse(info: zipfile.ZipInfo, unpacking: _Unpacking) -> str | None:
    """Return why a file is not to be unpacked, if so."""
    if info.flag_bits & _ENCRYPTED:
        return "locked by a password"
    if info.compress_type not in _PACKED:
        return "packed in a way that is not read; pack it again as an ordinary zip"
    if info.file_size > _FREE_BYTES + _MOST_RATIO * info.compress_size:
        return f"expands more than {_MOST_RATIO} times (a bomb?)"
    if info.file_size > unpacking.left:
        return f"the archive is larger than {describe_size(_MOST_BYTES)} when it is unpacked"
    return None
