"""`qa mcp`: tools for assistants over the Model Context Protocol."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import JUDGE, MODEL, STORE, command
from qa.cli.progress import Reporter
from qa.cli.setup.loading import hold_collection
from qa.errors import SomethingMissing, UsageProblem

if TYPE_CHECKING:
    from qa.mcp.opening import ServicesOpener
    from qa.server import ServerOptions
    from qa.settings import Settings

EXAMPLES = (
    "qa mcp --library ~/news",
    "qa mcp --model extractive",
    "qa mcp --http --port 8766",
)


@command(settings=(*STORE, *MODEL, "reranker", *JUDGE, "length", "k", "as_of", "trace"))
def serve_mcp(
    settings: "Settings",
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP on this machine instead.")] = False,
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="The port for --http; 0: any.")
    ] = 8766,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="Another name that it is reached by, of a proxy. Repeatable."),
    ] = None,
) -> None:
    """Give assistants tools to ask, search and check with.

    An assistant starts this command itself and speaks the Model Context Protocol to it; docs/mcp.md has what to put
    into its settings. With --http many can use one server under /mcp, on this machine only: for others see `qa serve
    --host`, which asks for a token, or put a proxy before it that asks who somebody is, and give its --name. The tools
    only read.

    Exit code: 0 the client has gone, 4 the extra `mcp` is not installed, 1 failure, 2 wrong usage.
    """
    import asyncio

    try:
        with hold_collection():
            from qa.mcp.opening import ServicesOpener
            from qa.mcp.stdio import serve_stdio
            from qa.server import ServerOptions
    except ModuleNotFoundError as error:
        raise SomethingMissing(
            f'Tools for assistants need {error.name}. Install: pip install "qa-news[mcp]".'
        ) from None
    with Reporter() as reporter:
        reporter.stop()
        options = ServerOptions(port=port, names=tuple(name or ()), read_only=True)
        opener = ServicesOpener(settings, options, notify=reporter.notify)
        if http:
            _serve_http(opener, options, reporter)
        else:
            reporter.notify(f"Serving {settings.library} to an assistant on standard input and output.")
            asyncio.run(serve_stdio(opener))


def _serve_http(opener: "ServicesOpener", options: "ServerOptions", reporter: Reporter) -> None:
    """Serve over HTTP until it is interrupted. Raises UsageProblem where the port is taken."""
    import socket

    import uvicorn

    from qa.mcp.http import create_tools_app

    try:
        listener = socket.create_server((options.host, options.port))
    except OSError as error:
        raise UsageProblem(
            f"{options.host}:{options.port} can't be listened on ({error.strerror}). Give another --port."
        ) from None
    with listener:
        address = f"http://{options.host}:{listener.getsockname()[1]}/mcp"
        reporter.notify(f"Serving tools at {address} (stop with Ctrl+C).")
        config = uvicorn.Config(
            create_tools_app(opener, options), log_level="warning", access_log=False, server_header=False, lifespan="on"
        )
        uvicorn.Server(config).run(sockets=[listener])
