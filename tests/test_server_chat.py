"""Chat clients ask the server: OpenAI's own, whole and streamed, in a loop and not, and LangChain's."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from endpoint import ScriptedEndpoint
from openai import APIError, AsyncOpenAI, BadRequestError, NotFoundError, OpenAI
from serving import Serving, serve

from qa.answer import EXPLANATIONS
from qa.render.clean import clean_lines
from qa.settings import Settings

MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
TEXT = {"role": "user", "content": MINISTER}
NONSENSE = "How do I fold a paper crane from a square of wet blotting paper?"


@pytest.fixture(scope="module")
def serving(library_of_seeds: Path) -> Iterator[Serving]:
    with serve(Settings(library=library_of_seeds, model="extractive")) as server:
        yield server


@pytest.fixture
def client(serving: Serving) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{serving.url}/v1", api_key="unused", max_retries=0) as opened:
        yield opened


def ask(client: OpenAI, *messages: tuple[str, Any], **options: Any) -> Any:
    said: Any = [{"role": role, "content": content} for role, content in messages]
    return client.chat.completions.create(model="qa", messages=said, **options)


def check_citations(text: str, citations: list[Any], answer: dict[str, Any], url: str) -> None:
    """Hold the citations of a message against the statements of its answer."""
    told = [(text[each.start_index : each.end_index], each) for each in citations]
    assert [sentence for sentence, _ in told] == [
        statement["text"] for statement in answer["statements"] for _ in statement["citations"]
    ]
    known = {citation["n"]: citation for citation in answer["citations"]}
    numbers = [n for statement in answer["statements"] for n in statement["citations"]]
    for n, (_, each) in zip(numbers, told, strict=True):
        cited, article = known[n], known[n]["article"]
        assert each.title.startswith(f"{article['title']}, {article['source']}, ")
        assert each.title.endswith("”")
        assert " ".join(cited["quote"].split()) in each.title
        assert each.url == (cited["link"] or each.url)
        assert "#:~:text=" in each.url or each.url.startswith(f"{url}/article/")


def test_the_models_are_those_of_the_server_after_its_own(client: OpenAI) -> None:
    names = [model.id for model in client.models.list()]
    assert names[0] == "qa"
    assert "extractive" in names
    assert client.models.retrieve("extractive").id == "extractive"


@pytest.mark.parametrize(
    "ask_model",
    [
        lambda client, name: client.chat.completions.create(model=name, messages=[TEXT]),
        lambda client, name: client.chat.completions.create(model=name, messages=[TEXT], stream=True),
        lambda client, name: client.responses.create(model=name, input=MINISTER),
        lambda client, name: client.models.retrieve(name),
    ],
    ids=["completion", "stream", "response", "model"],
)
@pytest.mark.parametrize("name", ["gpt-nobody", "openai:gpt/nobody"])
def test_a_model_that_is_not_there_is_not_found_as_clients_know_it_and_those_that_are_there_are_named(
    client: OpenAI, ask_model: Callable[[OpenAI, str], object], name: str
) -> None:
    with pytest.raises(NotFoundError, match=f"no model '{name}' here.*: qa, extractive") as raised:
        ask_model(client, name)
    assert (raised.value.code, raised.value.param) == ("model_not_found", "model")


def test_a_completion_cites_each_sentence(client: OpenAI, serving: Serving) -> None:
    completion = ask(client, ("user", MINISTER))
    [choice] = completion.choices
    assert (choice.finish_reason, choice.message.role, completion.model) == ("stop", "assistant", "extractive")
    assert "Dong Jun" in choice.message.content
    assert completion.qa["text"] == choice.message.content
    assert completion.qa["status"] == "answered"
    citations = [annotation.url_citation for annotation in choice.message.annotations]
    assert citations
    check_citations(choice.message.content, citations, completion.qa, serving.url)
    quoted = completion.qa["citations"][0]["quote"].split()
    assert " ".join(quoted[:5]) in unquote(citations[0].url)


def test_streamed_it_is_the_same_with_the_citations_in_one_piece(client: OpenAI) -> None:
    whole = ask(client, ("user", MINISTER))
    options = {"include_usage": True}
    *chunks, last = ask(client, ("user", MINISTER), stream=True, stream_options=options)
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    [cited] = [delta.annotations for delta in deltas if getattr(delta, "annotations", None)]
    assert cited == [each.to_dict() for each in whole.choices[0].message.annotations]
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert {chunk.id for chunk in [*chunks, last]} == {chunks[0].id}
    assert (last.choices, last.usage.total_tokens) == ([], whole.usage.total_tokens)
    same = [name for name in whole.qa if name != "seconds"]
    for chunk in (chunks[-1], last):
        assert [chunk.qa[name] for name in same] == [whole.qa[name] for name in same]


def test_the_clients_own_reader_of_streams_puts_the_same_together(client: OpenAI) -> None:
    with client.chat.completions.stream(model="qa", messages=[{"role": "user", "content": MINISTER}]) as stream:
        completion = stream.get_final_completion()
    whole = ask(client, ("user", MINISTER))
    assert completion.choices[0].message.content == whole.choices[0].message.content
    assert completion.choices[0].message.annotations == whole.choices[0].message.annotations


def test_in_a_loop_it_is_the_same(serving: Serving) -> None:
    async def run() -> list[str]:
        async with AsyncOpenAI(base_url=f"{serving.url}/v1", api_key="unused", max_retries=0) as client:
            messages: Any = [{"role": "user", "content": MINISTER}]
            whole = await client.chat.completions.create(model="qa", messages=messages)
            stream = await client.chat.completions.create(model="qa", messages=messages, stream=True)
            pieces = [chunk.choices[0].delta.content or "" async for chunk in stream]
            response = await client.responses.create(model="qa", input=MINISTER)
            return [str(whole.choices[0].message.content), "".join(pieces), response.output_text]

    texts = asyncio.run(run())
    assert "Dong Jun" in texts[0]
    assert len(set(texts)) == 1


def test_what_the_articles_do_not_say_is_said_in_plain_words(client: OpenAI) -> None:
    completion = ask(client, ("user", NONSENSE))
    assert completion.choices[0].message.content == EXPLANATIONS["no_match"]
    assert completion.choices[0].message.annotations == []
    assert completion.qa["status"] == "not_answered"
    deltas = [chunk.choices[0].delta for chunk in ask(client, ("user", NONSENSE), stream=True)]
    assert "".join(delta.content or "" for delta in deltas) == EXPLANATIONS["no_match"]
    assert not any(hasattr(delta, "annotations") for delta in deltas)
    assert client.responses.create(model="qa", input=NONSENSE).output_text == EXPLANATIONS["no_match"]


def test_a_follow_up_leans_on_the_messages_before_it(client: OpenAI) -> None:
    first = ask(client, ("user", "Where did Hegseth meet Dong Jun?")).choices[0].message.content
    messages = [("user", "Where did Hegseth meet Dong Jun?"), ("assistant", first), ("user", "And when?")]
    completion = ask(client, *messages)
    assert completion.qa["question"] == "And when?"
    assert "Hegseth" in completion.qa["asked_as"]
    assert "Dong Jun" in completion.qa["asked_as"]
    items: Any = [{"role": role, "content": content} for role, content in messages]
    response: Any = client.responses.create(model="qa", input=items)
    assert response.qa["asked_as"] == completion.qa["asked_as"]
    assert ask(client, ("user", "And when?")).qa["asked_as"] == "And when?"


def test_what_clients_send_besides_is_left_aside_and_some_of_it_told(client: OpenAI) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    parts = [{"type": "text", "text": MINISTER}, picture]
    tools = [{"type": "function", "function": {"name": "f", "parameters": {}}}]
    completion = ask(
        client, ("system", "Answer in verse."), ("user", parts), temperature=0.3, tools=tools, user="me", n=1
    )
    assert "Dong Jun" in completion.choices[0].message.content
    assert [notice.partition(" ")[0] for notice in completion.qa["notices"]] == ["Instructions", "Tools", "Pictures,"]
    plain = ask(client, ("user", MINISTER))
    assert plain.qa["notices"] == []


def test_filters_come_in_the_metadata(client: OpenAI) -> None:
    metadata = {
        "sources": "Meridian Wire; Harbour Post",
        "since": "2025-10",
        "k": "4",
        "length": "short",
    }
    completion = ask(client, ("user", MINISTER), metadata=metadata)
    assert {passage["source"] for passage in completion.qa["passages"]} <= {"Meridian Wire", "Harbour Post"}
    assert 0 < len(completion.qa["passages"]) <= 4
    response: Any = client.responses.create(model="extractive", input=MINISTER, metadata=metadata)
    assert response.metadata == metadata
    assert len(response.qa["passages"]) == len(completion.qa["passages"])


@pytest.mark.parametrize(
    ("messages", "metadata", "told"),
    [
        ([("user", " ?")], {}, "question is empty"),
        ([("system", "Hello.")], {}, "no question"),
        ([("user", MINISTER)], {"since": "yesterday"}, "since can't be"),
        ([("user", MINISTER)], {"k": "many"}, "'k' is a whole number"),
        ([("user", MINISTER)], {"sources": "Nowhere Gazette"}, "No article is from"),
    ],
    ids=["empty", "no user", "a day", "a number", "an outlet"],
)
@pytest.mark.parametrize("streams", [False, True], ids=["whole", "streamed"])
def test_what_can_not_be_asked_is_a_bad_request(
    client: OpenAI, messages: list[tuple[str, str]], metadata: dict[str, str], told: str, streams: bool
) -> None:
    with pytest.raises(BadRequestError, match=told) as caught:
        ask(client, *messages, metadata=metadata, stream=streams)
    body: Any = caught.value.body
    assert set(body) == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("path", "field", "value", "param"),
    [
        ("chat/completions", "n", 2, "n"),
        ("chat/completions", "tool_choice", "required", "tool_choice"),
        ("chat/completions", "function_call", {"name": "f"}, "function_call"),
        ("chat/completions", "response_format", {"type": "json_object"}, "response_format"),
        ("chat/completions", "modalities", ["text", "audio"], "modalities"),
        ("chat/completions", "metadata", {"sinc": "2025"}, "metadata.sinc"),
        ("chat/completions", "metadata", "since", "metadata"),
        ("responses", "text", {"format": {"type": "json_schema", "name": "a", "schema": {}}}, "text"),
        ("responses", "tool_choice", {"type": "function", "name": "f"}, "tool_choice"),
        ("responses", "background", True, "background"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_make_another_answer_is_refused_by_the_name_of_its_field(
    serving: Serving, path: str, field: str, value: Any, param: str
) -> None:
    body = {"messages": [{"role": "user", "content": MINISTER}], "input": MINISTER, field: value}
    answer = httpx.post(f"{serving.url}/v1/{path}", json=body, timeout=60)
    told = answer.json()["error"]
    assert (answer.status_code, told["param"]) == (400, param)
    assert field in told["message"] and " here." not in told["message"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("n", None),
        ("tool_choice", "auto"),
        ("response_format", {"type": "text"}),
        ("text", {"format": {"type": "text"}}),
        ("metadata", None),
        ("stop", ["."]),
        ("seed", 4),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["chat/completions", "responses"])
def test_what_changes_nothing_is_left_aside(serving: Serving, path: str, field: str, value: Any) -> None:
    body = {"messages": [{"role": "user", "content": MINISTER}], "input": MINISTER, field: value}
    assert httpx.post(f"{serving.url}/v1/{path}", json=body, timeout=60).status_code == 200


@pytest.mark.parametrize("path", ["chat/completions", "responses"])
@pytest.mark.parametrize(
    "body",
    [b"", b"nothing", b"[]", b'{"messages": 4, "input": 4}', b'{"messages": ["a"], "input": ["a"]}', b"{}", b"\xff"],
    ids=repr,
)
def test_what_is_no_request_is_refused_in_the_shape_that_clients_read(serving: Serving, path: str, body: bytes) -> None:
    answer = httpx.post(f"{serving.url}/v1/{path}", content=body, timeout=60)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


PART = {"type": "text", "text": "Who won?"}


@pytest.mark.parametrize(
    ("path", "field", "value", "param"),
    [
        ("chat/completions", "messages", "hi", "messages"),
        ("chat/completions", "messages", [], "messages"),
        ("chat/completions", "messages", [TEXT, 5], "messages[1]"),
        ("chat/completions", "messages", [{"content": "hi"}], "messages[0].role"),
        ("chat/completions", "messages", [{"role": "wizard", "content": "hi"}], "messages[0].role"),
        ("chat/completions", "messages", [{"role": "user"}], "messages[0].content"),
        ("chat/completions", "messages", [{"role": "user", "content": 5}], "messages[0].content"),
        ("chat/completions", "messages", [{"role": "user", "content": [5]}], "messages[0].content[0]"),
        (
            "chat/completions",
            "messages",
            [{"role": "user", "content": [{**PART, "text": 5}]}],
            "messages[0].content[0].text",
        ),
        (
            "chat/completions",
            "messages",
            [{"role": "user", "content": [{"type": "smell"}]}],
            "messages[0].content[0].type",
        ),
        ("chat/completions", "messages", [], "messages"),
        ("chat/completions", "max_tokens", -4, "max_tokens"),
        ("chat/completions", "n", 0, "n"),
        ("responses", "max_output_tokens", "many", "max_output_tokens"),
        ("responses", "input", {"role": "user"}, "input"),
        ("responses", "input", [{"role": "user", "content": [{"type": "input_text"}]}], "input[0].content[0].text"),
        *[
            (path, field, value, param)
            for path in ("chat/completions", "responses")
            for field, value, param in (
                ("model", 5, "model"),
                ("stream", "yes", "stream"),
                ("stream_options", {"include_usage": 1}, "stream_options.include_usage"),
                ("temperature", "hot", "temperature"),
                ("temperature", True, "temperature"),
                ("top_p", 7, "top_p"),
                ("tools", "hammer", "tools"),
                ("metadata", [], "metadata"),
                ("metadata", {"since": 5}, "metadata.since"),
                ("metadata", {"sources": [5]}, "metadata.sources"),
            )
        ],
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_value_that_a_field_can_not_have_is_refused_by_its_path_with_what_it_may_be(
    serving: Serving, path: str, field: str, value: Any, param: str
) -> None:
    body = {"messages" if path.startswith("chat") else "input": [TEXT], field: value}
    answer = httpx.post(f"{serving.url}/v1/{path}", json=body, timeout=60)
    told = answer.json()["error"]
    assert (answer.status_code, told["param"], told["code"]) == (400, param, 400)
    assert param.rpartition("metadata.")[2] in told["message"]
    assert re.search(r" is (an? |one of|text|true)| has to be | can't be ", told["message"])


def test_a_language_that_is_none_is_refused_in_the_metadata(client: OpenAI) -> None:
    with pytest.raises(BadRequestError, match="'klingon' is no language that can be told") as raised:
        client.responses.create(model="qa", input=MINISTER, metadata={"languages": "en; klingon"})
    assert raised.value.param == "metadata.languages"


@pytest.mark.parametrize("constant", ["NaN", "Infinity"])
def test_what_only_looks_like_json_is_no_request(serving: Serving, constant: str) -> None:
    body = f'{{"messages": [{{"role": "user", "content": "Who won?"}}], "temperature": {constant}}}'
    answer = httpx.post(f"{serving.url}/v1/chat/completions", content=body, timeout=60)
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "The body of the request is no JSON.")


def test_an_agent_sends_its_calls_along_and_fields_of_its_own(serving: Serving) -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    said = [TEXT, {"role": "assistant", "content": None, "tool_calls": [call]}]
    said += [{"role": "tool", "tool_call_id": "c1", "content": "4"}, TEXT]
    body = {"messages": said, "chat_id": 7, "keep_alive": [], "temperature": 1, "stop": None}
    assert httpx.post(f"{serving.url}/v1/chat/completions", json=body, timeout=60).status_code == 200
    item = {"type": "function_call", "call_id": "c1", "name": "f", "arguments": "{}"}
    gave = {"type": "function_call_output", "call_id": "c1", "output": "4"}
    body = {"input": [TEXT, item, gave, TEXT], "include": [], "reasoning": {"effort": "low"}}
    assert httpx.post(f"{serving.url}/v1/responses", json=body, timeout=60).status_code == 200


def test_a_response_is_whole_and_its_citations_cut_the_sentences(client: OpenAI, serving: Serving) -> None:
    response: Any = client.responses.create(model="qa", input=MINISTER, instructions="Answer in verse.")
    assert (response.status, response.error) == ("completed", None)
    [item] = response.output
    [part] = item.content
    assert response.output_text == part.text == response.qa["text"]
    check_citations(part.text, part.annotations, response.qa, serving.url)
    assert response.qa["notices"][0].startswith("Instructions")


def test_a_streamed_response_tells_its_events_in_order(client: OpenAI) -> None:
    events: list[Any] = list(client.responses.create(model="qa", input=MINISTER, stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    kinds = list(dict.fromkeys(event.type.removeprefix("response.") for event in events))
    assert kinds == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.annotation.added",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    response = events[-1].response
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    added = [event.annotation for event in events if event.type == "response.output_text.annotation.added"]
    assert text == response.output_text
    [part] = response.output[0].content
    assert [each.to_dict() for each in added] == [each.to_dict() for each in part.annotations]
    with client.responses.stream(model="qa", input=MINISTER) as stream:
        assert stream.get_final_response().output_text == text


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda client: client.responses.retrieve("resp_1"), id="a response"),
        pytest.param(lambda client: client.responses.cancel("resp_1"), id="ending a response"),
        pytest.param(lambda client: client.embeddings.create(model="qa", input="x"), id="embeddings"),
        pytest.param(lambda client: client.completions.create(model="qa", prompt="x"), id="completions"),
        pytest.param(lambda client: client.conversations.create(), id="a conversation"),
    ],
)
def test_what_the_server_does_not_have_is_not_found_and_what_it_has_is_named(
    client: OpenAI, ask: Callable[[OpenAI], Any]
) -> None:
    with pytest.raises(NotFoundError, match="has /v1/models, /v1/chat/completions and /v1/responses"):
        ask(client)


@pytest.mark.parametrize("path", ["v1/chat/completions", "v1/responses", "api/chat"])
def test_another_method_is_refused_with_the_one_that_there_is(serving: Serving, path: str) -> None:
    answer = httpx.put(f"{serving.url}/{path}", json={})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["error"]["message"] == "This address takes no PUT. It takes POST."


def test_a_response_before_is_not_remembered_and_that_is_said(client: OpenAI) -> None:
    with pytest.raises(BadRequestError, match="remembers nothing"):
        client.responses.create(model="qa", input="And when?", previous_response_id="resp_1")


@pytest.mark.parametrize("responses", [False, True], ids=["completions", "responses"])
def test_langchain_asks_it_like_any_other_model(serving: Serving, responses: bool) -> None:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    model = ChatOpenAI(
        model="qa",
        base_url=f"{serving.url}/v1",
        api_key=SecretStr("unused"),
        max_retries=0,
        use_responses_api=responses,
    )
    told = model.invoke([("system", "Be brief."), ("user", "Where did Hegseth meet Dong Jun?")])
    assert "Kuala Lumpur" in told.text
    assert "".join(chunk.text for chunk in model.stream(MINISTER)) == model.invoke(MINISTER).text
    if responses:
        blocks: Any = model.invoke(MINISTER).content_blocks
        assert blocks[0]["annotations"][0]["type"] == "citation"
        assert blocks[0]["annotations"][0]["url"]


HOSTILE = """---
title: "Ferry\u202e of Ellery\u200b sold"
source: Port Gazette
url: https://port-gazette.example/ferry
---
The ferry\u200b of Port Ellery was sold\u202e to Ambrose Quillfeather [1] for nine (2) million crowns.
"""


def test_words_of_an_article_neither_hide_anything_nor_look_like_our_marks(copy_of_seeds: Path) -> None:
    settings = Settings(library=copy_of_seeds, model="extractive")
    with serve(settings) as server, OpenAI(base_url=f"{server.url}/v1", api_key="x", max_retries=0) as client:
        sent = {"file": ("ferry.md", HOSTILE.encode())}
        assert httpx.post(f"{server.url}/api/ingest", files=sent, timeout=30).json()["new"] == 1
        completion = ask(client, ("user", "To whom was the ferry of Port Ellery sold?"))
        text = completion.choices[0].message.content
        assert "Ambrose Quillfeather (1) for nine (2) million crowns. [1]" in text
        [first, *_] = completion.choices[0].message.annotations
        cut = text[first.url_citation.start_index : first.url_citation.end_index]
        assert cut.startswith("The ferry of Port Ellery was sold to") and cut.endswith("crowns.")
        told = json.dumps(completion.to_dict(), ensure_ascii=False)
        [article] = [each["article"] for each in completion.qa["citations"][:1]]
        told += httpx.get(f"{server.url}/api/articles/{article['id']}", timeout=60).text
        told += httpx.get(f"{server.url}/api/search", params={"query": "ferry of Port Ellery"}, timeout=60).text
        assert article["title"] == "Ferry of Ellery sold"
        assert not set(told) & set("\u202e\u200b")
        cited, stored = completion.qa["citations"][0], server.services.library.get_article(article["id"]).text
        assert clean_lines(stored[cited["start"] : cited["end"]]) == cited["quote"]


@pytest.fixture
def scripted(library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAI]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=20)
    with serve(settings) as server, OpenAI(base_url=f"{server.url}/v1", api_key="x", max_retries=0) as client:
        yield client


def test_a_model_that_fails_on_the_way_is_told_in_the_stream(scripted: OpenAI, endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "garbage"
    with pytest.raises(APIError, match="answer"):
        list(ask(scripted, ("user", MINISTER), stream=True))
    *_, last = scripted.responses.create(model="qa", input=MINISTER, stream=True)
    assert last.type == "response.failed"
    assert last.response.error is not None
    with pytest.raises(APIError) as caught:
        ask(scripted, ("user", MINISTER))
    assert getattr(caught.value, "status_code", 0) == 502


def test_tokens_are_those_of_the_model(scripted: OpenAI, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["Hegseth met Dong Jun in Kuala Lumpur. [1]"]
    completion = ask(scripted, ("user", MINISTER))
    assert completion.model == "openai:scripted-model"
    assert completion.usage.total_tokens == completion.usage.prompt_tokens + completion.usage.completion_tokens > 10
    assert json.dumps(completion.to_dict())
    assert "sk-scripted" not in completion.to_json()
