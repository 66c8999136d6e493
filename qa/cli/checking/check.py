"""`qa check`: hold every sentence and every quotation of a draft against the articles."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from qa.cli.asking.batch import read_lines
from qa.cli.checking.check_lines import check_lines
from qa.cli.groups import FILTERS, JUDGE, MODEL, STORE, command
from qa.cli.options import Format, JsonOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.checking import CheckedText
    from qa.library import Filters
    from qa.settings import Settings

NOT_SUPPORTED = 3
EXAMPLES = (
    'echo "The Rovers won the Lakes Cup." > draft.md; qa check draft.md --no-judge',
    "qa check draft.md --no-judge --format markdown > checked.md",
    """echo '{"id": 1, "text": "The Rovers won the Lakes Cup."}' | qa check - --no-judge --json""",
)
_LARGEST = 32_000_000
_PEEKED = 65_536


@command(settings=(*STORE, *MODEL, *JUDGE, "k", "as_of"), filters=FILTERS)
def check_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A draft, or - for standard input.")],
    settings: "Settings",
    filters: "Filters",
    format: Annotated[Format, typer.Option("--format", help="How the result is written.")] = "text",
    everything: Annotated[bool, typer.Option("--all", help="Show the words for what is supported too.")] = False,
    json: JsonOption = False,
) -> None:
    """Check every sentence of a text against the articles.

    FILE is a text, Markdown or DOCX. A sentence is supported, contradicted, or not confirmed; a quotation is exact, or
    it is misquoted, cut short, said by another, changed since, or not found. The draft is shown with marks and, below
    each paragraph, what the articles have. Headings, code and questions are not checked.

    With - --json, lines of JSON are read, {"id": ..., "text": ..., "question": ..., "asked": DAY}, and each gives a
    line with "verdict", the worst of its statements; question and asked may be left out. Other input is a draft.

    Exit code: 0 all is supported, 3 something is not, 2 FILE can't be used, 4 no library, key or model, 1 failure.
    """
    format = "json" if json else format
    lines = format == "json" and _has_lines(file)
    from qa.checking import Submission, open_checker, read_manuscript

    draft = (
        None
        if lines
        else read_manuscript(_read_file(file), name=_name(file), language=next(iter(filters.languages), None))
    )
    with (
        Reporter() as reporter,
        open_library(settings, one_shot=not lines) as library,
        open_checker(
            settings,
            notify=reporter.notify,
            on_notice=reporter.notify,
            on_progress=reporter.advance,
            library=library,
        ) as checker,
    ):
        reporter.stop()
        if draft is None:
            with _open_stream(file) as stream:
                code = check_lines(checker, read_lines(stream), open_output(), filters=filters, as_of=settings.as_of)
            raise typer.Exit(code)
        submission = Submission(manuscript=draft, asked=settings.as_of)
        [text] = checker.check_texts([submission], filters=filters, on_progress=reporter.advance)
        reporter.stop()
    write_check(text, open_output(), format=format, everything=everything)
    raise typer.Exit(0 if text.holds else NOT_SUPPORTED)


def write_check(text: "CheckedText", output: Output, *, format: Format, everything: bool = False) -> None:
    """Write a checked draft in one of the formats."""
    if format == "json":
        from qa.checking.values import text_to_values

        output.write_json({"name": text.manuscript.name, **text_to_values(text)})
    elif format == "text":
        from qa.render.checks.lines import lay_out_check

        output.write_lines(lay_out_check(text, everything=everything))
    elif format == "markdown":
        from qa.render.checks.markdown import write_check_markdown

        output.write_text(write_check_markdown(text))
    else:
        from qa.render.pages.check import write_check_page

        output.write_text(write_check_page(text))


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _has_lines(file: str) -> bool:
    """Tell whether a file is lines of JSON: by its name or, from standard input, by a line that opens an object."""
    if file != "-":
        return Path(file).suffix.lower() in (".jsonl", ".ndjson")
    peek = getattr(sys.stdin.buffer, "peek", None)
    beginning = peek(_PEEKED) if peek else b""
    return any(line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") for line in beginning.splitlines())


@contextmanager
def _open_stream(file: str) -> Iterator[BinaryIO]:
    """Open a file, or give standard input. Raises UsageProblem."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageProblem(f"{file} can't be read: {reason}. Give a draft as text, Markdown or DOCX.") from None


def _read_file(file: str) -> bytes:
    """Return what is in a file. Raises UsageProblem for one that can't be read or is too large."""
    with _open_stream(file) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageProblem(f"{_name(file)} has more than {_LARGEST // 1_000_000} MB. Give a part of it.")
    return data
