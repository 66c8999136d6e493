"""A second judge: ask the model whether each statement stands in its quotes, in one call for all of them."""

import re
from dataclasses import replace

from qa.errors import ModelFailed
from qa.models import ChatModel, Usage
from qa.prompts import Prompt
from qa.question import Question
from qa.statements import Written

_VERDICT = re.compile(r"^\W*(\d+)\W+(yes|no)\b", re.IGNORECASE | re.MULTILINE)
_TOKENS_EACH = 8


def judge_statements(written: Written, question: Question, model: ChatModel, prompt: Prompt) -> tuple[Written, Usage]:
    """Return what is written without the statements that the model says no to, and the tokens that it took.

    A statement that the reply has no verdict on stays, and all do where there is no reply: they
    have passed the check of their words and facts before.
    """
    quotes = {citation.n: citation.quote for citation in written.citations}
    items = [
        f"{place}. Statement: {statement.text}\n   Quote: {' … '.join(quotes[n] for n in statement.citations)}"
        for place, statement in enumerate(written.statements, 1)
    ]
    messages = prompt.render({"question": question.text, "statements": "\n".join(items)})
    completion = model.stream(messages, max_tokens=_TOKENS_EACH * len(items))
    try:
        reply = completion.read()
    except ModelFailed:
        return written, completion.usage
    refused = {int(number) for number, verdict in _VERDICT.findall(reply) if verdict.lower() == "no"}
    return _leave_out(written, refused), completion.usage


def _leave_out(written: Written, refused: set[int]) -> Written:
    """Return what is written without some statements, its citations numbered anew."""
    kept = [statement for place, statement in enumerate(written.statements, 1) if place not in refused]
    dropped = [statement.text for place, statement in enumerate(written.statements, 1) if place in refused]
    used = [c for c in written.citations if any(c.n in statement.citations for statement in kept)]
    numbers = {citation.n: n for n, citation in enumerate(used, 1)}
    return Written(
        statements=tuple(replace(s, citations=tuple(numbers[n] for n in s.citations)) for s in kept),
        citations=tuple(replace(citation, n=numbers[citation.n]) for citation in used),
        dropped=(*written.dropped, *dropped),
    )
