import hashlib
import os
from pathlib import Path

import pytest

from qa.models.checksums import matches_checksum

SHA256 = hashlib.sha256(b"hello").hexdigest()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "file"
    path.write_bytes(b"hello")
    return path


def count_reads(path: Path) -> tuple[bool, int]:
    reads: list[int] = []
    result = matches_checksum(path, SHA256, on_progress=lambda stage, done, total: reads.append(done))
    return result, len(reads)


def test_a_file_is_read_once_for_as_long_as_it_stays_the_same(file: Path) -> None:
    assert count_reads(file) == (True, 1)
    assert count_reads(file) == (True, 0)
    os.utime(file, (1, 1))
    assert count_reads(file) == (True, 1)


def test_a_file_that_was_right_and_changed_is_found_out(file: Path) -> None:
    assert count_reads(file) == (True, 1)
    file.write_bytes(b"jello")
    os.utime(file, (1, 1))
    assert count_reads(file) == (False, 1)
    assert count_reads(file) == (False, 1)


def test_another_file_does_not_pass_for_the_one_that_was_checked(file: Path, tmp_path: Path) -> None:
    assert count_reads(file) == (True, 1)
    other = tmp_path / "other"
    other.write_bytes(b"jello")
    status = file.stat()
    os.utime(other, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert count_reads(other) == (False, 1)


def test_without_a_cache_that_can_be_written_a_file_is_read_each_time(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CACHE", str(file / "under-a-file"))
    assert count_reads(file) == (True, 1)
    assert count_reads(file) == (True, 1)
