"""Long articles: embedded in pieces, one in memory at a time, and in the library as a whole or not at all."""

from _thread import interrupt_main
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma, read_chroma_ids
from numpy.typing import NDArray

from qa.articles.article import Article
from qa.articles.passages import split_article
from qa.errors import EmbedderMismatch
from qa.library import Library, bulk
from qa.library.adding import batch_articles, embed_articles

# More than are embedded ahead, of about three sentences each.
PASSAGES = 1_100


class NotingEmbedder(HashEmbedder):
    """Notes how many texts it gets at once, and what is done with it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.sizes: list[int] = []
        self.released = 0

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.sizes.append(len(texts))
        return super().embed_passages(texts)

    def release(self) -> None:
        self.released += 1


def make_long(number: int) -> Article:
    return make_article(number, sentences=4 * PASSAGES)


def open_library(path: Path, embedder: HashEmbedder, **options: Any) -> Library:
    return Library.open(path, **{"embedder": embedder, "passage_size": 200, "create": True, **options})


def test_a_long_article_is_embedded_in_pieces_and_has_the_vectors_of_its_passages() -> None:
    embedder = NotingEmbedder()
    short, long = make_article(1), make_long(2)
    items = embed_articles([short, long, make_article(3, text="")], embedder=embedder, passage_size=200)
    assert [item.article for item in items[:2]] == [short, long]
    assert max(embedder.sizes) <= 64
    assert [len(item.vectors) for item in items] == [len(item.passages) for item in items]
    assert len(items[1].passages) > PASSAGES
    [alone] = embed_articles([short], embedder=HashEmbedder(), passage_size=200)
    assert np.array_equal(items[0].vectors, alone.vectors)


def test_pieces_whose_vectors_differ_in_length_are_refused() -> None:
    class Growing(HashEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            self._dimensions += 1
            return super().embed_passages(texts)

    with pytest.raises(EmbedderMismatch, match="34 dimensions"):
        embed_articles([make_long(1)], embedder=Growing(), passage_size=200)


def test_a_batch_that_is_full_does_not_wait_for_the_article_after_it() -> None:
    taken: list[int] = []

    def give() -> Iterator[Article]:
        for number in range(9):
            taken.append(number)
            yield make_article(number)

    batches = batch_articles(give(), size=5, passage_size=200)
    assert len(next(batches)) == len(taken) < 9


def test_of_long_articles_one_is_taken_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As with an embedder that is slower than that.
    monkeypatch.setattr(bulk, "_MOST_SECONDS", 0.0)
    events: list[str] = []

    def give() -> Iterator[Article]:
        for number in range(3):
            events.append("taken")
            yield make_long(number)

    with open_library(tmp_path, HashEmbedder()) as library:
        for _ in library.add_articles(give()):
            events.append("safe")
    assert all(one != other for one, other in pairwise(events))


def test_an_interruption_in_the_middle_of_a_long_article_waits_for_a_piece_and_leaves_nothing_half(
    tmp_path: Path,
) -> None:
    class Interrupting(NotingEmbedder):
        def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if len(self.sizes) == 2:
                interrupt_main()
            return super().embed_passages(texts)

    embedder = Interrupting(seconds=0.001)
    article = make_long(1)
    with open_library(tmp_path, embedder) as library:
        with pytest.raises(KeyboardInterrupt), closing(library.add_articles([article])) as added:
            list(added)
        assert 2 <= len(embedder.sizes) <= 6
        assert not library.count().articles
    with open_library(tmp_path, HashEmbedder()) as library:
        assert [added.status for added in library.add_articles([article])] == ["new"]
        assert library.count().passages == len(split_article(article, size=200))


def test_the_collection_in_the_folder_gets_everything_when_the_last_article_is_safe(tmp_path: Path) -> None:
    with open_library(tmp_path, HashEmbedder()) as library:
        for added in library.add_articles(map(make_long, range(3))):
            assert not (tmp_path / "chroma").exists(), added
        assert len(read_chroma_ids(tmp_path)) == library.count().passages


@pytest.mark.parametrize(("one_shot", "times"), [(True, 1), (False, 0)])
def test_an_embedder_lets_go_of_its_memory_before_chroma_opens_where_the_process_ends_with_it(
    tmp_path: Path, one_shot: bool, times: int
) -> None:
    embedder = NotingEmbedder()
    with open_library(tmp_path, embedder, one_shot=one_shot) as library:
        for _ in library.add_articles(make_articles(0, 3)):
            assert embedder.released == 0
        assert embedder.released == times
        with open_chroma(tmp_path) as client:
            assert client.list_collections()
