"""`qa articles`: what is in the library, one article of it, and taking articles out."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from qa.cli.options import (
    ChromaOption,
    EmbedderOption,
    JsonOption,
    LanguageOption,
    LibraryOption,
    SinceOption,
    SourceOption,
    UntilOption,
)
from qa.cli.output import open_output
from qa.cli.session import open_library, read_filters, read_settings

LIST_EXAMPLES = (
    "qa articles list --limit 5",
    'qa articles list --source "Meridian Wire" --since 2025-10 --json',
)
SHOW_EXAMPLES = ("qa articles show https://meridian-wire.example/2025/10/31/hegseth-dong-kuala-lumpur",)
REMOVE_EXAMPLES = (
    "qa articles remove https://pacific-littoral.example/2025/11/02/allies-and-warheads-behind-the-handshake",
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Id, beginning of an id, url or path.")]
IdsArgument = Annotated[list[str], typer.Argument(metavar="ID", help="Ids, beginnings of ids, urls or paths.")]


def list_articles(
    library: LibraryOption = None,
    chroma: ChromaOption = None,
    embedder: EmbedderOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = None,
    json: JsonOption = False,
) -> None:
    """List the articles, the latest first.

    A row is id, day, outlet, language and title; in a pipe there are tabs between them.
    """
    settings = read_settings(library=library, chroma=chroma, embedder=embedder)
    filters = read_filters(since=since, until=until, sources=source, languages=language)
    output = open_output()
    with open_library(settings) as opened:
        articles = opened.list_articles(filters, limit=limit)
    if json:
        output.write_json([asdict(article) for article in articles])
        return
    from qa.render.listings import tabulate_articles

    if articles:
        output.write_table(tabulate_articles(articles))
    else:
        print("qa: No article is in the library, or passes the filters.", file=sys.stderr)


def show_article(
    id: IdArgument,
    library: LibraryOption = None,
    chroma: ChromaOption = None,
    embedder: EmbedderOption = None,
    json: JsonOption = False,
) -> None:
    """Show one article: what is known of it, and its text."""
    from qa.render.listings import lay_out_article

    output = open_output()
    with open_library(read_settings(library=library, chroma=chroma, embedder=embedder)) as opened:
        article = opened.get_article(id)
    if json:
        output.write_json({"id": article.id, **asdict(article)})
    else:
        output.write_lines(lay_out_article(article))


def remove_articles(
    ids: IdsArgument,
    library: LibraryOption = None,
    chroma: ChromaOption = None,
    embedder: EmbedderOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: JsonOption = False,
) -> None:
    """Take articles out of the library.

    On a terminal it asks first. If one id is unknown, nothing is removed.
    """
    from qa.render.clean import clean_line

    output = open_output()
    with open_library(read_settings(library=library, chroma=chroma, embedder=embedder)) as opened:
        articles = {article.id: article for article in map(opened.get_article, ids)}
        if not yes and sys.stdin.isatty():
            for article in articles.values():
                print(f"{article.id}  {clean_line(article.title)}", file=sys.stderr)
            typer.confirm(f"Remove {_count(len(articles))}?", abort=True, err=True)
        removed = opened.remove_articles(list(articles))
    if json:
        output.write_json({"removed": removed, "ids": list(articles)})
    else:
        output.write_text(f"Removed {_count(removed)}.\n")


def _count(n: int) -> str:
    return f"{n} article" if n == 1 else f"{n} articles"
