"""`qa serve`: a page to ask on, and the same over HTTP for programs."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import JUDGE, MODEL, STORE, command
from qa.cli.progress import Reporter
from qa.cli.setup.loading import hold_collection
from qa.errors import SomethingMissing, UsageProblem

if TYPE_CHECKING:
    from qa.server import Face, ServerOptions, Services
    from qa.settings import Settings

EXAMPLES = (
    "qa serve",
    "qa serve --port 9000 --no-browser --model extractive",
    "qa serve --host 0.0.0.0 --name news.example.org --read-only",
)
_TOKEN_BYTES = 24


@command(settings=(*STORE, *MODEL, "reranker", *JUDGE, "length", "k", "as_of", "trace"))
def serve_library(
    settings: "Settings",
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8765,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="Another name that it is reached by. Repeatable."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nobody add articles.")] = False,
    runs: Annotated[
        Path, typer.Option("--runs", metavar="FOLDER", help="The folder of evaluation runs that are shown.")
    ] = Path("runs"),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Serve a page to ask, read and check on, and an API.

    Only this machine reaches it unless --host says otherwise; then every request needs the token in the address that is
    printed. The API of chat clients is under /v1, that of the command line under /api, tools for assistants under /mcp.

    Exit code: 0 ended by an interrupt, 4 no library or the extra `serve` is not installed, 1 failure, 2 wrong usage.
    """
    import secrets
    import socket

    try:
        with hold_collection():
            import uvicorn

            from qa.server import ServerOptions, Services, create_app
    except ModuleNotFoundError as error:
        raise SomethingMissing(f'The server needs {error.name}. Install it: pip install "qa-news[serve]".') from None
    options = ServerOptions(host=host, port=port, names=tuple(name or ()), read_only=read_only, runs=runs, warms=True)
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageProblem(f"{host}:{port} can't be listened on ({error.strerror}). Give another --port.") from None
    with Reporter() as reporter, listener:
        token = None if options.is_local else secrets.token_urlsafe(_TOKEN_BYTES)
        options = replace(options, port=listener.getsockname()[1], token=token)
        services = Services(settings, options, notify=reporter.notify)
        reporter.stop()
        address = _write_address(options)
        reporter.notify(f"Serving {settings.library} at {address} (stop it with Ctrl+C).")
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(services, faces=_make_faces(services, options)),
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=3,
                lifespan="on",
                proxy_headers=False,
            )
        )
        if browser:
            import webbrowser

            webbrowser.open(address)
        server.run(sockets=[listener])


def _make_faces(services: "Services", options: "ServerOptions") -> list["Face"]:
    """Return the faces that need extras of their own, as far as these are installed: the tools for assistants."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        return []
    from qa.mcp.http import make_tools_face

    async def give() -> "Services":
        return services

    return [make_tools_face(give, options)]


def _write_address(options: "ServerOptions") -> str:
    """Return the address to open, with the token where one is needed."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    if host in ("0.0.0.0", "[::]"):
        host = options.names[0] if options.names else "127.0.0.1"
    return f"http://{host}:{options.port}/" + (f"?token={options.token}" if options.token else "")
