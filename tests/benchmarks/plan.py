"""Tell what a library of any size takes, from what benchmarks.scale measured, and how well that foretells.

    cd tests && uv run python -m benchmarks.plan scale.json [--rate 40] [--sizes 1000000 10000000 100000000]

Each figure is a fixed part and a part that grows with the passages, fitted to the sizes that were measured (least
squares of the relative errors). How well that foretells is shown by leaving the largest size out and foretelling it
from the others. Embedding is not in the figures of benchmarks.scale: --rate is the passages a second of one processor,
as benchmarks.embedding tells it.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Figures = Mapping[str, float]

# By the figure of one size: its unit here, and by what its value a passage is multiplied.
_TOTALS = {"ingest ms/passage": ("write, processor hours", 1 / 3.6e6), "disk bytes/passage": ("disk, GB", 1e-9)}
_GROWING = ("open s", "ask s", "search p95 ms", "search by all p95 ms", "search MB", "remove 20 s")


def main() -> None:
    """Print the table and how far the largest size is from what the others foretell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="what benchmarks.scale wrote with -o")
    parser.add_argument("--rate", type=float, default=40.0, help="passages a second that one processor embeds")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000, 100_000_000])
    arguments = parser.parse_args()
    sizes = {int(size): figures for size, figures in json.loads(arguments.path.read_text())["sizes"].items()}
    print("| | " + " | ".join(f"{size:,}" for size in arguments.sizes) + " |")
    print("|---|" + "---:|" * len(arguments.sizes))
    print_row("embed, processor hours", [size / arguments.rate / 3_600 for size in arguments.sizes])
    largest = sizes[max(sizes)]
    for name, (unit, factor) in _TOTALS.items():
        print_row(unit, [largest[name] * size * factor for size in arguments.sizes])
    for name in _GROWING:
        print_row(name, [foretell(sizes, name, size) for size in arguments.sizes])
    if len(sizes) > 2:
        print(f"\n{max(sizes):,} passages foretold by the smaller sizes, as a share of what was measured:")
        smaller = {size: figures for size, figures in sizes.items() if size != max(sizes)}
        for name in _GROWING:
            print(f"{name}: {foretell(smaller, name, max(sizes)) / largest[name]:.2f}")


def foretell(sizes: Mapping[int, Figures], name: str, size: int) -> float:
    """Return a figure at another size, by a fixed part and one for each passage, neither of them below 0."""
    fixed, each = fit_line([(figures["passages"], figures[name]) for figures in sizes.values()])
    return fixed + each * size


def fit_line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the fixed part and the slope that have the least relative errors; with one point all is fixed."""
    weights = [1 / value**2 for _, value in points]
    total = sum(weights)
    mean_x = sum(w * x for w, (x, _) in zip(weights, points, strict=True)) / total
    mean_y = sum(w * y for w, (_, y) in zip(weights, points, strict=True)) / total
    spread = sum(w * (x - mean_x) ** 2 for w, (x, _) in zip(weights, points, strict=True))
    shared = sum(w * (x - mean_x) * (y - mean_y) for w, (x, y) in zip(weights, points, strict=True))
    each = max(shared / spread, 0.0) if spread else 0.0
    return max(mean_y - each * mean_x, 0.0), each


def print_row(name: str, values: Sequence[float]) -> None:
    """Print one row of the table."""
    print(f"| {name} | " + " | ".join(f"{value:,.3g}" for value in values) + " |")


if __name__ == "__main__":
    main()
