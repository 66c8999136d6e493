"""`qa ask`: answer one question for reading, or many from standard input as JSON lines."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from qa.cli.asking.batch import answer_lines, read_lines
from qa.cli.groups import FILTERS, JUDGE, MODEL, STORE, command
from qa.cli.options import (
    Format,
    JsonOption,
    StrictOption,
    join_words,
)
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_chain
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, Statement
    from qa.library import Filters
    from qa.settings import Settings

NOT_ANSWERED = 3
EXAMPLES = (
    'qa ask "When did Trump meet Xi Jinping, and where?"',
    'qa ask "How many people died in the Teln valley?" --until 2024-08-31 --source "Meridian Wire"',
    'qa ask "Who won the Lakes Cup?" --json',
    'echo "Who is Dong Jun?" | qa ask - --model extractive',
)


class Asker(Protocol):
    """What answers questions: a Chain, or anything like it."""

    def ask(
        self,
        question: str,
        *,
        filters: "Filters | None" = None,
        as_of: date | None = None,
        on_statement: "Callable[[Statement, tuple[Citation, ...]], None] | None" = None,
    ) -> "Answer":
        """Return the checked answer; tell each statement once it is confirmed."""
        ...


@command(settings=(*STORE, *MODEL, *JUDGE, "reranker", "length", "k", "as_of"), filters=FILTERS)
def ask_question(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="One question, or - for many.")],
    settings: "Settings",
    filters: "Filters",
    format: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = "text",
    strict: StrictOption = False,
    json: JsonOption = False,
) -> None:
    """Answer a question from the articles.

    Each sentence comes with the exact words of an article that support it. What a model wrote and the articles do not
    confirm follows, set apart; --strict leaves it out, but for JSON.

    With - the questions come from standard input, one a line, and the answers are JSON, one a line, in the same order.
    A line may be JSON too: {"question": ..., "id": ..., "asked": DAY, "since": DAY, "until": DAY, "source": ...,
    "language": ...}; other fields are passed through.

    Exit code: 0 answered, 3 the articles do not say, 4 no library, key or model, 1 failure, 2 wrong usage. Of many
    questions it is the worst one: a failure before "do not say" before answered.
    """
    text = join_words(question)
    many = text.strip() == "-"
    if many and format not in ("text", "json"):
        raise UsageProblem(f"--format {format} is for one question; the answers to - are JSON lines.")
    if not many:
        check_question(text)
    with Reporter() as reporter, open_chain(settings, reporter, quiet=many or json or format == "json") as chain:
        reporter.stop()
        if many:
            code = answer_lines(chain, read_lines(sys.stdin.buffer), open_output(), filters=filters)
        else:
            chosen: Format = "json" if json else format
            code = answer_one(chain, text, open_output(), format=chosen, filters=filters, strict=strict)
    raise typer.Exit(code)


def check_question(text: str) -> None:
    """Refuse what is no question before anything is opened for it. Raises InvalidQuestion."""
    from qa.question import read_question

    read_question(text)


def answer_one(
    chain: Asker,
    question: str,
    output: Output,
    *,
    format: Format = "text",
    filters: "Filters | None" = None,
    strict: bool = False,
) -> int:
    """Answer a question in one of the formats and return the exit code.

    strict  leave out what the articles do not confirm, but for JSON
    """
    if format == "text":
        answer = show_answer(chain, question, output, filters=filters, strict=strict)
    else:
        answer = chain.ask(question, filters=filters)
        write_answer(answer.hide_unconfirmed() if strict and format != "json" else answer, output, format=format)
    return 0 if answer.status == "answered" else NOT_ANSWERED


def show_answer(
    chain: Asker, question: str, output: Output, *, filters: "Filters | None" = None, strict: bool = False
) -> "Answer":
    """Answer a question for reading, each sentence as soon as it is confirmed, the citations at the end.

    strict  leave out what the articles do not confirm
    """
    from qa.render.answers.lines import lay_out_refusal, lay_out_statement, lay_out_support

    shown: list[Statement] = []

    def show(statement: "Statement", citations: "tuple[Citation, ...]") -> None:
        output.write_lines([lay_out_statement(statement)])
        shown.append(statement)

    answer = chain.ask(question, filters=filters, on_statement=show)
    read = answer.hide_unconfirmed() if strict else answer
    if answer.status == "not_answered":
        output.write_lines(lay_out_refusal(read))
        return answer
    rest = [lay_out_statement(statement) for statement in answer.statements if statement not in shown]
    output.write_lines([*rest, *lay_out_support(read)])
    return answer


def write_answer(answer: "Answer", output: Output, *, format: Format) -> None:
    """Write an answer that is complete."""
    from qa.render.answers.markdown import write_answer_markdown
    from qa.render.pages.answer import write_answer_page

    if format == "json":
        output.write_json(answer.to_json())
    else:
        output.write_text(write_answer_page(answer) if format == "html" else write_answer_markdown(answer))
