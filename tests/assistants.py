"""Clients of the tools for assistants: the SDK's own, over standard input and output or over HTTP."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import uvicorn
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult
from starlette.applications import Starlette

from qa.mcp.opening import ServicesOpener
from qa.mcp.server import create_mcp_server
from qa.server import ServerOptions
from qa.settings import Settings

ROOT = Path(__file__).parents[1]
COMMAND = ("-m", "qa", "mcp")


@asynccontextmanager
async def start_tools(
    library: Path, *options: str, mode: str = "auto", errors: Any = None, **variables: str
) -> AsyncIterator[Client]:
    """Start `qa mcp` as an assistant does, with more variables of the environment, and give a client of it."""
    command = [*COMMAND, "--library", str(library), *options]
    server = StdioServerParameters(
        command=sys.executable, args=command, cwd=ROOT, env={"PYTHONPATH": str(ROOT), **variables}
    )
    transport = stdio_client(server, errlog=errors) if errors else stdio_client(server)
    async with Client(transport, mode=mode) as client:
        yield client


@asynccontextmanager
async def share_tools(library: Path) -> AsyncIterator[Client]:
    """Give a client of the tools in this process, without any transport."""
    settings = Settings(library=library, model="extractive")
    opener = ServicesOpener(settings, ServerOptions(), notify=lambda notice: None)
    try:
        async with Client(create_mcp_server(opener.open)) as client:
            yield client
    finally:
        opener.close()


@asynccontextmanager
async def run_app(app: Starlette) -> AsyncIterator[str]:
    """Serve an application on a free port of loopback while the block runs; give its address."""
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


async def call(client: Client, name: str, arguments: dict[str, Any] | None = None) -> CallToolResult:
    """Return the result of a tool, validated against its schema where it is none of an error."""
    result = await client.call_tool(name, arguments or {})
    assert isinstance(result, CallToolResult)
    if not result.is_error:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        jsonschema.validate(result.structured_content, tools[name].output_schema)
    return result


def read_text(result: CallToolResult) -> str:
    """Return the text of a result, which has one and no other content."""
    (content,) = result.content
    assert content.type == "text"
    return content.text


def read_json(result: CallToolResult) -> Any:
    """Return the values that stand as JSON in the text of a result."""
    return json.loads(read_text(result))


def find_keys(schema: Any, pattern: str) -> set[str]:
    """Return the keys of a schema, however deep, that match a pattern."""
    if isinstance(schema, list):
        return {key for part in schema for key in find_keys(part, pattern)}
    if not isinstance(schema, dict):
        return set()
    return {key for key in schema if re.fullmatch(pattern, key)} | find_keys(list(schema.values()), pattern)
