"""A conversation: follow-ups are made into full questions, and each of these is asked like a single one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from qa.answer import Answer
from qa.ellipsis import complete_question
from qa.errors import ModelFailed
from qa.follow_up import Exchange, check_rewriting, is_follow_up
from qa.library import Filters
from qa.models import ChatModel, Usage
from qa.prompts import Prompt
from qa.question import read_question
from qa.render.answers import cut_excerpt
from qa.render.clean import clean_line

_KEPT_TURNS = 3
_SHOWN_TURNS = 2
_ANSWER_SIZE = 160
_REWRITING_TOKENS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTurn:
    """One question of a conversation as it was put, the full question that was asked for it, and its answer."""

    question: str
    asked_as: str
    answer: Answer

    def to_json(self) -> dict[str, Any]:
        """Return the answer by the contract of `--json`, the question as it was put, and "asked_as" beside it."""
        return {**self.answer.to_json(), "question": self.question, "asked_as": self.asked_as}


class Conversation:
    """Answers questions like a Chain, and remembers them: a question may lean on those before it.

    ask         answers a full question, as Chain.ask does
    model       rewrites follow-ups with the prompt; None leaves it to rules
    filters     limits for each question that comes with none
    on_rewrite  called with the full question where it is another than the one that was put
    """

    def __init__(
        self,
        ask: Callable[..., Answer],
        *,
        model: ChatModel | None,
        prompt: Prompt,
        filters: Filters | None = None,
        on_rewrite: Callable[[str], None] = lambda question: None,
    ) -> None:
        self._ask = ask
        self._model = model
        self._prompt = prompt
        self._filters = filters
        self._on_rewrite = on_rewrite
        self.turns: tuple[AskedTurn, ...] = ()

    def ask(self, question: str, *, filters: Filters | None = None, **options: Any) -> Answer:
        """Return the checked answer to a question or a follow-up; it becomes a turn once it is complete.

        options  as_of and on_statement, as Chain.ask takes them

        Raises what Chain.ask raises.
        """
        question = read_question(question).text
        asked_as, usage = self._complete(question)
        if asked_as != question:
            self._on_rewrite(asked_as)
        answer = self._ask(asked_as, filters=filters or self._filters, **options)
        answer = replace(answer, usage=answer.usage + usage)
        self.turns = (*self.turns, AskedTurn(question=question, asked_as=asked_as, answer=answer))
        return answer

    def clear(self) -> None:
        """Forget all turns."""
        self.turns = ()

    def _complete(self, question: str) -> tuple[str, Usage]:
        history = [_recall(turn) for turn in self.turns[-_KEPT_TURNS:]]
        if not is_follow_up(question, history):
            return question, Usage()
        written, usage = self._rewrite(question, history)
        return check_rewriting(written, question, history) or complete_question(question, history), usage

    def _rewrite(self, question: str, history: list[Exchange]) -> tuple[str, Usage]:
        """Return what the model makes of a follow-up, "" where there is none or it fails, and the tokens it took."""
        if self._model is None:
            return "", Usage()
        values = {"history": "\n".join(map(_write_exchange, history[-_SHOWN_TURNS:])), "question": question}
        completion = self._model.stream(self._prompt.render(values), max_tokens=_REWRITING_TOKENS, stop=["\n"])
        try:
            return completion.read(), completion.usage
        except ModelFailed:
            return "", completion.usage


def _recall(turn: AskedTurn) -> Exchange:
    said = " ".join(statement.text for statement in turn.answer.statements)
    return Exchange(question=turn.asked_as, answer=clean_line(said))


def _write_exchange(exchange: Exchange) -> str:
    answer = cut_excerpt(exchange.answer, _ANSWER_SIZE) or "The articles do not say."
    return f"Question: {exchange.question}\nAnswer: {answer}"
