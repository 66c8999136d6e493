"""`qa feeds`: which feeds the library follows, and following one no more."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.session import open_library
from qa.errors import FeedMissing

if TYPE_CHECKING:
    from qa.settings import Settings

LIST_EXAMPLES = ("qa feeds list", "qa feeds list --opml > feeds.opml")
REMOVE_EXAMPLES = ("qa feeds remove https://harbour-post.example/rss.xml",)


@command(settings=STORE)
def list_feeds(
    settings: "Settings",
    opml: Annotated[
        bool, typer.Option("--opml", help="Write an OPML list, for feed readers and for qa ingest --feed.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List the feeds that the library follows, each with when it was last looked at."""
    from qa.render.library.feeds import tabulate_feeds, write_opml

    output = open_output()
    with open_library(settings) as opened:
        feeds = opened.visits.list_feeds()
    if opml:
        output.write_text(write_opml([feed.url for feed in feeds]))
    elif json:
        output.write_json([asdict(feed) for feed in feeds])
    elif feeds:
        output.write_table(tabulate_feeds(feeds))
    else:
        print("qa: The library follows no feed. Give one: qa ingest --feed ADDRESS", file=sys.stderr)


@command(settings=STORE)
def remove_feed(
    url: Annotated[str, typer.Argument(metavar="ADDRESS", help="The feed's address, or the path of its file.")],
    settings: "Settings",
) -> None:
    """Follow a feed no more. The articles that came from it stay."""
    with open_library(settings) as opened:
        if not opened.visits.forget_feed(url):
            raise FeedMissing(f"The library follows no feed {url!r}. See them all: qa feeds list")
    open_output().write_text("Removed 1 feed.\n")
