"""What the tests of parts share: a library of several months, whole and split."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from library_fakes import HashEmbedder, make_article

from qa.articles.article import Article
from qa.library import Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.parts.manifest import PartEntry
from qa.library.parts.opened import OpenParts, open_parts
from qa.library.parts.splitting import SplitBy, plan_parts, split_library
from qa.library.vectors.target import Target

RETRIEVED = "2025-06-01T00:00:00+00:00"
REPORT = (
    "The reservoir above Quito overflowed on Monday night after eleven days of rain, and 340 families were led out of "
    "the valley by soldiers. Mayor Ines Calderon said that the dam had held. Engineers will inspect the northern wall "
    "today, and the road to Ambato stays closed until Friday, the ministry of transport said in a statement."
)


def make_months() -> list[Article]:
    """Return articles of four months, some without a day, and a report that two outlets carry in two months."""
    made = [
        make_article(n, published=f"2025-{n % 4 + 1:02}-{n % 27 + 1:02}T09:00:00+00:00" if n % 13 else None)
        for n in range(40)
    ]
    first = make_article(100, text=REPORT, title="Dam holds", published="2025-01-31", source="Example Wire")
    copy = make_article(101, text=REPORT, title="The dam holds", published="2025-02-01", source="The Daily Example")
    return [replace(a, retrieved=RETRIEVED) for a in (*made[:20], first, copy, *made[20:])]


def open_library(folder: Path, *, embedder: HashEmbedder | None = None) -> Library:
    return Library.open(folder, embedder=embedder or HashEmbedder(), create=True, passage_size=200)


def fill(folder: Path, articles: list[Article]) -> None:
    with open_library(folder) as library:
        for _ in library.add_articles(articles):
            pass


@contextmanager
def hold_parts(folder: Path) -> Iterator[OpenParts]:
    catalogue = Catalogue.open(folder, create=False)
    parts = open_parts(catalogue, Target(folder=folder))
    try:
        yield parts
    finally:
        parts.close()


def split(folder: Path, *, by: SplitBy = "month", size: int = 20) -> list[PartEntry]:
    with hold_parts(folder) as parts:
        return split_library(parts, plan_parts(parts.main.catalogue, by=by, size=size))


def change(article: Article, text: str, *, retrieved: str = "2025-07-01T00:00:00+00:00") -> Article:
    """Return what an article says after it changed in the same place."""
    return replace(article, text=text, retrieved=retrieved)
