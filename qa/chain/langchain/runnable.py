"""The chain as a LangChain runnable: it streams, and tracing tools see its stages."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

from qa.answer import Answer
from qa.chain.events import AnswerEvent, StageFinished, StageStarted
from qa.models.cancellation import Cancellation, iterate_in_threads

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForChainRun
    from langchain_core.runnables import Runnable, RunnableConfig

# Chosen: so many questions of a batch at once, unless max_concurrency says otherwise; LangChain sets no limit.
BATCH = 4


def make_runnable(stream: Callable[..., Iterator[AnswerEvent]]) -> "Runnable[Any, Any]":
    """Return a runnable from a question, or a mapping with what holds for it, to the Answer.

    Streamed, its chunks are the events, the Answer last. Importing what this takes costs seconds.

    Args:
        stream: Yields the events for a question; it takes a cancellation, and what `bind` gives, by name.
    """
    from langchain_core.runnables import Runnable

    class AnswerRunnable(Runnable[Any, Any]):
        """Answers questions from news articles."""

        name = "qa"
        InputType = str | dict[str, Any]
        OutputType = Answer

        def invoke(self, input: Any, config: "RunnableConfig | None" = None, **options: Any) -> Answer:
            *_, answer = self.stream(input, config, **options)
            return cast(Answer, answer)

        async def ainvoke(self, input: Any, config: "RunnableConfig | None" = None, **options: Any) -> Answer:
            events = [event async for event in self.astream(input, config, **options)]
            return cast(Answer, events[-1])

        def stream(self, input: Any, config: "RunnableConfig | None" = None, **options: Any) -> Iterator[Any]:
            yield from self._transform_stream_with_config(iter([input]), self._run, config, **options)

        async def astream(
            self, input: Any, config: "RunnableConfig | None" = None, **options: Any
        ) -> AsyncIterator[Any]:
            async for event in self._atransform_stream_with_config(_yield_one(input), self._arun, config, **options):
                yield event

        def _run(self, inputs: Iterator[Any], run_manager: Any, **options: Any) -> Iterator[AnswerEvent]:
            yield from trace_stages(stream(next(inputs), **options), run_manager)

        async def _arun(self, inputs: AsyncIterator[Any], run_manager: Any, **options: Any) -> AsyncIterator[Any]:
            cancellation = Cancellation()
            events = stream(await anext(inputs), cancellation=cancellation, **options)
            traced = trace_stages(events, run_manager.get_sync())
            async with aclosing(iterate_in_threads(traced, cancellation)) as awaited:
                async for event in awaited:
                    yield event

    return AnswerRunnable().with_config(max_concurrency=BATCH)


def trace_stages(events: Iterator[AnswerEvent], run_manager: "CallbackManagerForChainRun") -> Iterator[AnswerEvent]:
    """Yield the events, and have each stage seen as a run by its name, with what came of it."""
    run: CallbackManagerForChainRun | None = None
    try:
        for event in events:
            if isinstance(event, StageStarted):
                inputs = {"count": event.count}
                run = run_manager.get_child().on_chain_start(None, inputs, name=event.stage)
            elif isinstance(event, StageFinished) and run is not None:
                run.on_chain_end({"results": list(event.results), "seconds": event.seconds})
                run = None
            yield event
    except BaseException as error:
        if run is not None:
            run.on_chain_error(error)
        raise


async def _yield_one(value: Any) -> AsyncIterator[Any]:
    yield value
