import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_article, make_articles
from numpy.typing import NDArray

from qa.articles.article import Article
from qa.articles.passages import split_article
from qa.errors import EmbedderMismatch, EmbedderUnavailable
from qa.library import Library
from qa.library.adding import embed_articles
from qa.library.catalogue.changes import EmbeddedArticle


def open_library(path: Path, embedder: HashEmbedder | None = None, **options: Any) -> Library:
    embedder = embedder or HashEmbedder()
    return Library.open(path, **{"embedder": embedder, "passage_size": 200, "create": True, **options})


def embed(article: Article, *, dimensions: int = 32) -> EmbeddedArticle:
    [item] = embed_articles([article], embedder=HashEmbedder(dimensions=dimensions), passage_size=200)
    return item


def change(article: Article, old: str, new: str) -> Article:
    assert old in article.text
    return replace(article, text=article.text.replace(old, new))


def test_of_a_changed_article_only_what_changed_is_embedded(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    article = make_article(7, sentences=30)
    with open_library(tmp_path, embedder) as library:
        [added] = library.add_articles([article])
        assert embedder.embedded == added.passages > 8
        before = embedder.embedded
        changed = change(article, "report 7 on item 29", "report 7 on item 99")
        assert [added.status for added in library.add_articles([changed])] == ["replaced"]
        assert embedder.embedded - before == 1
        found = library.get_vectors([passage.id for passage in split_article(changed, size=200)])
        fresh = embed(changed)
        for passage, vector in zip(fresh.passages, fresh.vectors, strict=True):
            assert found[passage.id] == pytest.approx(vector, abs=1e-3)


def test_another_headline_changes_what_is_embedded(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with open_library(tmp_path, embedder) as library:
        [added] = library.add_articles([make_article(7)])
        list(library.add_articles([make_article(7, title="Another headline")]))
        assert embedder.embedded == 2 * added.passages


def test_on_another_passage_size_passages_that_stay_the_same_are_not_embedded_again(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    article = make_article(7, text="\n\n".join(f"The council heard report {n} and voted on it." for n in range(4)))
    with open_library(tmp_path, embedder, passage_size=50) as library:
        list(library.add_articles([article]))
    longer = replace(article, text=f"{article.text}\n\nThe mayor left. {'The vote was long. ' * 5}".strip())
    before = embedder.embedded
    with open_library(tmp_path, embedder, passage_size=60) as library:
        list(library.add_articles([longer]))
    assert embedder.embedded - before < len(split_article(longer, size=60))


def test_what_is_replaced_while_it_is_waited_for_is_embedded_after_all(tmp_path: Path) -> None:
    first, second = make_article(3), make_article(3, text="Now it says something else altogether. So be it.")
    with open_library(tmp_path) as library:
        list(library.add_articles([first]))
        statuses = [added.status for added in library.add_articles([second, replace(first, origin="/elsewhere.md")])]
        assert statuses == ["replaced", "replaced"]
        assert [article.id for article in library.list_articles()] == [first.id]


class FailingEmbedder(HashEmbedder):
    """Fails for good after so many texts."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.embedded >= 40:
            raise EmbedderUnavailable("It is gone.")
        return super().embed_passages(texts)


def test_what_was_embedded_before_an_error_is_reported_and_safe(tmp_path: Path) -> None:
    reported: list[str] = []
    with open_library(tmp_path, FailingEmbedder()) as library:
        with pytest.raises(EmbedderUnavailable):
            reported.extend(added.article_id for added in library.add_articles(make_articles(0, 60), batch_size=8))
        assert reported
        assert {article.id for article in library.list_articles()} == set(reported)


def test_what_was_read_before_an_error_is_reported_and_safe(tmp_path: Path) -> None:
    def give() -> Iterator[Article]:
        yield from make_articles(0, 20)
        raise OSError("The disk is gone.")

    reported: list[str] = []
    with open_library(tmp_path) as library:
        with pytest.raises(OSError, match="gone"):
            reported.extend(added.article_id for added in library.add_articles(give(), batch_size=8))
        assert len(reported) >= 15
        assert {article.id for article in library.list_articles()} == set(reported)


def test_articles_that_are_embedded_already_are_taken_in_as_they_are(tmp_path: Path) -> None:
    articles = list(make_articles(0, 30))
    with open_library(tmp_path / "one") as library:
        expected = [(added.article_id, added.status, added.passages) for added in library.add_articles(articles)]
        found = library.search_vectors(HashEmbedder().embed_queries(["council of Quito"])[0], 9)
    embedder = HashEmbedder()
    with open_library(tmp_path / "two", embedder) as library:
        items = (embed(article) for article in articles)
        assert [(a.article_id, a.status, a.passages) for a in library.add_embedded(items)] == expected
        assert library.search_vectors(embedder.embed_queries(["council of Quito"])[0], 9) == found
        assert {added.status for added in library.add_embedded(map(embed, articles))} == {"unchanged"}
        assert embedder.embedded == 0


def spoil(item: EmbeddedArticle, value: float) -> EmbeddedArticle:
    vectors = item.vectors.copy()
    vectors[-1, 3] = value
    return replace(item, vectors=vectors)


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        pytest.param(lambda item: spoil(item, math.nan), "unit length", id="not a number"),
        pytest.param(lambda item: spoil(item, math.inf), "unit length", id="not finite"),
        pytest.param(lambda item: spoil(item, 0.9), "unit length", id="too long"),
        pytest.param(lambda item: replace(item, vectors=item.vectors[1:]), "one vector for each", id="too few"),
        pytest.param(lambda item: replace(item, vectors=item.vectors[0]), "one vector for each", id="no matrix"),
        pytest.param(lambda item: replace(item, passages=[]), "no passages", id="no passages"),
        pytest.param(
            lambda item: replace(item, passages=[replace(item.passages[0], text="It never said so.")]),
            "not in its text",
            id="other words",
        ),
        pytest.param(
            lambda item: replace(item, passages=[replace(item.passages[0], article_id="0" * 16)]),
            "not in its text",
            id="of another article",
        ),
    ],
)
def test_what_can_not_be_right_is_skipped_with_the_reason_and_keeps_nothing_out(
    tmp_path: Path, spoilt: Any, reason: str
) -> None:
    items = [embed(article) for article in make_articles(0, 4)]
    items[1] = spoilt(items[1])
    with open_library(tmp_path) as library:
        added = list(library.add_embedded(items))
        assert [one.status for one in added] == ["new", "skipped", "new", "new"]
        assert reason in added[1].reason
        assert library.count().articles == 3


def test_vectors_of_another_length_are_refused_before_one_is_written(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        list(library.add_articles([make_article(1)]))
        with pytest.raises(EmbedderMismatch, match="dimensions"):
            list(library.add_embedded([embed(make_article(2), dimensions=16)]))
        assert library.count().articles == 1


def test_counts_follow_every_change(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        articles = list(make_articles(0, 12))
        list(library.add_articles(articles))
        list(library.add_articles([change(articles[3], "voted", "did not vote")]))
        library.remove_articles([articles[5].id, "unknown"])
        assert library.count() == library._catalogue.recount()
        assert library.count().articles == 11
