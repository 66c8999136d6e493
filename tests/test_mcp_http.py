"""The tools over HTTP: under the guard of the server, for several clients at once, ended with who waits for them."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from assistants import COMMAND, ROOT, call, read_text, run_app
from endpoint import ScriptedEndpoint
from mcp.client.client import Client

from qa.mcp.http import create_tools_app, make_tools_face
from qa.mcp.opening import ServicesOpener
from qa.server import ServerOptions, Services, create_app
from qa.settings import Settings

FLOOD = "How many people died in the Teln valley flood?"
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPTS = {"Accept": "application/json, text/event-stream"}


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 30))


@asynccontextmanager
async def serve(settings: Settings, **options: Any) -> AsyncIterator[tuple[str, ServicesOpener]]:
    """Serve the tools alone; give their address, and what opens the services."""
    chosen = ServerOptions(**options)
    opener = ServicesOpener(settings, chosen, notify=lambda notice: None)
    async with run_app(create_tools_app(opener, chosen)) as url:
        yield f"{url}/mcp", opener


@pytest.mark.parametrize("mode", [pytest.param("auto", id="by discovery"), pytest.param("legacy", id="by handshake")])
def test_several_clients_are_served_at_once(library_of_seeds: Path, mode: str) -> None:
    async def use() -> None:
        async with (
            serve(Settings(library=library_of_seeds, model="extractive")) as (url, _),
            Client(url, mode=mode) as one,
            Client(url, mode=mode) as other,
        ):
            calls = [call(client, "timeline", {"topic": "Teln valley flood"}) for client in (one, other, one, other)]
            assert all("26 dead" in read_text(result) for result in await asyncio.gather(*calls))

    run(use())


def test_the_command_serves_on_loopback_and_ends_with_an_interrupt(library_of_seeds: Path) -> None:
    async def use() -> None:
        options = ["--library", str(library_of_seeds), "--model", "extractive", "--http", "--port", "0"]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *COMMAND, *options, stdout=-1, stderr=-1, cwd=ROOT
        )
        assert process.stderr is not None
        line = (await process.stderr.readline()).decode()
        (url,) = re.findall(r"http://127\.0\.0\.1:\d+/mcp", line)
        async with Client(url) as client:
            assert (await call(client, "search", {"query": "flood"})).structured_content
        process.terminate()
        assert (await process.communicate())[0] == b""

    run(use())


def test_the_tools_are_a_face_of_the_whole_server(library_of_seeds: Path) -> None:
    async def use() -> None:
        options = ServerOptions(token="a-token")
        services = Services(Settings(library=library_of_seeds, model="extractive"), options)

        async def give() -> Services:
            return services

        async with (
            run_app(create_app(services, faces=[make_tools_face(give, options)])) as url,
            httpx.AsyncClient(base_url=url, headers={"Authorization": "Bearer a-token"}) as client,
        ):
            assert (await client.get("/api/search", params={"query": "flood"})).status_code == 200
            assert (await client.post("/mcp", json=HELLO, headers=ACCEPTS)).status_code in (200, 400)
            refused = await client.post("/mcp", json=HELLO, headers={**ACCEPTS, "Authorization": "Bearer other"})
            assert refused.status_code == 401

    run(use())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Host": "evil.example"}, 421, id="another name of this machine"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="a page of another site"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="a browser on another site"),
        pytest.param({}, 413, id="too long"),
    ],
)
def test_the_guard_of_the_server_holds_for_the_tools(
    library_of_seeds: Path, headers: dict[str, str], status: int
) -> None:
    async def use() -> None:
        settings = Settings(library=library_of_seeds, model="extractive")
        async with serve(settings, body_limit=1_000) as (url, _), httpx.AsyncClient() as web:
            body = {**HELLO, "params": "x" * 2_000} if status == 413 else HELLO
            assert (await web.post(url, json=body, headers={**ACCEPTS, **headers})).status_code == status

    run(use())


@pytest.mark.parametrize("mode", [pytest.param("auto", id="by discovery"), pytest.param("legacy", id="by handshake")])
def test_a_call_that_is_given_up_ends_that_of_the_model(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, mode: str
) -> None:
    endpoint.delay = 20
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url)

    async def use() -> None:
        async with serve(settings, jobs=1) as (url, opener), Client(url, mode=mode) as client:
            asked = asyncio.Event()

            async def note(progress: float, total: float | None, message: str | None) -> None:
                if "Drafting" in (message or ""):
                    asked.set()

            task = asyncio.create_task(client.call_tool("ask", {"question": FLOOD}, progress_callback=note))
            await asyncio.wait_for(asked.wait(), 15)
            await asyncio.sleep(0.2)
            task.cancel()
            # There is one worker, and the endpoint is slower than this waits.
            services = await opener.open()
            assert await asyncio.wait_for(services.work(lambda: "free"), 5) == "free"
            assert (await call(client, "search", {"query": "flood"})).structured_content

    run(use())
