"""`qa ingest`: take articles into the library, with a bar while it runs and a summary at the end."""

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.options import BaseUrlOption, ChromaOption, EmbedderOption, JsonOption, LibraryOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.reembed import re_embed_library
from qa.cli.session import open_library, read_settings
from qa.errors import QAError, SourceProblem, UsageProblem

if TYPE_CHECKING:
    from qa.articles import Article, Skipped
    from qa.library import Added
    from qa.settings import Settings

MOST_REASONS = 20
# Passages written at once: few enough for a bar that moves, and not slower than more.
BATCH = 64
EXAMPLES = (
    "qa ingest seeds/articles",
    "qa ingest news.jsonl --field title=headline --field published=date --source-name Reuters",
    "cat page.html | qa ingest -",
    "qa ingest --re-embed --embedder multilingual",
)


class Tally:
    """What became of the articles of one run."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.passages = 0
        self.skipped: list[Skipped] = []
        self.bytes_read = 0
        self.bytes_done = 0
        self._ends: deque[int] = deque()
        self._begun = time.monotonic()

    @property
    def articles(self) -> int:
        """How many are in: new, unchanged and replaced."""
        return self.statuses.total()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._begun

    def read(self, size: int) -> None:
        """Note how many bytes have been read so far."""
        self.bytes_read = size

    def add(self, added: "Added") -> None:
        """Count an article that is safe; they come in the order in which they were read."""
        self.bytes_done = self._ends.popleft()
        self.statuses[added.status] += 1
        self.passages += added.passages

    def sift(self, found: "Iterable[Article | Skipped]") -> "Iterator[Article]":
        """Yield the articles, and keep what was skipped."""
        from qa.articles import Skipped

        for item in found:
            if isinstance(item, Skipped):
                self.skipped.append(item)
            else:
                self._ends.append(self.bytes_read)
                yield item

    def write_rate(self) -> str:
        """Return how many articles are in and how many a second, for the bar."""
        return f"{self.articles:,} articles, {self.articles / max(self.seconds, 0.001):,.1f}/s"

    def write_summary(self) -> str:
        """Return the counts in a line."""
        kinds = ", ".join(f"{self.statuses[kind]:,} {kind}" for kind in ("new", "unchanged", "replaced"))
        noun = "article" if self.articles == 1 else "articles"
        return f"{self.articles:,} {noun} in: {kinds}; {len(self.skipped):,} skipped; {self.seconds:.1f} s."

    def to_json(self) -> dict[str, Any]:
        """Return the counts as values of JSON, with a row for each thing that was skipped."""
        counts = {kind: self.statuses[kind] for kind in ("new", "unchanged", "replaced")}
        skipped = [{"origin": item.origin, "reason": item.reason} for item in self.skipped]
        return {**counts, "skipped": skipped, "passages": self.passages, "seconds": round(self.seconds, 3)}


def ingest_sources(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input."),
    ] = None,
    library: LibraryOption = None,
    chroma: ChromaOption = None,
    embedder: EmbedderOption = None,
    base_url: BaseUrlOption = None,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NAME=FIELD", help="Where JSON has it: title=headline. Repeatable."),
    ] = None,
    source_name: Annotated[
        str | None, typer.Option("--source-name", metavar="OUTLET", help="Outlet of articles that name none.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Language of articles that name none.")
    ] = None,
    re_embed: Annotated[
        bool, typer.Option("--re-embed", help="Embed the whole library anew, with --embedder.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take articles into the library.

    They are txt, md with front matter, html, mhtml, json, jsonl, pdf, docx, eml, warc, or zips of these, as files or
    folders of them.

    What is there already costs nothing; a changed file replaces its article. What can't be read is skipped and told on
    stderr, and never stops the rest. When it is interrupted, what is in stays in, and the same command goes on.

    Exit code: 0 the articles are in, some files may have been skipped; 1 nothing could be read; 130 interrupted.
    """
    if not sources and not re_embed:
        raise UsageProblem("Nothing to ingest. Give files or folders: qa ingest FOLDER")
    settings = read_settings(library=library, chroma=chroma, embedder=embedder, base_url=base_url)
    summary: dict[str, Any] = {}
    with Reporter() as reporter:
        if re_embed:
            summary["re_embedded"] = re_embed_library(settings, reporter)
        if sources:
            options = {"fields": read_fields(field or []), "default_source": source_name, "default_language": language}
            tally = read_sources(sources, settings, reporter, options=options)
            summary |= tally.to_json()
    if json:
        open_output().write_json(summary)
    else:
        if re_embed:
            open_output().write_text(f"{summary['re_embedded']:,} passages embedded anew.\n")
        if sources:
            open_output().write_text(tally.write_summary() + "\n")
    if sources and not tally.articles:
        raise SourceProblem("Nothing could be read, so nothing was taken in.")


def read_sources(
    sources: list[str], settings: "Settings", reporter: Reporter, *, options: dict[str, Any] | None = None
) -> Tally:
    """Take the articles of sources into the library and tell what was skipped; return the counts.

    The library is made only when there is an article for it. options are those of ReadOptions.
    """
    from qa.articles import ReadOptions, count_bytes, read_articles

    tally = Tally()
    # One more than there is: the bar stays until the last article is safe, which is after the last byte is read.
    total = (count_bytes(sources) or -1) + 1

    articles = tally.sift(read_articles(sources, ReadOptions(**options or {}), on_read=tally.read))
    reporter.advance("Ingesting", 0, total)
    try:
        for first in islice(articles, 1):
            with open_library(settings, create=True) as library:
                for added in library.add_articles(chain([first], articles), batch_size=BATCH):
                    tally.add(added)
                    reporter.advance("Ingesting", tally.bytes_done, total, tally.write_rate())
    except (KeyboardInterrupt, QAError):
        reporter.notify(f"Stopped; what is in stays in. {tally.write_summary()}")
        raise
    finally:
        reporter.stop()
        report_skipped(tally.skipped, reporter)
    return tally


def read_fields(values: list[str]) -> dict[str, str]:
    """Return the fields of "--field NAME=FIELD" options. Raises UsageProblem."""
    pairs = [value.partition("=") for value in values]
    for name, equals, field in pairs:
        if not (name and equals and field):
            raise UsageProblem(f"--field can't be {name + equals + field!r}. Give NAME=FIELD, such as title=headline.")
    return {name: field for name, _, field in pairs}


def report_skipped(skipped: "list[Skipped]", reporter: Reporter) -> None:
    """Tell what was skipped and why, the first twenty of it."""
    for item in skipped[:MOST_REASONS]:
        reporter.notify(f"skipped {item.origin}: {item.reason}")
    if len(skipped) > MOST_REASONS:
        reporter.notify(f"and {len(skipped) - MOST_REASONS:,} more skipped. See all: --json")
