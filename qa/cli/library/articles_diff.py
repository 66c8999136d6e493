"""`qa articles diff`: what changed in an article since it was first taken in."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.groups import STORE, command
from qa.cli.library.articles import IdArgument
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.session import open_library

if TYPE_CHECKING:
    from qa.history.revisions import Step
    from qa.settings import Settings

EXAMPLES = ("qa articles diff https://aldine-courier.example/2024/06/20/hallam-stone-to-appeal",)


@command(settings=STORE)
def diff_article(
    id: IdArgument,
    settings: "Settings",
    last: Annotated[bool, typer.Option("--last", help="Only the last time that it changed.")] = False,
    json: JsonOption = False,
) -> None:
    """Show what changed in an article, the last change first: its facts, and its text sentence by sentence.

    A line with - is what it said, a line with + is what took its place.
    """
    from qa.history.revisions import list_steps
    from qa.render.library.revisions import lay_out_steps

    output = open_output()
    with open_library(settings) as opened:
        article = opened.get_article(id)
        steps = list_steps(article, opened.get_versions(article.id))
    shown = steps[:1] if last else steps
    if json:
        output.write_json([_describe(step) for step in shown])
    elif shown:
        output.write_lines(lay_out_steps(article.title, shown))
    else:
        print("qa: The library knows one version of this article only.", file=sys.stderr)


def _describe(step: "Step") -> dict[str, Any]:
    return {"at": step.at, "fields": [asdict(field) for field in step.fields], "text": list(map(asdict, step.text))}
