"""The API gives the JSON of the command line, is described as it is read, and takes nothing that is not described."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest
from serving import Serving, serve

from qa.cli.app import app
from qa.server import ServerOptions
from qa.server.api import OPERATIONS, PATH
from qa.server.api.fields import Field
from qa.server.api.operations import Operation
from qa.settings import Settings

MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
DRAFT = 'Strenn Rovers won the Lakes Cup. "Good and constructive," said Pete Hegseth.\n'
# What is another in every run; a server does not tell where on its disk an article was read from.
TIMES = {"seconds", "retrieved", "origin"}
VALUES: Mapping[str, Any] = {
    "text": "the Lakes Cup",
    "texts": ["Meridian Wire"],
    "day": "2025-10-01",
    "number": 2,
    "flag": False,
    "exchanges": [{"question": "Who won the Lakes Cup?", "answer": "Strenn Rovers did. [1]"}],
}
NAMED = {
    "languages": ["en"],
    "model": "extractive",
    "pages": [],
    "feeds": [],
    "since": "2025-01-01",
    "name": "draft.md",
}


@pytest.fixture(scope="module")
def serving(library_of_seeds: Path) -> Iterator[Serving]:
    with serve(Settings(library=library_of_seeds, model="extractive")) as server:
        yield server


@pytest.fixture
def client(serving: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serving.url, timeout=30) as opened:
        yield opened


def run_command(library: Path, *words: str) -> Any:
    """Return what a command prints as JSON."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()), pytest.raises(SystemExit):
        app([*words, "--json", "--library", str(library)])
    return json.loads(out.getvalue())


def drop_times(values: Any) -> Any:
    if isinstance(values, dict):
        return {name: drop_times(value) for name, value in values.items() if name not in TIMES}
    return [drop_times(value) for value in values] if isinstance(values, list) else values


def read_events(answer: httpx.Response) -> list[tuple[str, Any]]:
    """Return the events of a stream, each with its kind and values."""
    assert answer.headers["content-type"].startswith("text/event-stream")
    rows = [event.split("\n") for event in answer.text.strip().split("\n\n")]
    return [(row[0].removeprefix("event: "), json.loads(row[1].removeprefix("data: "))) for row in rows]


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("ask", {"question": MINISTER}, ["ask", MINISTER, "--model", "extractive"]),
        ("ask", {"question": MINISTER, "until": "2025"}, ["ask", MINISTER, "--model=extractive", "--until", "2025"]),
        ("search", {"query": "Lakes Cup", "k": 4}, ["search", "Lakes Cup", "-k", "4"]),
        ("quote", {"words": "good and constructive", "n": 2}, ["quote", "good and constructive", "-n", "2"]),
        ("brief", {"topic": "Lakes Cup"}, ["brief", "Lakes Cup", "--model", "extractive"]),
        ("timeline", {"topic": "Lakes Cup", "n": 4}, ["timeline", "Lakes Cup", "-n", "4"]),
        ("changes", {"topic": "Lakes Cup", "since": "2025-07-06"}, ["changes", "Lakes Cup", "--since", "2025-07-06"]),
        ("stories", {"copies": True, "limit": 2}, ["articles", "list", "--stories", "--copies", "--limit", "2"]),
        ("articles", {"limit": 3, "since": "2025"}, ["articles", "list", "--limit", "3", "--since", "2025"]),
        ("stats", {"since": "2025-10"}, ["stats", "--since", "2025-10"]),
        ("models", {}, ["models", "--model", "extractive"]),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value if isinstance(value, str) else " ".join(value)[:30],
)  # fmt: skip
def test_the_json_is_that_of_the_command(
    client: httpx.Client, serving: Serving, path: str, fields: dict[str, Any], words: list[str]
) -> None:
    told = run_command(serving.services.library.path, *words)
    answer = client.get(f"/api/{path}", params=fields)
    assert answer.status_code == 200, answer.text
    assert drop_times(answer.json()) == drop_times(told)
    if path not in ("articles", "stories", "stats", "models"):
        assert drop_times(client.post(f"/api/{path}", json=fields).json()) == drop_times(told)


