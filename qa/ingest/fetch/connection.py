"""The one place that opens connections: checked addresses, one clock for a whole exchange, errors in our words.

A name is resolved once and the connection goes to the address that was checked, so a second, different answer of the
name server is never asked for. Where the environment names a proxy, that one resolves names (see proxies.py).
"""

import math
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpcore
import httpx

from qa.errors import SourceProblem
from qa.ingest.fetch.guard import Resolve, find_addresses
from qa.ingest.fetch.problem import FetchProblem
from qa.ingest.fetch.proxies import check_proxied, choose_proxy
from qa.models.proxies import describe_certificates

# Chosen: names have a few addresses; and as many connections as sites are asked at once, kept for the next page.
_MOST_ADDRESSES = 4
_MOST_CONNECTIONS = 32
_KEEP_SECONDS = 5.0

# Requests run in the thread that made them, so each thread has the end of its own exchange here.
_END: ContextVar[float] = ContextVar("end", default=math.inf)


class Connections:
    """A pool of connections to public addresses, safe to use from many threads.

    allow_private  connect to any address
    timeout        seconds to wait for a connection and for each piece of an answer
    """

    def __init__(self, *, allow_private: bool, timeout: float, resolve: Resolve = socket.getaddrinfo) -> None:
        self._timeouts = dict.fromkeys(("connect", "read", "write", "pool"), timeout)
        self._allow_private, self._resolve = allow_private, resolve
        self._backend = GuardedBackend(httpcore.SyncBackend(), allow_private=allow_private, resolve=resolve)
        self._open_backend = GuardedBackend(httpcore.SyncBackend(), allow_private=True, resolve=socket.getaddrinfo)
        self._proxies: dict[str, httpcore.HTTPProxy] = {}
        self._kept, self._fresh = (
            httpcore.ConnectionPool(
                ssl_context=load_certificates(),
                max_connections=_MOST_CONNECTIONS,
                max_keepalive_connections=kept,
                keepalive_expiry=_KEEP_SECONDS,
                network_backend=self._backend,
            )
            for kept in (_MOST_CONNECTIONS, 0)
        )

    @contextmanager
    def get(self, url: httpx.URL, headers: Mapping[str, str], *, seconds: float) -> Iterator[httpcore.Response]:
        """Give the answer to a GET request, its body not yet read; the block has so many seconds in all.

        Raises FetchProblem, from within the block too, when the connection fails.
        """
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )  # httpx writes it in ASCII, with the host in IDNA.
        before = _END.set(time.monotonic() + seconds)
        proxy = choose_proxy(url)
        try:
            with _translate_errors(url.host, proxy):
                fields = [("host", url.netloc.decode("ascii")), *headers.items()]
                extensions = {"timeout": self._timeouts}
                with self._open_stream(target, fields, extensions, self._open_proxy(url, proxy)) as response:
                    yield response
        finally:
            _END.reset(before)

    def _open_proxy(self, url: httpx.URL, proxy: str | None) -> httpcore.HTTPProxy | None:
        """Return the connections through a proxy, None without one. Raises FetchProblem for what must not be asked."""
        if proxy is None:
            return None
        port = url.port or (443 if url.scheme == "https" else 80)
        check_proxied(url.host, port, allow_private=self._allow_private, resolve=self._resolve)
        if proxy not in self._proxies:
            parsed = httpx.Proxy(proxy)
            self._proxies[proxy] = httpcore.HTTPProxy(
                proxy_url=httpcore.URL(
                    scheme=parsed.url.raw_scheme, host=parsed.url.raw_host, port=parsed.url.port, target=b"/"
                ),
                proxy_auth=parsed.raw_auth,
                ssl_context=load_certificates(),
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=_KEEP_SECONDS,
                network_backend=self._open_backend,
            )
        return self._proxies[proxy]

    @contextmanager
    def _open_stream(
        self, target: httpcore.URL, fields: Any, extensions: Any, proxy: httpcore.HTTPProxy | None
    ) -> Iterator[httpcore.Response]:
        """Give the answer to a request, made anew where the connection breaks before there is any answer.

        A site may close a connection that it kept open at the very moment when it is used again.
        """
        with ExitStack() as stack:
            try:
                stream = (proxy or self._kept).stream("GET", target, headers=fields, extensions=extensions)
                response = stack.enter_context(stream)
            except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
                stream = (proxy or self._fresh).stream("GET", target, headers=fields, extensions=extensions)
                response = stack.enter_context(stream)
            yield response

    def close(self) -> None:
        """Close all connections, those in use too, and open no more."""
        for backend in (self._backend, self._open_backend):
            backend.closing.set()
        for pool in (self._kept, self._fresh, *self._proxies.values()):
            pool.close()


@cache
def load_certificates() -> ssl.SSLContext:
    """Return the certificates to trust, those of SSL_CERT_FILE among them; reading them takes a while.

    Raises SourceProblem where they can't be read.
    """
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise SourceProblem(describe_certificates() or f"The certificates can't be read ({error}).") from None


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and to no others."""

    def __init__(self, backend: httpcore.NetworkBackend, *, allow_private: bool, resolve: Resolve) -> None:
        self._backend = backend
        self._allow_private = allow_private
        self._resolve = resolve
        self.closing = threading.Event()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first checked address of the host that accepts one."""
        addresses = find_addresses(host, port, allow_private=self._allow_private, resolve=self._resolve)
        problem: Exception = httpcore.ConnectError()
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                seconds = _limit(timeout, self.closing)
                stream = self._backend.connect_tcp(address, port, seconds, local_address, socket_options)
                return _TimedStream(stream, self.closing)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse."""
        raise FetchProblem("not a network address")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read ends with the exchange: one that sends a byte now and then can't go on for ever."""

    def __init__(self, stream: httpcore.NetworkStream, closing: threading.Event) -> None:
        self._stream = stream
        self._closing = closing

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _limit(timeout, self._closing))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _limit(timeout, self._closing))

    def close(self) -> None:
        # Only this wakes a thread that waits for the other side.
        with suppress(OSError):
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _limit(timeout, self._closing))
        return _TimedStream(stream, self._closing)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _limit(timeout: float | None, closing: threading.Event) -> float:
    """Return the seconds to wait now: the timeout, or what is left of the exchange."""
    if closing.is_set():
        raise httpcore.ReadError("closing")
    left = _END.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the exchange took too long")
    return left if timeout is None else min(timeout, left)


@contextmanager
def _translate_errors(host: str, proxy: str | None) -> Iterator[None]:
    through = f" through the proxy {httpx.URL(proxy).host}" if proxy else ""
    try:
        yield
    except httpcore.TimeoutException:
        raise FetchProblem(f"{host} did not answer in time{through}", retry=True) from None
    except httpcore.ConnectError as error:
        certificate = "CERTIFICATE" in str(error).upper()
        reason = f"{host} has no valid certificate" if certificate else f"no connection to {host}{through}"
        raise FetchProblem(reason, retry=True) from None
    except httpcore.ProxyError as error:
        raise FetchProblem(f"{host} can't be reached{through} ({error})", retry=True) from None
    except (httpcore.NetworkError, httpcore.LocalProtocolError):
        raise FetchProblem(f"the connection to {host} broke", retry=True) from None
    except (httpcore.RemoteProtocolError, httpcore.UnsupportedProtocol):
        raise FetchProblem(f"what {host} answered is not valid HTTP", retry=True) from None
