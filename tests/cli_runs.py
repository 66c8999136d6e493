"""Run the command line as a user does: in a process of its own, in a pipe or on a terminal, in a home of its own."""

import os
import pty
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from warm_start import ROOT, name_command, write_start_environment

STORIES = ("kuala-lumpur", "lakes-cup-final", "teln-valley-flood", "ilmaria-rate-cut")


class Home:
    """A folder to run in, with a library, a cache and part of the starter corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library"
        self.seeds = folder / "seeds" / "articles"
        self.seeds.mkdir(parents=True)
        for story in STORIES:
            # Copied, as links don't lead out of a folder.
            shutil.copytree(ROOT / "seeds" / "articles" / story, self.seeds / story)

    def write_environment(self, **changes: str) -> dict[str, str]:
        """Return the environment of a run, without anything of the user's own."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
        own = {
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "QA_CACHE": str(self.folder / "cache"),
            "QA_LIBRARY": str(self.library),
            **write_start_environment(),
            "TERM": "xterm-256color",
        }
        return {**kept, **own, **changes}

    def run(
        self, *arguments: str, input: str | bytes = b"", environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run qa with its output in pipes."""
        own = self.write_environment(**environment or {})
        finished = subprocess.run(
            [*name_command(own), *arguments],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            cwd=self.folder,
            env=own,
            timeout=300,
            check=False,
        )
        stdout, stderr = (stream.decode("utf-8", "replace") for stream in (finished.stdout, finished.stderr))
        return subprocess.CompletedProcess(finished.args, finished.returncode, stdout, stderr)

    def run_on_terminal(self, *arguments: str, typed: str = "", **changes: str) -> str:
        """Run qa with stdin, stdout and stderr on one terminal of 80 columns, or as told; return what it showed."""
        own = self.write_environment(**{"COLUMNS": "80", **changes})
        return run_on_terminal([*name_command(own), *arguments], folder=self.folder, environment=own, typed=typed)


def run_on_terminal(command: Sequence[str], *, folder: Path, environment: Mapping[str, str], typed: str = "") -> str:
    """Run a command on a new terminal and return all that it wrote there."""
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=dict(environment), close_fds=True
    ) as process:
        os.close(theirs)
        pieces = list(iter(lambda: _read_piece(ours), b""))
        process.wait(timeout=300)
    os.close(ours)
    return b"".join(pieces).decode("utf-8", "replace").replace("\r\n", "\n")


def _read_piece(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:
        return b""
