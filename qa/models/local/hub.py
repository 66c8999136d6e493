"""Model files of a hub, fetched once into the cache and checked against the hash that the hub tells."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from qa.errors import InvalidSetting, ModelUnavailable
from qa.models.checksums import Progress, hash_file, ignore_progress, matches_checksum, remember_checksum
from qa.models.openai.connection import EndpointSetup, open_client
from qa.settings import cache_folder
from qa.urls import show_url

if TYPE_CHECKING:
    import httpx

PREFIX = "hf:"
# Chosen: of one file each, of a size that fits a laptop, and made to follow instructions.
RECOMMENDED = (
    "bartowski/Qwen2.5-3B-Instruct-GGUF/Qwen2.5-3B-Instruct-Q4_K_M.gguf",
    "bartowski/Qwen2.5-7B-Instruct-GGUF/Qwen2.5-7B-Instruct-Q4_K_M.gguf",
    "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
)
_HUB = "https://huggingface.co"
_FILE = re.compile(r"(?P<repository>\w[\w.-]*/\w[\w.-]*)/(?P<file>(?:\w[\w.-]*/)*\w[\w.-]*\.gguf)", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_REDIRECTS = 5
_SECONDS = 60.0
_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFile:
    """A file of a repository, by its path there."""

    repository: str
    file: str

    @property
    def path(self) -> Path:
        """Where it is kept, or would be."""
        return cache_folder() / "models" / "hub" / self.repository / self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the hub tells of a file: where its bytes are, how many, and their sha256."""

    url: str
    size: int
    sha256: str


def parse_hub_file(name: str) -> HubFile:
    """Return the file of "OWNER/REPO/FILE.gguf". Raises InvalidSetting for what is no such name."""
    match = _FILE.fullmatch(name)
    if match is None:
        raise InvalidSetting(
            f"The model can't be {PREFIX + name!r}. Give local:{PREFIX}OWNER/REPO/FILE.gguf, such as "
            f"local:{PREFIX}{RECOMMENDED[0]}."
        )
    return HubFile(repository=match["repository"], file=match["file"])


def fetch_file(wanted: HubFile, *, on_progress: Progress = ignore_progress) -> Path:
    """Return the path of a file of the hub, fetching it first if need be; what broke off goes on where it was.

    The hub is HF_ENDPOINT's, with HF_TOKEN where that is set. Of several processes one fetches and the others wait.
    Raises ModelUnavailable when the hub can't be reached, has no such file or tells no hash, or the hash is another.
    """
    from filelock import FileLock

    path = wanted.path
    try:
        if _is_right(path, on_progress):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock")):
            if not _is_right(path, on_progress):
                _fetch(wanted, path, on_progress)
    except OSError as error:
        raise ModelUnavailable(
            f"{wanted.file} can't be kept in {path.parent}: {error.strerror or error}. Make room there, or set "
            "QA_CACHE to a folder that has it."
        ) from None
    return path


def _is_right(path: Path, on_progress: Progress) -> bool:
    """Tell whether a file is there, and is what was fetched."""
    try:
        sha256 = _note_path(path).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return False
    return path.is_file() and matches_checksum(path, sha256, on_progress=on_progress)


def _fetch(wanted: HubFile, path: Path, on_progress: Progress) -> None:
    hub = (os.environ.get("HF_ENDPOINT") or _HUB).rstrip("/")
    with _translate_errors(hub, wanted):
        told = _ask_hub(hub, wanted)
        unfinished = path.with_name(f"{path.name}.unfinished")
        if _download(told, unfinished, hub, on_progress) != told.sha256:
            unfinished.unlink(missing_ok=True)
            raise ModelUnavailable(
                f"{wanted.file} came damaged from {show_url(hub)}: its sha256 is another. Run the same again."
            )
    unfinished.replace(path)
    _note_path(path).write_text(told.sha256, encoding="ascii")
    remember_checksum(path, told.sha256)


def _ask_hub(hub: str, wanted: HubFile) -> _Told:
    """Return what the hub tells of a file, which it does before it leads to where the bytes are."""
    url = f"{hub}/{quote(wanted.repository)}/resolve/main/{quote(wanted.file)}"
    size, sha256 = 0, ""
    for _ in range(_REDIRECTS + 1):
        with _stream(url, hub) as response:
            headers = response.headers
            size = size or int(headers.get("x-linked-size") or headers.get("content-length") or 0)
            sha256 = sha256 or (headers.get("x-linked-etag") or headers.get("etag") or "").strip('W/"')
            if not response.is_redirect:
                _check_status(response.status_code, hub, wanted)
                break
            following = urljoin(url, headers["location"])
        if urlsplit(following).scheme not in ("https", urlsplit(hub).scheme):
            raise ModelUnavailable(
                f"{show_url(hub)} leads to an address without encryption, which nothing is taken from."
            )
        url = following
        if _SHA256.fullmatch(sha256):
            # What follows is where the bytes are.
            break
    if not _SHA256.fullmatch(sha256):
        raise ModelUnavailable(
            f"{show_url(hub)} does not tell the sha256 of {wanted.file}, so that it can't be checked. Fetch it by "
            "other means and give local:PATH.gguf."
        )
    return _Told(url=url, size=size, sha256=sha256)


def _download(told: _Told, target: Path, hub: str, on_progress: Progress) -> str:
    """Return the sha256 of what is in the target once the rest of the file is there."""
    done = target.stat().st_size if target.exists() else 0
    headers = {"range": f"bytes={done}-"} if 0 < done < told.size else {}
    if done == told.size > 0:
        return hash_file(target, on_progress=on_progress)
    with _stream(told.url, hub, headers) as response:
        response.raise_for_status()
        goes_on = response.status_code == 206
        done = done if goes_on else 0
        with target.open("ab" if goes_on else "wb") as file:
            for piece in response.iter_bytes(_CHUNK):
                file.write(piece)
                done += len(piece)
                if told.size and done > told.size:
                    break
                on_progress("fetching", done, told.size)
    return hash_file(target, on_progress=on_progress)


@contextmanager
def _stream(url: str, hub: str, headers: Mapping[str, str] = _NO_HEADERS) -> Iterator["httpx.Response"]:
    """Give the response to a GET; the token goes to the hub alone."""
    token = os.environ.get("HF_TOKEN", "").strip()
    own = {"accept-encoding": "identity", **headers}
    if token and urlsplit(url)[:2] == urlsplit(hub)[:2]:
        own["authorization"] = f"Bearer {token}"
    with open_client(url, own, timeout=_SECONDS) as client, client.stream("GET", url) as response:
        yield response


def _check_status(status: int, hub: str, wanted: HubFile) -> None:
    if status in (401, 403):
        raise ModelUnavailable(
            f"{show_url(hub)} does not give {wanted.repository} to everybody ({status}). Set HF_TOKEN to a token "
            "of yours."
        )
    if status != 200:
        raise ModelUnavailable(
            f"{show_url(hub)} has no {wanted.repository}/{wanted.file} ({status}). Check the name, or try "
            f"local:{PREFIX}{RECOMMENDED[0]}."
        )


@contextmanager
def _translate_errors(hub: str, wanted: HubFile) -> Iterator[None]:
    import httpx

    try:
        yield
    except EndpointSetup as error:
        raise ModelUnavailable(str(error)) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ModelUnavailable(
            f"{wanted.file} can't be fetched from {show_url(hub)} ({str(error) or type(error).__name__}). Run the same "
            "again to go on, or fetch it by other means and give local:PATH.gguf."
        ) from None


def _note_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")
