"""`qa articles remove`: take articles out of the library, by id or by outlet and day, so that nothing is left."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.library import ArticleSummary, Filters, Library
    from qa.settings import Settings

EXAMPLES = (
    "qa articles remove https://pacific-littoral.example/2025/11/02/allies-and-warheads-behind-the-handshake",
    'qa articles remove --source "Meridian Wire" --until 2025-09 --dry-run',
)
MOST_SHOWN = 20


@command(settings=STORE, filters=("since", "until", "source"))
def remove_articles(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Ids, beginnings of ids, urls or paths.")
    ] = None,
    *,
    settings: "Settings",
    filters: "Filters",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would go, and change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: JsonOption = False,
) -> None:
    """Take articles out of the library: these ones, or all of an outlet or a time.

    No file of the library holds a word of them afterwards, nor of what they said before they changed. A feed that
    still lists them does not bring them back.

    On a terminal it asks first; elsewhere a removal by outlet or time needs --yes. If one id is unknown, nothing is
    removed. It takes a few seconds, and more the first time in a library that an older version of qa made: its file is
    written anew.
    """
    _check_usage(ids or [], filters, asks_nobody=not (yes or dry_run or sys.stdin.isatty()))
    output = open_output()
    with open_library(settings) as opened, Reporter() as reporter:
        articles = _find_articles(opened, ids or [], filters)
        if dry_run:
            _show_dry_run(output, articles, json=json)
            return
        if articles and not yes and sys.stdin.isatty():
            _confirm(articles)
        reporter.advance("Removing", 0, 0)
        removed = opened.remove_articles([article.id for article in articles])
    if json:
        output.write_json({"removed": removed, "ids": [article.id for article in articles]})
    else:
        output.write_text(f"Removed {_count(removed)}.\n")


def _check_usage(ids: Sequence[str], filters: "Filters", *, asks_nobody: bool) -> None:
    if not ids and not filters:
        raise UsageProblem("Nothing to remove. Give ids, or --source, --since or --until.")
    if ids and filters:
        raise UsageProblem("Give either ids or --source, --since and --until, not both.")
    if filters and asks_nobody:
        raise UsageProblem("There is no terminal to ask on. See what would go with --dry-run, then give --yes.")


def _find_articles(library: "Library", ids: Sequence[str], filters: "Filters") -> "list[ArticleSummary]":
    if filters:
        return library.list_articles(filters)
    return list(library.get_summaries(library.get_article(id).id for id in ids).values())


def _show_dry_run(output: Output, articles: "list[ArticleSummary]", *, json: bool) -> None:
    from qa.render.library.listings import tabulate_articles

    if json:
        output.write_json({"removed": 0, "ids": [article.id for article in articles]})
        return
    if articles:
        output.write_table(tabulate_articles(articles))
    print(f"qa: {_count(len(articles))} would be removed.", file=sys.stderr)


def _confirm(articles: "list[ArticleSummary]") -> None:
    from qa.render.clean import clean_line

    for article in articles[:MOST_SHOWN]:
        print(f"{article.id}  {clean_line(article.title)}", file=sys.stderr)
    if len(articles) > MOST_SHOWN:
        print(f"and {len(articles) - MOST_SHOWN:,} more", file=sys.stderr)
    typer.confirm(f"Remove {_count(len(articles))}?", abort=True, err=True)


def _count(n: int) -> str:
    return f"{n:,} article" if n == 1 else f"{n:,} articles"
