"""Odd command lines: each command with one option or argument given something that nobody meant.

Run it by itself for many of them: python tests/odd_lines.py 500 --library PATH
"""

import argparse
import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer

from qa.cli.app import app
from qa.cli.boundary import run_guarded

# No folder that holds anything is among them: a command may take it in, or write there.
ODD_VALUES = (
    "", " ", "-", "--", "-1", "0", "1e400", "nan", "9" * 40, "1.5", "True", "\udcff", "é" * 300, "x" * 5_000,
    "\u202eabc", "\x1b[31m", "９", "/dev/null", "/proc/self/none", "none/none", "~", "~nobody/x", "%s%n", "'; DROP",
    "2024-02-30", "0000-00-00", "9999-12-31", "2024", "last week", "{}", '{"question": 1}', "[1", "=", "a=b=c", "k=0,x",
    "contains=", "contains=nan", "http://[::1", "http://127.0.0.1:9/", "file:///etc/passwd", "openai:", "openai:x",
    "local:none.gguf", "local:/dev/null", ":", "nobody:x", "extractive", "en", "html", "*", "a\nb", "\t", "🙂",
)  # fmt: skip
CODES = {0, 1, 2, 3, 4, 5}
# Where nothing is wrong it serves until it is interrupted.
ENDLESS = {"serve"}


def list_lines() -> Iterator[list[str]]:
    """Yield every command with each odd value in the place of each of its options and arguments."""
    for words, command in _list_commands(typer.main.get_command(app), []):
        needed = [parameter for parameter in command.params if parameter.required]
        for parameter in command.params:
            others = [word for one in needed if one is not parameter for word in _give(one, "x")]
            if getattr(parameter, "is_flag", False):
                yield [*words, parameter.opts[-1], *others]
            elif parameter.name != "help":
                yield from ([*words, *_give(parameter, value), *others] for value in ODD_VALUES)


def run_line(line: list[str]) -> tuple[int, str, str]:
    """Run a command line in this process, with nothing on standard input; return code, output and what it told."""
    told, stdin = io.StringIO(), sys.stdin
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdin = io.TextIOWrapper(io.BytesIO(b""))
    try:
        with redirect_stdout(output), redirect_stderr(told):
            code = run_guarded(lambda: app(line, prog_name="qa", standalone_mode=False) or 0)
    finally:
        sys.stdin = stdin
    output.seek(0)
    return code, output.read(), told.getvalue()


def find_fault(line: list[str]) -> str:
    """Return what is wrong with what became of a command line; "" where nothing is."""
    code, shown, told = run_line(line)
    if code not in CODES:
        return f"exit code {code}: {told}"
    if "Traceback" in told or "internal error" in told:
        return told
    # A check that fails shows on its output what does.
    if code and not told.startswith("qa: ") and not shown:
        return f"exit code {code} without a reason: {told!r}"
    return ""


def isolate(folder: Path, library: Path) -> dict[str, str]:
    """Return the environment in which nothing of the user's is read or written, and no model is asked."""
    names = ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "QA_CACHE")
    own = {name: str(folder / name.lower()) for name in names}
    return {**own, "HOME": str(folder), "QA_LIBRARY": str(library), "QA_MODEL": "extractive", "QA_TIMEOUT": "2"}


def _list_commands(command: Any, words: list[str]) -> Iterator[tuple[list[str], Any]]:
    for name, inner in getattr(command, "commands", {}).items():
        yield from _list_commands(inner, [*words, name])
    if not hasattr(command, "commands") and not ENDLESS.intersection(words):
        yield words, command


def _give(parameter: Any, value: str) -> list[str]:
    return [value] if parameter.param_type_name == "argument" else [parameter.opts[-1], value]


def main() -> None:
    """Run some odd command lines, drawn at random, and tell those that end in a way they should not."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    lines = random.Random(options.seed).sample(list(list_lines()), options.count)
    faults = 0
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        os.environ |= isolate(Path(folder), options.library.resolve())
        for line in lines:
            if fault := find_fault(line):
                faults += 1
                print([word[:60] for word in line], fault[:300], sep="\n    ", flush=True)
    print(f"{len(lines):,} command lines, {faults} of them with a fault.")


if __name__ == "__main__":
    main()
