"""Answer the questions of a run: each becomes a row, with its answer or with why there is none."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from qa.answer import Answer
from qa.chain import Chain, open_chain
from qa.errors import InvalidQuestion, LibraryProblem, ModelFailed, QAError, SomethingMissing, UsageProblem
from qa.evals.cases.cases import Case
from qa.evals.runs.rows import Row
from qa.evals.runs.versions import hash_code
from qa.library import Library
from qa.models import ChatModel, choose_model, open_model
from qa.models.checksums import Progress
from qa.models.local.hub import PREFIX
from qa.models.openai.client import find_url
from qa.models.replay import KeptValues, LazyModel, ReplayModel
from qa.models.resolve import has_endpoint
from qa.settings import Settings
from qa.urls import show_urls

# So many failures and no answer yet: the rest would fail as well.
MOST_FAILURES = 5
_FATAL = (SomethingMissing, LibraryProblem, UsageProblem)


class CaseAnswerer:
    """Answers cases with one chain, from kept replies where there are; many threads may use it at once. Close it.

    An answer that comes out as it did before keeps the seconds that it took then, so that the same run again gives the
    same bytes; other code, another library, other settings or another reply are measured anew. One that began before
    any was done is marked as cold: in its seconds models and indexes were loaded.
    """

    def __init__(
        self, chain: Chain, model: str, *, replies: Sequence[ReplayModel], kept: KeptValues | None, library_hash: str
    ) -> None:
        """Take the chain, what its model is called, its models that keep replies, and where seconds are kept.

        kept  None measures all seconds anew
        """
        self.model = model
        self._chain = chain
        self._replies = replies
        self._kept = kept
        self._made_by = [hash_code(), library_hash]
        self._is_warm = False

    def close(self) -> None:
        """Close the library and let go of the model."""
        self._chain.close()

    def answer(self, case: Case) -> Row:
        """Return the row of a case; what goes wrong with this one question is in it.

        Raises what would go wrong with every question: SomethingMissing, LibraryProblem, or UsageProblem.
        """
        self._take_seconds()
        is_cold = not self._is_warm
        begun = time.perf_counter()
        asked = date.fromisoformat(case.asked[:10]) if case.asked else None
        try:
            answer = self._chain.ask(case.question, as_of=asked)
        except InvalidQuestion as error:
            return _fail(case, str(error), begun)
        except _FATAL:
            raise
        except QAError as error:
            return _fail(case, str(error), begun)
        except Exception as error:
            return _fail(case, f"internal error: {type(error).__name__}: {error}", begun)
        values, seconds = self._time_answer(case, answer, time.perf_counter() - begun, is_cold=is_cold)
        self._is_warm = True
        return Row(case=case, answer=values, error=None, seconds=seconds)

    def _time_answer(
        self, case: Case, answer: Answer, seconds: float, *, is_cold: bool
    ) -> tuple[dict[str, Any], float]:
        """Return the answer as JSON with the seconds of its stages, and those of the whole."""
        values: dict[str, Any] = json.loads(json.dumps(answer.to_json()))
        stages = values.pop("seconds")
        content = hashlib.sha256(json.dumps(values).encode()).hexdigest()
        replayed = self._take_seconds()
        stages = {name: round(value, 6) for name, value in stages.items()}
        stages["answer"] = round(stages["answer"] + replayed, 6)
        timing: dict[str, Any] = {"seconds": round(seconds + replayed, 6), "stages": stages, "cold": is_cold}
        if self._kept:
            key = {"made_by": self._made_by, "case": case.id, "asked": case.asked, "answer": content}
            timing = self._kept.keep(key, timing)
        mark = {"cold": True} if timing.get("cold") else {}
        return values | {"seconds": timing["stages"]} | mark, timing["seconds"]

    def _take_seconds(self) -> float:
        """Return how long the calls took whose replies this thread was given from the folder, and count anew."""
        return sum(model.take_seconds() for model in self._replies)


def answer_cases(cases: Sequence[Case], answer: Callable[[Case], Row], *, jobs: int = 1) -> Iterator[Row]:
    """Yield the row of each case as soon as it is there.

    jobs  how many cases are answered at once; those that are under way are waited for when it ends early

    Raises what answer raises; ModelFailed after five failures where nothing else has come yet.
    """
    failed, succeeded = 0, False
    for row in _run_jobs(cases, answer, jobs):
        yield row
        succeeded = succeeded or row.error is None
        failed += row.error is not None
        if failed >= MOST_FAILURES and not succeeded:
            raise ModelFailed(f"The first {failed} questions all failed, the last one so: {row.error}")


def choose_settings(settings: Settings, *, notify: Callable[[str], None], replay_only: bool = False) -> Settings:
    """Return the settings with the model that they lead to.

    Raises UsageProblem where nothing says which model's replies to replay, and what opening the model raises.
    """
    choice = choose_model(settings)
    if choice.notice:
        notify(choice.notice)
    if choice.spec != "openai:":
        return replace(settings, model=choice.spec)
    if replay_only:
        raise UsageProblem("Which model's replies are to be replayed is not said. Name it with --model openai:NAME.")
    model = open_model(choice, settings)
    return replace(settings, model=model.name if model else None)


def open_answerer(
    settings: Settings,
    library: Library,
    *,
    library_hash: str,
    replies: Path | None,
    replay_only: bool = False,
    on_progress: Progress | None = None,
    on_notice: Callable[[str], None] = lambda notice: None,
) -> CaseAnswerer:
    """Return what answers cases from an open library, which it closes in the end.

    settings     with the model that choose_settings gave them
    replies      folder where replies and seconds are kept; None asks and measures anew
    replay_only  raise ModelUnavailable instead of asking the model
    """
    replaying: list[ReplayModel] = []

    def open_chat(settings: Settings) -> ChatModel | None:
        if not replies:
            return _open_model(settings, on_progress, on_notice, is_lazy=False)
        kept = open_kept_model(settings, replies, replay_only=replay_only, on_progress=on_progress, on_notice=on_notice)
        replaying.extend([kept] if kept else [])
        return kept

    chain = open_chain(settings, library=library, open_chat=open_chat)
    return CaseAnswerer(
        chain,
        chain.components.model_name,
        replies=replaying,
        kept=KeptValues(replies / "seconds") if replies else None,
        library_hash=library_hash,
    )


def open_kept_model(
    settings: Settings,
    replies: Path,
    *,
    replay_only: bool = False,
    on_progress: Progress | None = None,
    on_notice: Callable[[str], None] = lambda notice: None,
) -> ReplayModel | None:
    """Return the model of the settings with its replies kept in a folder; None for the extractive answerer.

    settings     with the model that choose_settings gave them
    replay_only  raise ModelUnavailable instead of asking the model
    """
    model = _open_model(settings, on_progress, on_notice, is_lazy=True)
    return ReplayModel(model, replies, replay_only=replay_only, origin=_find_origin(settings)) if model else None


def _open_model(
    settings: Settings, on_progress: Progress | None, on_notice: Callable[[str], None], *, is_lazy: bool
) -> ChatModel | None:
    """Return the model; one behind an endpoint wants its key only when it is first asked, where replies may be kept."""
    choice = choose_model(settings)

    def open() -> ChatModel:
        model = open_model(choice, settings, on_progress=on_progress, on_notice=on_notice)
        assert model is not None
        return model

    if is_lazy and has_endpoint(settings.model):
        return LazyModel(choice.spec, open)
    return None if choice.spec == "extractive" else open()


def _find_origin(settings: Settings) -> str:
    """Return what tells the model from others of its name: the url of its endpoint, or its file."""
    kind, _, name = (settings.model or "").partition(":")
    if kind == "openai":
        return show_urls(find_url(settings))
    if kind == "local" and name and not name.startswith(PREFIX):
        path = Path(name).expanduser().resolve()
        return f"{path} of {path.stat().st_size} bytes"
    return ""


def _run_jobs(cases: Sequence[Case], answer: Callable[[Case], Row], jobs: int) -> Iterator[Row]:
    if jobs == 1:
        yield from map(answer, cases)
        return
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="eval")
    try:
        for future in as_completed([pool.submit(answer, case) for case in cases]):
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _fail(case: Case, error: str, begun: float) -> Row:
    return Row(case=case, answer=None, error=error, seconds=round(time.perf_counter() - begun, 6))
