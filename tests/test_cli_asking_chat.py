"""`qa chat`, piped and at a terminal: over a chain that gives fixed answers, and as a process over the seeds."""

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Self

import pytest
from cli_fakes import FakeChain
from cli_runs import Home
from endpoint import KEY, ScriptedEndpoint
from render_samples import make_doubtful_answer

from qa.answer import Answer
from qa.cli.asking.chat import Chat
from qa.cli.asking.chat_commands import HELP, Commands
from qa.cli.output import Output
from qa.cli.progress import Reporter
from qa.cli.session import describe_open
from qa.conversation import Conversation
from qa.errors import UsageProblem
from qa.models.prompts import load_prompt

WHERE = "Where did Hegseth meet Dong Jun?"
WHEN = "When did Hegseth meet Dong Jun?"
UNANSWERED = "no Hegseth was in Busan"
FAILING = "fail Hegseth in Busan"


class Piped:
    """A chat over a chain that gives fixed answers, what it wrote, and the exit code after some lines."""

    def __init__(self, answer: Answer | None = None, *, json: bool = False, strict: bool = False) -> None:
        self.shown, self.beside = StringIO(), StringIO()
        reporter, output = Reporter(), Output(stream=self.shown)
        self.conversation = Conversation(
            FakeChain(answer).ask,
            model=None,
            prompt=load_prompt("follow_up"),
            on_rewrite=lambda question: reporter.notify(f"Asking: {question}"),
            on_open=lambda words: reporter.notify(describe_open(words)),
        )
        beside = Output(stream=self.beside) if json else output
        self.commands = Commands(self.conversation, beside, reporter.notify, strict=strict)
        self.chat = Chat(self.conversation, self.commands, output, reporter, json=json, strict=strict)

    def take(self, *lines: str | bytes) -> int:
        raw: Iterable[bytes] = (line.encode() if isinstance(line, str) else line for line in lines)
        return self.chat.run_piped(line + b"\n" for line in raw)

    def show(self, command: str) -> str:
        """Return what a command shows."""
        start = len(self.shown.getvalue())
        assert self.commands.run(command)
        return self.shown.getvalue()[start:]


def test_each_answer_stands_under_its_question_and_the_full_question_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    piped = Piped()
    assert piped.take("", WHERE, "  ", "And when?") == 0
    blocks = piped.shown.getvalue().split("\n\n\n")
    assert [block.splitlines()[:3] for block in blocks[:2]] == [
        [WHERE, "", "Hegseth and Dong Jun met. [1]"],
        ["And when?", "", "Hegseth and Dong Jun met. [1]"],
    ]
    assert capsys.readouterr().err == f"qa: Asking: {WHEN}\n"


def test_json_is_an_answer_a_line_with_the_full_question_and_commands_show_beside_it() -> None:
    piped = Piped(json=True)
    assert piped.take(WHERE, "/sources", "And when?", "/history", UNANSWERED) == 0
    rows = [json.loads(line) for line in piped.shown.getvalue().splitlines()]
    assert [(row["question"], row["asked_as"], row["status"]) for row in rows] == [
        (WHERE, WHERE, "answered"),
        ("And when?", WHEN, "answered"),
        (UNANSWERED, UNANSWERED, "not_answered"),
    ]
    assert "asked as: " + WHEN in piped.beside.getvalue()


def test_a_line_that_can_not_be_used_is_told_with_its_number_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    piped = Piped(json=True)
    assert piped.take("???", b"\xff\xfe", "/soruces", "x " * 2_000, "x" * 1_000_001, FAILING, WHERE) == 0
    told = capsys.readouterr().err.splitlines()
    assert [re.match(r"qa: line \d: ", line) is not None for line in told] == [True] * 6
    assert "not UTF-8" in told[1]
    assert "Did you mean /sources?" in told[2]
    assert len(piped.shown.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param([UNANSWERED], 3, id="not answered"),
        pytest.param([WHERE, "/clear", UNANSWERED, FAILING], 0, id="one was answered"),
        pytest.param([FAILING, UNANSWERED], 1, id="one failed and none was answered"),
        pytest.param(["???"], 2, id="no question"),
        pytest.param(["", "/help", "/quit", UNANSWERED], 0, id="nothing asked before the end"),
        pytest.param([], 0, id="nothing at all"),
    ],
)
def test_the_exit_code_tells_whether_anything_was_answered(lines: list[str], code: int) -> None:
    assert Piped().take(*lines) == code


