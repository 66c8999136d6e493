"""The library of a run: made of articles and kept for the next run, known by its hash, searched for gold articles."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.articles import Article, Skipped, count_bytes, read_articles
from qa.articles.language import identify_article
from qa.articles.readers.sources import SourceFile, find_files
from qa.chain import open_library
from qa.errors import SourceProblem
from qa.evals.cases.cases import Case
from qa.evals.metrics.metric import list_name_forms, name_article
from qa.evals.runs.versions import LIBRARY_CODE, hash_code
from qa.library import ArticleSummary, Library
from qa.settings import Settings, cache_folder

OnProgress = Callable[[str, int, int], None]
# Passages written at once: few enough for a bar that moves.
_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFacts:
    """What a run notes of its library: a hash of its articles and embedder, and how much it holds."""

    hash: str
    articles: int
    passages: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedCases:
    """Cases whose gold articles are named as answers name them, and the names that stand for no article."""

    cases: tuple[Case, ...]
    known: int
    missing: tuple[str, ...]


def prepare_library(
    articles: Path,
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress = lambda label, done, total: None,
) -> Settings:
    """Return the settings with a library of the articles, made in the cache unless it is there from an earlier run.

    It is known by the content of the files, the embedder, the size of passages, and the code that splits and embeds.
    An interrupted one is gone on with; it gets its name when it is complete.

    articles     a file or a folder
    on_progress  called with a label, and bytes done and in all

    Raises SourceProblem where nothing can be read, and what opening a library and embedding raise.
    """
    from filelock import FileLock

    folder = cache_folder() / "evals" / name_library(articles, settings)
    settings = replace(settings, library=folder, chroma=None)
    if folder.exists():
        return settings
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            _ingest(articles, replace(settings, library=unfinished), notify, on_progress)
            unfinished.rename(folder)
    return settings


def name_library(articles: Path, settings: Settings) -> str:
    """Return a name that changes with all that a library of the articles depends on. Raises SourceProblem."""
    digest = hashlib.sha256()
    files = [file for file in find_files(articles) if isinstance(file, SourceFile)]
    if not files:
        raise SourceProblem(f"There are no articles at {articles}. Give a file or folder with --articles.")
    for file in files:
        with file.path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        name = f"{file.path.relative_to(articles)}{file.suffix}"
        digest.update(f"{name}\0{content}\0".encode("utf-8", "surrogateescape"))
    how = [settings.named_embedder, settings.passage_size, hash_code(*LIBRARY_CODE)]
    return f"{digest.hexdigest()[:12]}-{hashlib.sha256(json.dumps(how).encode()).hexdigest()[:6]}"


def describe_library(library: Library, summaries: Sequence[ArticleSummary], *, embedder: str) -> LibraryFacts:
    """Return what a run notes of the library, whose articles are given by their summaries."""
    rows = sorted((summary.id, summary.passages) for summary in summaries)
    content = json.dumps([embedder, rows])
    return LibraryFacts(
        hash=hashlib.sha256(content.encode()).hexdigest()[:12],
        articles=len(rows),
        passages=sum(passages for _, passages in rows),
        path=str(library.path),
    )


def locate_gold(cases: Sequence[Case], summaries: Iterable[ArticleSummary]) -> LocatedCases:
    """Return the cases with gold articles as answers name them, by id, url or title.

    A file of questions may name articles as the file of articles does, which the library keeps in an article's origin
    (`news.jsonl#NAME`); such a name becomes the article's id.
    """
    articles = [{"id": item.id, "url": item.url, "title": item.title} for item in summaries]
    places = {item.origin.rpartition("#")[2]: item.id for item in summaries}
    for name in ("title", "url", "id"):
        places |= {value: value for article in articles if (value := article[name])}
    named = frozenset().union(*map(name_article, articles))
    known: dict[str, str] = {}
    for gold in dict.fromkeys(name for case in cases for name in case.gold_articles):
        if gold in places or not named.isdisjoint(list_name_forms(gold)):
            known[gold] = places.get(gold, gold)
    located = (
        replace(case, gold_articles=tuple(known.get(name, name) for name in case.gold_articles)) for case in cases
    )
    missing = dict.fromkeys(name for case in cases for name in case.gold_articles if name not in known)
    return LocatedCases(cases=tuple(located), known=len(known), missing=tuple(missing))


def _ingest(articles: Path, settings: Settings, notify: Callable[[str], None], on_progress: OnProgress) -> None:
    skipped: list[Skipped] = []
    total, label = count_bytes([articles]) + 1, "taking in the articles"

    def sift() -> Iterator[Article]:
        found = read_articles([articles], on_read=lambda done: on_progress(label, done, total))
        for item in found:
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                yield identify_article(item)

    with open_library(settings, create=True) as library:
        added = sum(1 for _ in library.add_articles(sift(), batch_size=_BATCH))
    on_progress(label, total, total)
    if skipped:
        notify(f"{len(skipped):,} of the articles were skipped, such as {skipped[0].origin}: {skipped[0].reason}")
    if not added:
        raise SourceProblem(f"Nothing in {articles} could be read. Give articles with --articles.")
