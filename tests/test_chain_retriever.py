"""The LangChain retriever gives the passages that the search finds, in its order."""

import shutil
from pathlib import Path

import pytest

from qa.chain import open_chain
from qa.library import Filters
from qa.settings import Settings

QUESTION = "Who is Dong Jun?"


# langchain_core warns about pydantic's first interface on Python 3.14 and later.
@pytest.mark.filterwarnings("ignore:Core Pydantic V1 functionality:UserWarning")
def test_a_retriever_finds_what_the_search_finds(library_of_seeds: Path, tmp_path: Path) -> None:
    library = Path(shutil.copytree(library_of_seeds, tmp_path / "library"))
    with open_chain(Settings(library=library, model="extractive")) as chain:
        hits = chain.search(QUESTION)
        many = chain.as_retriever(k=12).invoke(QUESTION)
        documents = chain.as_retriever(k=3).invoke(QUESTION)
        passages = chain.ask(QUESTION).to_json()["passages"]
        wire = chain.as_retriever(filters=Filters(sources=("Meridian Wire",))).invoke(QUESTION)
    assert len(many) == 12
    assert [document.page_content for document in documents] == [hit.passage.text for hit in hits[:3]]
    assert [document.metadata["article_id"] for document in documents] == [hit.article.id for hit in hits[:3]]
    assert [{**document.metadata, "text": document.page_content} for document in documents] == passages[:3]
    assert {document.metadata["source"] for document in wire} == {"Meridian Wire"}
