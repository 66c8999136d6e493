"""`qa ask`: answer one question for reading, or many from standard input as JSON lines."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.asking.batch import answer_lines, read_lines
from qa.cli.asking.showing import NOT_ANSWERED, Asker, show_answer, show_exchange, write_answer
from qa.cli.groups import FILTERS, JUDGE, MODEL, STORE, command
from qa.cli.options import Format, JobsOption, JsonOption, StrictOption, join_words
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_chain, open_conversation
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.library import Filters
    from qa.settings import Settings

EXAMPLES = (
    'qa ask "When did Trump meet Xi Jinping, and where?"',
    'qa ask "How many people died in the Teln valley?" --until 2024-08-31 --source "Meridian Wire"',
    'qa ask "Who won the Lakes Cup?" --json',
    'echo "Who is Dong Jun?" | qa ask - --model extractive',
)


@command(settings=(*STORE, *MODEL, *JUDGE, "reranker", "length", "k", "as_of", "trace"), filters=FILTERS)
def ask_question(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="One question, or - for many.")],
    settings: "Settings",
    filters: "Filters",
    format: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = "text",
    strict: StrictOption = False,
    jobs: JobsOption = 1,
    json: JsonOption = False,
) -> None:
    """Answer a question from the articles.

    Each sentence comes with the exact words of an article that support it. What a model wrote and the articles do not
    confirm follows, set apart; --strict leaves it out, but for JSON.

    Several questions in a row are answered one after the other, and each may lean on those before it; in other formats
    than text, as one.

    With - the questions come from standard input, one a line, and the answers are JSON, one a line, in the same order;
    --jobs N has N of them answered at once.
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
    chosen: Format = "json" if json else format
    output = open_output()
    quiet = many or chosen == "json"
    with Reporter() as reporter, open_chain(settings, reporter, quiet=quiet, one_shot=not many) as chain:
        reporter.stop()
        if many:
            jobs = check_jobs(jobs, chain.components.model_name, reporter)
            code = answer_lines(chain, read_lines(sys.stdin.buffer), output, filters=filters, jobs=jobs)
        elif chosen == "text" and len(questions := list_questions(text)) > 1:
            conversation = open_conversation(chain, reporter, filters=filters)
            code = answer_several(conversation, questions, output, strict=strict)
        else:
            code = answer_one(chain, text, output, format=chosen, filters=filters, strict=strict)
    raise typer.Exit(code)


def check_jobs(jobs: int, model: str, reporter: Reporter) -> int:
    """Return how many questions are answered at once: more than one only by a model behind an endpoint."""
    from qa.models.resolve import has_endpoint

    if jobs > 1 and not has_endpoint(model):
        reporter.notify(f"--jobs {jobs} is for models behind an endpoint; {model} answers one at a time.")
        return 1
    return jobs


def check_question(text: str) -> None:
    """Refuse what is no question before anything is opened for it. Raises InvalidQuestion."""
    from qa.question import clean_question

    clean_question(text)


def list_questions(text: str) -> list[str]:
    """Return the questions of a text that is made of questions only, each by itself; else the text as it is."""
    from qa.language.sentences import split_sentences

    sentences = [text[start:end].strip() for start, end in split_sentences(text)]
    return sentences if all(sentence.endswith(("?", "？", "؟")) for sentence in sentences) else [text]


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


def answer_several(chain: Asker, questions: Sequence[str], output: Output, *, strict: bool = False) -> int:
    """Answer questions for reading, each under its own words; return the exit code of the worst."""
    answers = [show_exchange(chain, question, output, json=False, strict=strict) for question in questions]
    return 0 if all(answer.status == "answered" for answer in answers) else NOT_ANSWERED
