"""Endpoints of today differ from each other in what they refuse, how they stream and where they put thoughts."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from endpoint import KEY, RawReply, Request, ScriptedEndpoint, refuse, run_endpoint, stream_events

from qa.errors import ModelFailed, ModelUnavailable, QAError
from qa.models import Message
from qa.models.openai import http as http
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel

QUESTION = [Message(role="system", content="Be brief."), Message(role="user", content="How many?")]
ANSWER = "There were 61 people on board [1]."
DONE = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
LONG = {"choices": [{"index": 0, "delta": {}, "finish_reason": "length"}]}


def say(text: Any, **more: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": text, **more}, "finish_reason": None}]}


def whole(message: Any, **more: Any) -> RawReply:
    return RawReply(body=[json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": "stop"} | more]})])


@pytest.fixture
def open_model(endpoint: ScriptedEndpoint) -> Iterator[Callable[..., OpenAIModel]]:
    opened: list[OpenAIModel] = []

    def open(*, url: str = "", timeout: float = 5.0, **options: Any) -> OpenAIModel:
        target = Endpoint(url=url or endpoint.url, key=KEY, timeout=timeout)
        opened.append(OpenAIModel(target, "scripted-model", max_tokens=160, **options))
        return opened[-1]

    yield open
    for model in opened:
        model.close()


Open = Callable[..., OpenAIModel]

FINAL_TEXTS: dict[str, RawReply] = {
    "think tags": stream_events(say("<think>\nMaybe 48 [2]."), say("\n</think>\n\n"), say(ANSWER), DONE),
    "only the closing tag": stream_events(say("Maybe 48 [2].\n</thi"), say("nk>\n\n" + ANSWER), DONE),
    "triangles": stream_events(say("◁think▷Maybe 48.◁/think▷" + ANSWER), DONE),
    "channels": stream_events(
        say("<|channel|>analysis<|message|>48?<|end|><|start|>assistant<|channel|>final<|message|>" + ANSWER), DONE
    ),
    "reasoning_content": stream_events(say(None, reasoning_content="Maybe 48."), say(ANSWER), DONE),
    "reasoning": stream_events(say("", reasoning="Maybe 48."), say(ANSWER), DONE),
    "reasoning_details": stream_events(say("", reasoning_details=[{"type": "x", "text": "48"}]), say(ANSWER), DONE),
    "thinking": whole({"role": "assistant", "content": ANSWER, "thinking": "Maybe 48."}),
    "parts": whole({"content": [{"type": "text", "text": ANSWER[:10]}, {"type": "text", "text": ANSWER[10:]}]}),
    "parts with thoughts": whole(
        {
            "content": [
                {"type": "thinking", "thinking": [{"type": "text", "text": "48?"}]},
                {"type": "text", "text": ANSWER},
            ]
        }
    ),
    "parts in a stream": stream_events(
        say([{"type": "thinking", "thinking": "48?"}]), say([{"type": "text", "text": ANSWER}]), DONE
    ),
    "a part alone": whole({"content": {"type": "output_text", "text": ANSWER}}),
    "a part with a value": whole({"content": [{"type": "text", "text": {"value": ANSWER, "annotations": []}}]}),
    "a refusal": whole({"content": None, "refusal": ANSWER}),
    "a text without a message": RawReply(body=[json.dumps({"choices": [{"text": ANSWER, "index": 0}]})]),
}


@pytest.mark.parametrize("reply", FINAL_TEXTS.values(), ids=FINAL_TEXTS.keys())
def test_the_final_text_is_the_answer(endpoint: ScriptedEndpoint, open_model: Open, reply: RawReply) -> None:
    endpoint.answer = lambda request: reply
    assert open_model().stream(QUESTION).read() == ANSWER


CHUNKS: dict[str, RawReply] = {
    "delta null": stream_events(say(ANSWER), {"choices": [{"index": 0, "delta": None, "finish_reason": "stop"}]}),
    "no delta": stream_events(say(ANSWER), {"choices": [{"index": 0, "finish_reason": "stop"}]}),
    "no choices": stream_events({"choices": []}, {"choices": None}, {"id": "x"}, say(ANSWER), DONE),
    "a choice null": stream_events({"choices": [None]}, say(ANSWER), DONE),
    "null": stream_events("data: null\n\n", "data: \n\n", say(ANSWER), DONE),
    "comments": stream_events(": OPENROUTER PROCESSING\n\n", ":\n\n", say(ANSWER), DONE),
    "events with names": stream_events("event: chunk\nid: 7\nretry: 10\n", say(ANSWER), DONE),
    "no space": stream_events(f"data:{json.dumps(say(ANSWER))}\n\n", DONE),
    "ends of Windows": stream_events(f"data: {json.dumps(say(ANSWER))}\r\n\r\n", DONE),
    "no empty lines": stream_events(f"data: {json.dumps(say(ANSWER))}\n", DONE),
    "data on several lines": stream_events(
        "data: " + json.dumps(say(ANSWER), indent=1).replace("\n", "\ndata: ") + "\n\n"
    ),
    "a mark of the byte order": stream_events("\ufeff" + f"data: {json.dumps(say(ANSWER))}\n\n", DONE),
    "another choice": stream_events({"choices": [{"index": 1, "delta": {"content": "No."}}]}, say(ANSWER), DONE),
    "usage empty": stream_events(say(ANSWER), {"choices": [], "usage": {}}, {"usage": None}),
    "usage of texts": stream_events(say(ANSWER), {"choices": [], "usage": {"prompt_tokens": "9"}}),
    "a message in the end": stream_events({"choices": [{"index": 0, "message": {"content": ANSWER}}]}),
    "a message that says it again": stream_events(say(ANSWER), {"choices": [{"message": {"content": ANSWER}}]}),
    "log-probabilities null": stream_events(
        {"choices": [{"index": 0, "delta": {"content": ANSWER}, "logprobs": None}]}
    ),
    "plain text": RawReply(body=[f"data: {json.dumps(say(ANSWER))}\n\n"], kind="text/plain"),
    "bytes one by one": RawReply(
        body=[bytes([byte]) for byte in f"data: {json.dumps(say(ANSWER))}\r\n\r\ndata: [DONE]\r\n\r\n".encode()],
        kind="text/event-stream",
    ),
}


@pytest.mark.parametrize("reply", CHUNKS.values(), ids=CHUNKS.keys())
def test_a_stream_is_read_however_it_is_written(endpoint: ScriptedEndpoint, open_model: Open, reply: RawReply) -> None:
    endpoint.answer = lambda request: reply
    assert open_model().stream(QUESTION).read() == ANSWER


def test_a_character_that_comes_in_halves_is_joined_and_half_a_one_is_replaced(
    endpoint: ScriptedEndpoint, open_model: Open
) -> None:
    events = [say("Yes \ud83d"), say("\ude00"), say(" and \ud800.")]
    endpoint.answer = lambda request: stream_events(*events)
    assert open_model().stream(QUESTION).read() == "Yes 😀 and \ufffd."


REFUSALS: dict[str, tuple[str, Any]] = {
    "OpenAI, stream": (
        "stream",
        {"error": {"message": "Your organization must be verified to stream this model.", "param": "stream"}},
    ),
    "in words, stream": ("stream", {"error": {"message": "Streaming is not supported for this model"}}),
    "OpenAI, token limit": (
        "max_tokens",
        {
            "error": {
                "message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.",
                "param": "max_tokens",
            }
        },
    ),
    "temperature": (
        "temperature",
        {"error": {"message": "Unsupported value: 'temperature' does not support 0 with this model."}},
    ),
    "FastAPI": (
        "seed",
        {"detail": [{"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]},
    ),
    "FastAPI with the request in it": (
        "stream_options",
        {
            "detail": [
                {
                    "loc": ["body", "stream_options"],
                    "msg": "not permitted",
                    "input": {"seed": 7, "stream": True, "stop": 1},
                }
            ]
        },
    ),
    "Mistral": (
        "seed",
        {
            "object": "error",
            "message": {"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]},
        },
    ),
    "Azure": ("stream_options", {"error": {"message": "Unrecognized request argument supplied: stream_options"}}),
    "Gemini": ("seed", [{"error": {"code": 400, "message": 'Invalid JSON payload received. Unknown name "seed"'}}]),
    "an error in an error": (
        "seed",
        {"error": {"message": "Provider returned error", "metadata": {"raw": '{"error":"seed is not supported"}'}}},
    ),
    "only what to use": ("max_tokens", {"error": {"message": "Please use max_completion_tokens with this model."}}),
    "a text": ("seed", "unknown field: seed"),
    "vLLM, system role": ("system", {"object": "error", "message": "System role not supported", "param": None}),
    "Gemma": ("system", [{"error": {"message": "Developer instruction is not enabled for models/gemma-3-27b-it"}}]),
    "a template": (
        "system",
        {"error": {"message": "Conversation roles must alternate user/assistant/user/assistant/..."}},
    ),
    "OpenAI, system role": (
        "system",
        {
            "error": {
                "message": "Unsupported value: 'messages[0].role' does not support 'system'",
                "param": "messages[0].role",
            }
        },
    ),
}


def has_parameter(request: Request, name: str) -> bool:
    if name == "system":
        return any(message["role"] == "system" for message in request.body["messages"])
    return name in request.body


@pytest.mark.parametrize("status", [400, 422])
@pytest.mark.parametrize(("name", "body"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_an_error_names_is_left_out(
    endpoint: ScriptedEndpoint, open_model: Open, name: str, body: Any, status: int
) -> None:
    endpoint.replies = [ANSWER]
    endpoint.answer = lambda request: refuse(body, status) if has_parameter(request, name) else None
    model = open_model()
    assert [model.stream(QUESTION).read() for _ in range(2)] == [ANSWER] * 2
    assert len(endpoint.requests) == 3
    last = endpoint.requests[-1].body
    others = {"max_tokens", "temperature", "seed", "stream", "stream_options"} - {name}
    others -= {"stream_options"} if name == "stream" else set()
    assert others <= set(last)
    assert ("Be brief." in last["messages"][0]["content"]) and "How many?" in last["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"error": {"message": "jinja template rendering failed. System role not supported"}}),
        (501, {"error": {"message": "streaming is not implemented"}}),
        (404, {"error": {"message": "No endpoints found that support the parameter seed"}}),
        (403, {"error": {"message": "You are not allowed to stream this model"}}),
    ],
)
def test_other_statuses_refuse_too(endpoint: ScriptedEndpoint, open_model: Open, status: int, body: Any) -> None:
    name = next(name for name in ("system", "stream", "seed") if name in json.dumps(body).lower())
    endpoint.replies = [ANSWER]
    endpoint.answer = lambda request: refuse(body, status) if has_parameter(request, name) else None
    assert open_model().stream(QUESTION).read() == ANSWER
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    "make",
    [lambda error: refuse(error, 200), lambda error: stream_events(error)],
    ids=["in one piece", "in the stream"],
)
def test_an_error_that_calls_itself_a_success_is_one(
    endpoint: ScriptedEndpoint, open_model: Open, make: Callable[[Any], RawReply]
) -> None:
    error = {"error": {"message": "seed is not supported by this provider", "code": 400}}
    endpoint.replies = [ANSWER]
    endpoint.answer = lambda request: make(error) if "seed" in request.body else None
    assert open_model().stream(QUESTION).read() == ANSWER
    endpoint.answer = lambda request: make({"error": {"message": "the kitchen is on fire"}})
    with pytest.raises(ModelFailed, match="the kitchen is on fire"):
        open_model().stream(QUESTION).read()


@pytest.mark.parametrize(
    "reply",
    [
        stream_events('event: error\ndata: {"message": "the kitchen is on fire"}\n\n'),
        stream_events("event: error\ndata: the kitchen is on fire\n\n"),
        stream_events({"object": "error", "message": "the kitchen is on fire", "code": 500}),
        stream_events({"type": "error", "error": {"message": "the kitchen is on fire"}}),
        RawReply(body=['{"detail": "the kitchen is on fire"}']),
    ],
    ids=["an event", "an event of text", "an object", "a type", "detail"],
)
def test_an_error_is_told_in_its_own_words(endpoint: ScriptedEndpoint, open_model: Open, reply: RawReply) -> None:
    endpoint.answer = lambda request: reply
    with pytest.raises(ModelFailed, match="the kitchen is on fire"):
        open_model().stream(QUESTION).read()


def test_several_refusals_are_taken_one_after_the_other(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.replies, endpoint.refuses = [ANSWER], {"max_tokens", "max_completion_tokens", "seed", "stream"}
    assert open_model().stream(QUESTION).read() == ANSWER
    assert set(endpoint.requests[-1].body) == {"model", "messages", "temperature"}


def test_a_prompt_that_is_too_long_is_told_and_not_sent_again(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    said = "'max_tokens' is too large: 160. This model's maximum context length is 512 tokens."
    endpoint.answer = lambda request: refuse({"message": said})
    with pytest.raises(ModelFailed, match="QA_EVIDENCE_TOKENS"):
        open_model().stream(QUESTION).read()
    assert len(endpoint.requests) == 1


def limit_of(request: Request) -> int:
    return int(request.body.get("max_tokens") or request.body["max_completion_tokens"])


@pytest.mark.parametrize(
    "cut",
    [
        stream_events(say(None, reasoning_content="Let me think."), LONG),
        stream_events(say("<think>Let me think."), LONG),
        stream_events(say(""), LONG),
        stream_events(say("<think>Let me think.</think>There were"), LONG),
        stream_events(say(None, reasoning="Let me think."), DONE),
    ],
    ids=["in a field", "in tags", "unseen", "most of the room", "and stopped"],
)
def test_a_model_that_thought_away_its_room_is_given_more(
    endpoint: ScriptedEndpoint, open_model: Open, cut: RawReply
) -> None:
    endpoint.replies = [ANSWER]
    endpoint.answer = lambda request: cut if limit_of(request) < 600 else None
    model = open_model()
    completion = model.stream(QUESTION)
    assert (completion.read(), completion.finish_reason) == (ANSWER, "stop")
    assert model.stream(QUESTION).read() == ANSWER
    assert [limit_of(request) > 600 for request in endpoint.requests] == [False, True, True]


def test_a_model_that_only_thinks_is_told(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: stream_events(say("<think>Let me think."), LONG)
    with pytest.raises(ModelFailed, match=r"thought for all of its 8,160 tokens and wrote no answer.*QA_MAX_TOKENS"):
        open_model().stream(QUESTION).read()
    assert len(endpoint.requests) == 3


def test_no_more_room_than_the_context_has_is_asked_for(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    cut = stream_events(say("<think>Hm.</think>There were"), LONG)
    full = refuse({"error": {"message": "maximum context length is 1024 tokens"}})
    endpoint.answer = lambda request: cut if limit_of(request) < 600 else full
    with pytest.raises(ModelFailed, match="thought for all"):
        open_model().stream(QUESTION).read()


@pytest.mark.parametrize(("reason", "is_cut"), [("stop", False), ("length", True), ("MAX_TOKENS", True), (None, False)])
def test_why_an_answer_ended_is_told(
    endpoint: ScriptedEndpoint, open_model: Open, reason: str | None, *, is_cut: bool
) -> None:
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}
    endpoint.answer = lambda request: stream_events(say(ANSWER), end)
    completion = open_model().stream(QUESTION)
    assert (completion.read(), completion.is_cut) == (ANSWER, is_cut)


def test_an_answer_that_was_withheld_is_told(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "content_filter"}]}
    endpoint.answer = lambda request: stream_events(end)
    with pytest.raises(ModelFailed, match="withheld"):
        open_model().stream(QUESTION).read()


def test_tokens_of_thoughts_are_none_of_the_answer(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.replies, endpoint.rate = ["<think>48 or 61</think>\n\n61 people"], lambda piece: -1.0
    completion = open_model().stream(QUESTION, logprobs=True)
    assert completion.read() == "61 people" == "".join(token.text for token in completion.tokens)


def test_signs_of_life_do_not_put_off_the_deadline(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: stream_events(*[": still here\n\n"] * 100, pause=0.1)
    begun = time.monotonic()
    with pytest.raises(ModelFailed, match=r"no answer for 0\.5 seconds"):
        open_model(timeout=0.5).stream(QUESTION).read()
    # All its signs would take ten seconds.
    assert time.monotonic() - begun < 9


def test_a_silent_endpoint_has_one_deadline_for_all_attempts(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.fault = "hang"
    begun = time.monotonic()
    with pytest.raises(ModelFailed, match="no answer for 2 seconds"):
        open_model(timeout=2.0).stream(QUESTION).read()
    # Three attempts with a deadline each would take six seconds.
    assert time.monotonic() - begun < 5


def test_a_slow_answer_may_take_longer_while_it_grows(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: stream_events(*[say("word ")] * 10, DONE, pause=0.25)
    assert open_model(timeout=2.0).stream(QUESTION).read() == "word " * 10


def test_an_answer_that_goes_on_far_beyond_its_limit_is_stopped(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: stream_events(*[say("a " * 5_000)] * 30, DONE)
    with pytest.raises(ModelFailed, match="far beyond its limit of"):
        open_model().stream(QUESTION).read()


def test_an_answer_that_grows_without_end_has_a_last_deadline(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: stream_events(*[say("a ")] * 100, pause=0.05)
    with pytest.raises(ModelFailed, match="was not done after 2 seconds"):
        open_model(timeout=0.2).stream(QUESTION).read()


def test_a_reply_without_end_is_cut_off(
    endpoint: ScriptedEndpoint, open_model: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_BYTES", 2_000_000)
    endpoint.answer = lambda request: RawReply(body=["data: " + "x" * 65_536] * 200, kind="text/event-stream")
    with pytest.raises(ModelFailed, match="longer than 2 MB"):
        open_model().stream(QUESTION).read()


@pytest.mark.parametrize(
    "reply",
    [
        RawReply(body=["[" * 200_000]),
        RawReply(body=["data: " + "[" * 200_000 + "\n\n"], kind="text/event-stream"),
        RawReply(body=['{"error":' * 100_000], status=400),
        RawReply(body=['{"choices": [{"message": {"content": 7}}]}']),
        RawReply(body=['{"choices": [[]]}']),
        RawReply(body=["[]"]),
        RawReply(body=["7"]),
        RawReply(body=[""]),
        RawReply(body=["data: {\n\n"], kind="text/event-stream"),
        RawReply(body=[b"\xff\xfe\x00"]),
    ],
    ids=["brackets", "brackets in a stream", "an error of brackets", "a number", "lists", "a list", "seven", "nothing",
         "broken", "bytes"],
)  # fmt: skip
def test_nonsense_is_told_in_a_line(endpoint: ScriptedEndpoint, open_model: Open, reply: RawReply) -> None:
    endpoint.answer = lambda request: reply
    with pytest.raises(QAError) as caught:
        open_model().stream(QUESTION).read()
    assert str(caught.value).isprintable()
    with suppress(QAError):
        assert open_model().score_first_token(QUESTION) is None


def test_a_call_that_is_asked_to_wait_says_so(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    told: list[str] = []
    waits = iter([RawReply(body=["{}"], status=429, headers={"retry-after": "3"})])
    endpoint.replies, endpoint.answer = [ANSWER], lambda request: next(waits, None)
    assert open_model(on_notice=told.append).stream(QUESTION).read() == ANSWER
    assert [("3 seconds" in notice, endpoint.url in notice) for notice in told] == [(True, True)]


def test_a_wait_beyond_the_deadline_is_an_error_at_once(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: RawReply(body=["{}"], status=429, headers={"retry-after": "3600"})
    with pytest.raises(ModelFailed, match="asks to wait 3600 seconds"):
        open_model().stream(QUESTION).read()
    assert len(endpoint.requests) == 1


def test_a_spent_account_is_not_asked_again(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: refuse({"error": {"code": "insufficient_quota", "message": "no credit"}}, 429)
    with pytest.raises(ModelFailed, match="no credit"):
        open_model().stream(QUESTION).read()
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_prompt_follows_to_another_origin(endpoint: ScriptedEndpoint, open_model: Open, status: int) -> None:
    with run_endpoint() as other:
        location = {"location": f"{other.url}/chat/completions?key=1"}
        endpoint.answer = lambda request: RawReply(body=[""], status=status, headers=location)
        with pytest.raises(ModelUnavailable, match="--base-url"):
            open_model().stream(QUESTION).read()
        assert not other.requests


def test_a_redirect_within_the_origin_is_followed(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    moved = RawReply(body=[""], status=308, headers={"location": "/v1/chat/completions"})
    endpoint.replies = [ANSWER]
    endpoint.answer = lambda request: moved if request.path.startswith("/old") else None
    assert open_model(url=endpoint.url.replace("/v1", "/old")).stream(QUESTION).read() == ANSWER
    assert endpoint.requests[-1].body["messages"]


@pytest.mark.parametrize("end", ["", "/", "/chat/completions", "/chat/completions/", "/embeddings"])
def test_the_address_of_a_call_is_as_good_as_that_of_the_endpoint(
    endpoint: ScriptedEndpoint, open_model: Open, end: str
) -> None:
    endpoint.replies = [ANSWER]
    assert open_model(url=endpoint.url + end).stream(QUESTION).read() == ANSWER


def test_the_query_of_an_address_goes_with_every_call(endpoint: ScriptedEndpoint, open_model: Open) -> None:
    endpoint.answer = lambda request: whole({"content": ANSWER})
    assert open_model(url=f"{endpoint.url}?api-version=2024-06-01").stream(QUESTION).read() == ANSWER
    assert endpoint.requests[0].path == "/v1/chat/completions?api-version=2024-06-01"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9", "NO_PROXY=127.0.0.1"),
        ("ALL_PROXY", "socks://me:secret@127.0.0.1:9/", "NO_PROXY=127.0.0.1"),
    ],
)
def test_a_proxy_that_keeps_every_call_from_being_made_is_named(
    endpoint: ScriptedEndpoint, open_model: Open, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    for other in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(ModelUnavailable) as caught:
        open_model().stream(QUESTION).read()
    assert name in str(caught.value)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_proxy_that_is_down_is_named(
    endpoint: ScriptedEndpoint, open_model: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with pytest.raises(ModelUnavailable, match="HTTP_PROXY"):
        open_model().stream(QUESTION).read()


def test_certificates_that_are_gone_are_named_where_they_are_needed(
    endpoint: ScriptedEndpoint, open_model: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    endpoint.replies = [ANSWER]
    assert open_model().stream(QUESTION).read() == ANSWER
    with pytest.raises(ModelUnavailable, match=r"SSL_CERT_FILE is '/nowhere/ca\.pem'"):
        open_model(url=endpoint.url.replace("http:", "https:")).stream(QUESTION).read()
