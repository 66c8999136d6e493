"""`qa articles`: what is in the library, and one article of it."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import FILTERS, STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library

LIST_EXAMPLES = (
    "qa articles list --limit 5",
    'qa articles list --source "Meridian Wire" --since 2025-10 --json',
    "qa articles list --stories",
)

if TYPE_CHECKING:
    from qa.library import Filters
    from qa.settings import Settings
SHOW_EXAMPLES = ("qa articles show https://meridian-wire.example/2025/10/31/hegseth-dong-kuala-lumpur",)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Id, beginning of an id, url or path.")]


@command(settings=STORE, filters=FILTERS)
def list_articles(
    settings: "Settings",
    filters: "Filters",
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    stories: Annotated[
        bool, typer.Option("--stories", help="One row a report with its copies: who was first, and all its outlets.")
    ] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Of the stories, only those of several articles.")] = False,
    json: JsonOption = False,
) -> None:
    """List the articles, the latest first.

    A row is id, day, outlet, language and title; of stories, the id of the first article, its day, its outlet, the
    number of articles, the other outlets, and the title. In a pipe there are tabs between them.
    """
    from qa.library.stories.stories import NO_COPIES
    from qa.render.library.listings import tabulate_articles, tabulate_stories

    output = open_output()
    with open_library(settings) as opened:
        opened.check_outlets(filters)
        if stories or copies:
            groups = opened.list_stories(filters, copies_only=copies, limit=limit)
            rows, table = [asdict(story) for story in groups], tabulate_stories(groups)
        else:
            articles = opened.list_articles(filters, limit=limit)
            rows, table = [asdict(article) for article in articles], tabulate_articles(articles)
        if not rows:
            Reporter().notify(opened.explain_nothing(filters, NO_COPIES))
    if json:
        output.write_json(rows)
    elif rows:
        output.write_table(table)


@command(settings=STORE)
def show_article(
    id: IdArgument,
    settings: "Settings",
    json: JsonOption = False,
) -> None:
    """Show one article: what is known of it, and its text."""
    from qa.render.library.listings import lay_out_article

    output = open_output()
    with open_library(settings) as opened:
        article = opened.get_article(id)
        versions = len(opened.get_versions(article.id))
    if json:
        output.write_json({"id": article.id, **asdict(article), "former_versions": versions})
    else:
        output.write_lines(lay_out_article(article, former_versions=versions))
