"""Kill the removal of an article at any of its steps, and see what the next one who opens the library leaves of it.

Each step runs in a process of its own, forked from one that has imported all it needs and has no thread.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import chromadb  # noqa: F401  # imported once, for all that are forked
import numpy  # noqa: F401
from library_fakes import HashEmbedder, make_article, make_articles, read_chroma_ids

from qa.library import Library

RARE, SECRET = "Quuxzanthium", "Vlimpoquartz"
REMOVED = make_article(5, text=f"{make_article(5).text} The {RARE} was found by the mayor of {SECRET}.")


class StepCounter:
    """Counts what the library calls and what returns to it, and kills the process at one of these steps."""

    def __init__(self, kill_at: int | None) -> None:
        self.steps = 0
        self._kill_at = kill_at

    def __call__(self, frame: FrameType, event: str, value: Any) -> None:
        if f"{os.sep}qa{os.sep}library{os.sep}" not in frame.f_code.co_filename:
            return
        self.steps += 1
        if self.steps == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def open_library(folder: Path, told: list[str] | None = None) -> Library:
    notify = told.append if told is not None else (lambda notice: None)
    return Library.open(folder, embedder=HashEmbedder(), create=True, passage_size=200, notify=notify)


def make_library(folder: Path) -> None:
    with open_library(folder) as library:
        list(library.add_articles([*make_articles(0, 4), REMOVED, *make_articles(6, 12)]))
    replies = folder / "replies" / "ab"
    replies.mkdir(parents=True)
    (replies / "abc.json").write_text(json.dumps({"key": {"messages": [["user", REMOVED.text]]}, "value": {}}))
    kept = {"key": {"messages": [["user", "What did the harbour master say about the quay?"]]}, "value": {}}
    (replies / "kept.json").write_text(json.dumps(kept))


def remove(folder: Path, kill_at: int | None) -> int:
    """Remove the article; return how many steps that took."""
    with open_library(folder) as library:
        counter = StepCounter(kill_at)
        sys.setprofile(counter)
        library.remove_articles([REMOVED.id])
        sys.setprofile(None)
        return counter.steps


def look_again(folder: Path) -> dict[str, Any]:
    """Open the library as the next command does, and remove again where nothing happened; return what is left."""
    told: list[str] = []
    with open_library(folder, told) as library:
        was_there = any(article.id == REMOVED.id for article in library.list_articles())
        if was_there:
            library.remove_articles([REMOVED.id])
        words = [word.encode() for word in (RARE, SECRET, RARE.lower(), SECRET.lower(), REMOVED.id)]
        files = [path for path in folder.rglob("*") if path.is_file()]
        left = [path.name for path in files if any(word in path.read_bytes() for word in words)]
        passages = {row[0] for row in library._catalogue.query("SELECT id FROM passages")}
        mark = library._catalogue.get_meta("remnants")
    in_step = read_chroma_ids(folder) == passages
    kept = (folder / "replies" / "ab" / "kept.json").exists()
    return {"there": was_there, "left": left, "mark": mark, "in_step": in_step, "kept": kept, "told": told}


def run_forked(work: Callable[[], Any]) -> Any:
    """Return what work returns in a process of its own; None where that was killed."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(sink, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def main() -> None:
    """Print a line of JSON for each of so many kills, spread over all steps: FOLDER KILLS."""
    base, kills = Path(sys.argv[1]), int(sys.argv[2])
    run_forked(partial(make_library, base / "whole"))
    shutil.copytree(base / "whole", base / "once")
    steps = run_forked(partial(remove, base / "once", None))
    for number in range(kills):
        at = 1 + number * (steps - 1) // max(1, kills - 1)
        folder = base / f"killed-{at}"
        shutil.copytree(base / "whole", folder)
        finished = run_forked(partial(remove, folder, at))
        print(json.dumps({"at": at, "of": steps, "finished": finished, **run_forked(partial(look_again, folder))}))
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
