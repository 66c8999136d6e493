"""Runs to report: ordinary ones, and one that is hostile in every text of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from render_samples import HOSTILE, URL, make_doubt, make_hostile_answer
from run_samples import make_row, write_run

from qa.answer import Answer, Side
from qa.evals.cases.cases import Case
from qa.evals.runs.rows import Row

MARKUP = '"><img src=x onerror="document.title=1"><a href="javascript:alert(1)">x</a></title></details></script>'
VILE = f"{HOSTILE} {MARKUP} <script>document.title = 'taken'</script>"
ROWS = [
    make_row("q1"),
    make_row("q2", "It rained.", kind="where"),
    make_row("q3", None, kind="not_in_articles", gold=()),
    make_row("q4", None),
    make_row("q5", error="The endpoint is away."),
]


def write_rows(folder: Path, rows: Sequence[Row] = ROWS) -> Path:
    """Write a run of the rows and return its folder."""
    return write_run(folder, rows).path


def answer_row(answer: Answer, **fields: Any) -> Row:
    """Return a row with the answer, as it is read from a file."""
    case = Case(**{"id": "q1", "question": answer.question, "answers": ("Dong Jun",), **fields})
    return Row(case=case, answer=json.loads(json.dumps(answer.to_json())), error=None, seconds=0.5)


def make_vile_row() -> Row:
    """Return a row that is hostile in every text of it."""
    side = Side(text=VILE, source=VILE, speaker=VILE, published=VILE, citations=(1,))
    hostile = make_hostile_answer()
    answer = replace(
        hostile,
        question=VILE,
        statements=(replace(hostile.statements[0], text=VILE),),
        citations=tuple(
            replace(hostile.citations[0], quote=VILE, n=n, link=URL if n == 2 else None) for n in (1, 2, 3)
        ),
        sides=(side,),
        unconfirmed=(make_doubt(text=VILE, flags=(VILE,), citations=(3,)),),
    )
    texts = {"id": VILE, "kind": VILE, "gold_articles": (VILE,), "gold_sentences": (VILE,), "choices": (VILE,)}
    return answer_row(answer, answers=(VILE,), **texts)
