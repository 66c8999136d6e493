import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from warm_start import ROOT

from qa.cli.boundary import run_guarded
from qa.errors import InvalidSetting, LibraryMissing, ModelFailed


class Raises:
    """A command that ends with an error."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __call__(self) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        pytest.param(ModelFailed("It said nothing."), 1, "qa: It said nothing.\n", id="failure"),
        pytest.param(InvalidSetting("No."), 2, "qa: No.\n", id="usage"),
        pytest.param(LibraryMissing("None."), 4, "qa: None.\n", id="missing"),
        pytest.param(ModelFailed("It\nsaid \x1b[31m\u202ered."), 1, "qa: It said �[31mred.\n", id="untrusted text"),
        pytest.param(KeyboardInterrupt(), 130, "", id="interrupted"),
        pytest.param(typer.Abort(), 130, "", id="declined"),
        pytest.param(typer.BadParameter("It is odd"), 2, "qa: Invalid value: It is odd. See: qa --help\n", id="value"),
        pytest.param(BrokenPipeError(), 1, "", id="broken pipe"),
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device"),
            1,
            "qa: The disk is full. Free some space and run the same command again.\n",
            id="disk full",
        ),
        pytest.param(
            OSError(errno.ENAMETOOLONG, "File name too long", "x" * 300),
            1,
            f"qa: {'x' * 80} can't be used: File name too long. Give another file or folder.\n",
            id="file",
        ),
        pytest.param(
            ZeroDivisionError("by zero"),
            1,
            "qa: internal error: ZeroDivisionError: by zero. Run again with QA_DEBUG=1 to see the traceback.\n",
            id="unexpected",
        ),
    ],
)
def test_an_error_is_a_line_and_an_exit_code(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_guarded(Raises(error)) == code
    assert capsys.readouterr() == ("", message)


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QA_DEBUG", "1")
    assert run_guarded(Raises(ZeroDivisionError())) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_code_of_the_command_is_kept() -> None:
    assert run_guarded(lambda: 3) == 3


def run_code(code: str, **streams: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys\nfrom qa.cli.boundary import run_guarded\n{code}"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.run(command, text=True, check=False, env=environment, **options)  # type: ignore[call-overload,no-any-return]


def test_a_reader_that_has_gone_is_no_news() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    finished = run_code("sys.exit(run_guarded(lambda: print('x' * 100_000) or 0))", stdout=writer)
    os.close(writer)
    assert (finished.returncode, finished.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_does_not_fit_on_the_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        finished = run_code("sys.exit(run_guarded(lambda: print('x') or 0))", stdout=full.fileno())
    assert finished.returncode == 1
    assert finished.stderr.startswith("qa: The disk is full.")


def test_characters_that_the_encoding_lacks_are_replaced() -> None:
    finished = run_code("sys.stdout.reconfigure(encoding='ascii')\nsys.exit(run_guarded(lambda: print('東京 a') or 0))")
    assert (finished.returncode, finished.stdout) == (0, "?? a\n")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("Exception during initialization: std::bad_alloc"),
        ImportError("libx.so: failed to map segment from shared object: Cannot allocate memory"),
        RuntimeError("can't start new thread"),
    ],
    ids=["Python", "the system", "C++", "a library", "a thread"],
)
def test_too_little_memory_is_told_in_a_sentence(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guarded(Raises(error)) == 1
    assert capsys.readouterr().err.startswith("qa: The memory is not enough for this.")


@pytest.mark.parametrize("text", ["\ud800", "a\udcff", "\udced\udca0\udc80"])
def test_bytes_that_are_no_text_are_told_in_a_sentence(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnicodeEncodeError) as caught:
        text.encode()
    assert run_guarded(Raises(caught.value)) == 1
    assert capsys.readouterr().err == "qa: What was given has bytes that are no text. Give it in UTF-8.\n"
