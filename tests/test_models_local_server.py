import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from qa.errors import ModelUnavailable
from qa.models import Message
from qa.models.local.server import LocalModel, check_gguf, load_server
from qa.models.local.weights import prepare_weights

CAPITAL = [Message(role="user", content="What is the capital of France? Answer with one word.")]
ASK = (
    "from qa.models import Message\n"
    "from qa.models.local.server import LocalModel\n"
    "question = [Message(role='user', content='What is the capital of France? Answer with one word.')]\n"
    "model = LocalModel(None, max_tokens=8, timeout=60)\n"
)


def accepts_connections(url: str) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def run_code(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "No such file"), (b"", "not a GGUF"), (b"<html>", "not a GGUF")],
    ids=["missing", "empty", "another kind"],
)
def test_a_file_that_is_no_model_is_told(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=words):
        check_gguf(path)


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="Is a directory"):
        check_gguf(tmp_path)


def test_a_model_that_was_never_asked_can_be_closed() -> None:
    model = LocalModel(None, max_tokens=8, timeout=60)
    model.close()
    model.close()


@pytest.mark.local_model
def test_the_local_model_answers_counts_its_tokens_and_can_be_asked_again_after_it_is_closed() -> None:
    seen: list[str] = []
    model = LocalModel(None, max_tokens=8, timeout=60, on_progress=lambda stage, done, total: seen.append(stage))
    completion = model.stream(CAPITAL)
    assert "Paris" in completion.read()
    assert completion.usage.prompt_tokens > 10
    assert 0 < completion.usage.completion_tokens <= 8
    assert seen[-1] == "loading"
    completion = model.stream(CAPITAL, logprobs=True)
    assert completion.read() == "".join(token.text for token in completion.tokens)
    assert all(token.logprob <= 0 for token in completion.tokens)
    first = model.score_first_token(CAPITAL)
    assert first and len(first.logprobs) == 20
    assert max((logprob, token.strip()) for token, logprob in first.logprobs.items())[1] == "Paris"
    model.close()
    assert "Paris" in model.stream(CAPITAL, stop=["\n"]).read()
    model.close()


@pytest.mark.local_model
def test_the_server_is_on_loopback_refuses_who_has_no_key_and_is_gone_with_its_last_reference() -> None:
    server = load_server(prepare_weights(), "the-key")
    url = server.listening_address
    assert urlsplit(url).hostname == "127.0.0.1"
    request = urllib.request.Request(f"{url}/v1/chat/completions", data=b"{}", headers={"Content-Type": "text/json"})
    with pytest.raises(HTTPError) as caught:
        urllib.request.urlopen(request, timeout=30)
    caught.value.close()
    assert caught.value.code == 401
    assert accepts_connections(url)
    del server
    assert not accepts_connections(url)


@pytest.mark.local_model
def test_a_process_that_never_closes_its_model_ends_in_silence() -> None:
    done = run_code(ASK + "print(model.stream(question).read())\nprint(model._server.listening_address)")
    answer, url = done.stdout.splitlines()
    assert "Paris" in answer
    assert (done.returncode, done.stderr) == (0, "")
    assert not accepts_connections(url)


@pytest.mark.local_model
def test_a_process_ends_in_silence_in_the_middle_of_an_answer() -> None:
    done = run_code(ASK + "print(next(iter(model.stream(question))))")
    assert "Paris" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.local_model
def test_a_broken_model_file_is_told_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    with prepare_weights().open("rb") as whole:
        path.write_bytes(whole.read(1_000_000))
    done = run_code(
        ASK + "import pathlib\n"
        "from qa.errors import ModelUnavailable\n"
        f"broken = LocalModel(pathlib.Path({str(path)!r}), max_tokens=8, timeout=60)\n"
        "try:\n    broken.stream(question).read()\n"
        "except ModelUnavailable as error:\n    print(error)"
    )
    assert "can't be loaded" in done.stdout
    assert str(path) in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.local_model
@pytest.mark.parametrize("moment", ["loading", "answering"])
def test_an_interrupt_ends_the_process_soon_and_in_silence(tmp_path: Path, moment: str) -> None:
    mark = tmp_path / "begun"
    code = (
        ASK + "import pathlib, sys\n"
        "from qa.cli.boundary import run_guarded\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        f"reached = lambda stage, done, total: mark.touch() if stage == {moment!r} else None\n"
        "model = LocalModel(None, max_tokens=4000, timeout=60, on_progress=reached)\n"
        "def ask():\n"
        "    text = 'Count from one to a thousand, in words. ' * 20\n"
        "    for piece in model.stream([Message(role='user', content=text)]):\n"
        "        reached('answering', 1, 1)\n"
        "    return 0\n"
        "sys.exit(run_guarded(ask))"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while not mark.exists() and process.poll() is None:
            time.sleep(0.02)
        # The engine is well under way by then.
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        try:
            output = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, *output) == (130, "", "")
