"""`qa prompts`: the prompt files that are in use."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import command
from qa.cli.options import JsonOption
from qa.cli.output import open_output

if TYPE_CHECKING:
    from qa.settings import Settings

LIST_EXAMPLES = ("qa prompts list",)
SHOW_EXAMPLES = ("qa prompts show answer", "qa prompts show answer > answer.md")


@command(settings=("prompts",))
def list_prompts(
    settings: "Settings",
    json: JsonOption = False,
) -> None:
    """List the prompts: name, hash, file and what each is for."""
    from qa.models import prompts as files
    from qa.render.clean import clean_line
    from qa.render.layout import Table

    found = files.list_prompts(settings.prompts)
    rows = [(prompt.name, prompt.hash, str(prompt.path), clean_line(prompt.description)) for prompt in found]
    if json:
        names = ("name", "hash", "path", "description")
        open_output().write_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        open_output().write_table(Table(headers=("NAME", "HASH", "FILE", "DESCRIPTION"), rows=tuple(rows)))


@command(settings=("prompts",))
def show_prompt(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the prompt.")],
    settings: "Settings",
    json: JsonOption = False,
) -> None:
    """Show a prompt file as it is; copy it to a folder of your own and give that with --prompts to change it."""
    from qa.models.prompts import load_prompt

    prompt = load_prompt(name, settings.prompts)
    if json:
        values = {"name": prompt.name, "hash": prompt.hash, "path": str(prompt.path), "text": prompt.text}
        open_output().write_json(values)
    else:
        open_output().write_text(prompt.text if prompt.text.endswith("\n") else prompt.text + "\n")
