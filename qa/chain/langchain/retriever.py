"""The library's search as a LangChain retriever, for a chain of one's own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qa.answer import passage_to_values, rank_hit
from qa.library import Filters
from qa.retrieval.search import Hit

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever


def make_retriever(
    search: Callable[..., Sequence[Hit]], *, k: int | None = None, filters: Filters | None = None
) -> "BaseRetriever":
    """Return a LangChain retriever whose documents are the passages that a search finds, the best first.

    The metadata of a document is what `passages` of an answer has but for the text: rank, article_id, title, source,
    published, url, start, end, score, best, also_in, and article. Importing what this takes costs seconds.

    Args:
        search: Returns the passages for a query; it takes `k`, `filters` and `as_of` as well.
        k: Passages to retrieve, unless a call says so: `retriever.invoke(query, k=3)`.
        filters: Limits on the articles, unless a call has others.
    """
    from langchain_core.retrievers import BaseRetriever

    limits: dict[str, Any] = {"k": k, "filters": filters}

    class PassageRetriever(BaseRetriever):
        """Finds the passages of a library that best answer a question."""

        def _get_relevant_documents(self, query: str, **options: Any) -> list["Document"]:
            options.pop("run_manager", None)
            return [make_document(rank, hit) for rank, hit in enumerate(search(query, **limits | options), 1)]

    return PassageRetriever()


def make_document(rank: int, hit: Hit) -> "Document":
    """Return a passage as LangChain has it."""
    from langchain_core.documents import Document

    values = passage_to_values(rank_hit(rank, hit))
    return Document(id=hit.passage.id, page_content=values.pop("text"), metadata=values)
