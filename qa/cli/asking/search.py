"""`qa search`: the passages nearest to a query, without any model."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa.cli.groups import FILTERS, STORE, command
from qa.cli.options import JsonOption, join_words
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.library import Filters
    from qa.retrieval.search import Hit
    from qa.settings import Settings

NOT_FOUND = 3
EXAMPLES = (
    'qa search "Taiwan Busan talks"',
    'qa search "flood deaths" --since 2024-08 --until 2024-09 -k 3',
    'qa search "interest rate cut" --source "Harbour Post" --json',
)


@command(settings=(*STORE, "base_url", "reranker", "k", "as_of"), filters=FILTERS)
def search_passages(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words or a question.")],
    settings: "Settings",
    filters: "Filters",
    format: Annotated[
        Literal["text", "markdown", "json"], typer.Option("--format", help="How the passages are written.")
    ] = "text",
    json: JsonOption = False,
) -> None:
    """Show the passages that best match a query.

    The best sentence of each is marked. No model is used.

    Exit code: 0 found, 3 nothing found, 4 no library, 1 failure, 2 wrong usage.
    """
    text = join_words(query)
    with Reporter() as reporter, open_search(settings, reporter) as chain:
        hits = chain.search(text, filters=filters)
        reporter.stop()
        write_hits(text, hits, open_output(), format="json" if json else format)
    raise typer.Exit(0 if hits else NOT_FOUND)


def write_hits(query: str, hits: "Sequence[Hit]", output: Output, *, format: str) -> None:
    """Write the passages in one of the formats."""
    from qa.answer import passage_to_values, rank_hit
    from qa.render.answers.markdown import write_hits_markdown
    from qa.render.library.listings import lay_out_hits

    if format == "json":
        output.write_json([passage_to_values(rank_hit(rank, hit)) for rank, hit in enumerate(hits, 1)])
    elif format == "markdown":
        output.write_text(write_hits_markdown(query, hits))
    else:
        output.write_lines(lay_out_hits(hits))
