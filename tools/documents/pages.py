"""The pages that are made of the program, by name."""

from collections.abc import Callable, Mapping

from tools.documents.commands import write_commands
from tools.documents.errors import write_errors
from tools.documents.examples import write_examples
from tools.documents.metrics import write_metrics
from tools.documents.stages import ROOT, draw_stages

DOCUMENTS = ROOT / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": write_commands,
    "errors.md": write_errors,
    "examples.md": write_examples,
    "metrics.md": write_metrics,
    "stages.svg": draw_stages,
}
