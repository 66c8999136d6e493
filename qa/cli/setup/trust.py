"""`qa trust`: let the qa.toml of a folder say which model, endpoint and prompts are used."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import open_output
from qa.errors import UsageProblem

EXAMPLES = ("qa trust", "qa trust projects/flood", "qa trust --remove")


def trust_settings(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The folder of the qa.toml.")] = Path(),
    remove: Annotated[bool, typer.Option("--remove", help="Trust it no more.")] = False,
) -> None:
    """Trust the qa.toml of this or another folder, as it is now.

    A qa.toml that came with a folder may set sizes and days, but not the model, its endpoint, the embedder, the Chroma
    server or the prompts: these decide where articles, questions and keys go. What it would set is shown. A change of
    the file has to be trusted again.
    """
    from qa.render.clean import clean_line
    from qa.settings import read_settings_file
    from qa.trust import distrust_file, list_guarded, trust_file

    path = folder / "qa.toml" if folder.is_dir() else folder
    if not path.is_file():
        raise UsageProblem(f"There is no {path}. Give the folder that it is in.")
    table = read_settings_file(path)
    if remove:
        distrust_file(path)
        open_output().write_text(f"{path} is not trusted any more.\n")
        return
    trust_file(path)
    lines = [f"{path} is trusted as it is now."]
    lines += [f"  {name} = {clean_line(str(table[name]))!r}" for name in list_guarded(table)]
    open_output().write_text("\n".join(lines) + "\n")
