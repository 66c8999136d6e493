"""Tell on stderr how far the work is: notices as lines, and on a terminal a bar with rate and time left."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qa.cli.estimate import Estimate
from qa.cli.notices import is_known
from qa.cli.output import is_terminal
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Reporter:
    """Notices and progress of one command; leaving it takes the bar away.

    quiet  shows no progress
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._estimates: dict[str, Estimate] = {}
        self._shows = is_terminal(sys.stderr) and not quiet

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def notify(self, message: str) -> None:
        """Write a line, but for a notice on how the program is set up that the user was given already."""
        if is_known(message):
            return
        self.stop()
        print(f"qa: {clean_line(message)}", file=sys.stderr, flush=True)

    def advance(self, label: str, done: int, total: int, note: str = "") -> None:
        """Show that done of total is done of what label names; a total of 0 is one that is not known."""
        if not self._shows:
            return
        bar = self._bar or self._start()
        if label not in self._tasks:
            self._tasks[label] = bar.add_task(clean_line(label).capitalize(), total=total or None, note="", left="")
        estimate = self._estimates.setdefault(label, Estimate())
        estimate.add(done)
        left = estimate.tell_left(total)
        bar.update(self._tasks[label], completed=done, total=total or None, note=note, left=left)
        if total and done >= total:
            bar.remove_task(self._tasks.pop(label))
        if not self._tasks:
            self.stop()

    def stop(self) -> None:
        """Take the bar away, so that other lines can be written."""
        if self._bar:
            self._bar.stop()
        self._bar = None
        self._tasks = {}

    def _start(self) -> "Progress":
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TaskProgressColumn,
            TextColumn,
        )

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[note]}", markup=False),
            TextColumn("{task.fields[left]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        return self._bar
