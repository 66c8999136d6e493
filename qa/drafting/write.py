"""Have a model write a draft from evidence: in one call, or, for the built-in model, in one for each part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qa.drafting.draft import Draft
from qa.drafting.plan import Plan
from qa.drafting.reply.reply import Reply, read_reply
from qa.errors import ModelFailed
from qa.language import detect_language
from qa.language.codes import name_language
from qa.models import ChatModel, Usage, runs_here
from qa.models.local.server import LocalModel
from qa.models.prompts import Prompt
from qa.question import Question
from qa.retrieval.evidence import Evidence, write_evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a model wrote.

    drafts      its sentences that are to be checked; none where it found no answer
    unanswered  what it says the evidence does not tell, or the parts of the question that it declined
    notices     what the user should know of how it ended
    """

    drafts: tuple[Draft, ...]
    unanswered: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    notices: tuple[str, ...] = ()


def name_prompt(model: ChatModel | None) -> str:
    """Return the name of the prompt that a model answers from."""
    return "answer_local" if runs_here(model) else "answer"


def write_drafts(
    question: Question, evidence: Sequence[Evidence], *, model: ChatModel, prompt: Prompt, plan: Plan
) -> Writing:
    """Return what a model writes from evidence. Raises what the model raises.

    Evidence that was gathered for one part of a question is shown with that part alone.
    """
    asked = list(_pair_parts(question, evidence))
    replies = [_ask_model(*pair, model=model, prompt=prompt, plan=plan, days=_asks_day(question)) for pair in asked]
    drafts: list[Draft] = []
    unanswered: list[str] = []
    usage = Usage()
    for (part, _), (reply, used) in zip(asked, replies, strict=True):
        drafts += reply.statements
        unanswered += reply.declined if reply.statements else [part]
        usage += used
    if not drafts and any(reply.is_cut and not reply.drafts for reply, _ in replies):
        raise ModelFailed(
            f"The answer of {model.name} was cut off before its first sentence ended. Give it more room with "
            "QA_MAX_TOKENS."
        )
    return Writing(
        drafts=tuple(drafts),
        unanswered=tuple(unanswered) if drafts else (),
        usage=usage,
        notices=tuple(dict.fromkeys(notice for reply, _ in replies for notice in reply.notices)),
    )


def _pair_parts(question: Question, evidence: Sequence[Evidence]) -> Iterator[tuple[str, list[Evidence]]]:
    """Yield what is asked, each with the evidence that is shown with it."""
    if not any(item.part for item in evidence):
        yield question.text, list(evidence)
        return
    for number, part in enumerate(question.parts, start=1):
        yield part, [item for item in evidence if item.part == number]


def _ask_model(
    question: str, evidence: Sequence[Evidence], *, model: ChatModel, prompt: Prompt, plan: Plan, days: bool
) -> tuple[Reply, Usage]:
    values = {
        "evidence": write_evidence(evidence, days=days),
        "question": question,
        "shape": f"{prompt.shapes.get(plan.shape, '')} {_ask_for_language(question, evidence)}".strip(),
    }
    if isinstance(model, LocalModel):
        model.read_prefix(prompt.render(dict.fromkeys(values, "")))
    completion = model.stream(prompt.render(values), max_tokens=plan.reply)
    text, most = completion.read(), max((item.n for item in evidence), default=0)
    reply = read_reply(text, most=most, language=detect_language(question), is_cut=completion.is_cut)
    return reply, completion.usage


def _ask_for_language(question: str, evidence: Sequence[Evidence]) -> str:
    """Return in which language the answer is wanted, where passages are in another one; else nothing."""
    asked = detect_language(question)
    if asked is None or not find_foreign(asked, evidence):
        return ""
    return f"Answer in {name_language(asked)}; words in quotation marks stay in the language of their passage."


def find_foreign(asked: str | None, evidence: Iterable[Evidence]) -> list[str]:
    """Return the codes of the languages of the evidence that are known and not the one that is asked in."""
    told = (item.hit.article.language for item in evidence)
    codes = dict.fromkeys(code.lower().partition("-")[0] for code in told if code)
    return [code for code in codes if asked and code != asked]


def _asks_day(question: Question) -> bool:
    return question.kind == "date" or question.shape in ("development", "overview")
