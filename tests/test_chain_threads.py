"""Many threads may ask one chain at once: each is given the answer that it would be given alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from endpoint import Request, ScriptedEndpoint
from pytest import MonkeyPatch

from qa.answer import Answer, Seconds
from qa.chain import Chain, open_chain
from qa.library import Filters
from qa.settings import Settings

THREADS = 8
QUESTIONS = (
    "Which Chinese minister sat down with Hegseth in Kuala Lumpur?",
    "How many people did the flood in the Teln valley kill?",
    "Who came up with “You cannot eat a promise”?",
    "How many days after the ferry sank did Osterhout step aside?",
)


def strip(answer: Answer) -> Answer:
    return replace(answer, seconds=Seconds())


def ask_at_once(ask: Callable[[str], Answer], questions: list[str]) -> list[Answer]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(ask, questions))


def test_threads_that_ask_at_once_are_given_the_answers_of_one_that_asks_alone(library_of_seeds: Path) -> None:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        # The first question of a process may be embedded in another way, with other roundings.
        alone = [strip(chain.ask(question)) for question in QUESTIONS]
        together = ask_at_once(chain.ask, [*QUESTIONS, *QUESTIONS])
    assert [strip(answer) for answer in together] == [*alone, *alone]


def test_the_first_questions_of_a_chain_may_come_at_once_each_with_its_own_limits(library_of_seeds: Path) -> None:
    outlets = ["Meridian Wire", "Potomac Standard"] * (THREADS // 2)

    def ask(outlet: str) -> Answer:
        return chain.ask(QUESTIONS[0], filters=Filters(sources=(outlet,)), k=3)

    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        answers = ask_at_once(ask, outlets)
    assert [{passage.source for passage in answer.passages} for answer in answers] == [{outlet} for outlet in outlets]


def test_a_model_may_be_asked_by_many_threads_and_each_gets_its_own_reply(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")

    def copy_passage(request: Request) -> str:
        """Reply with the first line of the first passage, which depends on the question."""
        return f"{request.prompt.splitlines()[1]} [1]"

    endpoint.replies = [copy_passage]
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, judge=False)
    with open_chain(settings) as chain:
        alone = [strip(chain.ask(question)) for question in QUESTIONS]
        assert [strip(answer) for answer in ask_at_once(chain.ask, [*QUESTIONS, *QUESTIONS])] == [*alone, *alone]


def test_threads_that_only_begin_a_stream_hold_up_nobody(library_of_seeds: Path) -> None:
    def begin(question: str) -> str:
        return type(next(iter(chain.stream(question)))).__name__

    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        with ThreadPoolExecutor(THREADS) as pool:
            assert set(pool.map(begin, [*QUESTIONS, *QUESTIONS])) == {"StageStarted"}
        assert isinstance(chain, Chain)
        assert chain.ask(QUESTIONS[0]).status == "answered"