def test_sources_shows_the_quotes_and_the_passage_around_one() -> None:
    piped = Piped()
    with pytest.raises(UsageProblem, match="Nothing has been asked"):
        piped.show("/sources")
    piped.take(WHERE)
    assert "“US Defense Secretary Pete Hegseth and Dong Jun met" in piped.show("/sources")
    assert "»US Defense Secretary Pete Hegseth and Dong Jun met" in piped.show("/sources 1")
    for number in ("2", "0", "x", "-1", "²"):
        with pytest.raises(UsageProblem, match=r"/sources can't be|There is no source"):
            piped.show(f"/sources {number}")
    piped.take(UNANSWERED)
    assert "no sources" in piped.show("/sources")


def test_sources_tells_what_is_only_near_from_what_the_answer_rests_on() -> None:
    piped = Piped(make_doubtful_answer())
    piped.take(WHERE)
    own, _, others = piped.show("/sources").partition("Nearest to what is not confirmed:\n")
    assert "[1] " in own and "charged" not in own
    assert "[2] " in others and "charged" in others
    assert "»Hegseth was charged in May.«" in piped.show("/sources 2")


def test_strict_leaves_out_what_is_not_confirmed_but_for_json(tmp_path: Path) -> None:
    for strict in (False, True):
        piped, folder = Piped(make_doubtful_answer(), strict=strict), tmp_path / str(strict)
        folder.mkdir()
        piped.take(WHERE, f"/save {folder / 'x.md'}", f"/save {folder / 'x.json'}")
        for text in (piped.shown.getvalue(), (folder / "x.md").read_text(), piped.show("/sources")):
            assert ("charged" in text) != strict
        assert "charged" in (folder / "x.json").read_text()
    rows = Piped(make_doubtful_answer(), json=True, strict=True)
    rows.take(WHERE)
    assert "charged" in rows.shown.getvalue()


def test_remarks_are_done_and_ask_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    piped = Piped()
    assert piped.take(WHERE, "sources?", "shorter", "thanks", "Hello!") == 0
    assert len(piped.conversation.turns) == 1
    shown = piped.shown.getvalue()
    assert "“US Defense Secretary Pete Hegseth and Dong Jun met" in shown
    assert shown.endswith("Hegseth and Dong Jun met. [1]\n\n")
    assert capsys.readouterr().err.splitlines() == [
        "qa: Ask on, or end with /quit.",
        "qa: Ask a question; /help lists what else there is.",
    ]


def test_what_is_open_is_told_and_asked_as_typed(capsys: pytest.CaptureFixture[str]) -> None:
    piped = Piped()
    piped.take(WHERE, "Is that true?")
    assert piped.conversation.turns[-1].asked_as == "Is that true?"
    assert capsys.readouterr().err.startswith("qa: It is open what “that” means here")


def test_history_tells_both_questions_and_the_first_words() -> None:
    piped = Piped()
    piped.take(WHERE, "And when?", UNANSWERED)
    assert piped.show("/HISTORY") == (
        f"1. {WHERE}\n   Hegseth and Dong Jun met.\n2. And when?\n   asked as: {WHEN}\n   Hegseth and Dong Jun met.\n"
        f"3. {UNANSWERED}\n   (not answered)\n\n"
    )
    piped.show("/clear")
    assert "Nothing has been asked yet." in piped.show("/history")


def test_the_conversation_is_saved_as_markdown_or_json(tmp_path: Path) -> None:
    piped, markdown, rows = Piped(), tmp_path / "all.md", tmp_path / "all.JSON"
    piped.take(WHERE, f"/save {markdown}", "And when?", f"/save {markdown}", f"/save '{rows}'")
    assert re.findall("^## .*", markdown.read_text(), re.MULTILINE) == [rf"## {WHERE}", "## And when?"]
    assert f"## And when?\n\nAsked as: {WHEN}\n\nHegseth and Dong Jun met." in markdown.read_text()
    assert [row["asked_as"] for row in json.loads(rows.read_text())] == [WHERE, WHEN]


