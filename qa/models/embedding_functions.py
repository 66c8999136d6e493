"""The embedders as other programs take them: as LangChain's Embeddings and as Chroma's embedding function."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from qa.errors import EmbedderMismatch
from qa.models.embeddings import Embedder, find_installed, open_embedder
from qa.settings import Settings

if TYPE_CHECKING:
    from chromadb.api.types import EmbeddingFunction
    from langchain_core.embeddings import Embeddings

# What Chroma keeps with a collection, to find the function by.
FUNCTION_NAME = "qa"


def as_langchain_embeddings(embedder: Embedder | None = None) -> "Embeddings":
    """Return an embedder as LangChain's `Embeddings`, for any vector store or retriever.

    Args:
        embedder: What to embed with; None for the built-in one.

    Returns:
        Embeddings whose vectors have unit length.
    """
    from langchain_core.embeddings import Embeddings

    class EmbedderEmbeddings(Embeddings):
        """Embeds texts with an embedder of this program."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            """Return the vectors of passages."""
            return [list(map(float, row)) for row in opened.embed_passages(texts)] if texts else []

        def embed_query(self, text: str) -> list[float]:
            """Return the vector of a question."""
            return list(map(float, opened.embed_queries([text])[0]))

    opened = embedder or _open_own("builtin")
    return EmbedderEmbeddings()


def as_chroma_function(embedder: Embedder | None = None) -> "EmbeddingFunction[Any]":
    """Return an embedder as Chroma's embedding function, and let chromadb know it by its name from now on.

    A collection of a library that was made with an embedder of this program keeps the name: after one call of this
    function, `client.get_collection("qa-articles")` can be queried by text. A collection that keeps no name, of an
    older library or an embedder behind an endpoint, takes the function as its `embedding_function`.

    Args:
        embedder: What to embed with; None for the built-in one.

    Returns:
        The function: it embeds documents as passages and queries as questions.
    """
    return _declare_function()(embedder or _open_own("builtin"))  # type: ignore[no-any-return]


def register_own_function() -> None:
    """Let chromadb know the function by its name: it warns where it meets a name that it does not know."""
    _declare_function()


def find_own_function(name: str) -> "EmbeddingFunction[Any] | None":
    """Return Chroma's embedding function for the embedder that has this name, None for one that needs an endpoint."""
    return as_chroma_function(_open_own(spec)) if (spec := find_installed(name)) else None


def _open_own(spec: str) -> Embedder:
    return open_embedder(Settings(embedder=spec))


@cache
def _declare_function() -> Any:
    """Return the class of the functions, which chromadb knows by its name; importing what this takes costs seconds."""
    from chromadb.api.types import EmbeddingFunction
    from chromadb.utils.embedding_functions import register_embedding_function

    @register_embedding_function  # type: ignore[no-untyped-call,untyped-decorator,unused-ignore]
    class EmbedderFunction(EmbeddingFunction[Any]):
        """Embeds documents as passages and queries as questions."""

        def __init__(self, embedder: Embedder) -> None:
            self._embedder = embedder

        def __call__(self, input: Sequence[str]) -> Any:
            """Return the vectors of passages."""
            return list(self._embedder.embed_passages(list(input)))

        def embed_query(self, input: Sequence[str]) -> Any:
            """Return the vectors of questions."""
            return list(self._embedder.embed_queries(list(input)))

        @staticmethod
        def name() -> str:
            """Return what a collection knows the function by."""
            return FUNCTION_NAME

        def default_space(self) -> Any:
            """Return how vectors are compared."""
            return "cosine"

        def get_config(self) -> dict[str, Any]:
            """Return what a collection keeps beside the name."""
            return {"embedder": self._embedder.name}

        @staticmethod
        def build_from_config(config: dict[str, Any]) -> "EmbedderFunction":
            """Return the function that a collection was made with. Raises EmbedderMismatch for one of an endpoint."""
            name = str(config.get("embedder"))
            spec = find_installed(name)
            if spec is None:
                raise EmbedderMismatch(
                    f"The collection was made with the embedder {name}. Open it with "
                    "embedding_function=as_chroma_function(open_embedder(settings)) and settings that name it."
                )
            return EmbedderFunction(_open_own(spec))

    return EmbedderFunction
