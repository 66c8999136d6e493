"""Several endpoints that have one model: calls are spread over them, and one that fails is left out."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from endpoint import Request, ScriptedEndpoint, embed_letters, run_endpoint

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models import ChatModel, ModelChoice, open_model
from qa.models.chat import Message
from qa.models.embeddings import open_embedder
from qa.models.openai.client import find_endpoints
from qa.models.openai.errors import EndpointFault
from qa.settings import Settings, load_settings, override_settings
from qa.urls import show_urls

DEAD = "http://127.0.0.1:9/v1"


def repeat_number(request: Request) -> str:
    return f"It was {request.prompt}."


@pytest.fixture
def endpoints() -> Iterator[list[ScriptedEndpoint]]:
    with ExitStack() as stack:
        scripts = [stack.enter_context(run_endpoint()) for _ in range(3)]
        for script in scripts:
            script.replies = [repeat_number]
        yield scripts


def open_pool(urls: list[str], told: list[str] | None = None, *, timeout: float = 10.0) -> ChatModel:
    settings = Settings(base_url=",".join(urls), timeout=timeout)
    on_notice = told.append if told is not None else lambda notice: None
    model = open_model(ModelChoice(spec="openai:scripted-model", reason=""), settings, on_notice=on_notice)
    assert model is not None
    return model


def ask(model: ChatModel, words: str) -> str:
    return model.stream([Message(role="user", content=words)]).read()


def ask_many(model: ChatModel, count: int, jobs: int) -> list[str]:
    with ThreadPoolExecutor(jobs) as threads:
        return list(threads.map(lambda number: ask(model, str(number)), range(count)))


def test_calls_are_spread_and_answers_stay_with_their_questions(endpoints: list[ScriptedEndpoint]) -> None:
    model = open_pool([script.url for script in endpoints])
    assert ask_many(model, 30, 6) == [f"It was {number}." for number in range(30)]
    counts = [len(script.requests) for script in endpoints]
    assert sum(counts) == 30 and min(counts) >= 5
    model.close()


def test_the_least_busy_endpoint_is_asked(endpoints: list[ScriptedEndpoint]) -> None:
    slow, *others = endpoints
    slow.delay = 0.3
    ask_many(open_pool([script.url for script in endpoints]), 24, 3)
    assert len(slow.requests) < min(len(script.requests) for script in others) / 2


@pytest.mark.parametrize("fault", ["500", "429", "401", "404", "html", "cut", "error", "garbage"])
def test_one_that_fails_is_left_out_and_told_once(endpoints: list[ScriptedEndpoint], fault: str) -> None:
    bad, *_ = endpoints
    bad.fault = fault  # type: ignore[assignment]
    told: list[str] = []
    model = open_pool([script.url for script in endpoints], told)
    assert ask_many(model, 20, 4) == [f"It was {number}." for number in range(20)]
    [notice] = told
    assert bad.url in notice and notice.endswith("The other endpoints are asked meanwhile.")


def test_one_that_is_not_there_is_left_out_and_one_that_hangs_too(endpoints: list[ScriptedEndpoint]) -> None:
    endpoints[0].fault = "hang"
    told: list[str] = []
    model = open_pool([DEAD, *(script.url for script in endpoints)], told, timeout=0.5)
    assert ask_many(model, 12, 4) == [f"It was {number}." for number in range(12)]
    assert len(told) == 2


def test_one_that_dies_while_it_answers_loses_nothing(endpoints: list[ScriptedEndpoint]) -> None:
    dying, *_ = endpoints

    def die(request: Request) -> None:
        if len(dying.requests) >= 4:
            dying.fault = "cut"

    dying.answer = die
    told: list[str] = []
    model = open_pool([script.url for script in endpoints], told)
    assert ask_many(model, 40, 6) == [f"It was {number}." for number in range(40)]
    assert len(told) == 1


def test_one_that_is_back_is_asked_again(endpoints: list[ScriptedEndpoint], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.models.openai.pool._FIRST_REST", 0.05)
    back, *_ = endpoints
    back.faults = ["500"]
    model = open_pool([script.url for script in endpoints])
    ask_many(model, 6, 2)
    time.sleep(0.1)
    asked = len(back.requests)
    ask_many(model, 6, 2)
    assert len(back.requests) > asked


def test_where_all_fail_the_call_fails_as_with_one_and_names_them_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.models.openai.pool._FIRST_REST", 0.02)
    dead = [DEAD, "http://127.0.0.1:10/v1", "http://127.0.0.1:11/v1"]
    with pytest.raises(ModelUnavailable, match=r"can't be reached.* The other endpoints failed too: ") as caught:
        ask(open_pool(dead), "1")
    assert [str(caught.value).count(url) for url in dead] == [1, 1, 1]
    assert isinstance(caught.value.__cause__, EndpointFault)


def test_what_is_the_fault_of_the_request_is_asked_of_one_only(endpoints: list[ScriptedEndpoint]) -> None:
    for script in endpoints:
        script.replies = [""]
    told: list[str] = []
    with pytest.raises(ModelFailed, match="empty answer"):
        ask(open_pool([script.url for script in endpoints], told), "1")
    assert (sum(len(script.requests) for script in endpoints), told) == (1, [])


def test_probabilities_come_from_another_endpoint_where_one_fails(endpoints: list[ScriptedEndpoint]) -> None:
    bad, *others = endpoints
    bad.fault = "500"
    for script in others:
        script.logprobs = {"yes": -0.1, "no": -2.0}
    model = open_pool([script.url for script in endpoints])
    found = [model.score_first_token([Message(role="user", content="Is it?")]) for _ in range(3)]
    assert [dict(first.logprobs) for first in found if first] == [{"yes": -0.1, "no": -2.0}] * 3


def test_who_stops_waiting_frees_the_endpoint(endpoints: list[ScriptedEndpoint]) -> None:
    model = open_pool([script.url for script in endpoints])
    for number in range(6):
        completion = model.stream([Message(role="user", content=str(number))])
        next(iter(completion))
        completion.close()
    assert [replica.calls for replica in model._pool.replicas] == [0, 0, 0]  # type: ignore[attr-defined]


def test_texts_are_embedded_by_all_endpoints_at_once(endpoints: list[ScriptedEndpoint]) -> None:
    endpoints[0].fault = "500"
    seen = threading.Semaphore(0)
    for script in endpoints[1:]:
        script.embed = lambda text: (seen.release(), embed_letters(text))[1]  # type: ignore[func-returns-value]
    urls = ",".join(script.url for script in endpoints)
    settings = Settings(embedder="openai:scripted-embedder", base_url=urls, timeout=10)
    texts = [f"report {'abcdefghij'[number % 10] * (number % 7 + 1)}" for number in range(700)]
    pooled = open_embedder(settings)
    single = open_embedder(replace(settings, base_url=endpoints[1].url))
    assert pooled.name == single.name
    assert np.array_equal(pooled.embed_passages(texts), single.embed_passages(texts))
    assert np.array_equal(pooled.embed_queries(texts[:2]), single.embed_queries(texts[:2]))
    assert min(len(script.requests) for script in endpoints[1:]) >= 2


@pytest.mark.parametrize(
    "value",
    [
        "http://a.example/v1,http://b.example/v1",
        ["http://a.example/v1", "http://b.example/v1"],
        "http://a.example/v1 , http://b.example/v1,",
    ],
    ids=["commas", "a list", "spaces"],
)
def test_several_addresses_are_given_with_commas_or_as_a_list(value: object) -> None:
    settings = override_settings(Settings(), {"base_url": value})
    assert [endpoint.url for endpoint in find_endpoints(settings, {})] == ["http://a.example/v1", "http://b.example/v1"]


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("http://localhost:1/v1,foo", "foo"),
        ("foo, http://localhost:1/v1", "foo"),
        ("http://localhost:1/v1 http://localhost:2/v1", "http://localhost:1/v1 http://localhost:2/v1"),
        (["http://localhost:1/v1", "localhost:2"], "localhost:2"),
        (",", ","),
        (" ", " "),
        ("http://me:hidden@localhost:none/v1", "localhost:none/v1"),
        ("http://localhost:1/v1,me:hidden@there", "there"),
    ],
)
def test_the_one_that_is_no_address_is_named_where_the_setting_is_read(
    value: object, wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = re.escape(f"can't be {wrong!r}. Give a url such as http://")
    with pytest.raises(InvalidSetting, match=f"^--base-url {told}"):
        override_settings(Settings(), {"base_url": value})
    if isinstance(value, str):
        monkeypatch.setenv("QA_BASE_URL", value)
        with pytest.raises(InvalidSetting, match=f"^QA_BASE_URL {told}"):
            load_settings(folder=tmp_path)
        with pytest.raises(InvalidSetting, match=r"^OPENAI_BASE_URL can't be"):
            find_endpoints(Settings(), {"OPENAI_BASE_URL": value})


def test_passwords_of_none_of_them_are_shown() -> None:
    assert (
        show_urls("http://me:a,b@a.example/v1,http://me:c@b.example/v1") == "http://a.example/v1, http://b.example/v1"
    )
