"""Measure a library at several sizes: built, opened, asked, filtered, added to, removed from.

    cd tests && uv run python -m benchmarks.scale ARTICLES.jsonl [--passages 10000 100000] [-o scale.json] [--gate]

The articles are made from those of the file (made_news.py), and their vectors too: what is measured is everything but
the embedder, whose rate benchmarks/embedding.py tells. A million passages take about half an hour and 4 GB:
`--passages 10000 100000 1000000`. Each step runs in a process of its own and tells its time of wall and of processor
and the most memory that it held, by the account of the operating system. `--gate` ends with 1 where a ratio between two
sizes is over its bar, so that the speed of the machine decides nothing.
"""

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.made_news import MadeEmbedder, Pool, make_articles, read_pool, read_status
from qa.library import Filters, Library
from qa.question import read_question
from qa.retrieval.candidates import find_candidates
from qa.retrieval.forms import find_word_forms

Figures = dict[str, float]

# So many times what the size before takes may a step take at the next one; of `ask s`, the time of processor.
BARS = {"ingest ms/passage": 1.15, "open s": 1.2, "ask s": 1.5}
_QUESTIONS = 200
_MORE = 200


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where the libraries are made and left; a temporary one else")
    parser.add_argument("-o", "--output", type=Path, help="where the figures go as JSON")
    parser.add_argument("--gate", action="store_true", help="end with 1 where a ratio is over its bar")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        name, folder, passages = arguments.step
        print(json.dumps(STEPS[name](read_pool(arguments.path), Path(folder), int(passages))))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        sizes = {size: measure_size(arguments.path, folder / str(size), size) for size in sorted(arguments.passages)}
    print_table(sizes)
    if arguments.output:
        machine = {"processors": os.cpu_count(), "machine": platform.platform(), "python": platform.python_version()}
        arguments.output.write_text(json.dumps({"machine": machine, "sizes": sizes}, indent=2), encoding="utf-8")
    if over := list_over_bar(sizes):
        print("\n".join(over))
        raise SystemExit(int(arguments.gate))


def measure_size(path: Path, folder: Path, passages: int) -> Figures:
    """Return the figures of one size; each step is a process of its own, and prints them as they come."""
    figures: Figures = {}
    for name in STEPS:
        command = [sys.executable, "-m", "benchmarks.scale", str(path), "--step", name, str(folder), str(passages)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found: Figures = json.loads(done.stdout.splitlines()[-1])
        figures |= found
        print(f"{passages:>9,} {name}: " + ", ".join(f"{key} {value:,.4g}" for key, value in found.items()), flush=True)
    return figures


def build(pool: Pool, folder: Path, passages: int) -> Figures:
    """Take in made articles until there are so many passages."""
    with open_made(folder, create=True) as library:
        begun = time.perf_counter(), time.process_time()
        # The made articles have about 12 passages each.
        total = passages // 12
        for _ in library.add_articles(make_articles(pool, 0, total, total=total)):
            pass
        wall, processor = time.perf_counter() - begun[0], time.process_time() - begun[1]
        count = library.count().passages
    making = measure_making(pool, total)
    return {
        "passages": count,
        "ingest ms/passage": 1_000 * (processor - making) / count,
        "ingest wall ms/passage": 1_000 * (wall - making) / count,
        "ingest MB": read_status("VmHWM") / 1e6,
        "disk bytes/passage": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / count,
    }


def measure_making(pool: Pool, total: int) -> float:
    """Return the seconds of processor time that making the articles themselves takes."""
    begun = time.process_time()
    sample = min(total, 500)
    for _ in make_articles(pool, 0, sample, total=total):
        pass
    return (time.process_time() - begun) * total / sample


def open_again(pool: Pool, folder: Path, passages: int) -> Figures:
    """Open the library in a process that has not read it yet."""
    begun = time.perf_counter()
    with open_made(folder) as library:
        library.count()
        opened = time.perf_counter() - begun
    return {"open s": opened, "open MB": read_status("VmHWM") / 1e6}


def ask_once(pool: Pool, folder: Path, passages: int) -> Figures:
    """Run `qa ask` as a user does, each time in a process of its own; the first is not counted."""
    times, processor = [], []
    for title, _ in random.Random(passages).sample(list(pool.articles), 6):
        command = [sys.executable, "-m", "qa", "ask", title, "--library", str(folder), "--model", "extractive"]
        begun, before = time.perf_counter(), sum(os.times()[2:4])
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr)
        times.append(time.perf_counter() - begun)
        processor.append(sum(os.times()[2:4]) - before)
    return {"ask s": statistics.median(processor[1:]), "ask wall s": statistics.median(times[1:])}


