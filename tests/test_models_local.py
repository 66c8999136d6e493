import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from qa.errors import ModelUnavailable
from qa.models import Message, ModelChoice, open_model
from qa.models.local import LocalModel, load_server
from qa.models.weights import prepare_weights
from qa.settings import Settings

pytestmark = pytest.mark.local_model

HELLO = [Message(role="system", content="Be brief."), Message(role="user", content="Say hello.")]


def is_listening(url: str) -> bool:
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.socket() as connection:
        return connection.connect_ex((host, int(port))) == 0


def test_the_local_model_answers_and_is_gone_when_closed(capfd: pytest.CaptureFixture[str]) -> None:
    stages: list[str] = []
    model = open_model(
        ModelChoice(spec="local", reason=""),
        Settings(),
        on_progress=lambda stage, done, total: stages.append(stage),
    )
    assert isinstance(model, LocalModel)
    completion = model.stream(HELLO, max_tokens=8)
    assert "hello" in completion.read().lower()
    assert 0 < completion.usage.completion_tokens <= 8
    assert completion.usage.prompt_tokens > 0
    assert stages[-1] == "loading"
    given_up = model.stream([Message(role="user", content="Count to a thousand.")])
    assert next(iter(given_up))
    given_up.close()
    model.close()
    model.close()
    assert capfd.readouterr() == ("", "")


def test_the_server_of_the_local_model_serves_nobody_else() -> None:
    server = load_server(prepare_weights(), "the-key")
    url = server.listening_address
    assert url.startswith("http://127.0.0.1:")
    for path in ("/v1/models", "/slots", "/props", "/metrics"):
        with pytest.raises(HTTPError) as caught:
            urlopen(f"{url}{path}")
        assert caught.value.code in (401, 404)
        caught.value.close()
    del server
    assert not is_listening(url)


def test_a_file_with_the_mark_of_a_model_that_is_none_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + b"\x03\0\0\0" + b"\xff" * 5000)
    model = LocalModel(path, max_tokens=8, timeout=10.0)
    with pytest.raises(ModelUnavailable, match=r"broken\.gguf can't be loaded"):
        model.stream(HELLO).read()
    assert capfd.readouterr() == ("", "")


PROGRAM = """
import os, signal, sys, threading
from qa.models import Message, ModelChoice, open_model
from qa.settings import Settings
model = open_model(ModelChoice(spec="local", reason=""), Settings())
pieces = model.stream([Message(role="user", content="Count to a thousand.")], max_tokens=500)
for piece in pieces:
    print("started", flush=True)
    {end}
"""


@pytest.mark.parametrize(
    ("end", "status"),
    [("sys.exit(3)", 3), ("os.kill(os.getpid(), signal.SIGINT)", -signal.SIGINT)],
    ids=["exit", "ctrl-c"],
)
def test_a_process_that_ends_in_the_middle_of_an_answer_ends_cleanly(end: str, status: int) -> None:
    program = PROGRAM.format(end=end)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=300, env=os.environ.copy()
    )
    assert (done.returncode, done.stdout) == (status, "started\n")
    assert "Error" not in done.stderr
