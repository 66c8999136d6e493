"""The chain as a LangChain runnable: whole, in a batch, streamed and in a loop, its stages as runs of their own."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from endpoint import RawReply, Request, ScriptedEndpoint
from render_samples import make_answer

from qa.answer import Answer, Seconds
from qa.chain import AnswerEvent, Chain, StageFinished, StageStarted, name_event, open_chain
from qa.chain.langchain.runnable import make_runnable
from qa.errors import ModelFailed, UsageProblem
from qa.settings import Settings

# langchain_core warns about pydantic's first interface on Python 3.14 and later.
pytestmark = pytest.mark.filterwarnings("ignore:Core Pydantic V1 functionality:UserWarning")

MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
NONSENSE = "How do I fold a paper crane from a square of wet blotting paper?"
STAGES = ["read", "retrieve", "gather", "draft", "verify", "resolve", "answer"]
LIMITS = {"question": MINISTER, "filters": {"sources": ["Meridian Wire"]}, "as_of": "2025-11-02", "k": 4}


@pytest.fixture
def extractive(library_of_seeds: Path) -> Iterator[Chain]:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        yield chain


@pytest.fixture
def scripted(library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chain]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    settings = Settings(
        library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=20, judge=False
    )
    with open_chain(settings) as chain:
        yield chain


def strip(answer: Answer) -> Answer:
    return replace(answer, seconds=Seconds())


@pytest.mark.parametrize("asked", [MINISTER, NONSENSE, LIMITS], ids=["text", "not answered", "with limits"])
def test_a_runnable_answers_as_the_chain_does(extractive: Chain, asked: Any) -> None:
    runnable, expected = extractive.as_runnable(), strip(extractive.ask(asked))
    assert strip(runnable.invoke(asked)) == expected
    assert strip(asyncio.run(runnable.ainvoke(asked))) == expected


def test_a_runnable_answers_with_a_model(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["Hegseth met Dong Jun, China's Minister of National Defence, in Kuala Lumpur. [1]"]
    answer = scripted.as_runnable().invoke(MINISTER)
    assert (answer.status, answer.model) == ("answered", "openai:scripted-model")
    assert strip(answer) == strip(scripted.ask(MINISTER))


def test_a_batch_is_answered_in_its_order(extractive: Chain) -> None:
    questions = [MINISTER, NONSENSE]
    runnable, expected = extractive.as_runnable(), [strip(extractive.ask(asked)) for asked in questions]
    assert [strip(answer) for answer in runnable.batch(questions)] == expected
    assert [strip(answer) for answer in asyncio.run(runnable.abatch(questions))] == expected


@pytest.mark.parametrize(("config", "most"), [(None, 4), ({"max_concurrency": 2}, 2)], ids=["no limit told", "two"])
@pytest.mark.parametrize("is_async", [False, True], ids=["in threads", "in a loop"])
def test_a_batch_asks_for_a_few_answers_at_once(config: Any, most: int, is_async: bool) -> None:
    # Nobody passes before as many as may be are there; one more would break the round that follows.
    together, running, peak = threading.Barrier(most), threading.Semaphore(most), list[bool]()

    def stream(asked: str, **options: Any) -> Iterator[AnswerEvent]:
        peak.append(running.acquire(blocking=False))
        together.wait(10)
        running.release()
        yield make_answer(question=asked)

    runnable, questions = make_runnable(stream), [f"{n}?" for n in range(2 * most)]
    answers = asyncio.run(runnable.abatch(questions, config)) if is_async else runnable.batch(questions, config)
    assert [answer.question for answer in answers] == questions
    assert all(peak)


def test_of_a_batch_one_may_fail_alone(extractive: Chain) -> None:
    answers = extractive.as_runnable().batch([MINISTER, "?!"], return_exceptions=True)
    assert answers[0].status == "answered"
    assert isinstance(answers[1], UsageProblem)


def test_the_chunks_of_a_stream_are_the_events_and_the_answer_is_the_last(extractive: Chain) -> None:
    async def collect() -> list[Any]:
        return [event async for event in extractive.as_runnable().astream(LIMITS)]

    chunks = list(extractive.as_runnable().stream(LIMITS))
    assert [event.stage for event in chunks if isinstance(event, StageFinished)] == STAGES
    assert strip(chunks[-1]) == strip(extractive.ask(LIMITS))
    assert [name_event(event) for event in asyncio.run(collect())] == [name_event(event) for event in chunks]


def test_what_follows_it_in_a_sequence_is_given_the_answer(extractive: Chain) -> None:
    from langchain_core.runnables import RunnableLambda

    sequence = extractive.as_runnable() | RunnableLambda(lambda answer: answer.text)
    expected = extractive.ask(MINISTER).text
    assert sequence.invoke(MINISTER) == expected
    assert list(sequence.stream(MINISTER)) == [expected]


def test_what_is_bound_to_it_goes_before_what_is_asked(extractive: Chain) -> None:
    bound = extractive.as_runnable().bind(k=3, filters={"sources": "Meridian Wire"})
    for answer in (bound.invoke(MINISTER), bound.invoke({"question": MINISTER, "k": 7})):
        assert len(answer.passages) == 3
        assert {passage.source for passage in answer.passages} == {"Meridian Wire"}


@pytest.mark.parametrize(
    "asked", [{}, {"query": MINISTER}, 7, {"question": MINISTER, "filters": {"to": "2024"}}], ids=str
)
def test_what_can_not_be_asked_is_refused(extractive: Chain, asked: Any) -> None:
    runnable = extractive.as_runnable()
    for ask in (runnable.invoke, lambda asked: asyncio.run(runnable.ainvoke(asked))):
        with pytest.raises(UsageProblem):
            ask(asked)


class Recorder:
    """Notes the runs that a tracing tool is told of: what begins, ends and fails, each with the name of its run."""

    def __init__(self) -> None:
        from langchain_core.callbacks import BaseCallbackHandler

        told: list[tuple[str, str]] = []
        names: dict[UUID, str] = {}
        parents: dict[str, UUID | None] = {}
        results: dict[str, Any] = {}

        class Handler(BaseCallbackHandler):
            def on_chain_start(self, serialized: Any, inputs: Any, *, run_id: UUID, **fields: Any) -> None:
                names[run_id] = fields["name"]
                parents[fields["name"]] = fields["parent_run_id"]
                told.append(("start", fields["name"]))

            def on_chain_end(self, outputs: Any, *, run_id: UUID, **fields: Any) -> None:
                results[names[run_id]] = outputs
                told.append(("end", names[run_id]))

            def on_chain_error(self, error: BaseException, *, run_id: UUID, **fields: Any) -> None:
                told.append((type(error).__name__, names[run_id]))

        self.handler, self.told, self.names, self.parents, self.outputs = Handler(), told, names, parents, results


@pytest.mark.parametrize("is_async", [False, True], ids=["in a thread", "in a loop"])
def test_a_tracing_tool_sees_each_stage_as_a_run_inside_that_of_the_chain(extractive: Chain, is_async: bool) -> None:
    recorder, runnable = Recorder(), extractive.as_runnable()
    config: Any = {"callbacks": [recorder.handler]}
    answer = asyncio.run(runnable.ainvoke(MINISTER, config)) if is_async else runnable.invoke(MINISTER, config)
    runs = [run for stage in STAGES for run in (("start", stage), ("end", stage))]
    assert recorder.told == [("start", "qa"), *runs, ("end", "qa")]
    (chain,) = (id for id, name in recorder.names.items() if name == "qa")
    assert {recorder.parents[stage] for stage in STAGES} == {chain}
    assert recorder.outputs["qa"] == answer
    assert recorder.outputs["verify"]["results"] == [statement.text for statement in answer.statements]


def test_a_tracing_tool_sees_where_it_went_wrong(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    endpoint.fault, recorder = "garbage", Recorder()
    with pytest.raises(ModelFailed):
        scripted.as_runnable().invoke(MINISTER, {"callbacks": [recorder.handler]})
    assert recorder.told[-2:] == [("ModelFailed", "draft"), ("ModelFailed", "qa")]


def test_the_events_of_langchain_name_the_stages(extractive: Chain) -> None:
    async def collect() -> list[Any]:
        events = extractive.as_runnable().astream_events(MINISTER, version="v2")
        return [event async for event in events]

    events = asyncio.run(collect())
    assert [event["name"] for event in events if event["event"] == "on_chain_start"] == ["qa", *STAGES]
    assert [event["name"] for event in events if event["event"] == "on_chain_end"] == [*STAGES, "qa"]
    chunks = [event["data"]["chunk"] for event in events if event["event"] == "on_chain_stream"]
    assert [name_event(chunk) for chunk in chunks].count("statement") >= 1
    assert events[-1]["data"]["output"].status == "answered"


def test_who_leaves_a_loop_ends_the_call_of_the_model(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    begun = threading.Event()

    def hang(request: Request) -> RawReply:
        begun.set()
        return RawReply(body=[": wait\n\n", 15.0, "data: [DONE]\n\n"], kind="text/event-stream")

    endpoint.answer, recorder = hang, Recorder()

    async def ask_and_leave() -> None:
        config: Any = {"callbacks": [recorder.handler]}
        task = asyncio.create_task(scripted.as_runnable().ainvoke(MINISTER, config))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    started = time.monotonic()
    asyncio.run(ask_and_leave())
    assert time.monotonic() - started < 12
    assert ("CancelledError", "qa") in recorder.told
    assert ("Cancelled", "draft") in recorder.told


def test_a_stream_that_is_left_early_asks_no_model(scripted: Chain, endpoint: ScriptedEndpoint) -> None:
    events = scripted.as_runnable().stream(MINISTER)
    for event in events:
        if isinstance(event, StageStarted) and event.stage == "gather":
            break
    del events
    assert endpoint.requests == []


def test_its_schema_says_what_it_takes_and_gives(extractive: Chain) -> None:
    runnable = extractive.as_runnable()
    assert {kind["type"] for kind in runnable.get_input_jsonschema()["anyOf"]} == {"string", "object"}
    assert "statements" in json.dumps(runnable.get_output_jsonschema())
    assert runnable.get_name() == "qa"
