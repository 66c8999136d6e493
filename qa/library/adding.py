"""Take articles in, some at a time: split, embed, write, and tell what became of each once it is safe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, islice, starmap
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from qa.articles.article import Article
from qa.articles.passages import Passage, split_article, write_header
from qa.errors import EmbedderMismatch, PassageRefused
from qa.library.ahead import leave_if_closed
from qa.library.catalogue.changes import EmbeddedArticle, WrittenArticle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# An older one is a former state of an article that was there already; one that is skipped the embedder does not take.
Status = Literal["new", "unchanged", "replaced", "older", "skipped"]

# Chosen: what is in memory at once stays small, and little is done again after a crash.
_MOST_ARTICLES = 256
# Chosen: about a second of work of one that is slow, after which an interruption is seen; more at once is no faster.
_PASSAGES_AT_ONCE = 64


@runtime_checkable
class LargeEmbedder(Protocol):
    """An embedder that has much in memory, and can do without between two uses."""

    def release(self) -> None:
        """Let go of what is in memory; it is opened again when it is needed."""
        ...


class PassageEmbedder(Protocol):
    """What the library needs of an embedder: see qa/models/embeddings.py."""

    @property
    def name(self) -> str:
        """The identity of the embedder: vectors of two names are never compared."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of unit length for each text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of an article: it is safe in the library now, or it is skipped.

    passages  how many of its were embedded for it
    reason    why it is skipped
    """

    article_id: str
    origin: str
    status: Status
    passages: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Articles that are to be added and, of those to be embedded, the passages and what is known of their vectors.

    known  vectors by the text that they are of, as it is embedded
    """

    articles: Sequence[Article]
    passages: Sequence[tuple[Article, list[Passage]]]
    known: "Mapping[str, NDArray[np.float32]]" = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many passages there are, and one for each article."""
        return len(self.articles) + sum(len(passages) for _, passages in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """Articles that are to be added, those that are new with their vectors; and of those that are not taken, why.

    refused  the reasons by id
    """

    articles: Sequence[Article]
    new: Sequence[EmbeddedArticle]
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> list[Article]:
        """The articles that are not refused."""
        return [article for article in self.articles if article.id not in self.refused]


def batch_articles(articles: Iterable[Article], *, size: int, passage_size: int) -> Iterator[list[Article]]:
    """Yield the articles in batches of about size passages.

    In one batch, a url or an origin never stands for two different contents: the later is in a batch of its own, so
    that it replaces the earlier one as it would in another run.
    """
    batch: list[Article] = []
    passages = 0
    places: dict[str, str] = {}
    for article in articles:
        own = [place for place in (article.url, article.origin) if place]
        if any(places.get(place, article.id) != article.id for place in own):
            yield batch
            batch, passages, places = [], 0, {}
        batch.append(article)
        passages += 1 + len(article.text) // passage_size
        places |= dict.fromkeys(own, article.id)
        # At once, and not with the next article: that one may be long, and is not read before it is needed.
        if passages >= size or len(batch) >= _MOST_ARTICLES:
            yield batch
            batch, passages, places = [], 0, {}
    if batch:
        yield batch


def embed_articles(
    articles: Sequence[Article], *, embedder: PassageEmbedder, passage_size: int
) -> list[EmbeddedArticle]:
    """Split the articles and embed all of their passages."""
    return embed_split(
        [(article, split_article(article, size=passage_size)) for article in articles], embedder=embedder
    )


def embed_split(
    split: Sequence[tuple[Article, list[Passage]]],
    *,
    embedder: PassageEmbedder,
    known: "Mapping[str, NDArray[np.float32]]" = MappingProxyType({}),
) -> list[EmbeddedArticle]:
    """Embed the passages of articles, but for those whose vectors are known."""
    matrices = embed_passages_of(split, embedder=embedder, known=known)
    return [
        EmbeddedArticle(article=article, passages=passages, vectors=matrix)
        for (article, passages), matrix in zip(split, matrices, strict=True)
    ]


def embed_each(split: Split, *, embedder: PassageEmbedder) -> Embedded:
    """Embed the articles, all at once if that can be done, else each by itself, so that one can't keep others out."""
    try:
        new = embed_split(split.passages, embedder=embedder, known=split.known)
        return Embedded(articles=split.articles, new=new)
    except PassageRefused as error:
        if len(split.passages) == 1:
            reason = f"the embedder does not take it ({error})"
            return Embedded(articles=split.articles, new=[], refused={split.passages[0][0].id: reason})
    parts = [embed_each(replace(split, passages=[own]), embedder=embedder) for own in split.passages]
    return Embedded(
        articles=split.articles,
        new=[item for part in parts for item in part.new],
        refused={id: reason for part in parts for id, reason in part.refused.items()},
    )


