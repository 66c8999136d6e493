"""The judge behind an endpoint: a chat model reads all statements of an answer in one call, beside their sources."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain

from qa.models import ChatModel, Completion, Usage
from qa.models.prompts import Prompt, quote_data
from qa.verify.judge.case import JudgeCase, Opinion, QuotedSource, Ruling
from qa.verify.judge.control import add_control, passes_control
from qa.verify.judge.reply import WrittenVerdict, read_verdicts
from qa.verify.verdict import VerdictName

# Chosen: strong models err in a few of a hundred such judgements, and what is not confirmed is true more often than
# what is contradicted. Where the model tells how likely "supported" was, a doubt lowers the support; none raises it.
SUPPORT: dict[VerdictName, float] = {"supported": 0.97, "not_confirmed": 0.1, "contradicted": 0.03}

# Chosen: about 6,000 tokens, so that a call fits a context of 8,192 with the prompt's own 1,100 and the reply. An
# answer has a tenth of that; only drafts are split.
MOST_CHARACTERS = 20_000
MOST_STATEMENTS = 25
# Chosen: a quote with its neighbours has a few hundred characters; what is longer was not written to be read.
MOST_SOURCE_CHARACTERS = 2_500
MOST_SOURCES = 8
MOST_BEFORE_CHARACTERS = 600
# Chosen: a line takes 20 to 50 tokens; some models think or explain first. Counted in steps, since some providers take
# a limit only with a client of its own.
_TOKENS_EACH = 80
_ROOM_TO_EXPLAIN = 400
_STEP = 8


class EndpointJudge:
    """Asks a chat model for a verdict on each statement."""

    def __init__(self, model: ChatModel, prompt: Prompt) -> None:
        """Take the model, which stays the caller's to close, and the prompt called "judge"."""
        self.name = model.name
        self._model = model
        self._prompt = prompt

    def judge(self, cases: Sequence[JudgeCase]) -> Ruling:
        """Return an opinion on each case, None where the model wrote no readable one or supports whatever it is shown.

        Raises what the model raises.
        """
        opinions: list[Opinion | None] = []
        usage = Usage()
        for batch in _split_cases(cases):
            asked = add_control(batch)
            completion = self._model.stream(
                self._prompt.render(write_values(asked)),
                max_tokens=_ROOM_TO_EXPLAIN + _TOKENS_EACH * _STEP * math.ceil(len(asked) / _STEP),
                logprobs=True,
            )
            found = read_verdicts(completion.read(), count=len(asked))
            if not passes_control(found, count=len(batch)):
                found = {}
            opinions += [_form_opinion(found.get(n), case, completion) for n, case in enumerate(batch, 1)]
            usage += completion.usage
        return Ruling(opinions=tuple(opinions), usage=usage)


def write_values(cases: Sequence[JudgeCase]) -> dict[str, str]:
    """Return what the prompt is filled in with, as JSON: each source once, the question, and the statements.

    A question that all cases have stands by itself; where they have several, each statement has its own.
    """
    picked = [_pick_sources(case) for case in cases]
    numbers = {source: n for n, source in enumerate(dict.fromkeys(chain.from_iterable(picked)), 1)}
    questions = {case.question for case in cases}
    statements: list[dict[str, object]] = []
    for n, (case, sources) in enumerate(zip(cases, picked, strict=True), 1):
        statement: dict[str, object] = {"n": n, "text": case.statement}
        if case.question and len(questions) > 1:
            statement["question"] = case.question
        if case.before and not (n > 1 and case.before.rstrip().endswith(cases[n - 2].statement)):
            statement["before"] = case.before[-MOST_BEFORE_CHARACTERS:]
        statements.append(statement | {"sources": sorted({numbers[source] for source in sources})})
    return {
        "sources": _write_list([{"n": n, "from": each.origin, "text": each.text} for each, n in numbers.items()]),
        "question": quote_data(questions.pop() if len(questions) == 1 else ""),
        "statements": _write_list(statements),
    }


def _split_cases(cases: Sequence[JudgeCase]) -> Iterator[list[JudgeCase]]:
    """Yield runs of cases, in their order, that one call can hold; a case that is too long by itself is one."""
    batch: list[JudgeCase] = []
    for case in cases:
        if batch and (len(batch) == MOST_STATEMENTS or _measure([*batch, case]) > MOST_CHARACTERS):
            yield batch
            batch = []
        batch.append(case)
    if batch:
        yield batch


def _measure(cases: Sequence[JudgeCase]) -> int:
    return sum(map(len, write_values(cases).values()))


def _pick_sources(case: JudgeCase) -> list[QuotedSource]:
    picked = case.sources[:MOST_SOURCES]
    return [QuotedSource(origin=_shorten(source.origin), text=_shorten(source.text)) for source in picked]


def _shorten(text: str) -> str:
    return text if len(text) <= MOST_SOURCE_CHARACTERS else text[:MOST_SOURCE_CHARACTERS].rstrip() + " …"


def _write_list(items: Sequence[object]) -> str:
    return "[\n" + ",\n".join(map(quote_data, items)) + "\n]"


def _form_opinion(written: WrittenVerdict | None, case: JudgeCase, completion: Completion) -> Opinion | None:
    if written is None:
        return None
    if written.verdict == "supported":
        chance = _find_chance(written, completion)
        return Opinion(support=chance * SUPPORT["supported"] + (1 - chance) * SUPPORT["not_confirmed"])
    return Opinion(
        support=SUPPORT[written.verdict],
        contradicts=written.verdict == "contradicted",
        words=_find_words(written.words, case.statement),
    )


def _find_chance(written: WrittenVerdict, completion: Completion) -> float:
    """Return how likely the model was to write the verdict that it wrote; 1 where it does not tell, token by token."""
    if not written.span or "".join(token.text for token in completion.tokens) != completion.text:
        return 1.0
    start, end = written.span
    chance, place = 1.0, 0
    for token in completion.tokens:
        if place < end and place + len(token.text) > start:
            chance *= math.exp(min(0.0, token.logprob))
        place += len(token.text)
    return chance


def _find_words(words: str, statement: str) -> str:
    """Return the words as the statement has them, "" where it has none such: a reply is shown to nobody unchecked."""
    wanted = " ".join(words.split()).strip("“”\"'.")
    start = statement.casefold().find(wanted.casefold()) if wanted else -1
    return statement[start : start + len(wanted)] if start >= 0 else ""
