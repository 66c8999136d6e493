from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma
from numpy.typing import NDArray

from qa.errors import EmbedderMismatch
from qa.library import Library


class PowerCut(Exception):
    pass


class FailingEmbedder(HashEmbedder):
    """Embeds a number of texts and then fails."""

    def __init__(self, name: str, *, dimensions: int, after: int) -> None:
        super().__init__(name, dimensions=dimensions)
        self._after = after

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.embedded + len(texts) > self._after:
            raise PowerCut
        return super().embed_passages(texts)


def open_library(path: Path, embedder: HashEmbedder) -> Library:
    return Library.open(path, embedder=embedder, create=True, passage_size=200)


def nearest(library: Library, embedder: HashEmbedder) -> str:
    return library.search_vectors(embedder.embed_queries(["council report 12 Quito"])[0], 1)[0].passage.id


def test_a_library_is_embedded_anew_with_another_embedder(tmp_path: Path) -> None:
    old, new = HashEmbedder("fake:old"), HashEmbedder("fake:new", dimensions=48)
    progress: list[tuple[int, int]] = []
    with open_library(tmp_path, old) as library:
        list(library.add_articles(make_articles(0, 100)))
        total = library.count().passages
        assert library.re_embed(new, lambda done, of: progress.append((done, of))) == total
        assert progress[-1] == (total, total)
        assert progress == sorted(progress)
        assert nearest(library, new).startswith(make_article(12).id)
        list(library.add_articles([make_article(200)]))
    with pytest.raises(EmbedderMismatch, match="fake:new"):
        open_library(tmp_path, old)
    with open_library(tmp_path, new) as library:
        assert nearest(library, new).startswith(make_article(12).id)
        [name] = library._catalogue.query("SELECT value FROM meta WHERE key = 'collection_name'")[0]
    with open_chroma(tmp_path) as client:
        assert [collection.name for collection in client.list_collections()] == [name]
    assert len(list((tmp_path / "chroma").glob("*/header.bin"))) == 1


def test_an_interrupted_run_leaves_the_old_and_continues(tmp_path: Path) -> None:
    old = HashEmbedder("fake:old")
    with open_library(tmp_path, old) as library:
        list(library.add_articles(make_articles(0, 200)))
        total = library.count().passages
        failing = FailingEmbedder("fake:new", dimensions=48, after=total // 2)
        with pytest.raises(PowerCut):
            library.re_embed(failing)
        assert 0 < failing.embedded < total
        assert nearest(library, old).startswith(make_article(12).id)
        gone, fresh = make_article(1), make_article(300)
        library.remove_articles([gone.id])
        list(library.add_articles([fresh]))
    new = HashEmbedder("fake:new", dimensions=48)
    with open_library(tmp_path, old) as library:
        assert library.re_embed(new) == library.count().passages
        assert new.embedded + failing.embedded < total + 30
        assert nearest(library, new).startswith(make_article(12).id)
        [hit] = library.search_vectors(new.embed_queries(["Council report 300"])[0], 1)
        assert hit.passage.article_id == fresh.id


def test_a_library_that_was_embedded_anew_elsewhere_refuses_the_old_embedder(tmp_path: Path) -> None:
    old, new = HashEmbedder("fake:old"), HashEmbedder("fake:new", dimensions=48)
    with open_library(tmp_path, old) as library, open_library(tmp_path, old) as other:
        list(library.add_articles(make_articles(0, 3)))
        library.re_embed(new)
        with pytest.raises(EmbedderMismatch, match="--re-embed"):
            nearest(other, old)
        with pytest.raises(EmbedderMismatch, match="--re-embed"):
            list(other.add_articles([make_article(9)]))
