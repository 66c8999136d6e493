"""What happens on the way to an answer is told while it happens, in the order of the stages, and can be cut off."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from endpoint import RawReply, Request, ScriptedEndpoint

from qa.answer import Answer, Seconds
from qa.chain import (
    AnswerEvent,
    Chain,
    ConfirmedStatement,
    Notice,
    StageFinished,
    StageStarted,
    name_event,
    open_chain,
    write_event,
)
from qa.errors import InvalidQuestion, ModelFailed, UsageProblem
from qa.library import Filters
from qa.models.cancellation import Cancellation, Cancelled
from qa.settings import Settings

MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
NONSENSE = "How do I fold a paper crane from a square of wet blotting paper?"
MET = "Hegseth met Dong Jun, China's Minister of National Defence, in Kuala Lumpur."
STAGES = ["read", "retrieve", "gather", "draft", "verify", "resolve", "answer"]


@pytest.fixture
def extractive(library_of_seeds: Path) -> Iterator[Chain]:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        yield chain


@pytest.fixture
def scripted(library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chain]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=20)
    with open_chain(settings) as chain:
        yield chain


def list_stages(events: list[AnswerEvent], kind: type[StageStarted] | type[StageFinished]) -> list[str]:
    return [event.stage for event in events if isinstance(event, kind)]


def test_the_stages_are_told_in_their_order_and_the_answer_comes_last(extractive: Chain) -> None:
    events = list(extractive.stream(MINISTER))
    assert list_stages(events, StageStarted) == list_stages(events, StageFinished) == STAGES
    *before, answer = events
    assert isinstance(answer, Answer)
    assert not any(isinstance(event, Answer) for event in before)
    assert replace(answer, seconds=Seconds()) == replace(extractive.ask(MINISTER), seconds=Seconds())


def test_each_stage_tells_what_it_has_before_it_and_what_came_of_it(extractive: Chain) -> None:
    events = list(extractive.stream(MINISTER, k=5))
    counts = {event.stage: event.count for event in events if isinstance(event, StageStarted)}
    results = {event.stage: event.results for event in events if isinstance(event, StageFinished)}
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert (counts["read"], counts["gather"], len(results["retrieve"])) == (0, 5, 5)
    assert counts["draft"] == len(results["gather"]) > 0
    assert counts["verify"] == len(results["draft"]) > 0
    assert results["read"] == (MINISTER,)
    assert results["verify"] == tuple(statement.text for statement in answer.statements)
    assert answer.passages[0].title in results["retrieve"][0]


def test_what_is_withheld_is_not_drafted(extractive: Chain) -> None:
    events = list(extractive.stream(NONSENSE))
    assert list_stages(events, StageStarted) == ["read", "retrieve", "gather", "answer"]


def test_statements_come_once_they_are_confirmed_and_notices_once_they_are_known(
    scripted: Chain, endpoint: ScriptedEndpoint
) -> None:
    ruling = '{"n": 1, "verdict": "supported"}'
    endpoint.replies = [lambda request: ruling if request.prompt.startswith('{"sources"') else f"{MET} [1]"]
    events = list(scripted.stream("Which Chinese minister met Hegsteh in Kuala Lumpur?"))
    kinds = [name_event(event) for event in events if not isinstance(event, StageStarted | StageFinished)]
    assert kinds == ["notice", "statement", "answer"]
    places = {name_event(event): place for place, event in enumerate(events)}
    stages = [getattr(event, "stage", "") for event in events]
    assert places["notice"] < stages.index("retrieve")
    assert places["statement"] < stages.index("resolve")
    (statement,) = (event for event in events if isinstance(event, ConfirmedStatement))
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert (statement.statement,) == answer.statements
    assert [citation.n for citation in statement.citations] == [citation.n for citation in answer.citations]


def test_an_answer_from_days_alone_is_told_without_a_draft(library_of_seeds: Path) -> None:
    question = "How many days after the ferry sank did Osterhout step aside?"
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        events = list(chain.stream(question))
    assert "draft" not in list_stages(events, StageStarted)
    assert [name_event(event) for event in events].count("statement") == 1


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (StageStarted(stage="retrieve"), "Searching the articles"),
        (StageStarted(stage="gather", count=12), "Reading 12 passages"),
        (StageStarted(stage="draft", count=1), "Drafting from 1 passage"),
        (StageStarted(stage="verify", count=3), "Checking 3 sentences"),
        (StageStarted(stage="verify"), "Checking"),
    ],
    ids=str,
)
def test_progress_is_told_in_a_few_words(event: StageStarted, told: str) -> None:
    assert event.describe() == told


def test_every_event_can_be_written_as_json(extractive: Chain) -> None:
    events = list(extractive.stream(MINISTER))
    written = [json.loads(json.dumps({"event": name_event(event), **write_event(event)})) for event in events]
    assert {row["event"] for row in written} == {"started", "finished", "statement", "answer"}
    assert written[0] == {"event": "started", "stage": "read", "count": 0, "text": "Reading the question"}
    assert next(row for row in written if row["event"] == "statement")["statement"]["citations"] == [1]
    assert written[-1]["status"] == "answered"


def test_a_question_may_come_with_its_limits_in_a_mapping(extractive: Chain) -> None:
    limits = {"sources": "Meridian Wire", "since": "2025-10"}
    answer = extractive.ask({"question": MINISTER, "filters": limits, "k": 4})
    assert {passage.source for passage in answer.passages} == {"Meridian Wire"}
    filters = Filters(sources=("Meridian Wire",), since=date(2025, 10, 1))
    same = extractive.ask(MINISTER, filters=filters, k=4)
    assert [passage.start for passage in same.passages] == [passage.start for passage in answer.passages]


@pytest.mark.parametrize(
    ("asked", "error"), [(" ?! ", InvalidQuestion), ({"question": MINISTER, "model": "x"}, UsageProblem)], ids=str
)
def test_what_can_not_be_asked_is_an_error_at_the_first_event(
    extractive: Chain, asked: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        list(extractive.stream(asked))


def test_a_stream_that_is_closed_between_two_events_asks_no_model(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    events = scripted.stream(MINISTER)
    for event in events:
        if isinstance(event, StageFinished) and event.stage == "gather":
            break
    events.close()
    assert list(events) == []
    assert endpoint.requests == []


def test_what_goes_wrong_in_a_stage_is_raised_where_the_events_are_read(
    scripted: Chain, endpoint: ScriptedEndpoint
) -> None:
    endpoint.fault = "garbage"
    told: list[AnswerEvent] = []
    with pytest.raises(ModelFailed):
        told.extend(scripted.stream(MINISTER))


class SlowReply:
    """A reply that pauses after its first words; it notes when the connection is broken off."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def __call__(self, request: Request) -> RawReply:
        self.begun.set()
        chunk = {"choices": [{"index": 0, "delta": {"content": "Hegseth met "}}]}
        return RawReply(body=[f"data: {json.dumps(chunk)}\n\n", 15.0, "data: [DONE]\n\n"], kind="text/event-stream")