@pytest.mark.parametrize("sent", ["json", "file"])
def test_a_draft_is_checked_as_by_the_command(
    client: httpx.Client, serving: Serving, tmp_path: Path, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(DRAFT, encoding="utf-8")
    told = run_command(serving.services.library.path, "check", "draft.md", "--no-judge")
    if sent == "json":
        answer = client.post("/api/check", json={"text": DRAFT, "name": "draft.md"})
    else:
        answer = client.post(
            "/api/check", files={"file": ("../draft.md", DRAFT.encode())}, data={"model": "extractive"}
        )
    assert answer.json() == told
    assert told["statements"][0]["verdict"] == "supported"


def test_how_far_a_check_is_can_be_followed(client: httpx.Client) -> None:
    told = read_events(client.post("/api/check", json={"text": DRAFT, "stream": True}))
    assert [name for name, _ in told] == ["progress", "progress", "result"]
    assert told[1][1] == {"stage": "checking", "done": 2, "total": 2}
    assert told[-1][1] == client.post("/api/check", json={"text": DRAFT}).json()


def test_an_article_comes_with_its_text_by_id_or_address(client: httpx.Client, serving: Serving) -> None:
    [row] = client.get("/api/articles", params={"limit": 1}).json()
    article = client.get(f"/api/articles/{row['id'][:8]}").json()
    told = run_command(serving.services.library.path, "articles", "show", row["id"])
    origin = article.pop("origin")
    assert origin == Path(told.pop("origin")).name
    assert {name: value for name, value in article.items() if name != "changes"} == told
    assert article["changes"] == []
    assert client.get(f"/api/articles/{row['url']}").json()["id"] == row["id"]
    missing = client.get("/api/articles/nothing")
    assert (missing.status_code, missing.json()["error"]["type"]) == (404, "ArticleMissing")


def test_the_list_of_articles_is_cut_into_pages(client: httpx.Client) -> None:
    whole = client.get("/api/articles")
    total = int(whole.headers["x-total-count"])
    pages = [client.get("/api/articles", params={"limit": 20, "offset": n}).json() for n in range(0, total, 20)]
    assert [row for page in pages for row in page] == whole.json()
    assert len(whole.json()) == total
    limited = client.get("/api/articles", params={"sources": "Meridian Wire", "limit": 1})
    assert len(limited.json()) == 1 < int(limited.headers["x-total-count"]) < total


def test_a_conversation_brings_what_was_said(client: httpx.Client) -> None:
    history = [{"question": "Who won the Lakes Cup?", "answer": "Strenn Rovers won the Lakes Cup final. [1][2]"}]
    asked = {"question": "And where was it played?", "history": history}
    answer = client.post("/api/chat", json=asked).json()
    assert (answer["question"], answer["asked_as"]) == (asked["question"], "Where was the Lakes Cup played?")
    told = read_events(client.post("/api/chat", json={**asked, "stream": True}))
    assert told[0] == ("asked", {"question": asked["question"], "asked_as": answer["asked_as"], "open": ""})
    assert drop_times(told[-1][1]) == drop_times(answer)
    assert "statement" in [name for name, _ in told]


def test_the_events_of_a_question_end_with_its_answer(client: httpx.Client) -> None:
    told = read_events(client.get("/api/ask", params={"question": MINISTER, "stream": "true"}))
    assert told[0][0] == "started"
    assert drop_times(told[-1][1]) == drop_times(client.get("/api/ask", params={"question": MINISTER}).json())


def test_the_document_is_valid_openapi(client: httpx.Client) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    document = client.get(PATH).json()
    assert document["openapi"].startswith("3.1.")
    validator.validate(document)
    assert len(document["paths"]) == len(OPERATIONS)


def make_value(field: Field) -> Any:
    return NAMED.get(field.name, field.choices[0] if field.choices else VALUES.get(field.kind))


def call(client: httpx.Client, operation: Operation, method: str, values: Mapping[str, Any]) -> httpx.Response:
    path = operation.path.replace("{id:path}", "Hegseth")
    if method == "GET":
        return client.get(
            path, params={name: str(v).lower() if isinstance(v, bool) else v for name, v in values.items()}
        )
    return client.post(path, json=values)


@pytest.mark.parametrize(
    ("operation", "method"),
    [(operation, method) for operation in OPERATIONS for method in operation.methods],
    ids=lambda value: value if isinstance(value, str) else value.path,
)
def test_what_is_described_is_taken_and_nothing_else(client: httpx.Client, operation: Operation, method: str) -> None:
    document = client.get(PATH).json()
    described = document["paths"][operation.path.replace(":path", "")][method.lower()]
    values = {field.name: make_value(field) for field in operation.fields}
    if method == "GET":
        parameters = {each["name"]: each["schema"] for each in described.get("parameters", []) if each["in"] == "query"}
    else:
        schema = described["requestBody"]["content"]["application/json"]["schema"]
        parameters = schema["properties"]
        jsonschema.validate(values, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**values, "surprise": 1}, schema)
    assert set(parameters) == set(values)
    taken = call(client, operation, method, values)
    told = taken.json() if taken.headers["content-type"] == "application/json" else None
    assert taken.status_code in (200, 404) or taken.json()["error"]["message"].startswith("Nothing to take in"), (
        taken.text
    )
    if taken.status_code == 200 and told is not None:
        jsonschema.validate(told, described["responses"]["200"]["content"]["application/json"]["schema"])
    refused = call(client, operation, method, {**values, "surprise": "1"})
    assert refused.status_code == 400
    assert "There is no field 'surprise'" in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", 5),
        ("question", None),
        ("k", 0),
        ("k", True),
        ("k", "many"),
        ("since", "soon"),
        ("since", 2025),
        ("sources", [1]),
        ("sources", {"a": 1}),
        ("languages", ["en", "klingon"]),
        ("length", "long"),
        ("stream", "perhaps"),
        ("model", "/etc/passwd"),
        ("model", ["extractive"]),
        ("history", "yes"),
        ("history", [1]),
        ("history", [{"question": 1}]),
        ("history", [{"question": "Who?", "answr": "They."}]),
        ("sources", [""]),
        ("k", 10**5000),
    ],
    ids=lambda value: str(value) if value != 10**5000 else "a number of 5,001 digits",
)
def test_a_value_that_can_not_be_used_is_refused_by_name(client: httpx.Client, field: str, value: Any) -> None:
    digits = "1" + "0" * 5000 if value == 10**5000 else None
    body = f'{{"question": "Who?", "k": {digits}}}' if digits else json.dumps({"question": MINISTER, field: value})
    answer = client.post("/api/chat", content=body.encode())
    assert answer.status_code == (404 if value == "/etc/passwd" else 400)
    told = answer.json()["error"]
    assert field in told["message"] or field == told["param"]
    assert set(told) == {"message", "type", "param", "code"}


