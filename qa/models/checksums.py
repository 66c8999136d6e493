"""Check a file against its sha256 once, and remember the result for as long as its size and time stay the same."""

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

from qa.settings import cache_folder

Progress = Callable[[str, int, int], None]

# In bytes, chosen: what is in memory at once stays small.
_CHUNK = 1 << 20


def ignore_progress(stage: str, done: int, total: int) -> None:
    """Take a report of progress and show nothing."""


def matches_checksum(path: Path, sha256: str, *, on_progress: Progress = ignore_progress) -> bool:
    """Return whether the file has this sha256; it is read only if that is not known from before.

    on_progress  called with ("checking", bytes done, bytes in all) while it is read
    """
    if _recall_stamp(sha256) == _write_stamp(path):
        return True
    if hash_file(path, on_progress=on_progress) != sha256:
        return False
    remember_checksum(path, sha256)
    return True


def hash_file(path: Path, *, on_progress: Progress = ignore_progress) -> str:
    """Return the sha256 of a file in hexadecimal."""
    total = path.stat().st_size
    done = 0
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            on_progress("checking", done, total)
    return digest.hexdigest()


def remember_checksum(path: Path, sha256: str) -> None:
    """Note that the file as it is now has this sha256; where the cache can't be written nothing is noted."""
    stamp = _stamp_path(sha256)
    with contextlib.suppress(OSError):
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(_write_stamp(path), encoding="utf-8")


def _write_stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {path.resolve()}"


def _recall_stamp(sha256: str) -> str | None:
    try:
        return _stamp_path(sha256).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _stamp_path(sha256: str) -> Path:
    return cache_folder() / "checked" / sha256[:32]
