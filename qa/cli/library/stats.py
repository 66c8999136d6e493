"""`qa stats`: how much the library holds, and a picture of it by time and by outlet."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from qa.cli.groups import FILTERS, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.session import open_parts

if TYPE_CHECKING:
    from qa.library import Filters
    from qa.settings import Settings

EXAMPLES = ("qa stats", "qa stats --since 2025-10 --json")
# Of a line in a pipe.
_WIDTH = 72


@command(settings=("library",), filters=FILTERS)
def show_statistics(
    settings: "Settings",
    filters: "Filters",
    json: JsonOption = False,
) -> None:
    """Show how much the library holds, by time and by outlet.

    What is followed and the space on disk are those of the whole library, whatever the options.
    """
    from qa.library.upkeep.stats import collect_statistics

    output = open_output()
    with open_parts(settings) as parts:
        statistics = collect_statistics(parts.list_catalogues(), filters, chroma=settings.chroma)
    if json:
        output.write_json(asdict(statistics))
        return
    from qa.render.library.charts import lay_out_statistics

    encoding = output.stream.encoding or "ascii"
    output.write_lines(lay_out_statistics(statistics, width=output.width or _WIDTH, encoding=encoding))
