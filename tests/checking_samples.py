"""A small library of invented news that the tests of the check share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from library_fakes import HashEmbedder

from qa.articles import Article
from qa.chain.components import Resources
from qa.checking import Checker
from qa.library import Library
from qa.settings import Settings
from qa.verify.verifier import Verifier


def unwrap(text: str) -> str:
    """Return a text whose paragraphs are wrapped with each of them on a line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


BRIDGE = Article(
    text=unwrap("""The council of Port Ellery closed the old bridge on Friday after cracks were found in two pillars.

“We will rebuild the bridge by the spring, but only if the province pays half,” the mayor, Orla Denn, said.
“Nobody was hurt.”

“If the river rises again, the ferry will stop,” said Piet Marsh, the harbour master. “I do not believe that the
bridge can be saved.”

The repair is to cost 4.2 million crowns."""),
    title="Port Ellery closes its old bridge",
    source="Meridian Wire",
    published="2025-11-01T09:00:00+00:00",
    language="en",
    url="https://meridian.example/bridge",
    origin="bridge.md",
)
# The same report as another outlet prints it.
BRIDGE_COPY = replace(BRIDGE, source="Harbour Post", url="https://harbour.example/bridge", origin="copy.md")
FERRY = Article(
    text=unwrap("""The ferry to Skerrow runs every hour now that the bridge is closed, its owner said on Sunday.

"The ferry carries 90 people on each crossing," said Ann Tolle, who owns it. "We will rebuild the landing by
the spring."

Orla Denn welcomed that."""),
    title="Ferry takes over",
    source="Aldine Courier",
    published="2025-11-03T09:00:00+00:00",
    language="en",
    url="https://aldine.example/ferry",
    origin="ferry.md",
)
# What the article said before it was changed.
FERRY_BEFORE = replace(FERRY, text=FERRY.text.replace("carries 90 people", "takes 60 passengers"))


@contextmanager
def open_small_library(folder: Path) -> Iterator[Library]:
    """Open a library with these articles, one of which was changed and one copied."""
    with Library.open(folder, embedder=HashEmbedder(), create=True) as library:
        for article in (BRIDGE, BRIDGE_COPY, FERRY_BEFORE, FERRY):
            list(library.add_articles([article]))
        yield library


@contextmanager
def open_small_checker(folder: Path) -> Iterator[Checker]:
    """Open a checker of these articles, in which words and rules alone decide."""
    with open_small_library(folder) as library:
        yield Checker(make_resources(library, Verifier()))


def make_resources(library: Library, verifier: Verifier) -> Resources:
    """Return what a checker works with, without a model."""
    settings = Settings(library=library.path, model="extractive")
    return Resources(library=library, embedder=HashEmbedder(), model=None, settings=settings, verifier=verifier)
