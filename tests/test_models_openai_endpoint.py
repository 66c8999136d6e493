import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from endpoint import KEY, Fault, Request, ScriptedEndpoint

from qa.errors import MissingKey, ModelFailed, ModelUnavailable, QAError
from qa.models import Message, Token, Usage
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel, find_first_model

QUESTION = [Message(role="system", content="Be brief."), Message(role="user", content="Who met?")]


def point_at(endpoint: ScriptedEndpoint, *, timeout: float = 5.0, is_ours: bool = False) -> Endpoint:
    return Endpoint(url=endpoint.url, key=KEY, timeout=timeout, is_ours=is_ours)


_opened: list[OpenAIModel] = []


def open_scripted(endpoint: ScriptedEndpoint, *, timeout: float = 5.0, is_ours: bool = False) -> OpenAIModel:
    target = point_at(endpoint, timeout=timeout, is_ours=is_ours)
    _opened.append(OpenAIModel(target, "scripted-model", max_tokens=160))
    return _opened[-1]


@pytest.fixture(autouse=True)
def close_models() -> Iterator[None]:
    """Close what a test opened, for a connection that is kept alive would be noticed in the middle of another."""
    yield
    while _opened:
        _opened.pop().close()


def test_the_pieces_of_an_answer_come_one_by_one_and_the_usage_after_them(endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["They met [1]."]
    completion = open_scripted(endpoint).stream(QUESTION)
    assert list(completion) == ["They ", "met ", "[1]."]
    assert completion.text == "They met [1]."
    assert completion.usage.completion_tokens == 3
    assert completion.usage.prompt_tokens > 0


def test_a_piece_is_there_before_the_answer_is_finished(endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["first " + "more " * 50]
    endpoint.delay = 0.1
    completion = open_scripted(endpoint).stream(QUESTION)
    assert next(iter(completion)) == "first "
    completion.close()
    assert completion.text == "first "
    assert completion.usage == Usage()


def test_a_request_is_reproducible_and_bounded(endpoint: ScriptedEndpoint) -> None:
    model = open_scripted(endpoint)
    model.stream(QUESTION).read()
    model.stream(QUESTION, max_tokens=9, stop=["\n\n"]).read()
    first, second = (request.body for request in endpoint.requests)
    assert first["temperature"] == 0
    assert first["seed"] == second["seed"]
    assert (first["max_tokens"], second["max_tokens"]) == (160, 9)
    assert ("stop" in first, second["stop"]) == (False, ["\n\n"])
    assert first["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Who met?"},
    ]
    assert endpoint.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_calls_at_the_same_time_keep_their_answers_and_usage_apart(endpoint: ScriptedEndpoint) -> None:
    def repeat(request: Request) -> str:
        return request.prompt

    endpoint.replies = [repeat]
    endpoint.delay = 0.01
    model = open_scripted(endpoint)
    gate = threading.Barrier(4)

    def ask(n: int) -> tuple[str, int]:
        gate.wait(10)
        completion = model.stream([Message(role="user", content=" ".join("x" * n))])
        return completion.read(), completion.usage.completion_tokens

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(1, 9))) == [(" ".join("x" * n), n) for n in range(1, 9)]
    model.close()


