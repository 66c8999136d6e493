"""The reference of the command line, made of the commands themselves."""

from collections.abc import Iterator
from typing import Any

import typer

from qa.cli.app import app

_INTRODUCTION = """\
# Commands

Made of the commands themselves: `qa COMMAND --help` says the same. Settings that are given by no option come from
`QA_*` variables, `./qa.toml` and the user's `config.toml` ([settings](settings.md)).
"""
# Wide enough that no line of usage is broken.
_WIDTH = 1_000


def write_commands() -> str:
    """Return the page of all commands."""
    return "\n".join([_INTRODUCTION, *_write_group(typer.main.get_command(app), "qa")])


def _write_group(group: Any, path: str) -> Iterator[str]:
    context = group.context_class(group, info_name=path)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "commands"):
            yield f"## {path} {name}\n\n{_fill(command.help)}\n"
            yield from _write_group(command, f"{path} {name}")
        else:
            yield from _write_command(command, f"{path} {name}")


def _write_command(command: Any, path: str) -> Iterator[str]:
    context = command.context_class(command, info_name=path, max_content_width=_WIDTH, terminal_width=_WIDTH)
    yield f"{'###' if path.count(' ') > 1 else '##'} {path}\n"
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ').strip()}\n```\n"
    yield f"{_fill(command.help)}\n"
    if rows := [_write_parameter(each, context) for each in command.params if not each.hidden]:
        yield "\n".join(["| | |", "|---|---|", *rows, ""])
    examples = [line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  ")]
    if examples:
        yield "```sh\n" + "\n".join(examples) + "\n```\n"


def _write_parameter(parameter: Any, context: Any) -> str:
    told, help = parameter.get_help_record(context)
    name = told.partition(" <")[0] if parameter.param_type_name == "argument" else told
    return f"| `{_escape(name)}` | {_escape(' '.join(help.split()))} |"


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


def _fill(text: str | None) -> str:
    return (text or "").replace("\b\n", "").replace("*", "\\*").strip()
