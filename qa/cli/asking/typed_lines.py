"""Read lines at a terminal, with editing and the lines of earlier times where the system has readline."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qa.errors import InvalidQuestion

_KEPT_LINES = 1_000


def read_typed_line(prompt: str = "> ") -> str:
    """Return the next line that is typed. Raises EOFError at the end, InvalidQuestion for what is not text."""
    try:
        if sys.stdout.isatty():
            line = input(prompt)
        else:
            print(prompt, end="", file=sys.stderr, flush=True)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
    except UnicodeDecodeError:
        raise InvalidQuestion("The line is not UTF-8. Type it again.") from None
    return line.encode("utf-8", "replace").decode().strip()


@contextmanager
def edit_lines(*, keep: bool) -> Iterator[None]:
    """Make lines editable while the block runs.

    keep  take up the lines of earlier times and store the new ones, readable by this user only
    """
    try:
        import readline
    except ImportError:
        yield
        return
    from platformdirs import user_state_path

    path = user_state_path("qa") / "chat-history"
    if keep:
        with suppress(OSError):
            readline.read_history_file(path)
    try:
        yield
    finally:
        if keep:
            # A home that can't be written to is no reason to end with an error.
            with suppress(OSError):
                _make_private(path)
                readline.set_history_length(_KEPT_LINES)
                readline.write_history_file(path)
                path.chmod(0o600)


def _make_private(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
