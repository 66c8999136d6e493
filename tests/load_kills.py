"""Kill bulk loads at random moments, and see after each what the next one who opens the library finds.

cd tests && uv run python load_kills.py [--kills 30]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from library_fakes import HashEmbedder, make_articles

from qa.library import Library
from qa.library.upkeep.checks import (
    check_articles,
    check_counts,
    check_file,
    check_orphans,
    check_passages,
    check_stories,
    check_vectors,
    check_words,
)

# Of a load without an embedder to wait for, in which hundreds of articles share a transaction.
# There are more than any load comes to.
_ARTICLES = 1_000_000
# In seconds, from when the load begins or from its first report: about a transaction.
_LATEST = 1.5
CHECKS = (
    check_file, check_orphans, check_counts, check_articles, check_passages, check_vectors, check_words, check_stories,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """What was there after a kill.

    reported  how many articles were told to be safe, by this load and those before it
    lost      those of them that are not there
    faults    what is not whole
    """

    reported: int
    articles: int
    lost: frozenset[str]
    faults: tuple[str, ...]


def kill_loads(folder: Path, kills: int, *, seed: int = 5) -> Iterator[Killed]:
    """Begin a load into the library in folder so many times and kill it; yield what is there each time."""
    chance = random.Random(seed)
    reported: set[str] = set()
    for _ in range(kills):
        reported |= _kill_load(folder, chance.uniform(0, _LATEST), is_reporting=chance.random() < 0.7)
        with _open_library(folder) as library:
            catalogue, target = library._catalogue, library._target
            found = [check(catalogue, target) for check in CHECKS]
            ids = {article.id for article in library.list_articles()}
        yield Killed(
            reported=len(reported),
            articles=len(ids),
            lost=frozenset(reported - ids),
            faults=tuple(problem.text for problem in found if not isinstance(problem, str)),
        )


def load() -> None:
    """Load articles into FOLDER and print the id of each once it is reported."""
    with _open_library(Path(sys.argv[2])) as library:
        print("begun", flush=True)
        for added in library.add_articles(make_articles(0, _ARTICLES), batch_size=64):
            if added.status == "new":
                print(added.article_id, flush=True)


def _open_library(folder: Path) -> Library:
    return Library.open(folder, embedder=HashEmbedder(), create=True, passage_size=200)


def _kill_load(folder: Path, seconds: float, *, is_reporting: bool) -> set[str]:
    command = [sys.executable, __file__, "load", str(folder)]
    path = f"{Path(__file__).parent.parent}{os.pathsep}{Path(__file__).parent}"
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    first = process.stdout.readline() if is_reporting else ""
    time.sleep(seconds)
    process.kill()
    told = (first + process.stdout.read()).splitlines(keepends=True)
    process.communicate()
    return {line.strip() for line in told if line.endswith("\n")}


def main() -> None:
    """Print a line for each kill; end with 1 where something is lost or half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    arguments = parser.parse_args()
    is_bad = False
    with tempfile.TemporaryDirectory() as folder:
        for number, killed in enumerate(kill_loads(Path(folder), arguments.kills), start=1):
            faults = ", ".join(killed.faults) or "whole"
            print(
                f"{number}: {killed.reported:,} reported, {killed.articles:,} there, {len(killed.lost)} lost, {faults}"
            )
            is_bad = is_bad or bool(killed.lost or killed.faults)
    raise SystemExit(int(is_bad))


if __name__ == "__main__":
    load() if sys.argv[1:2] == ["load"] else main()
