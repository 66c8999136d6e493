"""`qa library`: the parts of a library, adding and detaching one, closing it and opening it again."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_parts

if TYPE_CHECKING:
    from qa.library.parts.opened import OpenParts
    from qa.settings import Settings

PARTS_EXAMPLES = ("qa library parts", "qa library parts --json")
ADD_EXAMPLES = ("qa library add /mnt/archive/2024 --name 2024",)
DETACH_EXAMPLES = ("qa library detach 2024",)
FREEZE_EXAMPLES = ("qa library freeze 2025-01",)
THAW_EXAMPLES = ("qa library thaw 2025-01",)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The part, as qa library parts lists it.")]


@command(settings=("library",))
def list_parts(settings: "Settings", json: JsonOption = False) -> None:
    """List the parts of the library, the open one first.

    A row is name, state, first and last day, articles, passages, size and folder. New articles go to the open part.
    """
    from qa.library.parts.facts import describe_parts
    from qa.render.library.parts import tabulate_parts

    with open_parts(settings, finishes=False) as parts:
        found = describe_parts(parts)
    if json:
        open_output().write_json([asdict(facts) for facts in found])
    else:
        open_output().write_table(tabulate_parts(found))


@command(settings=STORE)
def add_library(
    folder: Annotated[Path, typer.Argument(metavar="PATH", help="The folder of another library.")],
    settings: "Settings",
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What the part is called; the folder's name if left out."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Add another library as a part of this one. It stays in its folder, and is read and written there.

    It has to be made with the same embedder. An article that both have is shown once, in its newest state, and nothing
    is deleted there: detached, it is whole again. The feeds and pages that it follows are followed here from now on.
    """
    from qa.library.parts.joining import add_part

    with open_parts(settings) as parts:
        add_part(parts, folder, name=name)
        _tell(parts, name or folder.name, "is added", json=json)


@command(settings=STORE)
def detach_library(name: NameArgument, settings: "Settings", json: JsonOption = False) -> None:
    """Take a part out of the library. Its folder stays as it is, a library of its own."""
    from qa.library.parts.joining import detach_part, find_loss

    with open_parts(settings, finishes=False) as parts:
        entry = detach_part(parts, name)
    loss = find_loss(entry)
    if json:
        open_output().write_json({"detached": name, "folder": str(entry.folder), "problem": loss})
    elif loss:
        open_output().write_text(f"{name} is detached. {loss}\n")
    else:
        open_output().write_text(f"{name} is detached. It is a library of its own: {entry.folder}\n")


@command(settings=STORE)
def freeze_library(name: NameArgument, settings: "Settings", json: JsonOption = False) -> None:
    """Close a part whose articles are all there: its files are made compact, and a split adds nothing to it.

    An article of it that is removed, or that another one replaces, still goes.
    """
    from qa.library.parts.joining import freeze_part

    with open_parts(settings) as parts, Reporter() as reporter:
        reporter.advance("Compacting", 0, 0)
        freeze_part(parts, name, notify=reporter.notify)
        _tell(parts, name, "is frozen", json=json)


@command(settings=STORE)
def thaw_library(name: NameArgument, settings: "Settings", json: JsonOption = False) -> None:
    """Open a frozen part again, so that a split may add late articles to it."""
    from qa.library.parts.joining import thaw_part

    with open_parts(settings) as parts:
        thaw_part(parts, name)
        _tell(parts, name, "is thawed", json=json)


def _tell(parts: "OpenParts", name: str, what: str, *, json: bool) -> None:
    from qa.library.parts.facts import describe_part
    from qa.render.library.parts import write_part

    [facts] = [describe_part(part) for part in parts.list_parts() if part.entry.name == name]
    if json:
        open_output().write_json(asdict(facts))
    else:
        open_output().write_text(f"{write_part(facts, what)}\n")
