"""Write an answer as the message of a chat: its text, where each statement stands in it, and what it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from qa.answer import Answer, Citation, Statement
from qa.models import Usage
from qa.render.clean import clean_line, clean_url
from qa.render.sources import make_source
from qa.server.pages.articles import list_places
from qa.statements import write_statement


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDraft:
    """The text of a message so far, and its statements with their places: text[start:end] is the sentence alone."""

    text: str = ""
    places: tuple[tuple[int, int, Statement], ...] = ()

    def add(self, statement: Statement) -> "MessageDraft":
        """Return the message with one more statement."""
        lead = f"{self.text} " if self.text else ""
        statement = replace(statement, text=clean_line(statement.text))
        place = (len(lead), len(lead) + len(statement.text), statement)
        return MessageDraft(text=lead + write_statement(statement), places=(*self.places, place))

    def finish(self, answer: Answer) -> "MessageDraft":
        """Return the message of an answer: with the statements that it does not have yet, or why there are none."""
        if answer.status != "answered":
            return MessageDraft(text=answer.explanation)
        message = self
        for statement in answer.statements[len(self.places) :]:
            message = message.add(statement)
        return message


def annotate(message: MessageDraft, citations: Sequence[Citation], *, base: str) -> list[dict[str, Any]]:
    """Return the annotations of a message: one for each citation of each statement.

    Args:
        message: Its places are counted in characters (code points).
        citations: Those of the answer.
        base: The address of the server, for what has none of its own.
    """
    known, places = {citation.n: citation for citation in citations}, list_places(citations)
    return [
        {
            "type": "url_citation",
            "start_index": start,
            "end_index": end,
            "title": _write_title(known[n]),
            "url": clean_url(known[n].link) or base + places[n],
        }
        for start, end, statement in message.places
        for n in statement.citations
        if n in known
    ]


def find_base(request: Request) -> str:
    """Return the address of the server as this client calls it."""
    return str(request.base_url).rstrip("/")


def write_answer_values(answer: Answer, *, asked: str, notices: Sequence[str]) -> dict[str, Any]:
    """Return the whole answer by the contract of `--json`, the question as it was put, with what was left aside."""
    values = replace(answer, notices=(*notices, *answer.notices)).to_json()
    return {**values, "question": asked, "asked_as": answer.question}


def count_tokens(usage: Usage) -> Mapping[str, int]:
    """Return the tokens that an answer took, as chat completions tell them."""
    prompt, completion = usage.prompt_tokens, usage.completion_tokens
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _write_title(citation: Citation) -> str:
    """Return "headline, outlet, day: “quote”"."""
    source = make_source(citation)
    return f"{', '.join(filter(None, (source.title, source.about)))}: “{source.quote}”"
