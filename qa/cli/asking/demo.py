"""`qa demo`: the whole way from articles to cited answers, on the starter corpus that comes with the program."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.asking.ask import check_question
from qa.cli.asking.showing import NOT_ANSWERED, show_exchange
from qa.cli.groups import JUDGE, MODEL, command
from qa.cli.library.ingest import read_sources
from qa.cli.options import JsonOption, StrictOption, join_words
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_chain
from qa.data import find_data
from qa.errors import SourceProblem

if TYPE_CHECKING:
    from qa.settings import Settings

QUESTIONS = (
    "What did Hegseth tell Dong Jun in Kuala Lumpur?",
    "When did Trump meet Xi Jinping, and where?",
    "What did China's defence ministry say about Taiwan?",
    "Who won the tennis final at Wimbledon?",
)
NEXT_STEPS = """Your turn:
  qa demo "How many people died in the Teln valley flood?"    ask the starter corpus something else
  qa ingest FOLDER                                            take in your own articles
  qa ask "..."                                                ask them
"""
EXAMPLES = (
    "qa demo",
    "qa demo --model extractive",
    'qa demo "Who won the Lakes Cup?"',
)


@command(settings=("embedder", *MODEL, *JUDGE, "length"))
def run_demo(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="Ask this instead of the fixed questions.")
    ] = None,
    *,
    settings: "Settings",
    strict: StrictOption = False,
    json: JsonOption = False,
) -> None:
    """Try it: take in the starter corpus and ask it some questions.

    They are about a meeting in Kuala Lumpur, and the last one is not answered by the articles.

    The library of the demo is kept in the user's cache and used again. Your own library is not touched.

    Exit code: 0 there were answers, 3 the articles do not say, 4 no model, 1 failure, 2 wrong usage.
    """
    asked = join_words(question) if question else None
    if asked is not None:
        check_question(asked)
    output = open_output()
    with Reporter() as reporter:
        settings = open_demo_library(settings, reporter)
        with open_chain(settings, reporter) as chain:
            reporter.stop()
            questions = [asked] if asked else QUESTIONS
            answers = [show_exchange(chain, text, output, json=json, strict=strict) for text in questions]
    if not asked and not json:
        output.write_text(NEXT_STEPS)
    raise typer.Exit(0 if any(answer.status == "answered" for answer in answers) else NOT_ANSWERED)


def open_demo_library(settings: "Settings", reporter: Reporter) -> "Settings":
    """Make the library of the starter corpus if it is not there yet; return settings that lead to it."""
    from qa.settings import cache_folder

    seeds = find_data("seeds") / "articles"
    if not seeds.is_dir():
        raise SourceProblem(f"The starter corpus is not at {seeds}. Install qa again, or use: qa ingest FOLDER")
    name = f"{hash_folder(seeds)}-{hashlib.sha256(settings.named_embedder.encode()).hexdigest()[:6]}"
    settings = replace(settings, library=cache_folder() / "demo" / name, chroma=None)
    complete = settings.library / "complete"
    if not complete.exists():
        reporter.notify("Taking in the starter corpus (a real story, Kuala Lumpur, and invented ones) ...")
        tally = read_sources([str(seeds)], settings, reporter)
        reporter.notify(tally.write_summary())
        complete.touch()
    return settings


def hash_folder(folder: Path) -> str:
    """Return 12 hex digits that change with the names and the content of the files in folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
