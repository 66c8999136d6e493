"""Find what statements may rest on: for each the passages of the library that come nearest to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.language.names import find_names
from qa.library import Filters, Library
from qa.models.embeddings import Embedder
from qa.question import LONGEST_QUESTION, Question, read_question
from qa.retrieval.search import retrieve_passages
from qa.verify.premise import Premise, read_premise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: 6 MB; the statements of a text find the same passages again.
_KEPT_VECTORS = 4_096


class KeptVectors:
    """An embedder that remembers: the sentences of a draft are mostly held against the same sentences of articles."""

    def __init__(self, embedder: Embedder) -> None:
        """Take who embeds what is not known yet."""
        self.name = embedder.name
        self._embedder = embedder
        self._queries: dict[str, NDArray[np.float32]] = {}
        self._passages: dict[str, NDArray[np.float32]] = {}

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, dimensions)."""
        return self._embed(texts, self._passages, self._embedder.embed_passages)

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, dimensions)."""
        return self._embed(texts, self._queries, self._embedder.embed_queries)

    def _embed(
        self,
        texts: Sequence[str],
        kept: "dict[str, NDArray[np.float32]]",
        embed: Callable[[list[str]], "NDArray[np.float32]"],
    ) -> "NDArray[np.float32]":
        import numpy as np

        unknown = [text for text in dict.fromkeys(texts) if text not in kept]
        vectors = {text: kept[text] for text in texts if text in kept}
        if unknown:
            vectors |= dict(zip(unknown, embed(unknown), strict=True))
        kept |= vectors
        for oldest in list(kept)[: max(0, len(kept) - _KEPT_VECTORS)]:
            del kept[oldest]
        return np.stack([vectors[text] for text in texts])


def find_premises(
    queries: Sequence[str], library: Library, embedder: Embedder, *, k: int, filters: Filters | None = None
) -> list[tuple[Premise, ...]]:
    """Return for each query (see write_query) the k passages that come nearest to it, the best first."""
    embedder = embedder if isinstance(embedder, KeptVectors) else KeptVectors(embedder)
    questions = [_read_query(query) for query in queries]
    embedder.embed_queries([question.text for question in questions])
    found = [retrieve_passages(question, library, embedder, k=k, filters=filters) for question in questions]
    return [tuple(read_premise(hit, n) for n, hit in enumerate(hits, 1)) for hits in found]


def write_query(text: str, *, question: str = "", before: str = "") -> str:
    """Return what to search for to check a statement.

    question  what it answers: it names what the statement may call "it"
    before    the sentence before it, which does so for one without a name
    """
    named = any(not name.initial for name in find_names(text))
    lead = question or ("" if named else before)
    return f"{lead} {text}".strip()


def _read_query(query: str) -> Question:
    """Return a query as a question that asks for no kind of thing, and limits no time."""
    question = read_question(query[:LONGEST_QUESTION])
    return replace(question, kind="other", period=None, is_now=False, asked=frozenset())