def test_halves_of_characters_and_zeros_do_no_harm(client: httpx.Client) -> None:
    for question in ("Who won \\ud800 the Lakes Cup?", "Who won \\u0000 the Lakes Cup?", "\\ud83d\\ude00 Lakes Cup"):
        answer = client.post("/api/ask", content=f'{{"question": "{question}"}}'.encode())
        assert answer.status_code == 200


@pytest.fixture
def writable(copy_of_seeds: Path) -> Iterator[Serving]:
    with serve(Settings(library=copy_of_seeds, model="extractive")) as server:
        yield server


BRIDGE = "# Bridge reopened\n\nThe old bridge of Port Ellery was reopened on Friday after a repair of four months.\n"


def test_files_are_taken_in_and_found_at_once(writable: Serving) -> None:
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr(
            "ferry.txt", "The ferry of Port Ellery sails again\n\nThe ferry sails every twenty minutes now.\n"
        )
    files = [
        ("file", ("C:\\news\\bridge.md", BRIDGE.encode())),
        ("file", ("../../pack.zip", pack.getvalue())),
        ("file", ("feed.rss", b"<rss/>")),
    ]
    with httpx.Client(base_url=writable.url, timeout=30) as client:
        before = client.post("/api/search", json={"query": "old bridge Port Ellery", "k": 1}).json()
        told = read_events(client.post("/api/ingest", files=files, data={"stream": "1"}))
        assert sorted((name, value["status"]) for name, value in told[:-1]) == [
            ("progress", "new"),
            ("progress", "new"),
            ("progress", "skipped"),
        ]
        assert {value["origin"].partition("#")[0] for _, value in told[:-1]} >= {"bridge.md", "feed.rss"}
        assert (told[-1][0], told[-1][1]["new"]) == ("result", 2)
        again = client.post("/api/ingest", files=files).json()
        assert (again["new"], again["unchanged"]) == (0, 2)
        [hit] = client.post("/api/search", json={"query": "old bridge Port Ellery", "k": 1}).json()
        assert hit["title"] == "Bridge reopened" != before[0]["title"]
        answer = client.post("/api/ask", json={"question": "Which bridge of Port Ellery was reopened?"}).json()
        assert "bridge of Port Ellery" in answer["text"]
        total = int(client.get("/api/articles").headers["x-total-count"])
        assert total == client.get("/api/stats").json()["articles"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Nothing to take in"),
        ({"feeds": ["/etc/passwd"]}, "is no address"),
        ({"pages": [""]}, "'pages' has an empty text"),
        ({"pages": ["file:///etc/passwd"]}, "is no address"),
        ({"pages": ["https://a.example/"] * 51}, "At most 50"),
    ],
    ids=["nothing", "a path", "an empty one", "another scheme", "too many"],
)
def test_only_addresses_of_the_web_are_taken(client: httpx.Client, fields: dict[str, Any], told: str) -> None:
    answer = client.post("/api/ingest", json=fields)
    assert answer.status_code == 400
    assert told in answer.json()["error"]["message"]


