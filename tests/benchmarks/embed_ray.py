"""Embed the starter corpus on local Ray clusters of one and of two workers, and in this process: the same, how fast.

    python -m tests.benchmarks.embed_ray [SOURCE...]

Each worker embeds with one thread. On a machine that does other work too, time by the clock tells little: so it is
told how busy the machine was, and the processor time that the workers took for a passage (Linux). What two workers do
at once on two idle cores is twice what one does, less what their passages cost more.
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from qa.ingest.shards.run import EmbedOptions, embed_into
from qa.settings import Settings

_SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds" / "articles"


def read_shards(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of all shards by id, without the time at which each was embedded."""
    rows = [row for path in sorted(folder.glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    return {row["id"]: {name: value for name, value in row.items() if name != "retrieved"} for row in rows}


@contextmanager
def watch_workers() -> Iterator[dict[str, float]]:
    """Give the processor seconds that each worker that embeds has taken, by its process, until the block ends."""
    seconds: dict[str, float] = {}
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.2):
            for path in Path("/proc").glob("[0-9]*"):
                with suppress(OSError, IndexError):
                    if b"ArticleEmbedder" in (path / "cmdline").read_bytes():
                        fields = (path / "stat").read_text().rpartition(")")[2].split()
                        seconds[path.name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seconds
    finally:
        ended.set()
        thread.join()


def embed(folder: Path, sources: list[str], **options: Any) -> dict[str, Any]:
    """Embed the sources, and return when the first and the last passages came, and how many."""
    arrived: list[tuple[float, int]] = []
    begun = time.monotonic()

    def note(found: Any, passages: int) -> None:
        arrived.append((time.monotonic() - begun, passages))

    embed_into(folder, sources, Settings(), EmbedOptions(**options), on_found=note)
    first, last = arrived[0], arrived[-1]
    # Of the first batch nobody knows when it was begun: a cluster takes a while to start.
    late = [(seconds, count) for seconds, count in arrived if seconds > first[0] + 0.05]
    passages = sum(count for _, count in late)
    seconds = last[0] - first[0]
    return {
        "start": round(first[0], 1),
        "seconds": round(seconds, 2),
        "passages": passages,
        "rate": round(passages / seconds, 1) if seconds else None,
    }


def compare_shards(name: str, rows: dict[str, dict[str, Any]], plain: dict[str, dict[str, Any]]) -> None:
    """Print whether articles and passages are the same, and how near vectors are: an embedder rounds by its batch."""
    vectors = {"vectors", "hash"}
    same = rows.keys() == plain.keys() and all(
        {key: row[key] for key in row.keys() - vectors} == {key: plain[id][key] for key in row.keys() - vectors}
        for id, row in rows.items()
    )
    pairs = [
        pair
        for id in rows.keys() & plain.keys()
        for pair in zip(*(r[id]["vectors"] for r in (rows, plain)), strict=True)
    ]
    least = min(float(np.dot(np.asarray(a, np.float32), np.asarray(b, np.float32))) for a, b in pairs)
    print(f"{name}: articles and passages {'are the same' if same else 'DIFFER'}, vectors alike from {least:.4f} on")


def main(sources: list[str]) -> None:
    """Print a line for each way, and whether all made the same."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    found, costs = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (
            ("plain", {}),
            ("one worker", {"ray": "local", "workers": 1}),
            ("two workers", {"ray": "local", "workers": 2}),
        ):
            with watch_workers() as seconds:
                told = embed(Path(folder) / name, sources, **options)
            rows = read_shards(Path(folder) / name)
            passages = sum(len(row["starts"]) for row in rows.values())
            costs[name] = 1000 * sum(seconds.values()) / passages
            print(name, told, f"{costs[name]:.1f} ms of workers a passage, load {os.getloadavg()[0]:.1f}", flush=True)
            found[name] = (told, rows)
    for name, (_, rows) in found.items():
        compare_shards(name, rows, found["plain"][1])
    rates = {name: told["rate"] for name, (told, _) in found.items()}
    if rates["one worker"] and rates["two workers"]:
        print(f"two workers are {rates['two workers'] / rates['one worker']:.2f} times as fast as one by the clock")
    if costs["two workers"]:
        print(f"and {2 * costs['one worker'] / costs['two workers']:.2f} times by the processor time of their passages")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(_SEEDS)])
