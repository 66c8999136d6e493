"""Chroma's public client: opened, closed, and what it raises turned into the errors of this program."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from qa.errors import LibraryUnreachable, LibraryUnwritable, QAError
from qa.library.vectors.target import Target
from qa.models.embedders.memory import give_back_memory
from qa.models.embedding_functions import register_own_function

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

# Chosen: a server that writes 2,000 passages of a large library takes some seconds.
_ANSWER_SECONDS = 60.0

_spellings: set[str] = set()
_spelling = threading.Lock()


@contextmanager
def open_client(target: Target) -> Iterator["ClientAPI"]:
    """Open Chroma's client and close it afterwards; whatever Chroma raises inside becomes an error of this program.

    The writer lock must be held: the embedded engine keeps its index in memory and would write back an old one.
    """
    with translate_errors(target), closing(OpenClient(target)) as opened:
        yield opened.client


class OpenClient:
    """A client that shares its engine with no other one, until it is closed.

    chromadb shares one engine between all clients of a process whose paths are spelt alike. A client that somebody else
    has open would bring an index that is out of date, so each of ours spells its path in a way that no open one does.
    """

    def __init__(self, target: Target) -> None:
        # Where opening fails, chromadb keeps the half-open engine for the next client of the path: it stays taken.
        self._path = "" if target.url else _take_spelling(target)
        # The engine is the largest thing beside an embedder that is at work: room for it is made first.
        give_back_memory()
        self.client = _connect(target, self._path)

    def close(self) -> None:
        """Close the client and its engine."""
        try:
            client: Any = self.client
            client.close()  # Every client has it; ClientAPI leaves it out.
            del client, self.client
        finally:
            _spellings.discard(self._path)
            give_back_memory()


@contextmanager
def translate_errors(target: Target) -> Iterator[None]:
    """Turn whatever Chroma, its engine or its network client raises into an error of this program."""
    try:
        yield
    except QAError:
        raise
    except Exception as error:
        if target.url:
            raise LibraryUnreachable(
                f"The Chroma server {target.shown} can't be used: {_describe(error)}. Check that it runs and that the "
                "url is right, or leave out --chroma. What was taken in is safe, and the same command goes on."
            ) from error
        raise LibraryUnwritable(
            f"The vectors in {target.path} can't be written: {_describe(error)}. Free some space or correct the "
            "permissions, and run the same command again: what was reported as ingested is safe. If it stays so, "
            "remove that folder: it is made anew from the catalogue."
        ) from error


def _describe(error: Exception) -> str:
    """Return the first sentence of what an error says, or that a page came where Chroma was to answer."""
    lines = str(error).strip().splitlines()
    if type(error).__name__ in ("ReadTimeout", "ConnectTimeout", "WriteTimeout", "PoolTimeout"):
        return f"it has not answered for {_ANSWER_SECONDS:.0f} seconds"
    if not lines:
        return type(error).__name__
    return "what answers there is no Chroma" if lines[0].startswith("<") else lines[0].partition(". ")[0].rstrip(".?!")


def _wait_for_answer(url: str) -> None:
    """Raise httpx.TimeoutException where something takes connections and never answers: chromadb would wait forever."""
    import httpx

    # What else is wrong, chromadb tells when it connects.
    with suppress(httpx.NetworkError, httpx.ProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL):
        httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_ANSWER_SECONDS)


def _limit_waiting(client: "ClientAPI") -> None:
    """Have the requests of a client end that are never answered; where chromadb keeps them elsewhere, it waits."""
    session = getattr(getattr(client, "_server", None), "_session", None)
    if session is not None:
        session.timeout = _ANSWER_SECONDS


def _take_spelling(target: Target) -> str:
    with _spelling:
        path = f"{target.path}/."
        while path in _spellings:
            path += "/."
        _spellings.add(path)
        return path


def _connect(target: Target, path: str) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    register_own_function()
    # chromadb never closes the connections that it keeps for the next request, so it is told to keep none.
    settings = Settings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0)
    if target.url:
        _wait_for_answer(target.url)
        client = chromadb.HttpClient(host=target.url, ssl=target.url.startswith("https"), settings=settings)
        _limit_waiting(client)
        return client
    return chromadb.PersistentClient(path, settings=settings)
