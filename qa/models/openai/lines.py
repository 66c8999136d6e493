"""Connections that can be ended from another thread at any time, also while nothing has come of an answer yet.

Each call has a line to itself, a transport of one connection, so that it is known which connection is to be shut.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from qa.models.cancellation import get_cancellation

if TYPE_CHECKING:
    import httpx

# The events of a connection that has come about; what they return is the stream of its bytes.
_OPENED = ("connect_tcp.complete", "start_tls.complete")


def make_transport(open_line: "Callable[[], httpx.BaseTransport]") -> "httpx.BaseTransport":
    """Return a transport that takes each request over a line of its own, kept for the next one.

    open_line  opens a transport that holds one connection
    """
    import httpx

    class LinesTransport(httpx.BaseTransport):
        def __init__(self) -> None:
            self._lock = Lock()
            self._free: list[_OwnLine] = []
            self._all: list[_OwnLine] = []

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            line = self._take()
            request.extensions["trace"] = line.note
            try:
                with get_cancellation().watch(line.shut):
                    response = line.transport.handle_request(request)
            except BaseException:
                self._give_back(line)
                raise
            assert isinstance(response.stream, httpx.SyncByteStream)
            response.stream = LineStream(response.stream, lambda: self._give_back(line))
            return response

        def close(self) -> None:
            for line in self._all:
                line.transport.close()

        def _take(self) -> _OwnLine:
            with self._lock:
                if self._free:
                    return self._free.pop()
                line = _OwnLine(open_line())
                self._all.append(line)
                return line

        def _give_back(self, line: _OwnLine) -> None:
            with self._lock:
                self._free.append(line)

    class LineStream(httpx.SyncByteStream):
        def __init__(self, stream: httpx.SyncByteStream, give_back: Callable[[], None]) -> None:
            self._stream = stream
            self._give_back: Callable[[], None] | None = give_back

        def __iter__(self) -> Iterator[bytes]:
            yield from self._stream

        def close(self) -> None:
            self._stream.close()
            give_back, self._give_back = self._give_back, None
            if give_back:
                give_back()

    return LinesTransport()


class _OwnLine:
    """A transport of one connection, and the stream of its bytes."""

    def __init__(self, transport: "httpx.BaseTransport") -> None:
        self.transport = transport
        self._stream: Any = None

    def note(self, event: str, values: dict[str, Any]) -> None:
        """Remember the stream of a connection that has come about."""
        if event.endswith(_OPENED):
            self._stream = values["return_value"]

    def shut(self) -> None:
        """End what is sent and received, in whatever thread that is waited for."""
        hang_up(self._stream)


def hang_up(stream: Any) -> None:
    """End a stream of bytes: who waits for it finds the connection broken off."""
    connection = stream.get_extra_info("socket") if stream else None
    with suppress(OSError):
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)
