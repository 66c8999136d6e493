"""A LangChain retriever over a library, for anyone's own chain."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qa.retrieval.search import Hit

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever


def make_retriever(search: Callable[[str], Sequence[Hit]]) -> "BaseRetriever":
    """Return a LangChain retriever whose documents are the passages that a search finds, the best first.

    The metadata of a document has article_id, title, source, published, url, start, end, score, and also_in where
    other outlets carry the same passage. Importing what this takes costs seconds.
    """
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        """Finds the passages of a library that best answer a question."""

        def _get_relevant_documents(self, query: str, **_: Any) -> list[Document]:
            return [Document(page_content=hit.passage.text, metadata=describe_hit(hit)) for hit in search(query)]

    return PassageRetriever()


def describe_hit(hit: Hit) -> dict[str, Any]:
    """Return what a document says of the passage beside its text."""
    described = {
        "article_id": hit.article.id,
        "title": hit.article.title,
        "source": hit.article.source,
        "published": hit.article.published,
        "url": hit.article.url,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": hit.score,
    }
    return described | ({"also_in": list(hit.also_in)} if hit.also_in else {})
