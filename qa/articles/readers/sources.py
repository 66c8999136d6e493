"""Find the files behind the sources that a user names: files, and folders with everything in them that can be read."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.articles.article import Skipped
from qa.articles.readers.formats import READERS, find_suffix
from qa.articles.readers.sidecars import LARGEST, is_sidecar
from qa.urls import show_url

STDIN = "-"

_OUTSIDE = "a link that leads out of the folder; give what it leads to by name"
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A regular file to read, with its size in bytes."""

    path: Path
    size: int

    @property
    def suffix(self) -> str:
        """The end of its name that tells the format, in small letters."""
        return find_suffix(self.path.name) or self.path.suffix.lower()


def find_files(source: str | os.PathLike[str]) -> Iterator[SourceFile | Skipped]:
    """Yield the file that source names, or those in the folder that it names, in the order of their paths.

    In a folder only files with a known suffix count; hidden ones are left out. Links are followed within the folder,
    but no folder is entered twice, and one that leads out of it is told and not followed: who made the folder does not
    decide which other files are read.
    """
    path = Path(source)
    if str(source).startswith(("http://", "https://")):
        yield Skipped(
            origin=show_url(str(source)), reason="web addresses are not read; save the page and give the file"
        )
        return
    if "://" in str(source) and not path.exists():
        yield Skipped(origin=show_url(str(source)), reason="not an http or https address")
        return
    if not str(source):
        yield Skipped(origin="", reason="an empty name")
        return
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        yield Skipped(origin=name_origin(path), reason=describe_error(error))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield _check_file(path, status)
        return
    empty = True
    for found in _walk_folder(path):
        empty = empty and isinstance(found, Skipped)
        yield found
    if empty:
        yield Skipped(origin=name_origin(path), reason=f"no articles in this folder: {', '.join(READERS)} are read")


def count_bytes(sources: Sequence[str | os.PathLike[str]]) -> int:
    """Return how many bytes read_articles is going to read, as far as files tell: standard input counts as 0."""
    files = (found for source in sources if source != STDIN for found in find_files(source))
    return sum(found.size for found in files if isinstance(found, SourceFile))


def name_origin(path: Path) -> str:
    """Return the origin of what is read from path: its absolute path without links, always valid Unicode."""
    try:
        path = path.resolve()
    except (OSError, ValueError, RuntimeError):
        path = path.absolute()
    return _write_path(path)


def describe_error(error: OSError | ValueError) -> str:
    """Return an error of the operating system as a short clause."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    reason = error.strerror if isinstance(error, OSError) else None
    return reason.lower() if reason else "not a path that can be read"


def load_sidecar(name: str) -> bytes | None:
    """Return the content of a small file, or None where there is none, or it is a link that leads to another folder."""
    path = Path(name)
    try:
        is_small = path.is_file() and path.stat().st_size <= LARGEST
        return path.read_bytes() if is_small and not _leads_out(path, path.parent.resolve()) else None
    except (OSError, ValueError):
        return None


def _walk_folder(folder: Path) -> Iterator[SourceFile | Skipped]:
    """Yield what is in a folder, the folders in it at their place in the order of names."""
    seen: set[tuple[int, int]] = set()
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        wanted = find_suffix(path.name) is not None
        try:
            status = path.stat()
            is_folder = stat.S_ISDIR(status.st_mode)
            if _leads_out(path, root):
                if wanted or is_folder:
                    yield Skipped(origin=_write_path(path.absolute()), reason=_OUTSIDE)
                continue
            if not is_folder:
                if wanted and not is_sidecar(str(path), os.path.isfile, load_sidecar):
                    yield _check_file(path, status)
                continue
            wanted = True
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                inside = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
                waiting += sorted(inside, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            if wanted:
                yield Skipped(origin=name_origin(path), reason=describe_error(error))


def _leads_out(path: Path, root: Path) -> bool:
    """Tell whether a path is a link to what is not in a folder, given as it is without links."""
    return path.is_symlink() and not path.resolve().is_relative_to(root)


def _write_path(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _check_file(path: Path, status: os.stat_result) -> SourceFile | Skipped:
    for is_kind, name in _KINDS:
        if is_kind(status.st_mode):
            return Skipped(origin=name_origin(path), reason=f"{name}, not a file; pipe its content in and give -")
    return SourceFile(path=path, size=status.st_size)
