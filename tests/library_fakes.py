"""What the tests of the library share: articles to store and an embedder that needs no model."""

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qa.articles.article import Article
from qa.library import Library

if TYPE_CHECKING:
    from chromadb.api.client import Client

_PLACES = ("Lisbon", "Osaka", "Quito", "Tromso", "Accra", "Hobart", "Nagpur", "Leeds", "Tunis", "Bergen")


class HashEmbedder:
    """Adds up one fixed random direction for each word: texts that share words are near each other."""

    def __init__(self, name: str = "fake:hash", *, dimensions: int = 32, seconds: float = 0.0) -> None:
        self.name = name
        self.embedded = 0
        self._dimensions = dimensions
        self._seconds = seconds

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(self._seconds * len(texts))
        self.embedded += len(texts)
        return np.stack([self._embed(text) for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._embed(text) for text in texts])

    def _embed(self, text: str) -> NDArray[np.float32]:
        total = np.full(self._dimensions, 1e-3, dtype=np.float32)
        for word in text.lower().split():
            digest = hashlib.shake_128(f"{self.name} {word}".encode()).digest(self._dimensions)
            total += np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
        return total / np.linalg.norm(total)


def make_article(number: int, *, sentences: int = 6, **fields: Any) -> Article:
    """Return an article of several passages (of 200 characters) that says its number in each sentence."""
    place = _PLACES[number % len(_PLACES)]
    text = " ".join(f"The council of {place} heard report {number} on item {i} and voted." for i in range(sentences))
    defaults: dict[str, Any] = {
        "title": f"Council report {number}",
        "source": "The Daily Example" if number % 2 else "Example Wire",
        "published": f"2025-03-{number % 28 + 1:02d}T09:00:00+00:00",
        "language": "en",
        "url": f"https://www.example-{number % 2}.org/news/{number}",
        "origin": f"/articles/{number}.md",
        "text": text,
    }
    return Article(**{**defaults, **fields})


def make_articles(first: int, last: int) -> Iterator[Article]:
    return (make_article(number) for number in range(first, last))


@contextmanager
def open_chroma(path: Path) -> "Iterator[Client]":
    """Open the vectors of the library at path as any other program would."""
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(path / "chroma"), settings=Settings(anonymized_telemetry=False))
    assert isinstance(client, Client)
    try:
        yield client
    finally:
        client.close()


def read_chroma_ids(path: Path) -> set[str]:
    """Return the ids of all the records of all collections that can be read with their vectors."""
    with open_chroma(path) as client:
        found = [collection.get(include=["embeddings"])["ids"] for collection in client.list_collections()]
        return {id for ids in found for id in ids}


def main() -> None:
    """Ingest articles FIRST to LAST into FOLDER and print each id once it is reported: a process for tests to kill."""
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Library.open(folder, embedder=HashEmbedder(seconds=0.0005), create=True, passage_size=200) as library:
        for added in library.add_articles(make_articles(first, last), batch_size=64):
            print(added.article_id, flush=True)


if __name__ == "__main__":
    main()
