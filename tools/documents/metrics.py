"""The reference of the metrics, made of the metrics themselves."""

from collections.abc import Iterator

from qa.evals.metrics import METRICS, Metric

_INTRODUCTION = """\
# Metrics

Made of the metrics themselves, which are in `qa/evals/metrics/`. Each is a pure function of a question with its labels
and the answer as JSON. A score has a 95 % interval (bootstrap, with the seed of the run), as a whole and by kind of
question; one whose labels are missing is n/a with what it needs, never 0. A metric whose name begins with
`self_checked_` uses the program's own check; no other does.
"""
_TASKS = {
    "answer": "## Of answers\n\n`qa eval run`, `qa eval score`, `qa eval compare`, `qa eval gate`.\n",
    "check": "## Of the check\n\n`qa eval check`: how well statements labelled true and false are told apart.\n",
}


def write_metrics() -> str:
    """Return the page of all metrics."""
    return "\n".join([_INTRODUCTION, *_write_tasks()])


def _write_tasks() -> Iterator[str]:
    for task, heading in _TASKS.items():
        yield heading
        yield "| metric | better | what it is | needs |\n|---|---|---|---|"
        yield from (_write_row(metric) for metric in METRICS.values() if metric.task == task)
        yield ""


def _write_row(metric: Metric) -> str:
    better = "higher" if metric.higher_is_better else "lower"
    cells = [f"`{metric.name}`", better, " ".join(metric.description.split()), metric.needs]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