def test_addresses_of_this_machine_and_its_network_are_never_asked(writable: Serving) -> None:
    pages = [f"{writable.url}/", "http://127.0.0.1:22/", "http://localhost/", "http://[::1]/"]
    told = httpx.post(f"{writable.url}/api/ingest", json={"pages": pages, "feeds": pages[:1]}, timeout=30).json()
    missed = [*told.get("skipped", []), *told.get("failed", [])]
    assert len(missed) == len(pages) + 1
    assert {row["reason"].partition("; ")[0].partition(" is at ")[2] for row in missed} == {
        "an address of this machine or its network"
    }


def test_one_that_lets_nobody_add_anything_still_answers(library_of_seeds: Path) -> None:
    options = ServerOptions(read_only=True)
    with serve(Settings(library=library_of_seeds, model="extractive"), options) as server:
        refused = httpx.post(f"{server.url}/api/ingest", files={"file": ("a.md", BRIDGE.encode())}, timeout=60)
        assert refused.status_code == 403
        assert "reading only" in refused.json()["error"]["message"]
        assert httpx.get(f"{server.url}/api/search", params={"query": "Lakes Cup"}, timeout=30).status_code == 200


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("ask", {"question": MINISTER}),
        ("search", {"query": "Lakes Cup"}),
        ("quote", {"words": "good and constructive"}),
        ("brief", {"topic": "Lakes Cup"}),
        ("timeline", {"topic": "Lakes Cup"}),
        ("changes", {"topic": "Lakes Cup", "since": "2024"}),
        ("articles", {}),
        ("stories", {"copies": True}),
        ("check", {"text": DRAFT}),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_why_there_is_nothing_is_told_in_a_field_or_beside_a_list_in_a_header(
    client: httpx.Client, path: str, fields: dict[str, Any]
) -> None:
    def ask(**limits: str) -> httpx.Response:
        asked = {**fields, **limits}
        if path == "check":
            return client.post("/api/check", json={**asked, "languages": asked["languages"].split()})
        return client.get(f"/api/{path}", params=asked)

    answer = ask(languages="sw")
    values, told = answer.json(), "No article is in Swahili: they are in English."
    assert answer.status_code == 200, answer.text
    if isinstance(values, list):
        assert (values, answer.headers.get_list("x-notice")) == ([], [told])
    else:
        assert values.get("explanation") == told or told in values["notices"]
    found = ask(languages="en")
    assert not found.json().get("explanation") if isinstance(found.json(), dict) else "x-notice" not in found.headers
    if path != "check":
        refused = ask(sources="Nowhere Gazette")
        assert (refused.status_code, refused.json()["error"]["type"]) == (400, "UnknownOutlet")


def test_a_notice_in_a_header_is_percent_encoded_where_it_is_not_ascii(client: httpx.Client) -> None:
    answer = client.get("/api/search", params={"query": "Hegsteh in Kuala Lumpur"})
    assert answer.json()
    assert [unquote(told) for told in answer.headers.get_list("x-notice")] == ["Read “Hegseth” for “Hegsteh”."]


@pytest.mark.parametrize(
    ("path", "field"),
    [("ask", "question"), ("search", "query"), ("quote", "words"), ("brief", "topic"), ("check", "text")],
)
@pytest.mark.parametrize("value", ["", "  \n"], ids=["empty", "blank"])
def test_a_text_that_is_needed_and_empty_is_told_apart_from_one_that_is_missing(
    client: httpx.Client, path: str, field: str, value: str
) -> None:
    told = client.post(f"/api/{path}", json={field: value}).json()["error"]
    assert (told["code"], "empty" in told["message"].lower()) == (400, True)
    missing = client.post(f"/api/{path}", json={}).json()["error"]
    assert (missing["param"], field in missing["message"]) == (field, True)
