"""`qa models`: which models and embedders there are, and which would be used and why."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from qa.cli.groups import command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.render.clean import clean_line
from qa.render.layout import Line, Span, make_line

if TYPE_CHECKING:
    from qa import models
    from qa.settings import Settings

EXAMPLES = ("qa models", "qa models --json")


@command(settings=("library", "model", "embedder", "base_url"))
def show_models(
    settings: "Settings",
    json: JsonOption = False,
) -> None:
    """Show which models there are, which one would answer, and why."""
    from qa.library.identity import read_embedder
    from qa.models import describe_models
    from qa.models.embeddings import describe_embedders, name_embedder

    known = "" if settings.embedder is not None else read_embedder(settings.library)
    parts = {"models": describe_models(settings), "embedders": describe_embedders(settings, known=known)}
    if json:
        rows = {name: [asdict(option) for option in options] for name, options in parts.items()}
        open_output().write_json({**rows, "embedder": name_embedder(settings, known).embedder})
        return
    lines = [line for option in parts["models"] for line in _lay_out_option(option)]
    embedders = [line for option in parts["embedders"] for line in _lay_out_option(option)]
    open_output().write_lines([*lines, Line(), make_line("Embedders:"), *embedders])


def _lay_out_option(option: "models.ModelOption") -> list[Line]:
    chosen = "> " if option.chosen else "  "
    head = Line(
        spans=(
            Span(text=chosen, style="number"),
            Span(text=clean_line(option.spec), style="strong" if option.chosen else "plain"),
            Span(text="  ready" if option.ready else "  not ready", style="plain" if option.ready else "warning"),
        )
    )
    reason = [make_line(f"used: {clean_line(option.reason)}", indent=4)] if option.chosen else []
    return [head, make_line(clean_line(option.detail), "faint", indent=4), *reason]
