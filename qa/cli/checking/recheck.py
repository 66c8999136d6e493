"""`qa recheck`: whether answers that were given earlier still stand."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.session import open_library
from qa.errors import UsageProblem

EXAMPLES = (
    'qa ask "Who won the Lakes Cup?" --json > cup.json && qa recheck cup.json',
    'echo "Who won the Lakes Cup?" | qa ask - | qa recheck - --json',
)

if TYPE_CHECKING:
    from qa.settings import Settings
_LARGEST = 32_000_000


@command(settings=STORE)
def recheck_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Answers as JSON, or - for standard input.")],
    settings: "Settings",
    json: JsonOption = False,
) -> None:
    """Check whether saved answers still stand, without a model.

    FILE is what qa ask --json or qa ask - wrote, or a chat saved by /save as .json. Each quote is looked for in its
    article as the library has it now. It stands; it is changed (- is what was cited, + what the article says now); the
    outlet has corrected the article since; or the article is gone. Only what does not stand is shown.

    Exit code: 0 all of it stands, 1 something does not, 2 FILE can't be used, 4 no library.
    """
    from qa.history.recheck import count_states, read_answers, recheck_answers

    answers = read_answers(_read_file(file), name="standard input" if file == "-" else file)
    output = open_output()
    with open_library(settings) as opened:
        checked = recheck_answers(answers, opened)
    counts = count_states(checked)
    if json:
        output.write_json({**counts, "answers": [asdict(answer) for answer in checked]})
    else:
        from qa.render.library.recheck import lay_out_recheck

        output.write_lines(lay_out_recheck(checked))
    if counts["stands"] < sum(counts.values()):
        raise typer.Exit(1)


def _read_file(name: str) -> str:
    """Return the text of a file. Raises UsageProblem for one that can't be read, is too large or is not text."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageProblem(f"{name} can't be read: {reason}. Give the file of an answer.") from None
    if len(data) > _LARGEST:
        raise UsageProblem(f"{name} has more than {_LARGEST // 1_000_000} MB. Give fewer answers at once.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageProblem(f"{name} is not UTF-8. Convert it, for instance with iconv.") from None
