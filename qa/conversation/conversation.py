"""A conversation: follow-ups are made into full questions, and each of these is asked like a single one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qa.answer import Answer
from qa.chain import Chain
from qa.conversation.guard import check_rewriting
from qa.conversation.remarks import Remark, read_remark
from qa.conversation.rewrite.background import Exchange
from qa.conversation.rewrite.rewrite import Rewriting, rewrite_more, rewrite_turn
from qa.conversation.topics import PastTurn, choose_exchanges, find_question_language
from qa.errors import ModelFailed
from qa.library import Filters
from qa.models import ChatModel, Usage
from qa.models.prompts import Prompt, load_prompt
from qa.question import clean_question

# Chosen: what a follow-up leans on is told in the last turns; answers longer than that, in characters, are cut.
_SHOWN_TURNS = 2
_ANSWER_SIZE = 160
# Chosen: room for one long question.
_REWRITING_TOKENS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTurn:
    """One question of a conversation as it was put, the full question that was asked for it, and its answer.

    past  what later questions may lean on
    """

    question: str
    asked_as: str
    answer: Answer
    past: PastTurn

    def to_json(self) -> dict[str, Any]:
        """Return the answer by the contract of `--json`, the question as it was put, and "asked_as" beside it."""
        return {**self.answer.to_json(), "question": self.question, "asked_as": self.asked_as}


class Conversation:
    """Answers questions like a Chain, and remembers them: a question may lean on those before it.

    Args:
        ask: Answers a full question, as Chain.ask does.
        model: Rewrites, with the prompt, the follow-ups that rules leave open; None leaves them as they were typed.
        filters: Limits for each question that comes with none.
        on_rewrite: Called with the full question where it is another than the one that was put.
        on_open: Called with the words of a question that it is open what they mean; it is asked as it was put.
    """

    def __init__(
        self,
        ask: Callable[..., Answer],
        *,
        model: ChatModel | None,
        prompt: Prompt,
        filters: Filters | None = None,
        on_rewrite: Callable[[str], None] = lambda question: None,
        on_open: Callable[[str], None] = lambda words: None,
    ) -> None:
        self._ask = ask
        self._model = model
        self._prompt = prompt
        self._filters = filters
        self._on_rewrite = on_rewrite
        self._on_open = on_open
        self.turns: tuple[AskedTurn, ...] = ()
        self._recalled: tuple[PastTurn, ...] = ()

    def ask(self, question: str, *, filters: Filters | None = None, **options: Any) -> Answer:
        """Return the checked answer to a question or a follow-up; it becomes a turn once it is complete.

        It raises what Chain.ask raises.

        Args:
            question: A question, or a follow-up to those before it.
            filters: Limits on the articles, instead of those of the conversation.
            options: What else Chain.ask takes, such as as_of and on_statement.
        """
        question = clean_question(question)
        rewriting, usage = self.complete(question)
        asked_as = rewriting.question
        if asked_as != question:
            self._on_rewrite(asked_as)
        if rewriting.is_open:
            self._on_open(rewriting.is_open)
        answer = self._ask(asked_as, filters=filters or self._filters, **options)
        answer = replace(answer, usage=answer.usage + usage)
        turn = _make_past(rewriting, _tell_answer(answer))
        self.turns = (*self.turns, AskedTurn(question=question, asked_as=asked_as, answer=answer, past=turn))
        return answer

    def complete(self, question: str) -> tuple[Rewriting, Usage]:
        """Return a question as it is asked after those before it, and the tokens that took. Raises InvalidQuestion."""
        question, past = clean_question(question), self._list_past()
        language = find_question_language(question, past)
        return self._complete(read_remark(question, language), past, language)

    def recall(self, question: str, answer: str) -> None:
        """Take a question and its answer, as it was read, for the last ones; "" where there was none.

        They were asked elsewhere, or by another conversation; what the question left open is filled by rules alone.
        """
        past, typed = self._list_past(), clean_question(question)
        language = find_question_language(typed, past)
        remark = read_remark(typed, language)
        rewriting = rewrite_turn(remark, choose_exchanges(remark, past), language)
        self._recalled = (*self._recalled, _make_past(rewriting, " ".join(answer.split())))

    def read(self, line: str) -> Remark:
        """Return a line read: a question, or a remark such as "thanks" that asks nothing."""
        return read_remark(line, find_question_language(line, self._list_past()))

    def clear(self) -> None:
        """Forget all turns."""
        self.turns = self._recalled = ()

    def _list_past(self) -> list[PastTurn]:
        return [*self._recalled, *(turn.past for turn in self.turns)]

    def _complete(self, remark: Remark, past: Sequence[PastTurn], language: str) -> tuple[Rewriting, Usage]:
        """Return how a question is asked, and the tokens that took: a model is asked only where rules leave it open."""
        exchanges = choose_exchanges(remark, past)
        if remark.act == "more" or (remark.topic and not remark.text):
            return rewrite_more(remark, exchanges), Usage()
        rewriting = rewrite_turn(remark, exchanges, language)
        if not rewriting.is_open or self._model is None or not exchanges:
            return rewriting, Usage()
        written, usage = self._rewrite(self._model, remark.typed, exchanges)
        checked = check_rewriting(written, remark.typed, exchanges)
        return (replace(rewriting, question=checked, is_open="") if checked else rewriting), usage

    def _rewrite(self, model: ChatModel, question: str, exchanges: Sequence[Exchange]) -> tuple[str, Usage]:
        """Return what the model makes of a follow-up, "" where it fails, and the tokens it took."""
        history = "\n".join(map(_write_exchange, reversed(exchanges[:_SHOWN_TURNS])))
        values = {"history": history, "question": question}
        completion = model.stream(self._prompt.render(values), max_tokens=_REWRITING_TOKENS, stop=["\n"])
        try:
            return completion.read(), completion.usage
        except ModelFailed:
            return "", completion.usage


def start_conversation(
    chain: Chain,
    *,
    filters: Filters | None = None,
    on_rewrite: Callable[[str], None] = lambda question: None,
    on_open: Callable[[str], None] = lambda words: None,
) -> Conversation:
    """Return a conversation whose questions a chain answers, with the chain's model and prompts.

    Args:
        chain: What answers; it stays the caller's to close.
        filters: Limits for each question that comes with none.
        on_rewrite: Called with the full question where it is another than the one that was put.
        on_open: Called with the words of a question that it is open what they mean; it is asked as it was put.

    Raises:
        PromptProblem: A prompt file is missing, unreadable, or lacks a placeholder.
    """
    prompt = load_prompt("follow_up", chain.components.settings.prompts)
    return Conversation(
        chain.ask, model=chain.model, prompt=prompt, filters=filters, on_rewrite=on_rewrite, on_open=on_open
    )


def _make_past(rewriting: Rewriting, answer: str) -> PastTurn:
    return PastTurn(
        exchange=Exchange(question=rewriting.question, answer=answer),
        continues=rewriting.is_follow_up,
        is_open=bool(rewriting.is_open),
    )


def _tell_answer(answer: Answer) -> str:
    """Return what was answered as plain words on one line."""
    said = " ".join(statement.text for statement in answer.statements)
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _write_exchange(exchange: Exchange) -> str:
    said = exchange.answer
    if len(said) > _ANSWER_SIZE:
        said = said[: _ANSWER_SIZE + 1].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return f"Question: {exchange.question}\nAnswer: {said or 'The articles do not say.'}"
