"""Rows, runs and files of questions for the tests of evaluation runs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from endpoint import Request

from qa.data import find_data
from qa.evals.cases.cases import Case
from qa.evals.runs.folder import Run, RunInfo, write_info
from qa.evals.runs.rows import ANSWERS_FILE, Row
from qa.evals.scores import score_run, write_scores

SEEDS = find_data("seeds")

# Few and short: what is tested is the run, not the answers.
STORIES = {
    "bridge": "The mayor of Bonn, Kim Vega, opened the bridge on Monday. It had been closed for two years.",
    "ferry": "The ferry Aurora sank off Cape Merrin on Tuesday. All 41 passengers were saved, the coastguard said.",
    "bank": "The central bank of Ilmaria cut its main rate to 4.25 per cent. Governor Saskia Thorne called it prudent.",
}
QUESTIONS: tuple[tuple[str, str, str, list[str], str | None], ...] = (
    ("q1", "Who opened the bridge in Bonn?", "who", ["Kim Vega"], "bridge"),
    ("q2", "Who called the cut of the main rate prudent?", "who", ["Saskia Thorne"], "bank"),
    ("q3", "How many passengers of the ferry Aurora were saved?", "how_many", ["41"], "ferry"),
    ("q4", "Where did the ferry Aurora sink?", "who", ["Cape Merrin"], "ferry"),
    ("q5", "How long was the bridge in Bonn closed?", "how_many", ["two years"], "bridge"),
    ("q6", "Who won the chess match in Ostrel?", "not_in_articles", [], None),
)


def write_articles(path: Path) -> Path:
    """Write the articles, each with an id of its own."""
    rows = [{"id": name, "title": f"About the {name}", "text": text} for name, text in STORIES.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_questions(path: Path, **changes: Any) -> Path:
    """Write the questions, with some of their fields changed in all of them."""
    rows = [
        {"id": id, "question": question, "kind": kind, "answers": gold, "gold_articles": [story] if story else []}
        for id, question, kind, gold, story in QUESTIONS
    ]
    path.write_text("".join(json.dumps(row | changes) + "\n" for row in rows), encoding="utf-8")
    return path


def copy_passages(request: Request) -> str:
    """Answer with the first line of each passage."""
    blocks = [block.split("\n") for block in request.prompt.split("\n\n") if block.startswith("[")]
    return "\n".join(" ".join(lines[1:]).partition(" … ")[0] + f" [{n}]" for n, lines in enumerate(blocks, start=1))


def make_row(
    id: str = "q1",
    text: str | None = "Dong Jun met Hegseth.",
    *,
    gold: Sequence[str] = ("Dong Jun",),
    kind: str | None = "who",
    error: str | None = None,
    seconds: float = 0.5,
) -> Row:
    """Return a row whose answer says the text; None does not answer, and with an error there is no answer."""
    case = Case(id=id, question=f"What of {id}?", answers=tuple(gold), kind=kind)
    said: dict[str, object] = {"text": text, "citations": [], "verdict": "supported", "score": 1.0, "flags": []}
    answer = {
        "question": case.question,
        "status": "not_answered" if text is None else "answered",
        "reason": "no_match" if text is None else None,
        "text": "" if text is None else f"{text} [1]",
        "statements": [] if text is None else [said],
        "citations": [],
        "passages": [],
        "model": "extractive",
        "usage": {"prompt_tokens": 0, "completion_tokens": 0},
        "seconds": {"retrieve": seconds, "answer": 0.0, "verify": 0.0},
    }
    return Row(case=case, answer=None if error else answer, error=error, seconds=seconds)


def write_run(path: Path, rows: Sequence[Row], *, finished: bool = True) -> Run:
    """Write the folder of a run and return the run."""
    info = RunInfo(
        created="2025-01-02T03:04:05+00:00",
        model="extractive",
        settings={"k": 8},
        settings_hash="0" * 12,
        prompt_hashes={"answer": "1" * 12},
        questions={"path": "questions.jsonl", "hash": "2" * 12, "format": "jsonl", "cases": len(rows)},
        library={"hash": "3" * 12, "articles": 1, "passages": 1, "path": "library"},
        versions={},
        seed=0,
        sample={"size": None, "limit": None},
        finished=finished,
    )
    path.mkdir(parents=True)
    write_info(path, info)
    (path / ANSWERS_FILE).write_text("".join(json.dumps(row.to_json()) + "\n" for row in rows), encoding="utf-8")
    run = Run(path=path, info=info, rows=tuple(rows))
    write_scores(path, score_run(run))
    return run
