"""Measure the server: how soon it is there, how soon it tells, how it stands many readers, what it keeps in memory.

    cd tests && uv run python -m benchmarks.serving LIBRARY [--questions 1000] [--readers 20]

Each number is told beside its bar. Questions are the titles of the library's articles, and the articles' own sentences
answer them, so that it is the server that is measured and no model. The library is copied first.
"""

import argparse
import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from qa.chain import AnswerEvent, ConfirmedStatement
from qa.server import ServerOptions, Services
from qa.server.api import ROUTES
from qa.settings import Settings

_WARM = 50
# Seconds, chosen: longer than the server lets anybody wait, so that it is the server that refuses.
_TIMEOUT = 600


def main() -> None:
    """Run all measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--readers", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(shutil.copytree(options.library, Path(folder) / "library"))
        measure_statements(library)
        with run_server(library) as (client, process):
            measure_page(client)
            questions = list_questions(client, options.questions)
            measure_readers(client, questions, options.readers)
            measure_memory(client, process, questions)


@contextmanager
def run_server(library: Path) -> Iterator[tuple[httpx.Client, int]]:
    """Run a server in a process of its own, and tell how long it takes to the first page."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    begun = time.perf_counter()
    options = ["--library", str(library), "--port", str(port), "--model", "extractive", "--no-browser"]
    process = subprocess.Popen([sys.executable, "-m", "qa", "serve", *options], cwd=Path(__file__).parents[2])
    try:
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=_TIMEOUT, limits=limits) as client:
            while not is_up(client):
                time.sleep(0.02)
            tell("start to the first page", time.perf_counter() - begun, "s", bar=3)
            tell("start to the first page, of the processor's time", read_processor_time(process.pid), "s", bar=3)
            yield client, process.pid
    finally:
        process.terminate()
        process.wait()


def is_up(client: httpx.Client) -> bool:
    """Tell whether the page can be had."""
    try:
        return client.get("/").status_code == 200
    except httpx.ConnectError:
        return False


def measure_statements(library: Path) -> None:
    """Tell how long a statement takes from where it is confirmed to who reads the events."""
    services = Services(Settings(library=library, model="extractive"), ServerOptions())
    chain = services.get_chain()
    plain, confirmed, waits = chain.stream, list[float](), list[float]()

    def stream(question: Any, **options: Any) -> Iterator[AnswerEvent]:
        for event in plain(question, **options):
            if isinstance(event, ConfirmedStatement):
                confirmed.append(time.perf_counter())
            yield event

    async def send(message: Any) -> None:
        if message.get("body", b"").startswith(b"event: statement"):
            waits.append(time.perf_counter() - confirmed[len(waits)])

    async def ask(question: str) -> None:
        messages: asyncio.Queue[Any] = asyncio.Queue()
        messages.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        await app(make_scope(question), messages.get, send)

    chain.stream = stream  # type: ignore[method-assign,assignment]
    app = Starlette(routes=ROUTES)
    app.state.services = services
    for summary in services.library.list_articles(limit=30):
        asyncio.run(ask(summary.title))
    services.close()
    tell(f"a statement after it is confirmed (p95 of {len(waits)})", find_p95(waits) * 1_000, "ms", bar=150)


def make_scope(question: str) -> dict[str, Any]:
    """Return a request for the events of a question."""
    query = str(httpx.QueryParams({"question": question, "stream": "1"})).encode()
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/ask",
        "raw_path": b"/api/ask",
        "query_string": query,
        "headers": [(b"host", b"localhost")],
        "root_path": "",
    }


def measure_page(client: httpx.Client) -> None:
    """Tell how long the first byte of the page takes."""
    waits = []
    for _ in range(40):
        begun = time.perf_counter()
        with client.stream("GET", "/") as answer:
            next(answer.iter_raw())
            waits.append(time.perf_counter() - begun)
    tell("first byte of the page (median)", statistics.median(waits) * 1_000, "ms", bar=50)
    tell("first byte of the page (p95)", find_p95(waits) * 1_000, "ms", bar=50)


def list_questions(client: httpx.Client, count: int) -> list[str]:
    """Return titles of articles, again from the beginning where there are not enough."""
    rows = client.get("/api/articles", params={"limit": 1_000}).json()
    titles = [row["title"] for row in rows if row["title"]]
    return [titles[n % len(titles)] + ("" if n < len(titles) else f" {n}") for n in range(count)]


def measure_readers(client: httpx.Client, questions: Sequence[str], readers: int) -> None:
    """Tell how much longer an answer takes where many ask at once than where one does; one that fails ends it all."""
    for question in questions[:10]:
        time_answer(client, question)
    alone = [time_answer(client, question) for question in questions[:40]]
    with ThreadPoolExecutor(readers) as pool:
        together = list(pool.map(lambda question: time_answer(client, question), questions[: readers * 6]))
    tell("one reader (p95)", find_p95(alone), "s")
    tell(f"{readers} readers at once (p95)", find_p95(together), "s")
    tell(f"{readers} readers to one (p95)", find_p95(together) / find_p95(alone), "times", bar=20)


def measure_memory(client: httpx.Client, process: int, questions: Sequence[str]) -> None:
    """Tell how much more memory the server takes after all questions than after the first fifty."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda question: time_answer(client, question), questions[:_WARM]))
        before = read_memory(process)
        list(pool.map(lambda question: time_answer(client, question), questions[_WARM:]))
    after = read_memory(process)
    tell(f"memory after {_WARM} questions", before / 1e6, "MB")
    tell(f"memory after {len(questions)} questions", after / 1e6, "MB")
    tell("memory after all to that after the first", after / before, "times", bar=1.2)


def time_answer(client: httpx.Client, question: str) -> float:
    """Return how long an answer takes, in seconds. Raises HTTPStatusError where there is none."""
    begun = time.perf_counter()
    client.post("/api/ask", json={"question": question[:300]}).raise_for_status()
    return time.perf_counter() - begun


def read_processor_time(process: int) -> float:
    """Return the seconds that a process has taken of the processor."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_memory(process: int) -> int:
    """Return the bytes of a process that are in memory."""
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def find_p95(values: Sequence[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def tell(what: str, value: float, unit: str, *, bar: float | None = None) -> None:
    """Print a number, beside its bar where it has one."""
    judged = "" if bar is None else f"  (bar {bar:g}: {'held' if value <= bar else 'MISSED'})"
    print(f"{what}: {value:.3g} {unit}{judged}", flush=True)


if __name__ == "__main__":
    main()
