"""`qa stats`: how much the library holds, and a picture of it by time and by outlet."""

from dataclasses import asdict

from qa.cli.options import JsonOption, LanguageOption, LibraryOption, SinceOption, SourceOption, UntilOption
from qa.cli.output import open_output
from qa.cli.session import open_catalogue, read_filters, read_settings

EXAMPLES = ("qa stats", "qa stats --since 2025-10 --json")
# Of a line in a pipe.
_WIDTH = 72


def show_statistics(
    library: LibraryOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Show how much the library holds, by time and by outlet.

    What is followed and the space on disk are those of the whole library, whatever the options.
    """
    from qa.library.upkeep.stats import collect_statistics

    filters = read_filters(since=since, until=until, sources=source, languages=language)
    output = open_output()
    with open_catalogue(read_settings(library=library)) as catalogue:
        statistics = collect_statistics(catalogue, filters)
    if json:
        output.write_json(asdict(statistics))
        return
    from qa.render.charts import lay_out_statistics

    encoding = output.stream.encoding or "ascii"
    output.write_lines(lay_out_statistics(statistics, width=output.width or _WIDTH, encoding=encoding))
