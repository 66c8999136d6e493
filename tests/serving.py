"""A server for tests: it runs in a thread, on a free port of loopback."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from qa.server import Face, ServerOptions, Services, create_app
from qa.settings import Settings

_START_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A server that runs: its address, and what its requests share."""

    url: str
    services: Services


@contextmanager
def serve(settings: Settings, options: ServerOptions | None = None, *, faces: Sequence[Face] = ()) -> Iterator[Serving]:
    """Run a server until the block ends."""
    services = Services(settings, options or ServerOptions())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            create_app(services, faces=faces),
            log_level="critical",
            access_log=False,
            lifespan="on",
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            yield Serving(url=f"http://127.0.0.1:{listener.getsockname()[1]}", services=services)
        finally:
            server.should_exit = True
            thread.join(_START_SECONDS)
