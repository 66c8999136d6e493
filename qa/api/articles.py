"""Take articles into a library, and find words in it."""

from collections.abc import Sequence
from os import PathLike, fspath
from pathlib import Path

from qa.api.options import AnyPath, Day, choose_settings
from qa.articles import Skipped
from qa.chain import open_library
from qa.checking import Place, find_places
from qa.ingest import Found, WebSources, find_in_files, is_address, take_in, take_in_web
from qa.ingest.shards.part import read_part
from qa.ingest.shards.run import EmbedOptions, embed_into
from qa.library.catalogue.filters import make_filters
from qa.library.identity import name_own_embedder
from qa.models.embeddings import open_embedder
from qa.settings import Settings


def ingest_articles(
    sources: Sequence[AnyPath] | AnyPath,
    *,
    feeds: Sequence[str] | str = (),
    library: AnyPath | None = None,
    settings: Settings | None = None,
) -> list[Skipped]:
    """Take files, folders, pages and feeds into a library, which is made where there is none.

    Args:
        sources: Paths, and addresses of pages.
        feeds: Addresses or files of feeds, lists of feeds and sitemaps.
        library: Folder of the library; that of the settings when None.
        settings: What `load_settings()` gives when None.

    Returns:
        What was skipped, and why.

    Raises:
        LibraryUnwritable: The library can't be written: rights, a full disk, a read-only medium.
        LibraryBusy: Another process kept the library locked for too long.
        EmbedderMismatch: The library was made with another embedder than the one asked for.
    """
    skipped: list[Skipped] = []

    def keep_skipped(found: Found, passages: int) -> None:
        if found.status in ("skipped", "failed", "gone"):
            skipped.append(Skipped(origin=found.origin, reason=found.reason))

    listed = [sources] if isinstance(sources, str | PathLike) else sources
    names = [fspath(source) for source in listed]
    pages = tuple(name for name in names if is_address(name))
    feeds = (feeds,) if isinstance(feeds, str) else tuple(feeds)
    chosen = name_own_embedder(choose_settings(settings, library=library))
    files = find_in_files([name for name in names if name not in pages], embedder=open_embedder(chosen))
    with open_library(chosen, create=True, one_shot=True) as opened:
        take_in(opened, files, on_found=keep_skipped)
        if pages or feeds:
            take_in_web(opened, WebSources(pages=pages, feeds=feeds), on_found=keep_skipped)
    return skipped


def embed_articles(
    sources: Sequence[AnyPath] | AnyPath,
    folder: AnyPath,
    *,
    part: str | None = None,
    size: int = 1_000,
    ray: str | None = None,
    workers: int | None = None,
    settings: Settings | None = None,
) -> list[Skipped]:
    """Embed files and folders into shard files, which `ingest_articles` takes in without embedding again.

    Args:
        sources: Paths; on a Ray cluster, such as all of its workers see.
        folder: Where the shard files go; what is there is not embedded again.
        part: "I/N" for the share number I of N, where several processes share the sources.
        size: Articles of a file.
        ray: Address of a Ray cluster, "local" for one of this machine alone; None embeds in this process.
        workers: How many workers of the cluster embed; one on each of its processors when None.
        settings: Which embedder, and the size of passages; what `load_settings()` gives when None.

    Returns:
        What was skipped, and why.

    Raises:
        SomethingMissing: pyarrow or Ray is not installed.
        EmbedderUnavailable: The embedder is not installed, or its endpoint can't be reached.
        UsageProblem: The folder can't be written, or has shards that are made with something else.
        SourceProblem: A shard in the folder is damaged.
    """
    skipped: list[Skipped] = []

    def keep_skipped(found: Found, passages: int) -> None:
        if found.status == "skipped":
            skipped.append(Skipped(origin=found.origin, reason=found.reason))

    listed = [sources] if isinstance(sources, str | PathLike) else sources
    options = EmbedOptions(part=read_part(part), size=size, ray=ray, workers=workers)
    embed_into(
        Path(folder), [fspath(source) for source in listed], choose_settings(settings), options, on_found=keep_skipped
    )
    return skipped


def find_quote(
    words: str,
    *,
    library: AnyPath | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    settings: Settings | None = None,
) -> list[Place]:
    """Return where words were said, exactly or nearly, the best place first; no model is used.

    Args:
        words: The words as they are remembered.
        library: Folder of the library; that of the settings when None.
        since: First day of publication: a date, or YYYY-MM-DD, YYYY-MM, YYYY.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        settings: What `load_settings()` gives when None.

    Raises:
        LibraryMissing: There is no library at the given place.
    """
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    with open_library(choose_settings(settings, library=library)) as opened:
        return find_places(words, opened, filters=filters)
