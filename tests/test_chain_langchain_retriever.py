"""The LangChain retriever gives the passages that the search finds, in its order, as LangChain's contract wants it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa.chain import Chain, open_chain
from qa.library import Filters
from qa.settings import Settings

# langchain_core warns about pydantic's first interface on Python 3.14 and later.
pytestmark = pytest.mark.filterwarnings("ignore:Core Pydantic V1 functionality:UserWarning")

QUESTION = "Who is Dong Jun?"
WIRE = Filters(sources=("Meridian Wire",))


@pytest.fixture
def chain(library_of_seeds: Path) -> Iterator[Chain]:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as opened:
        yield opened


def test_a_retriever_finds_what_the_search_finds(chain: Chain) -> None:
    hits = chain.search(QUESTION)
    documents = chain.as_retriever(k=3).invoke(QUESTION)
    assert [document.page_content for document in documents] == [hit.passage.text for hit in hits[:3]]
    assert [document.metadata["article_id"] for document in documents] == [hit.article.id for hit in hits[:3]]
    assert [document.metadata["rank"] for document in documents] == [1, 2, 3]
    assert [document.metadata["article"]["id"] for document in documents] == [hit.article.id for hit in hits[:3]]
    assert len({document.id for document in documents}) == 3
    passages = chain.ask(QUESTION).to_json()["passages"]
    assert [{**document.metadata, "text": document.page_content} for document in documents] == passages[:3]


@pytest.mark.parametrize("k", [1, 3, 12])
def test_how_many_is_told_when_it_is_made_or_when_it_is_asked(chain: Chain, k: int) -> None:
    made, asked = chain.as_retriever(k=k).invoke(QUESTION), chain.as_retriever(k=5).invoke(QUESTION, k=k)
    assert len(made) == k
    assert [document.id for document in asked] == [document.id for document in made]


@pytest.mark.parametrize("limits", [WIRE, {"sources": ["Meridian Wire"]}], ids=["Filters", "a mapping"])
def test_the_articles_are_limited_when_it_is_made_or_when_it_is_asked(chain: Chain, limits: Any) -> None:
    made = chain.as_retriever(filters=limits).invoke(QUESTION)
    asked = chain.as_retriever().invoke(QUESTION, filters=limits)
    assert {document.metadata["source"] for document in (*made, *asked)} == {"Meridian Wire"}


def test_a_retriever_is_asked_in_a_loop_and_in_a_sequence(chain: Chain) -> None:
    retriever = chain.as_retriever(k=3)
    documents = retriever.invoke(QUESTION)
    assert asyncio.run(retriever.ainvoke(QUESTION)) == documents
    assert (retriever | (lambda found: len(found))).invoke(QUESTION) == 3
    assert retriever.batch([QUESTION, QUESTION]) == [documents, documents]