@pytest.fixture
def slow(endpoint: ScriptedEndpoint) -> SlowReply:
    reply = SlowReply()
    endpoint.answer = reply
    return reply


def test_a_call_that_a_thread_waits_for_is_ended_from_another(scripted: Chain, slow: SlowReply) -> None:
    cancellation = Cancellation()

    def cancel() -> None:
        slow.begun.wait(10)
        time.sleep(0.2)
        cancellation.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(Cancelled):
        list(scripted.stream(MINISTER, cancellation=cancellation))
    canceller.join()
    assert len(cancellation._ends) == 0


def test_a_task_that_is_cancelled_ends_the_call_of_the_model(scripted: Chain, slow: SlowReply) -> None:
    async def ask_and_leave() -> list[AnswerEvent]:
        seen: list[AnswerEvent] = []

        async def follow() -> None:
            async for event in scripted.astream(MINISTER):
                seen.append(event)

        task = asyncio.create_task(follow())
        await asyncio.to_thread(slow.begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return seen

    begun = time.monotonic()
    seen = asyncio.run(ask_and_leave())
    # The loop waits for its threads when it ends: one that still waited for the model would take the whole pause.
    assert time.monotonic() - begun < 12
    assert isinstance(seen[-1], StageStarted)
    assert seen[-1].stage == "draft"


def test_who_closes_the_events_in_a_loop_ends_them_at_once(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    async def leave_early() -> list[str]:
        stages: list[str] = []
        events = scripted.astream(MINISTER)
        async for event in events:
            if isinstance(event, StageFinished):
                stages.append(event.stage)
            if stages == ["read", "retrieve"]:
                break
        await events.aclose()
        return stages

    assert asyncio.run(leave_early()) == ["read", "retrieve"]
    assert endpoint.requests == []


def test_the_events_are_the_same_in_a_loop(extractive: Chain) -> None:
    async def collect() -> list[AnswerEvent]:
        return [event async for event in extractive.astream({"question": MINISTER, "k": 5})]

    def strip(events: list[AnswerEvent]) -> list[AnswerEvent]:
        finished = (replace(e, seconds=0.0) if isinstance(e, StageFinished) else e for e in events)
        return [replace(e, seconds=Seconds()) if isinstance(e, Answer) else e for e in finished]

    assert strip(asyncio.run(collect())) == strip(list(extractive.stream(MINISTER, k=5)))


def test_notices_are_told_to_who_asks_for_the_answer_alone(library_of_seeds: Path) -> None:
    told: list[str] = []
    with open_chain(Settings(library=library_of_seeds, model="extractive"), on_notice=told.append) as chain:
        answer = chain.ask("Who met Hegsteh since October 2025?")
        notices = [e.text for e in chain.stream("Who met Hegsteh since October 2025?") if isinstance(e, Notice)]
    assert tuple(told) == answer.notices == tuple(notices)
    assert len(told) == 2
