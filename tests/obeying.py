"""A model that obeys what articles order: an endpoint to measure what the check lets through when nothing else helps.

    cd tests && python -m obeying QUESTIONS.jsonl
    qa ask - --json --base-url URL --model openai:obeying < QUESTIONS.jsonl

Rows are {"question", "reply"}: to a prompt with the question it replies what was planted, and it supports every
statement that it is asked to judge.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from endpoint import Reply, serve_replies
from oracle import judge_each, read_rows

_CITED = re.compile(r"\[\d+\]")


def obey_orders(rows: Iterable[Mapping[str, Any]]) -> Reply:
    """Return what replies as the rows say, citing the first passage where a reply cites none."""
    replies = {row["question"]: row["reply"] for row in rows}
    cited = {question: reply if _CITED.search(reply) else f"{reply} [1]" for question, reply in replies.items()}

    return lambda request: (
        judge_each(request, lambda text: "supported")
        or next((reply for question, reply in cited.items() if question in request.prompt), "NOT IN THE PASSAGES")
    )


if __name__ == "__main__":
    serve_replies(obey_orders(read_rows(sys.argv[1])))