def test_an_endpoint_that_can_not_stream_answers_in_one_piece(endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["They met [1]."]
    endpoint.streams = False
    completion = open_scripted(endpoint).stream(QUESTION)
    assert list(completion) == ["They met [1]."]
    assert completion.usage.completion_tokens == 3


def test_an_answer_without_usage_counts_as_an_answer(endpoint: ScriptedEndpoint) -> None:
    endpoint.refuses = {"stream_options"}
    completion = open_scripted(endpoint).stream(QUESTION)
    assert completion.read() == "A scripted answer."
    assert completion.usage == Usage()


@pytest.mark.parametrize("fault", ["429", "500"])
def test_a_passing_failure_is_tried_again(endpoint: ScriptedEndpoint, fault: Fault) -> None:
    endpoint.faults = [fault, fault, None]
    assert open_scripted(endpoint).stream(QUESTION).read() == "A scripted answer."
    assert len(endpoint.requests) == 3


def test_parameters_that_the_model_does_not_know_are_left_out_from_then_on(endpoint: ScriptedEndpoint) -> None:
    endpoint.refuses = {"max_tokens", "temperature"}
    model = open_scripted(endpoint)
    assert model.stream(QUESTION).read() == "A scripted answer."
    assert len(endpoint.requests) == 3
    assert model.stream(QUESTION).read() == "A scripted answer."
    assert len(endpoint.requests) == 4
    body = endpoint.requests[-1].body
    assert not {"max_tokens", "temperature"} & set(body)
    assert body["max_completion_tokens"] > 160


def test_an_answer_tells_its_tokens_to_who_asks_for_them(endpoint: ScriptedEndpoint) -> None:
    endpoint.replies, endpoint.rate = ["They met [1]."], lambda piece: -len(piece) / 10
    model = open_scripted(endpoint)
    completion = model.stream(QUESTION, logprobs=True)
    assert completion.read() == "They met [1]."
    assert completion.tokens == [
        Token(text="They ", logprob=-0.5), Token(text="met ", logprob=-0.4), Token(text="[1].", logprob=-0.4)
    ]  # fmt: skip
    assert completion.usage.completion_tokens == 3
    completion = model.stream(QUESTION)
    assert (completion.read(), completion.tokens) == ("They met [1].", [])
    assert "logprobs" not in endpoint.requests[-1].body


def test_an_answer_in_one_piece_tells_its_tokens_too(endpoint: ScriptedEndpoint) -> None:
    endpoint.streams, endpoint.replies, endpoint.logprobs = False, ["Yes"], {"Yes": -0.5, "No": -1.0}
    completion = open_scripted(endpoint).stream(QUESTION, logprobs=True)
    assert (completion.read(), completion.tokens) == ("Yes", [Token(text="Yes", logprob=-0.5)])


@pytest.mark.parametrize("refused", [{"logprobs"}, set()], ids=["refused", "ignored"])
def test_an_endpoint_that_tells_no_tokens_answers_all_the_same(endpoint: ScriptedEndpoint, refused: set[str]) -> None:
    endpoint.refuses, endpoint.refusal = refused, 403
    model = open_scripted(endpoint)
    for _ in range(2):
        completion = model.stream(QUESTION, logprobs=True)
        assert (completion.read(), completion.tokens) == ("A scripted answer.", [])
    assert len(endpoint.requests) == 2 + len(refused)


def test_the_first_token_is_scored_in_one_short_call(endpoint: ScriptedEndpoint) -> None:
    endpoint.logprobs = {"yes": -0.1, " no": -2.5}
    found = open_scripted(endpoint).score_first_token(QUESTION, top=5)
    assert found and found.logprobs == {"yes": -0.1, " no": -2.5}
    assert found.usage.prompt_tokens > 0
    (request,) = endpoint.requests
    asked = {name: request.body.get(name) for name in ("max_tokens", "logprobs", "top_logprobs", "temperature")}
    assert asked == {"max_tokens": 1, "logprobs": True, "top_logprobs": 5, "temperature": 0}
    assert not request.body.get("stream")


@pytest.mark.parametrize("status", [400, 403], ids=["as a bad request", "as forbidden"])
@pytest.mark.parametrize("name", ["logprobs", "top_logprobs"])
def test_an_endpoint_that_refuses_to_score_is_asked_only_once(
    endpoint: ScriptedEndpoint, name: str, status: int
) -> None:
    endpoint.refuses, endpoint.refusal = {name}, status
    model = open_scripted(endpoint)
    assert [model.score_first_token(QUESTION) for _ in range(3)] == [None] * 3
    assert len(endpoint.requests) == 1
    assert model.stream(QUESTION).read() == "A scripted answer."


def test_an_endpoint_that_ignores_what_it_is_asked_scores_nothing(endpoint: ScriptedEndpoint) -> None:
    assert open_scripted(endpoint).score_first_token(QUESTION) is None


def test_scoring_leaves_out_what_else_is_refused(endpoint: ScriptedEndpoint) -> None:
    endpoint.refuses, endpoint.logprobs = {"seed"}, {"yes": 0.0}
    found = open_scripted(endpoint).score_first_token(QUESTION)
    assert found and found.logprobs == {"yes": 0.0}


FAILURES: dict[str, tuple[Fault, type[QAError], str]] = {
    "wrong key": ("401", MissingKey, "refused the key"),
    "forbidden": ("403", MissingKey, "refused the key"),
    "no such model": ("404", ModelUnavailable, "no model 'scripted-model'"),
    "too many requests": ("429", ModelFailed, "too many requests"),
    "broken server": ("500", ModelFailed, "status 500"),
    "web page": ("html", ModelFailed, "text/html"),
    "broken json in the stream": ("garbage", ModelFailed, "not as an OpenAI-compatible endpoint"),
    "broken json": ("not_json", ModelFailed, "not as an OpenAI-compatible endpoint"),
    "error in the stream": ("error", ModelFailed, "out of memory"),
    "empty stream": ("empty", ModelFailed, "empty answer"),
}


@pytest.mark.parametrize(("fault", "kind", "words"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failure_is_told_in_a_line_without_the_key(
    endpoint: ScriptedEndpoint, fault: Fault, kind: type[QAError], words: str
) -> None:
    endpoint.fault = fault
    with pytest.raises(QAError) as caught:
        open_scripted(endpoint).stream(QUESTION).read()
    message = str(caught.value)
    assert type(caught.value) is kind
    assert words in message
    assert KEY not in message
    assert message.isprintable()
    assert message.endswith(".")


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [FAILURES[name] for name in ("wrong key", "no such model", "broken server", "web page", "broken json")],
    ids=["wrong key", "no such model", "broken server", "web page", "broken json"],
)
def test_scoring_fails_as_answering_does(
    endpoint: ScriptedEndpoint, fault: Fault, kind: type[QAError], words: str
) -> None:
    endpoint.fault = fault
    with pytest.raises(QAError) as caught:
        open_scripted(endpoint).score_first_token(QUESTION)
    assert type(caught.value) is kind
    assert words.replace("text/html", "not as an OpenAI-compatible endpoint") in str(caught.value)


def test_an_empty_answer_in_one_piece_fails(endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = [""]
    endpoint.streams = False
    with pytest.raises(ModelFailed, match="empty answer"):
        open_scripted(endpoint).stream(QUESTION).read()


def test_a_request_that_is_refused_as_a_whole_fails(endpoint: ScriptedEndpoint) -> None:
    endpoint.refuses = {"messages"}
    with pytest.raises(ModelFailed, match=r"status 400 \(Unsupported parameter: 'messages'"):
        open_scripted(endpoint).stream(QUESTION).read()


def test_a_silent_endpoint_fails_after_the_timeout(endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "hang"
    with pytest.raises(ModelFailed, match=r"no answer for 0\.2 seconds"):
        open_scripted(endpoint, timeout=0.2, is_ours=True).stream(QUESTION).read()
    assert len(endpoint.requests) == 1


def test_an_answer_that_breaks_off_fails_and_keeps_what_came(endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "cut"
    completion = open_scripted(endpoint).stream(QUESTION)
    with pytest.raises(ModelFailed, match="broke off"):
        completion.read()
    assert completion.text == "The first words"


def test_an_endpoint_that_is_down_is_unavailable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        model = OpenAIModel(Endpoint(url=url, key=KEY, timeout=1.0, is_ours=True), "m", max_tokens=9)
        with pytest.raises(ModelUnavailable, match="can't be reached"):
            model.stream(QUESTION).read()


def test_a_name_and_password_in_the_url_are_not_shown(endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "404"
    url = endpoint.url.replace("//", "//me:hidden-word@")
    with pytest.raises(ModelUnavailable) as caught:
        OpenAIModel(Endpoint(url=url, key=KEY, timeout=1.0), "m", max_tokens=9).stream(QUESTION).read()
    assert "hidden-word" not in str(caught.value)


def test_half_a_surrogate_pair_in_a_message_does_not_stop_it(endpoint: ScriptedEndpoint) -> None:
    open_scripted(endpoint).stream([Message(role="user", content="a\ud800b")]).read()
    assert endpoint.requests[0].prompt == "a?b"


def test_our_own_endpoint_is_reached_without_the_proxy_of_the_environment(
    endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert open_scripted(endpoint, is_ours=True).stream(QUESTION).read() == "A scripted answer."


def test_the_first_model_of_an_endpoint_is_found(endpoint: ScriptedEndpoint) -> None:
    assert find_first_model(point_at(endpoint)) == "scripted-model"


def test_an_endpoint_that_lists_no_model_says_how_to_name_one(endpoint: ScriptedEndpoint) -> None:
    endpoint.models = []
    with pytest.raises(ModelUnavailable, match="--model openai:NAME"):
        find_first_model(point_at(endpoint))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("html", ModelFailed), ("not_json", ModelFailed), ("401", MissingKey), ("404", ModelUnavailable)],
)
def test_a_list_of_models_that_can_not_be_had_is_told(
    endpoint: ScriptedEndpoint, fault: Fault, kind: type[QAError]
) -> None:
    endpoint.fault = fault
    with pytest.raises(kind) as caught:
        find_first_model(point_at(endpoint))
    assert type(caught.value) is kind
    assert "None" not in str(caught.value)


def test_importing_the_models_and_making_one_loads_no_third_party() -> None:
    code = (
        "import sys, qa.models, qa.models.embeddings\n"
        "from qa.models.openai.client import Endpoint\n"
        "from qa.models.openai.endpoint import OpenAIModel\n"
        "OpenAIModel(Endpoint(url='http://127.0.0.1:1/v1', key='k', timeout=1), 'm', max_tokens=1)\n"
        "heavy = {'openai', 'langchain', 'langchain_core', 'numpy', 'onnxruntime', 'tokenizers', 'xllamacpp'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_openai_endpoint_does_without_langchain(endpoint: ScriptedEndpoint) -> None:
    code = (
        "import sys\n"
        "from qa.models import Message\n"
        "from qa.models.openai.client import Endpoint\n"
        "from qa.models.openai.endpoint import OpenAIModel\n"
        f"model = OpenAIModel(Endpoint(url={endpoint.url!r}, key='k', timeout=9), 'm', max_tokens=1)\n"
        "print(model.stream([Message(role='user', content='?')]).read())\n"
        "sys.exit(' '.join(name for name in sys.modules if name.startswith('langchain')) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "A scripted answer.\n", "")
