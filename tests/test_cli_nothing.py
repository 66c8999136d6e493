"""Where a library has nothing for the limits of a command, the command says why, in text and beside JSON."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from qa.cli.app import app
from qa.errors import UnknownOutlet

COMMANDS = {
    "ask": ["ask", "Who won the Lakes Cup?", "--model", "extractive"],
    "search": ["search", "Lakes Cup"],
    "list": ["articles", "list"],
    "stories": ["articles", "list", "--stories", "--copies"],
    "quote": ["quote", "good and constructive"],
    "brief": ["brief", "Lakes Cup", "--model", "extractive"],
    "timeline": ["timeline", "Lakes Cup"],
    "changes": ["changes", "Lakes Cup", "--since", "2024"],
    "check": ["check", "draft.md", "--no-judge"],
}
LIMITS = {
    "language": (["--language", "Swahili"], "No article is in Swahili: they are in English."),
    "days": (["--until", "2001"], "No article is from 2001-12-31 or earlier: the library has articles from 2024"),
}


@pytest.mark.parametrize("shape", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("command", COMMANDS)
def test_why_there_is_nothing_is_told_once(
    library_of_seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, limit: str, shape: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("Strenn Rovers won the Lakes Cup.\n", encoding="utf-8")
    options, told = LIMITS[limit]
    if (command, limit) == ("changes", "days"):
        options = ["--since", "2001", *options]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        app([*COMMANDS[command], *options, *shape, "--library", str(library_of_seeds)])
    # The JSON of a check has it as well as stderr, where notices stand for whoever types.
    assert (out.getvalue() + err.getvalue()).count(told) == (2 if (command, shape) == ("check", ["--json"]) else 1)
    assert ended.value.code == (0 if command in ("list", "stories") else 3)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_outlet_that_is_not_there_is_refused_by_every_command(
    library_of_seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("Strenn Rovers won the Lakes Cup.\n", encoding="utf-8")
    with redirect_stderr(io.StringIO()), pytest.raises(UnknownOutlet, match="No article is from “Nowhere Gazette”"):
        app([*COMMANDS[command], "--source", "Nowhere Gazette", "--library", str(library_of_seeds)])