def search(pool: Pool, folder: Path, passages: int) -> Figures:
    """Search for the titles of articles, with and without filters, in one process that goes on."""
    first, last = date(2016, 3, 1), date(2016, 5, 31)
    kinds: Mapping[str, Filters | None] = {
        "search": None,
        "search by days": Filters(since=first, until=last),
        "search by outlet": Filters(sources=("Outlet 3",)),
        "search by language": Filters(languages=("fr",)),
        "search by all": Filters(
            since=first, until=last + timedelta(days=300), sources=("Outlet 1",), languages=("en",)
        ),
    }
    figures: Figures = {}
    with open_made(folder) as library:
        for name, filters in kinds.items():
            times = measure_searches(library, pool, filters)
            figures |= {f"{name} p50 ms": times[len(times) // 2], f"{name} p95 ms": times[int(len(times) * 0.95)]}
    return figures | {"search MB": read_status("VmHWM") / 1e6}


def measure_searches(library: Library, pool: Pool, filters: Filters | None) -> list[float]:
    """Return how long searches by words and vectors take, in ms, sorted; the first ten are not counted."""
    embedder = MadeEmbedder()
    times = []
    for title, _ in random.Random(7).sample(list(pool.articles), _QUESTIONS + 10):
        question = read_question(title)
        vector = embedder.embed_queries([title])[0]
        begun = time.perf_counter()
        find_candidates(question, find_word_forms(question, library), library, vector, k=8, filters=filters)
        times.append(1_000 * (time.perf_counter() - begun))
    return sorted(times[10:])


def add_more(pool: Pool, folder: Path, passages: int) -> Figures:
    """Take some more articles in, and the same ones again."""
    total = passages // 12
    with open_made(folder) as library:
        more = [replace(article, origin=f"more/{n}") for n, article in enumerate(_make_more(pool, total))]
        figures = {}
        for name in ("add", "add again"):
            begun = time.process_time()
            added = list(library.add_articles(more))
            seconds = time.process_time() - begun
            assert {item.status for item in added} == {"new" if name == "add" else "unchanged"}
            figures[f"{name} {_MORE} s"] = seconds
    return figures


def remove_some(pool: Pool, folder: Path, passages: int) -> Figures:
    """Remove twenty articles, as `qa articles remove` does."""
    with open_made(folder) as library:
        ids = [article.id for article in library.list_articles(limit=20)]
        begun = time.perf_counter()
        assert library.remove_articles(ids) == len(ids)
        return {"remove 20 s": time.perf_counter() - begun}


def _make_more(pool: Pool, total: int) -> Sequence[Any]:
    return list(make_articles(pool, total, total + _MORE, total=total))


def open_made(folder: Path, *, create: bool = False) -> Library:
    """Open the library with the embedder that costs nothing."""
    return Library.open(folder, embedder=MadeEmbedder(), create=create)


STEPS: Mapping[str, Callable[[Pool, Path, int], Figures]] = {
    "build": build,
    "open": open_again,
    "ask": ask_once,
    "search": search,
    "add": add_more,
    "remove": remove_some,
    "open after": open_again,
}


def print_table(sizes: Mapping[int, Figures]) -> None:
    """Print one row a figure and one column a size."""
    print("| | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("|---|" + "---:|" * len(sizes))
    for name in next(iter(sizes.values())):
        print(f"| {name} | " + " | ".join(f"{figures[name]:,.4g}" for figures in sizes.values()) + " |")


def list_over_bar(sizes: Mapping[int, Figures]) -> list[str]:
    """Return a line for each figure that grows by more than its bar from one size to the next."""
    ordered = sorted(sizes)
    return [
        f"{name}: {sizes[large][name] / sizes[small][name]:.2f} times as much at {large:,} as at {small:,} (bar {bar})"
        for small, large in pairwise(ordered)
        for name, bar in BARS.items()
        if sizes[large][name] > bar * sizes[small][name]
    ]


if __name__ == "__main__":
    main()
