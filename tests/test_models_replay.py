import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models import ChatModel, Completion, FirstToken, Message, Token, Usage
from qa.models.replay import KeptValues, LazyModel, ReplayModel

ASKED = [Message(role="system", content="Be brief."), Message(role="user", content="[1] Rain.\n\nQuestion: Who?")]


class CountingModel:
    """Answers with how often it was asked, in two pieces; fails, or tells no probabilities, where it is told to."""

    def __init__(self, name: str = "openai:counting") -> None:
        self.name = name
        self.asked = 0
        self.closed = False
        self.fails = False
        self.tells = True

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        return Completion(self._run(logprobs))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        self.asked += 1
        usage = Usage(prompt_tokens=11, completion_tokens=1)
        return FirstToken(logprobs={"yes": -0.5, " Yes": -self.asked}, usage=usage) if self.tells else None

    def close(self) -> None:
        self.closed = True

    def _run(self, logprobs: bool) -> Iterator[str | Usage | Token]:
        self.asked += 1
        yield "Reply "
        if logprobs:
            yield Token(text="Reply ", logprob=-0.5)
        if self.fails:
            raise ModelFailed("It broke off.")
        yield str(self.asked)
        yield Usage(prompt_tokens=11, completion_tokens=2)


def read(model: ChatModel, messages: Sequence[Message] = ASKED, **parameters: int) -> tuple[str, Usage]:
    completion = model.stream(messages, max_tokens=parameters.get("max_tokens"))
    return completion.read(), completion.usage


def test_the_same_question_asks_the_model_only_once(tmp_path: Path) -> None:
    model = CountingModel()
    first = read(ReplayModel(model, tmp_path))
    again = read(ReplayModel(model, tmp_path))
    assert first == again == ("Reply 1", Usage(prompt_tokens=11, completion_tokens=2))
    assert model.asked == 1


@pytest.mark.parametrize(
    ("name", "origin", "messages", "tokens"),
    [
        ("openai:other", "a", ASKED, 160),
        ("openai:counting", "b", ASKED, 160),
        ("openai:counting", "a", [ASKED[0], Message(role="user", content="Question: Where?")], 160),
        ("openai:counting", "a", [Message(role="user", content="Be brief."), ASKED[1]], 160),
        ("openai:counting", "a", ASKED, 80),
    ],
    ids=["model", "endpoint", "words", "roles", "parameters"],
)
def test_another_call_is_not_answered_from_the_folder(
    tmp_path: Path, name: str, origin: str, messages: list[Message], tokens: int
) -> None:
    read(ReplayModel(CountingModel(), tmp_path, origin="a"), max_tokens=160)
    other = CountingModel(name)
    read(ReplayModel(other, tmp_path, origin=origin), messages, max_tokens=tokens)
    assert other.asked == 1


def test_tokens_are_kept_with_the_reply_that_they_were_asked_with(tmp_path: Path) -> None:
    model = CountingModel()
    replay = ReplayModel(model, tmp_path)
    for expected, logprobs in [([], False), ([Token(text="Reply ", logprob=-0.5)], True)] * 2:
        completion = replay.stream(ASKED, logprobs=logprobs)
        assert completion.read() == f"Reply {1 + logprobs}"
        assert completion.tokens == expected
    assert model.asked == 2


@pytest.mark.parametrize("tells", [True, False], ids=["probabilities", "none"])
def test_the_first_token_is_scored_only_once_and_apart_from_the_reply(tmp_path: Path, tells: bool) -> None:
    model = CountingModel()
    model.tells = tells
    read(ReplayModel(model, tmp_path))
    first = ReplayModel(model, tmp_path).score_first_token(ASKED)
    again = ReplayModel(model, tmp_path, replay_only=True).score_first_token(ASKED)
    assert first == again
    assert (first.logprobs if first else None) == ({"yes": -0.5, " Yes": -2} if tells else None)
    assert model.asked == 2
    ReplayModel(model, tmp_path).score_first_token(ASKED, top=5)
    assert model.asked == 3


def test_replaying_only_never_asks_and_names_the_question(tmp_path: Path) -> None:
    model = CountingModel()
    replay = ReplayModel(model, tmp_path, replay_only=True)
    with pytest.raises(ModelUnavailable, match=r"'Question: Who\?' is kept in .*without --replay-only") as raised:
        read(replay)
    assert (raised.value.exit_code, model.asked) == (4, 0)
    read(ReplayModel(model, tmp_path))
    assert read(replay)[0] == "Reply 1"


def test_a_reply_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    model = CountingModel()
    model.fails = True
    with pytest.raises(ModelFailed):
        read(ReplayModel(model, tmp_path))
    model.fails = False
    assert read(ReplayModel(model, tmp_path))[0] == "Reply 2"


def test_a_file_that_is_damaged_counts_as_none(tmp_path: Path) -> None:
    model = CountingModel()
    read(ReplayModel(model, tmp_path))
    (kept,) = tmp_path.rglob("*.json")
    for damage in (b"", b'{"key": {"mod', b"\0" * 40, b"[]", b'{"value": 3}'):
        kept.write_bytes(damage)
        asked = model.asked
        read(ReplayModel(model, tmp_path))
        assert model.asked == asked + 1


def test_the_seconds_of_replayed_calls_are_counted_for_each_thread(tmp_path: Path) -> None:
    replay = ReplayModel(CountingModel(), tmp_path)
    read(replay)
    assert replay.take_seconds() == 0.0
    read(replay)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(replay.take_seconds).result() == 0.0
    assert replay.take_seconds() > 0.0
    assert replay.take_seconds() == 0.0


def test_many_threads_may_ask_at_once(tmp_path: Path) -> None:
    replay = ReplayModel(CountingModel(), tmp_path)
    questions = [[Message(role="user", content=f"Question {n % 5}")] for n in range(100)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda messages: read(replay, messages), questions))
    assert len(list(tmp_path.rglob("*.json"))) == 5
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".json"]


def test_a_process_killed_while_it_writes_leaves_nothing_that_is_read(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from qa.models.replay import KeptValues\n"
        "def die(self, target): os.kill(os.getpid(), signal.SIGKILL)\n"
        "Path.replace = die\n"
        "KeptValues(Path(sys.argv[1])).keep('key', {'text': 'torn'})"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=60)
    assert killed.returncode == -9
    assert KeptValues(tmp_path).read("key") is None
    assert KeptValues(tmp_path).keep("key", {"text": "whole"}) == {"text": "whole"}
    assert KeptValues(tmp_path).keep("key", {"text": "late"}) == {"text": "whole"}


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidSetting, match=r"Nothing can be kept in .*--no-cache"):
        KeptValues(tmp_path / "file" / "folder")


def test_a_lazy_model_is_opened_by_its_first_call_only() -> None:
    opened: list[CountingModel] = []

    def open() -> ChatModel:
        opened.append(CountingModel())
        return opened[-1]

    model = LazyModel("openai:lazy", open)
    model.close()
    assert (model.name, opened) == ("openai:lazy", [])
    read(model)
    assert model.score_first_token(ASKED)
    model.close()
    assert [m.closed for m in opened] == [True]


def test_a_replay_opens_no_lazy_model(tmp_path: Path) -> None:
    def fail() -> ChatModel:
        raise AssertionError("opened")

    read(ReplayModel(CountingModel(), tmp_path))
    assert read(ReplayModel(LazyModel("openai:counting", fail), tmp_path))[0] == "Reply 1"
