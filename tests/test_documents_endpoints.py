"""Each line of the documents that names an endpoint asks it at the right place for the right model."""

import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from endpoint import KEY, RawReply, ScriptedEndpoint

from qa.models import Message, ModelChoice, open_model
from qa.settings import Settings

ENDPOINTS = Path(__file__).parent.parent / "docs" / "endpoints.md"
LINES = ENDPOINTS.read_text(encoding="utf-8").splitlines()
CALLS = [line for line in LINES if line.startswith("qa ask") and "--base-url" in line]
REPLY = RawReply(body=['{"choices": [{"index": 0, "message": {"content": "Norvale [1]."}}]}'])


def read_option(call: str, name: str) -> str:
    words = shlex.split(call, comments=True)
    return words[words.index(name) + 1]


@pytest.mark.parametrize("call", [pytest.param(call, id=read_option(call, "--base-url")) for call in CALLS])
def test_an_endpoint_of_the_documents_is_asked_where_it_listens(
    call: str, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    urls = [urlsplit(url) for url in read_option(call, "--base-url").split(",")]
    here = [urlsplit(endpoint.url)._replace(path=url.path, query=url.query).geturl() for url in urls]
    given = urls[0]
    endpoint.answer = lambda request: REPLY
    model = open_model(ModelChoice(spec=read_option(call, "--model"), reason=""), Settings(base_url=",".join(here)))
    assert model
    assert model.stream([Message(role="user", content="Who won?")]).read() == "Norvale [1]."
    model.close()
    (request,) = endpoint.requests
    assert request.path == f"{given.path}/chat/completions" + (f"?{given.query}" if given.query else "")
    assert request.body["model"] == read_option(call, "--model").removeprefix("openai:")
    assert request.headers["authorization"] == f"Bearer {KEY}"


def test_there_are_lines_for_the_endpoints_that_people_use() -> None:
    assert len(CALLS) >= 8
