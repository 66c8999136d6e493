"""Each request and each program of the document on the API does what it says, asked of a server that runs."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from serving import Serving, serve

from qa.server.api import OPERATIONS
from qa.settings import Settings

DOCUMENT = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8765"
CALLS = [line for line in DOCUMENT.splitlines() if line.startswith("curl ")]
PROGRAMS = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
DRAFT = "Strenn Rovers won the Lakes Cup after extra time in the final of July.\n"


@pytest.fixture(scope="module")
def serving(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    # One of the lines takes an article in.
    folder = Path(shutil.copytree(library_of_seeds, tmp_path_factory.mktemp("documents") / "library"))
    with serve(Settings(library=folder, model="extractive")) as server:
        yield server


def send(url: str, call: str) -> httpx.Response:
    """Send what a line of curl would send."""
    words = shlex.split(call)[1:]
    options = {"-d": list[str](), "-F": list[str](), "-H": list[str]()}
    places = list[str]()
    while words:
        word = words.pop(0)
        if word in options:
            options[word].append(words.pop(0))
        elif not word.startswith("-"):
            places.append(word)
    split = urlsplit(places[0])
    address = url + split._replace(scheme="", netloc="").geturl()
    if options["-d"]:
        return httpx.post(address, content=options["-d"][0].encode(), timeout=30)
    if options["-F"]:
        pairs = [pair.partition("=")[::2] for pair in options["-F"]]
        files = {name: (value[1:], DRAFT.encode()) for name, value in pairs if value.startswith("@")}
        data = {name: value for name, value in pairs if not value.startswith("@")}
        return httpx.post(address, files=files, data=data, timeout=30)
    return httpx.get(address, timeout=30)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[:70])
def test_a_request_of_the_document_is_answered(serving: Serving, call: str) -> None:
    answer = send(serving.url, call)
    assert answer.status_code == 200, answer.text
    assert "error" not in answer.text[:20]
    # What a reader tries first finds something.
    assert '"status":"not_answered"' not in answer.text.replace(": ", ":")
    assert answer.text not in ("[]", "{}")


def test_every_operation_has_a_request_in_the_document() -> None:
    told = {urlsplit(next(word for word in shlex.split(call) if word.startswith("http"))).path for call in CALLS}
    assert not [operation.path for operation in OPERATIONS if operation.path not in told and "{" not in operation.path]


@pytest.mark.parametrize("program", PROGRAMS, ids=["openai", "langchain"])
def test_a_program_of_the_document_prints_an_answer_and_its_citations(
    serving: Serving, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ADDRESS in program
    exec(program.replace(ADDRESS, serving.url), {})
    printed = capsys.readouterr().out
    assert "Lakes Cup" in printed
    assert "#:~:text=" in printed