def check_dimensions(embedded: Sequence[EmbeddedArticle], known: int) -> None:
    """Raise EmbedderMismatch where vectors are of another length than those of the library, before one is written.

    known  that of the library, 0 where it has none yet
    """
    for length in sorted({item.vectors.shape[1] for item in embedded if len(item.passages)}):
        _check_length(length, known or length)
        known = length


def _check_length(length: int, known: int) -> None:
    """Raise EmbedderMismatch where vectors have not as many dimensions as those before."""
    if length != known:
        raise EmbedderMismatch(
            f"The embedder gives vectors of {length} dimensions, and those before have {known}: there is another model "
            "behind its name. Nothing was written. Use the one before, or embed the articles anew: "
            "qa ingest --re-embed"
        )


def write_texts(article: Article, passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the texts of passages as they are embedded: under the header of their article."""
    header = write_header(article)
    return (f"{header}\n{passage.text}" if header else passage.text for passage in passages)


def embed_passages_of(
    split: Sequence[tuple[Article, list[Passage]]],
    *,
    embedder: PassageEmbedder,
    known: "Mapping[str, NDArray[np.float32]]" = MappingProxyType({}),
) -> "list[NDArray[np.float32]]":
    """Return the vectors of the passages of each article; of those that are known, these.

    They are embedded piece by piece: beside the vectors, what that takes does not grow with their number.
    """
    import numpy as np

    ends = list(accumulate(len(passages) for _, passages in split))
    texts = chain.from_iterable(starmap(write_texts, split))
    vectors: NDArray[np.float32] | None = None
    first = 0
    while piece := list(islice(texts, _PASSAGES_AT_ONCE)):
        leave_if_closed()
        rows = _embed_piece(piece, embedder, known)
        if vectors is None:
            vectors = np.empty((ends[-1], rows.shape[1]), dtype=np.float32)
        _check_length(rows.shape[1], vectors.shape[1])
        vectors[first : first + len(piece)] = rows
        first += len(piece)
    if vectors is None:
        return [np.empty((0, 0), dtype=np.float32) for _ in split]
    return np.split(vectors, ends[:-1])


def _embed_piece(
    texts: Sequence[str], embedder: PassageEmbedder, known: "Mapping[str, NDArray[np.float32]]"
) -> "NDArray[np.float32]":
    """Return the vectors of some texts, the same text embedded once."""
    import numpy as np

    wanted = list(dict.fromkeys(text for text in texts if text not in known))
    made = np.asarray(embedder.embed_passages(wanted), dtype=np.float32) if wanted else ()
    vectors = dict(zip(wanted, made, strict=True))
    return np.stack([vectors[text] if text in vectors else known[text] for text in texts])


def report_batch(batch: Embedded, *, inserted: Iterable[EmbeddedArticle], written: WrittenArticle) -> Iterator[Added]:
    """Yield what became of each article of a batch; one that is there twice is new only once."""
    passages = {item.article.id: len(item.passages) for item in inserted}
    replacing = set(written.replacing)
    for article in batch.articles:
        if reason := batch.refused.get(article.id):
            yield Added(article_id=article.id, origin=article.origin, status="skipped", passages=0, reason=reason)
            continue
        status: Status = "new" if article.id in passages else "unchanged"
        if article.id in written.older:
            status = "older"
        elif article.id in replacing:
            status = "replaced"
            replacing.remove(article.id)
        yield Added(article_id=article.id, origin=article.origin, status=status, passages=passages.pop(article.id, 0))
