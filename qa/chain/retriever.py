"""A LangChain retriever over a library, for anyone's own chain."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qa.answer import passage_to_values, rank_hit
from qa.retrieval.search import Hit

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever


def make_retriever(search: Callable[[str], Sequence[Hit]]) -> "BaseRetriever":
    """Return a LangChain retriever whose documents are the passages that a search finds, the best first.

    The metadata of a document is what `passages` of an answer has but for the text: rank, article_id, title, source,
    published, url, start, end, score, best, also_in, and article. Importing what this takes costs seconds.
    """
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        """Finds the passages of a library that best answer a question."""

        def _get_relevant_documents(self, query: str, **_: Any) -> list[Document]:
            return [
                Document(page_content=hit.passage.text, metadata=make_metadata(rank, hit))
                for rank, hit in enumerate(search(query), 1)
            ]

    return PassageRetriever()


def make_metadata(rank: int, hit: Hit) -> dict[str, Any]:
    """Return what a document says of the passage beside its text."""
    values = passage_to_values(rank_hit(rank, hit))
    del values["text"]
    return values
