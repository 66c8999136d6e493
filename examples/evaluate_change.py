"""Evaluate a change: answer the same questions with two settings, and see whether the difference is more than luck.

python examples/evaluate_change.py seeds/questions.jsonl seeds/articles runs
"""

import sys
from pathlib import Path

from qa import compare_runs, run_evaluation

METRICS = ("contains", "passage_hit_at_5", "wrong")


def main(questions: str, articles: str, folder: str) -> int:
    """Print both scores of each metric, their difference with its interval, and what flipped."""
    few, many = (
        run_evaluation(questions, articles=articles, output=Path(folder) / f"k{k}", model="extractive", k=k)
        for k in (2, 8)
    )
    compared = compare_runs(few.run, many.run, metrics=METRICS)
    for name, change in compared.changes.items():
        if change.a is not None and change.b is not None and change.difference:
            found = change.difference
            print(f"{name}: {change.a:.2f} -> {change.b:.2f}, {found.value:+.2f} [{found.low:+.2f}, {found.high:+.2f}]")
    for flip in compared.better:
        print(f"better: {flip.a.case.question}")
    for flip in compared.worse:
        print(f"worse: {flip.a.case.question}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3]))
