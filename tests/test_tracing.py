"""Spans go to a collector where the user switches them on: with their parents, and without texts unless asked for."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from assistants import call, start_tools
from collector import Collector, run_collector
from endpoint import ScriptedEndpoint

ROOT = Path(__file__).parents[1]
FLOOD = "How many people died in the Teln valley flood?"
REPLY = "The flood of 7 August killed 26 people, the interior ministry said. [1]"
STAGES = ["read", "retrieve", "gather", "draft", "verify", "resolve", "answer"]


@pytest.fixture
def collector() -> Iterator[Collector]:
    with run_collector() as running:
        yield running


def ask(library: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa", "ask", FLOOD, "--library", str(library), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, env=environment, cwd=library, capture_output=True, text=True, timeout=60)


def test_a_question_is_a_span_with_its_stages_and_their_calls_of_models(
    library_of_seeds: Path, collector: Collector, endpoint: ScriptedEndpoint
) -> None:
    endpoint.replies = [REPLY]
    model = ("--model", "openai:scripted-model", "--base-url", endpoint.url, "--no-judge")
    asked = ask(library_of_seeds, "--trace", *model, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url)
    assert asked.returncode == 0, asked.stderr
    root = collector.find("qa.ask")
    assert root.parent == "" and root.service == "qa" and not root.failed
    assert root.attributes["qa.status"] == "answered" and root.attributes["qa.model"] == "openai:scripted-model"
    parts = [span for span in collector.spans if span.parent == root.id]
    assert [span.name for span in parts] == STAGES
    assert {span.trace for span in collector.spans} == {root.trace}
    assert sum(span.seconds for span in parts) <= root.seconds
    call = collector.find("chat scripted-model")
    assert collector.name_parent(call) == "draft"
    assert call.attributes["gen_ai.operation.name"] == "chat"
    assert call.attributes["gen_ai.provider.name"] == "openai"
    assert call.attributes["gen_ai.request.model"] == "scripted-model"
    assert call.attributes["gen_ai.usage.input_tokens"] > 0 and call.attributes["gen_ai.usage.output_tokens"] > 0
    assert call.attributes["gen_ai.response.finish_reasons"] == ["stop"]
    assert not any("flood" in str(span.attributes).lower() for span in collector.spans)


def test_texts_are_in_the_spans_where_the_user_wants_them(
    library_of_seeds: Path, collector: Collector, endpoint: ScriptedEndpoint
) -> None:
    endpoint.replies = [REPLY]
    ask(
        library_of_seeds,
        *("--model", "openai:scripted-model", "--base-url", endpoint.url, "--no-judge"),
        QA_TRACE="true",
        OTEL_EXPORTER_OTLP_ENDPOINT=collector.url,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT="true",
        OTEL_SERVICE_NAME="desk",
    )
    assert collector.find("qa.ask").attributes["qa.question"] == FLOOD
    call = collector.find("chat scripted-model")
    assert FLOOD in call.attributes["gen_ai.input.messages"] and call.service == "desk"
    assert REPLY in call.attributes["gen_ai.output.messages"]


def test_a_call_of_a_tool_is_above_the_question_that_it_asks(library_of_seeds: Path, collector: Collector) -> None:
    async def use() -> None:
        options = ("--model", "extractive", "--trace")
        async with start_tools(library_of_seeds, *options, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url) as client:
            await call(client, "ask", {"question": FLOOD})

    asyncio.run(asyncio.wait_for(use(), 30))
    tool = collector.find("tools/call ask")
    assert tool.attributes["gen_ai.operation.name"] == "execute_tool"
    assert collector.name_parent(collector.find("qa.ask")) == tool.name


def test_a_call_that_fails_is_a_failed_span(
    library_of_seeds: Path, collector: Collector, endpoint: ScriptedEndpoint
) -> None:
    endpoint.fault = "404"
    model = ("--model", "openai:scripted-model", "--base-url", endpoint.url)
    failed = ask(library_of_seeds, "--trace", *model, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url)
    assert failed.returncode != 0
    names = ("qa.ask", "draft", "chat scripted-model")
    assert all(collector.find(name).failed for name in names)
    assert collector.find("qa.ask").attributes["error.type"]


def test_tracing_without_a_collector_is_refused_or_told(library_of_seeds: Path) -> None:
    refused = ask(library_of_seeds, "--trace", "--model", "extractive")
    assert refused.returncode == 2 and "OTEL_EXPORTER_OTLP_ENDPOINT" in refused.stderr
    told = ask(library_of_seeds, "--trace", "--model", "extractive", OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:9")
    assert told.returncode == 0 and "26 people" in told.stdout
    assert "Traceback" not in told.stderr


def test_without_tracing_nothing_of_opentelemetry_is_imported(library_of_seeds: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = {arguments!r}\n"
        "from qa.cli.boundary import run_guarded\nfrom qa.__main__ import _run_app\n"
        "run_guarded(_run_app); print([name for name in sys.modules if name.startswith('opentelemetry')])"
    ).format(arguments=["ask", FLOOD, "--library", str(library_of_seeds), "--model", "extractive"])
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr
