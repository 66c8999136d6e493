"""Grade the answers of a run by a model, and tell how far its grades agree with the exact score.

A grade is an opinion. It is kept in judge.json, apart from scores.json, and never part of a score. The model reads the
question, the gold answers and the answer as JSON strings in which nothing can end the string or begin a message, and
only a reply that is one of the three words counts. That an answer can't talk a model into a grade is more than any
prompt can guarantee: hence the agreement, and the list of the answers where the two differ.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from qa.errors import LibraryProblem, QAError, RunProblem, SomethingMissing, UsageProblem
from qa.evals.cases.cases import Case
from qa.evals.comparing.intervals import Interval, resample_interval
from qa.evals.files import replace_json
from qa.evals.metrics import METRICS
from qa.evals.metrics.metric import is_answered, read_answer_text
from qa.evals.runs.answering import answer_cases, choose_settings, open_kept_model
from qa.evals.runs.folder import Run
from qa.evals.runs.rows import Row
from qa.models import ChatModel, Message
from qa.models.checksums import Progress
from qa.models.prompts import Prompt, load_prompt, quote_data
from qa.models.resolve import has_endpoint
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
JUDGE_FILE = "judge.json"
EXACT = "contains"
Verdict = Literal["right", "partly", "wrong", "unreadable"]
_GRADES = ("right", "partly", "wrong")
# Of such a question the gold answers are parts, and only all of them are right.
_PARTS = "comparison"
_LONGEST_ANSWER = 2_000
_REPLY_TOKENS = 8
_KEPT_OF_REPLY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What the model said of one answer.

    verdict  None where it could not be asked, for the reason in error
    reply    what it wrote, cut
    exact    the score that the program gives the same answer
    """

    id: str
    verdict: Verdict | None
    reply: str
    exact: float
    error: str | None = None

    @property
    def pair(self) -> tuple[bool, bool] | None:
        """Whether the model and the exact score find it right; None without a grade. A part of it is not right."""
        return (self.verdict == "right", self.exact == 1.0) if self.verdict in _GRADES else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the grades agree with the exact score, over those that could be read.

    table  how many answers are found right by (model, exact score), by neither, or by one of them
    share  of answers that both find right or both don't
    kappa  Cohen's: the same, beyond what chance would give; None where both always say the same
    """

    table: Mapping[tuple[bool, bool], int]
    share: Interval | None
    kappa: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The grades of a run by one model."""

    model: str
    prompt_hash: str
    grades: tuple[Grade, ...]
    agreement: Agreement

    @property
    def counts(self) -> Mapping[str, int]:
        """How many answers got each verdict; "failed" where the model could not be asked."""
        counted = Counter(grade.verdict or "failed" for grade in self.grades)
        return {name: counted[name] for name in (*get_args(Verdict), "failed")}

    def list_differing(self) -> list[Grade]:
        """Return the grades that the exact score does not agree with."""
        return [grade for grade in self.grades if grade.pair and grade.pair[0] != grade.pair[1]]

    def to_json(self) -> dict[str, Any]:
        """Return what judge.json holds."""
        agreement = self.agreement
        names = {True: "right", False: "not_right"}
        return {
            "format": FORMAT,
            "model": self.model,
            "prompt_hash": self.prompt_hash,
            "exact": EXACT,
            "counts": dict(self.counts),
            "agreement": {
                "table": {f"model_{names[m]}_exact_{names[e]}": n for (m, e), n in agreement.table.items()},
                "share": agreement.share and asdict(agreement.share),
                "kappa": agreement.kappa and asdict(agreement.kappa),
            },
            "per_case": {grade.id: asdict(grade) for grade in self.grades},
        }


def judge_run(
    run: Run,
    settings: Settings,
    *,
    jobs: int = 1,
    replay_only: bool = False,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: Progress | None = None,
    on_grade: Callable[[int, int], None] = lambda done, total: None,
) -> Judgement:
    """Grade every answered question of a run that has gold answers, write judge.json and return the judgement.

    The replies are kept in the run's folder: the same judgement again asks nothing.

    jobs      answers graded at once, by a model behind an endpoint
    on_grade  called with how many are graded, and how many will be

    Raises RunProblem where nothing can be graded, UsageProblem where there is no model, and what would go wrong with
    every answer: SomethingMissing, UsageProblem, or ModelFailed.
    """
    rows = {row.case.id: row for row in run.rows if row.answer and row.case.answers and is_answered(row.answer)}
    if not rows:
        raise RunProblem(f"No question of {run.path} has both an answer and gold answers: there is nothing to grade.")
    prompt = load_prompt("eval_judge", settings.prompts)
    settings = choose_settings(settings, notify=notify, replay_only=replay_only)
    model = open_kept_model(settings, run.path / "replies", replay_only=replay_only, on_progress=on_progress)
    if model is None:
        raise UsageProblem("Grading needs a model, and the extractive answerer is none. Name one with --model.")
    try:
        graded: dict[str, Grade] = {}
        cases = [row.case for row in rows.values()]
        asked = answer_cases(
            cases,
            lambda case: _ask(case, rows[case.id], model, prompt),
            jobs=jobs if has_endpoint(settings.model) else 1,
        )
        for reply in asked:
            graded[reply.case.id] = _make_grade(rows[reply.case.id], reply)
            on_grade(len(graded), len(rows))
    finally:
        model.close()
    grades = tuple(graded[id] for id in rows)
    judgement = Judgement(
        model=model.name,
        prompt_hash=prompt.hash,
        grades=grades,
        agreement=measure_agreement([pair for grade in grades if (pair := grade.pair)], seed=run.info.seed),
    )
    replace_json(run.path / JUDGE_FILE, judgement.to_json())
    return judgement


def write_task(prompt: Prompt, case: Case, text: str) -> list[Message]:
    """Return the messages that ask for a grade, the question, the gold answers and the answer as JSON strings.

    Quotation marks and line breaks are escaped by JSON; "<" is too, so that no special mark of a chat template, such
    as "<|im_end|>", reaches the model.
    """
    golds = [" and ".join(case.answers)] if case.kind == _PARTS else list(case.answers)
    values = {"question": case.question, "gold": golds, "answer": text[:_LONGEST_ANSWER]}
    return prompt.render({name: quote_data(value) for name, value in values.items()})


def parse_verdict(reply: str) -> Verdict:
    """Return the verdict of a reply that is one of the three words and nothing else; any other is unreadable."""
    word = reply.strip().rstrip(".").strip("\"'*`").lower()
    return next((grade for grade in get_args(Verdict)[:3] if grade == word), "unreadable")


def measure_agreement(pairs: Sequence[tuple[bool, bool]], *, seed: int = 0) -> Agreement:
    """Return how far two judges agree, each of whom finds an answer right or not, with 95 % bootstrap intervals.

    Kappa is (p_o - p_e) / (1 - p_e), where p_o is the share of answers that they agree on, and p_e what it would be if
    each said "right" as often as they do, but at random (Cohen 1960, A coefficient of agreement for nominal scales).
    """
    import numpy as np

    counted = Counter(pairs)
    rows = np.array(pairs, dtype=float).reshape(-1, 2)
    return Agreement(
        table={(m, e): counted[m, e] for m in (True, False) for e in (True, False)},
        share=resample_interval(rows, _share_agreed, seed),
        kappa=resample_interval(rows, _measure_kappa, seed),
    )


def _ask(case: Case, row: Row, model: ChatModel, prompt: Prompt) -> Row:
    """Return the reply to a task as a row, or why there is none."""
    begun = time.perf_counter()
    reply, error = None, None
    try:
        messages = write_task(prompt, case, read_answer_text(row.answer or {}))
        reply = {"reply": model.stream(messages, max_tokens=_REPLY_TOKENS).read()}
    except (SomethingMissing, LibraryProblem, UsageProblem):
        raise
    except QAError as problem:
        error = str(problem)
    return Row(case=case, answer=reply, error=error, seconds=time.perf_counter() - begun)


def _make_grade(row: Row, reply: Row) -> Grade:
    text = str((reply.answer or {}).get("reply", ""))
    return Grade(
        id=row.case.id,
        verdict=parse_verdict(text) if reply.answer else None,
        reply=text[:_KEPT_OF_REPLY],
        exact=METRICS[EXACT].measure(row.case, row.answer or {}) or 0.0,
        error=reply.error,
    )


def _share_agreed(rows: "NDArray[np.float64]") -> float:
    return float((rows[:, 0] == rows[:, 1]).mean())


def _measure_kappa(rows: "NDArray[np.float64]") -> float | None:
    one, other = rows.mean(axis=0)
    expected = one * other + (1 - one) * (1 - other)
    return None if expected == 1 else round(float((_share_agreed(rows) - expected) / (1 - expected)), 12) + 0.0
