"""Lay out the feeds of a library: as a table, and as a list that other programs read."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

from qa.library import Visit
from qa.render.clean import clean_line
from qa.render.layout import Table


def tabulate_feeds(feeds: Sequence[Visit]) -> Table:
    """Return a row for each feed: its address, when it was last looked at, since when it is gone."""
    return Table(
        headers=("FEED", "CHECKED", "GONE SINCE"),
        rows=tuple(
            (clean_line(feed.url), clean_line(feed.checked or ""), clean_line(feed.gone or "")) for feed in feeds
        ),
    )


def write_opml(urls: Iterable[str]) -> str:
    """Return a list of feeds as OPML 2.0 (http://opml.org/spec2.opml)."""
    outlines = "".join(f'    <outline type="rss" text={quoteattr(url)} xmlUrl={quoteattr(url)}/>\n' for url in urls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Feeds</title></head>\n'
        f"  <body>\n{outlines}  </body>\n</opml>\n"
    )
