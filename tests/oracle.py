"""A judge that knows the labels: an endpoint to measure what the rest of the check loses when its judge never errs.

    cd tests && python -m oracle STATEMENTS.jsonl
    qa check - --json --base-url URL --model openai:oracle < STATEMENTS.jsonl

Rows are {"text", "label"}; supported, true and yes are labels of what the articles say, contradicted and false of what
they deny, and all others of what they do not say. Rows without a label may have a kind, "true" or what is wrong.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from endpoint import Reply, Request, serve_replies

from qa.verify.judge.control import CONTROL

_VERDICTS = {"contradicted": "contradicted", "false": "contradicted"} | dict.fromkeys(
    ("supported", "true", "yes"), "supported"
)


def answer_rightly(rows: Iterable[Mapping[str, Any]], *, on_unknown: Callable[[str], None] = print) -> Reply:
    """Return what replies to the judge's prompt as the labels say, and to any other that the passages do not tell.

    A statement that is a part of a labelled text has its label. One that is in none is not confirmed.

    on_unknown  called with each such statement
    """
    verdicts = {_fold(row["text"]): _read_label(row) for row in rows}

    def judge(text: str) -> str:
        folded = _fold(text)
        found = verdicts.get(folded) or next((v for known, v in verdicts.items() if folded in known), None)
        if not found and text != CONTROL:
            on_unknown(text)
        return found or "not_confirmed"

    return lambda request: judge_each(request, judge) or "NOT IN THE PASSAGES"


def judge_each(request: Request, judge: Callable[[str], str]) -> str:
    """Return the reply to the judge's prompt, by what judges each statement; "" for any other prompt."""
    try:
        statements = json.loads(request.prompt)["statements"]
    except (ValueError, LookupError, TypeError):
        return ""
    return "\n".join(json.dumps({"n": item["n"], "verdict": judge(item["text"])}) for item in statements)


def read_rows(path: str) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def _read_label(row: Mapping[str, Any]) -> str:
    label = row["label"] if "label" in row else "supported" if row["kind"] == "true" else "not_confirmed"
    return _VERDICTS.get(str(label).lower(), "not_confirmed")


def _fold(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


if __name__ == "__main__":
    serve_replies(answer_rightly(read_rows(sys.argv[1]), on_unknown=lambda text: print(text, file=sys.stderr)))