def test_no_other_file_is_overwritten_unless_it_is_said(tmp_path: Path) -> None:
    piped, other = Piped(), tmp_path / "other.md"
    other.write_text("mine")
    piped.take(WHERE)
    with pytest.raises(UsageProblem, match="is there already"):
        piped.commands.run(f"/save {other}")
    assert other.read_text() == "mine"
    piped.commands.run(f"/save! {other}")
    assert other.read_text().startswith(f"## {WHERE}\n")


@pytest.mark.parametrize("file", ["", "no/such/folder.md", "..", "\0"], ids=repr)
def test_a_file_that_can_not_be_written_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    monkeypatch.chdir(tmp_path)
    piped = Piped()
    piped.take(WHERE)
    for command in ("/save", "/save!"):
        with pytest.raises(UsageProblem):
            piped.commands.run(f"{command} {file}")


def test_nothing_is_saved_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="Nothing has been asked"):
        Piped().commands.run(f"/save {tmp_path / 'x.md'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("typed", "nearest"), [("/soruces", "/sources"), ("/exit", "/quit"), ("/hist x", "/history")])
def test_an_unknown_command_names_the_nearest(typed: str, nearest: str) -> None:
    with pytest.raises(UsageProblem, match=f"Did you mean {nearest}"):
        Piped().commands.run(typed)


def test_help_names_every_command_and_each_does_something() -> None:
    piped = Piped()
    assert piped.show("/help") == HELP + "\n\n"
    piped.take(WHERE)
    for name in (line.split()[0] for line in HELP.splitlines()):
        try:
            assert piped.commands.run(name) == (name != "/quit")
        except UsageProblem as problem:
            assert "There is no command" not in str(problem)


class Typist:
    """Types lines, or does what a test says instead."""

    def __init__(self, *events: str | type[BaseException]) -> None:
        self._events = list(events)

    def __call__(self) -> str:
        event = self._events.pop(0)
        if isinstance(event, str):
            return event
        raise event


def test_interrupts_in_a_row_end_and_one_does_not() -> None:
    assert Piped().chat.run_typed(Typist(KeyboardInterrupt, WHERE, KeyboardInterrupt, "/quit")) == 0
    with pytest.raises(KeyboardInterrupt):
        Piped().chat.run_typed(Typist(WHERE, KeyboardInterrupt, KeyboardInterrupt))


def test_an_error_at_a_terminal_is_a_line_and_the_end_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert Piped().chat.run_typed(Typist("???", FAILING, "", WHERE, EOFError)) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("qa: The question is empty.")
    assert told[1:] == ["qa: The model said nothing.", ""]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    assert home.run("ingest", "seeds/articles/kuala-lumpur").returncode == 0
    return home


def test_a_process_answers_follow_ups_from_the_articles_within_the_filters(home: Home) -> None:
    finished = home.run(
        "chat", "--model", "extractive", "--json", "--source", "Potomac Standard",
        input=f"{WHERE}\nWhat did he say about Taiwan?\n",
    )  # fmt: skip
    assert (finished.returncode, finished.stderr) == (0, "qa: Asking: What did Hegseth say about Taiwan?\n")
    rows = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [row["status"] for row in rows] == ["answered", "answered"]
    assert {passage["source"] for row in rows for passage in row["passages"]} == {"Potomac Standard"}


def test_a_model_rewrites_and_answers(home: Home, endpoint: ScriptedEndpoint) -> None:
    met = "Dong Jun met Hegseth in Kuala Lumpur. [1]"
    judged = '{"n": 1, "verdict": "supported"}'
    full = "How did the meeting of Hegseth and Dong Jun go?"
    endpoint.replies = [met, judged, full, met, judged]
    finished = home.run(
        "chat", "--json", "--model", "openai:x", "--base-url", endpoint.url, input=f"{WHERE}\nHow did that go?\n",
        environment={"OPENAI_API_KEY": KEY},
    )  # fmt: skip
    assert finished.returncode == 0
    assert json.loads(finished.stdout.splitlines()[1])["asked_as"] == full
    assert len(endpoint.requests) == 5


def test_a_model_that_is_not_reached_is_exit_code_4_and_told_for_each_line(home: Home) -> None:
    finished = home.run(
        "chat", "--model", "openai:x", "--base-url", "http://127.0.0.1:9/v1", input=f"{WHERE}\n{WHERE}\n",
        environment={"OPENAI_API_KEY": KEY, "QA_TIMEOUT": "2"},
    )  # fmt: skip
    assert finished.returncode == 4
    asked, *told = finished.stderr.splitlines()
    assert asked == "qa: The model is asked at http://127.0.0.1:9/v1."
    assert [line[: len("qa: line 1:")] for line in told] == ["qa: line 1:", "qa: line 2:"]


class Terminal:
    """`qa chat` on a terminal of its own: wait for what it shows, type the next line."""

    def __init__(self, home: Home, *options: str, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qa", "chat", *options],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=home.folder, start_new_session=True, close_fds=True,
            env=home.write_environment(COLUMNS="80", NO_COLOR="1", **environment), preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def wait_for(self, text: str) -> str:
        """Return what was shown until the text came, and forget it."""
        while text not in self.shown:
            assert select.select([self._ours], [], [], 60)[0], f"{text!r} did not come after {self.shown!r}"
            self.shown += os.read(self._ours, 65_536).decode("utf-8", "replace").replace("\r\n", "\n")
        before, _, self.shown = self.shown.partition(text)
        return before

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def wait(self) -> int:
        return self.process.wait(timeout=60)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_at_a_terminal_lines_are_answered_and_kept_for_the_user_alone(home: Home, tmp_path: Path) -> None:
    with Terminal(home, "--model", "extractive", XDG_STATE_HOME=str(tmp_path / "state")) as terminal:
        assert "qa: 5 articles, extractive; /help for commands." in terminal.wait_for("> ")
        terminal.type(WHERE + "\n")
        assert "Kuala Lumpur" in terminal.wait_for("> ")
        terminal.type("/soruces\n")
        assert "qa: There is no command /soruces. Did you mean /sources?" in terminal.wait_for("> ")
        terminal.type("And when?\n")
        assert f"qa: Asking: {WHEN}" in terminal.wait_for("> ")
        terminal.type("\x04")
        assert terminal.wait() == 0
    kept = tmp_path / "state" / "qa" / "chat-history"
    assert kept.read_text().splitlines()[-3:] == [WHERE, "/soruces", "And when?"]
    assert kept.stat().st_mode & 0o777 == 0o600


def test_an_interrupt_gives_up_the_answer_and_goes_on(home: Home, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies, endpoint.delay = ["word " * 500], 0.2
    options = ("--model", "openai:x", "--base-url", endpoint.url)
    with Terminal(home, *options, OPENAI_API_KEY=KEY) as terminal:
        terminal.wait_for("> ")
        terminal.type(WHERE + "\n")
        while not endpoint.requests:
            time.sleep(0.05)
        terminal.type("\x03")
        terminal.wait_for("qa: Stopped.")
        terminal.wait_for("> ")
        terminal.type("/history\n")
        assert "Nothing has been asked yet." in terminal.wait_for("> ")
        terminal.type("/quit\n")
        assert terminal.wait() == 0


def test_interrupts_end_with_130_and_nothing_is_kept_without_history(home: Home, tmp_path: Path) -> None:
    options = ("--model", "extractive", "--no-history")
    with Terminal(home, *options, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.wait_for("> ")
        # One that comes while the prompt is being written is noticed only with the next key; while the process ends,
        # one more would end it the hard way.
        while terminal.process.poll() is None:
            terminal.type("\x03")
            time.sleep(1.5)
        assert terminal.wait() == 130
        assert "qa: Stopped." in terminal.wait_for("once more")
    assert list(tmp_path.iterdir()) == []
