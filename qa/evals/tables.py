"""Scores, comparisons and verdicts as tables and lines for reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa.evals.comparing.compare import Comparison, Flip, ScoreChange
from qa.evals.comparing.gate import GateVerdict
from qa.evals.metrics import METRICS
from qa.evals.runs.rows import Row
from qa.evals.scores import Score, Scores
from qa.render.clean import clean_line
from qa.render.layout import Line, Span, Table, make_line

# What is shown of a run where not everything is asked for.
MAIN_METRICS = (
    "contains", "token_f1", "exact_match", "choice_accuracy", "wrong", "answered", "abstention_precision",
    "abstention_recall", "abstention_f1", "attribution", "disagreement_flag", "gold_support", "false_shown",
    "quote_validity", "hit_at_5", "mrr_at_10", "passage_hit_at_5", "passage_mrr_at_10", "seconds_p50", "seconds_p95",
    "prompt_tokens", "completion_tokens", "cost", "balanced_accuracy", "true_kept", "false_passed",
    "false_contradicted", "true_contradicted", "score_auc", "calibration_error",
)  # fmt: skip
MOST_FLIPS = 10
_MISSING = "n/a"


def tabulate_scores(scores: Mapping[str, Score], names: Iterable[str] = MAIN_METRICS, *, all: bool = False) -> Table:
    """Return a row for each metric that there is: its score, the interval, over how many questions, or why n/a.

    all  False leaves out those that are n/a
    """
    return Table(
        headers=("METRIC", "SCORE", "LOW", "HIGH", "N", ""),
        rows=tuple(
            (
                name,
                write_number(score.value),
                write_number(score.low) if score.low is not None else "",
                write_number(score.high) if score.high is not None else "",
                str(score.n),
                clean_line(score.reason),
            )
            for name in names
            if (score := scores.get(name)) and (all or score.value is not None)
        ),
    )


def tabulate_verdicts(scores: Scores) -> Table:
    """Return a row for each kind of statement: the share of the true that is kept, or of the false that passes."""
    rows = []
    for kind, by_name in scores.by_kind.items():
        for name in ("true_kept", "false_passed"):
            score, contradicted = by_name[name], by_name[f"{name.partition('_')[0]}_contradicted"]
            if score.n:
                numbers = (write_number(value) for value in (score.value, score.low, score.high, contradicted.value))
                rows.append((clean_line(kind), name, *numbers, str(score.n)))
    return Table(headers=("KIND", "METRIC", "SCORE", "LOW", "HIGH", "CONTRADICTED", "N"), rows=tuple(rows))


def tabulate_changes(
    changes: Mapping[str, ScoreChange], names: Iterable[str] = MAIN_METRICS, *, all: bool = False
) -> Table:
    """Return a row for each metric that there is: both scores, the difference, its interval and p.

    all  False leaves out those that are n/a
    """
    found = [(name, change) for name in names if (change := changes.get(name))]
    rows = (_list_cells(name, change) for name, change in found if all or change.difference is not None)
    return Table(headers=("METRIC", "A", "B", "B - A", "LOW", "HIGH", "P", "N", ""), rows=tuple(rows))


def tabulate_kinds(comparison: Comparison, metric: str) -> Table:
    """Return a row for each kind of question: one metric in both runs."""
    rows = (_list_cells(clean_line(kind), changes[metric]) for kind, changes in comparison.by_kind.items())
    return Table(headers=(f"KIND, {metric}", "A", "B", "B - A", "LOW", "HIGH", "P", "N", ""), rows=tuple(rows))


def lay_out_flips(comparison: Comparison, *, most: int = MOST_FLIPS) -> list[Line]:
    """Return the questions that flipped, each with both answers and gold, so many of either kind."""
    lines: list[Line] = []
    for title, flips in (("Better in B", comparison.better), ("Worse in B", comparison.worse)):
        lines += [Line(), make_line(f"{title}, by {comparison.flip_metric}: {len(flips)}", "strong")]
        lines += [line for flip in flips[:most] for line in _lay_out_flip(flip)]
        if len(flips) > most:
            lines.append(make_line(f"and {len(flips) - most} more; all of them: --json", "faint", indent=2))
    return lines


def write_outcome(comparison: Comparison) -> str:
    """Return in a line which of two runs is better, and in what: where the interval of a difference leaves out 0."""
    better: list[str] = []
    worse: list[str] = []
    for name in MAIN_METRICS:
        change = comparison.changes.get(name)
        found = change.difference if change else None
        if found and found.low * found.high > 0:
            gains = (found.value > 0) == METRICS[name].higher_is_better
            (better if gains else worse).append(f"{name} {_write_signed(found.value)}")
    told = [f"{word} in {', '.join(names)}" for word, names in (("better", better), ("worse", worse)) if names]
    if not told:
        return f"No difference between A and B that is more than chance, over {comparison.shared:,} questions."
    return f"B is {'; '.join(told)}, over {comparison.shared:,} questions; the rest is within chance."


def lay_out_verdicts(verdicts: Sequence[GateVerdict]) -> Iterator[Line]:
    """Yield a line for each verdict: whether the rule holds, the rule, and the value."""
    for verdict in verdicts:
        word = Span(text="pass") if verdict.passed else Span(text="FAIL", style="warning")
        yield Line(spans=(word, Span(text=f"  {verdict.rule.name}: {verdict.detail}")))


def write_number(value: float | None) -> str:
    """Return a number in the digits that matter; "n/a" for None."""
    if value is None:
        return _MISSING
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.3f}"


def _list_cells(label: str, change: ScoreChange) -> tuple[str, ...]:
    found = change.difference
    if found is None:
        return label, _MISSING, _MISSING, _MISSING, "", "", "", "0", clean_line(change.reason)
    bounds = (_write_signed(number) for number in (found.value, found.low, found.high))
    return label, write_number(change.a), write_number(change.b), *bounds, f"{found.p:.3f}", str(found.n), ""


def _write_signed(value: float) -> str:
    return f"{value:+,.1f}" if abs(value) >= 10 else f"{value:+.3f}"


def _lay_out_flip(flip: Flip) -> list[Line]:
    case = flip.a.case
    gold = "; ".join(case.answers) or ("(not in the articles)" if case.must_abstain else "(not known)")
    return [
        Line(),
        make_line(f"{clean_line(case.id)}  {clean_line(case.question)}", indent=2),
        make_line(f"gold  {clean_line(gold)}", "faint", indent=4),
        make_line(f"A  {write_number(flip.before)}  {_describe_answer(flip.a)}", indent=4),
        make_line(f"B  {write_number(flip.after)}  {_describe_answer(flip.b)}", indent=4),
    ]


def _describe_answer(row: Row) -> str:
    answer = row.answer or {}
    return clean_line(answer.get("text")) or f"(not answered: {clean_line(answer.get('reason'))})"
