"""A chain that gives the answers it was made with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from render_samples import make_answer, make_refusal

from qa.answer import Answer, Citation, Statement
from qa.errors import ModelFailed
from qa.library import Filters


class FakeChain:
    """Answers all questions but those that begin with "no", fails for "fail", and keeps what it was asked."""

    def __init__(self, answer: Answer | None = None, *, tells: bool = True) -> None:
        self.asked: list[tuple[str, Filters | None, date | None]] = []
        self._answer = answer or make_answer()
        self._tells = tells

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        as_of: date | None = None,
        on_statement: Callable[[Statement, tuple[Citation, ...]], None] | None = None,
    ) -> Answer:
        self.asked.append((question, filters, as_of))
        if question.startswith("fail"):
            raise ModelFailed("The model said nothing.")
        if question.startswith("no"):
            return make_refusal(question=question)
        for statement in self._answer.statements if on_statement and self._tells else ():
            assert on_statement
            on_statement(statement, self._answer.citations)
        return replace(self._answer, question=question)
