"""The one place where errors become a sentence on stderr and an exit code."""

import errno
import os
import sys
from collections.abc import Callable
from typing import TextIO

from qa.errors import QAError

FAILED, INTERRUPTED = 1, 130
_LONGEST_NAME = 80
_NO_MEMORY = ("bad_alloc", "Cannot allocate memory", "can't start new thread", "memory allocation", "out of memory")


def run_guarded(call: Callable[[], int]) -> int:
    """Run call and return the exit code; whatever it raises is told in a sentence.

    The traceback is shown too where QA_DEBUG is set.
    """
    _let_any_text_out()
    try:
        code = call()
        sys.stdout.flush()
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else FAILED
    except BaseException as error:
        if os.environ.get("QA_DEBUG"):
            sys.excepthook(type(error), error, error.__traceback__)
        code = _report_error(error)
    return _flush_output(code)


def explain_error(error: BaseException) -> str:
    """Return in a line what happened and what to do next; "" where nothing needs to be said."""
    if isinstance(error, BrokenPipeError | KeyboardInterrupt):
        return ""
    if isinstance(error, QAError):
        return str(error)
    if getattr(error, "errno", None) == errno.ENOSPC or "database or disk is full" in str(error):
        return "The disk is full. Free some space and run the same command again."
    if _lacks_memory(error):
        return "The memory is not enough for this. Give less at once, or let the program have more."
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return "What was given has bytes that are no text. Give it in UTF-8."
    if _is_usage_error(error):
        return _explain_usage(error)
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{str(error.filename)[:_LONGEST_NAME]} can't be used: {error.strerror}. Give another file or folder."
    text = f"internal error: {type(error).__name__}: {error}"
    return f"{text.rstrip('.')}. Run again with QA_DEBUG=1 to see the traceback."


def _report_error(error: BaseException) -> int:
    from qa.render.clean import clean_line

    if message := clean_line(explain_error(error)):
        _write_error(f"qa: {message}")
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return INTERRUPTED
    code = getattr(error, "exit_code", FAILED)
    return code if isinstance(code, int) else FAILED


def _lacks_memory(error: BaseException) -> bool:
    """Tell whether the memory was not enough: libraries in other languages have errors of their own for that."""
    is_said = any(sign in str(error) for sign in _NO_MEMORY)
    return isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM or is_said


def _is_usage_error(error: BaseException) -> bool:
    return isinstance(error, _list_usage_errors())


def _list_usage_errors() -> tuple[type[BaseException], ...]:
    """Return what Typer raises for wrong usage and for an answer of no: its own errors from 0.28 on, before Click's."""
    import typer

    return typer.Abort, next(kind for kind in typer.BadParameter.__mro__[::-1] if hasattr(kind, "format_message"))


def _explain_usage(error: BaseException) -> str:
    format_message = getattr(error, "format_message", None)
    if format_message is None:
        return ""
    command = getattr(getattr(error, "ctx", None), "command_path", "qa")
    message = format_message().replace("Value error, ", "").rstrip(".")
    return f"{message}{'' if message.endswith('?') else '.'} See: {command} --help"


def _let_any_text_out() -> None:
    """Make streams replace what their encoding does not have; the default is to fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def _flush_output(code: int) -> int:
    """Write out what is buffered, so that nothing is left to fail when the interpreter ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            _drop_output(stream)
            if not isinstance(error, BrokenPipeError):
                code = _report_error(error)
            code = code or FAILED
        except ValueError:
            code = code or FAILED
    return code


def _drop_output(stream: TextIO) -> None:
    """Send what is still buffered nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _write_error(line: str) -> None:
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return
