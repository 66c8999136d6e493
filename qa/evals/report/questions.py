"""Every question of a report with what the runs made of it, to be opened one by one, and what to choose them by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.evals.cases.cases import Case
from qa.evals.metrics.calibration import find_score
from qa.evals.report.answers import write_reply
from qa.evals.report.outcomes import Outcome
from qa.evals.report.runs import ReportedAnswer, ReportedRun, group_replies
from qa.render.clean import clean_line
from qa.render.pages.page import write_part

if TYPE_CHECKING:
    from markupsafe import Markup

_DIFFERS = "differs between the runs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """What a run made of a question.

    text     the answer, or the verdict on a statement; "" where it failed
    same_as  the run before it that has the same answer, which is not told twice
    """

    run: str
    outcome: Outcome
    text: "Markup | str"
    same_as: str
    error: str | None
    costs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuestion:
    """A question in a line, and what it can be chosen by.

    outcomes  what became of it in each run that has it
    inside    what is seen once it is opened; "" where a server has it
    """

    case: Case
    about: str
    verdicts: Sequence[str]
    outcomes: Mapping[str, Outcome]
    inside: "Markup | str"


def write_questions(runs: Sequence[ReportedRun], address: str = "") -> "Markup":
    """Return the questions as markup, those that only some of the runs have with the others.

    Args:
        runs: What is reported.
        address: Where a server has the inside of each question, by its number from 1; "" puts them into the page.
    """
    questions = [_show_question(case, replies, whole=not address) for case, replies in group_replies(runs)]
    verdicts = Counter(verdict for question in questions for verdict in question.verdicts)
    kinds = Counter(clean_line(question.case.kind) for question in questions if question.case.kind)
    return write_part(
        "report/questions.html",
        title="Statements" if runs[0].info.task == "check" else "Questions",
        total=len(questions),
        verdicts=sorted(verdicts.items()),
        kinds=sorted(kinds.items()),
        questions=questions,
        address=address,
    )


def write_insides(runs: Sequence[ReportedRun]) -> "list[Markup]":
    """Return what is seen of each question once it is opened, in the order of write_questions."""
    return [_write_inside(case, replies) for case, replies in group_replies(runs)]


def _show_question(case: Case, replies: Mapping[str, ReportedAnswer], *, whole: bool) -> ShownQuestion:
    return ShownQuestion(
        case=case,
        about=", ".join(str(part) for part in (case.kind, case.asked) if part),
        verdicts=_list_verdicts(replies.values()),
        outcomes={name: reply.outcome for name, reply in replies.items()},
        inside=_write_inside(case, replies) if whole else "",
    )


def _write_inside(case: Case, replies: Mapping[str, ReportedAnswer]) -> "Markup":
    return write_part("report/inside.html", case=case, replies=list(_show_replies(replies)))


def _list_verdicts(replies: Iterable[ReportedAnswer]) -> list[str]:
    """Return what a question can be chosen by."""
    outcomes = list(dict.fromkeys(reply.outcome for reply in replies))
    return [*outcomes, _DIFFERS] if len(outcomes) > 1 else [*outcomes]


def _show_replies(replies: Mapping[str, ReportedAnswer]) -> Iterator[ShownReply]:
    told: dict[str, str] = {}
    for name, reply in replies.items():
        text = write_reply(reply.answer) if reply.answer else _write_verdict(reply)
        yield ShownReply(
            run=name,
            outcome=reply.outcome,
            text=text,
            same_as=told.get(text, "") if text else "",
            error=reply.row.error,
            costs=_describe_costs(reply),
        )
        told.setdefault(text, name)


def _write_verdict(reply: ReportedAnswer) -> "Markup | str":
    """Return the verdict on a statement with its quotes; "" where there is none."""
    found = reply.row.answer
    return write_part("report/verdict.html", text=found["text"], quotes=found["quotes"]) if found else ""


def _describe_costs(reply: ReportedAnswer) -> str:
    parts = [f"{reply.row.seconds:.2f} s"]
    if reply.answer and reply.row.answer:
        seconds, usage = reply.answer.seconds, reply.answer.usage
        parts[0] += f" (retrieve {seconds.retrieve:.2f}, answer {seconds.answer:.2f}, verify {seconds.verify:.2f})"
        parts.append(f"{usage.prompt_tokens:,} tokens in, {usage.completion_tokens:,} out")
        score = find_score(reply.row.answer)
        parts += [] if score is None else [f"score {score:.2f}"]
    return " · ".join(parts)
