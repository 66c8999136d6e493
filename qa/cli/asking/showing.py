"""Ask and show: an answer for reading as it comes, one under its question, or a complete one in another format."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from qa.cli.options import Format
from qa.cli.output import Output

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, Statement
    from qa.library import Filters

NOT_ANSWERED = 3


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


def show_exchange(chain: "Asker", question: str, output: Output, *, json: bool, strict: bool = False) -> "Answer":
    """Answer a question under its own words, or as a line of JSON.

    strict  leave out what the articles do not confirm, but for JSON
    """
    from qa.render.layout import Line, make_line

    if json:
        answer = chain.ask(question)
        output.write_json(answer.to_json(), indent=None)
        return answer
    output.write_lines([make_line(question, "strong"), Line()])
    answer = show_answer(chain, question, output, strict=strict)
    output.write_lines([Line(), Line()])
    return answer
