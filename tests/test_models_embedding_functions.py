"""The built-in embedder in the hands of other programs: Chroma's client, LangChain, and the example of both."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_articles, open_chroma

from qa.articles import Article
from qa.errors import EmbedderMismatch
from qa.library import Library
from qa.models.embedders.builtin import BuiltInEmbedder
from qa.models.embedding_functions import as_chroma_function, as_langchain_embeddings, find_own_function

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "query_with_chroma.py"
QUESTION = "What happened to the bridge?"
TEXTS = {
    "The old bridge closes": "The city closes its old bridge for the winter. Engineers found cracks in two piers.",
    "A rare owl returns": "A pair of rare owls nests in the park again. Watchers counted three young birds.",
    "Bread becomes dearer": "Bakers raise the price of bread by a tenth. They blame the cost of flour.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("functions") / "library"
    articles = [
        Article(title=title, text=text, source="The Daily Example", origin=f"/{n}.md")
        for n, (title, text) in enumerate(TEXTS.items())
    ]
    with Library.open(path, embedder=BuiltInEmbedder(), create=True) as library:
        list(library.add_articles(articles))
    return path


def test_langchain_gets_the_vectors_of_the_embedder() -> None:
    embeddings = as_langchain_embeddings()
    own = BuiltInEmbedder()
    assert np.allclose(embeddings.embed_documents(list(TEXTS)), own.embed_passages(list(TEXTS)), atol=1e-5)
    assert np.allclose(embeddings.embed_query(QUESTION), own.embed_queries([QUESTION])[0], atol=1e-3)
    assert embeddings.embed_documents([]) == []
    assert all(isinstance(number, float) for number in embeddings.embed_query(QUESTION))


def test_any_embedder_can_be_given() -> None:
    embedder = HashEmbedder()
    assert np.allclose(as_langchain_embeddings(embedder).embed_query("a b"), embedder.embed_queries(["a b"])[0])
    function = as_chroma_function(embedder)
    assert np.allclose(function.embed_query(["a b"]), embedder.embed_queries(["a b"]))
    assert function.get_config() == {"embedder": "fake:hash"}


def test_a_collection_tells_what_it_is_embedded_with_and_is_queried_by_text(folder: Path) -> None:
    as_chroma_function()
    with open_chroma(folder) as client:
        collection = client.get_collection("qa-articles")
        kept = collection.configuration_json["embedding_function"]
        assert kept == {"type": "known", "name": "qa", "config": {"embedder": BuiltInEmbedder.name}}
        found = collection.query(query_texts=[QUESTION], n_results=1)
        assert found["metadatas"] and found["metadatas"][0][0]["title"] == "The old bridge closes"


def test_a_client_that_does_not_know_the_embedder_reads_all_but_queries_by_text_in_vain(folder: Path) -> None:
    code = """
import sys, chromadb
from chromadb.config import Settings
client = chromadb.PersistentClient(sys.argv[1], settings=Settings(anonymized_telemetry=False))
collection = client.get_collection("qa-articles")
print(collection.count(), len(collection.query(query_embeddings=[[0.1] * 384], n_results=2)["ids"][0]))
try:
    collection.query(query_texts=["bridge"])
except ValueError as error:
    print(str(error).splitlines()[0])
"""
    result = subprocess.run([sys.executable, "-c", code, folder / "chroma"], capture_output=True, text=True)
    assert result.stdout.startswith("3 2\nEmbedding function qa not found"), result.stderr


@pytest.mark.parametrize(
    "use",
    [
        pytest.param("list(library.add_articles([make_article(9)]))", id="a second ingest"),
        pytest.param("library.search_vectors(embedder.embed_queries(['bridge'])[0], 2)", id="a long-lived search"),
    ],
)
def test_a_process_that_opens_the_collection_of_another_is_not_warned_of(tmp_path: Path, use: str) -> None:
    embedder = BuiltInEmbedder()
    with Library.open(tmp_path, embedder=embedder, create=True) as library:
        list(library.add_articles(make_articles(0, 2)))
    code = f"""
import sys
from pathlib import Path
from library_fakes import make_article
from qa.library import Library
from qa.models.embedders.builtin import BuiltInEmbedder
embedder = BuiltInEmbedder()
with Library.open(Path(sys.argv[1]), embedder=embedder) as library:
    {use}
"""
    result = subprocess.run(
        [sys.executable, "-W", "default", "-c", code, tmp_path],
        capture_output=True, text=True, cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "embedding function" not in result.stderr


def test_a_collection_of_another_embedder_keeps_no_function(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 2)))
    with open_chroma(tmp_path) as client:
        [collection] = client.list_collections()
        assert collection.configuration_json["embedding_function"] == {"type": "legacy"}
        same = client.get_collection("qa-articles", embedding_function=as_chroma_function(HashEmbedder()))
        assert same.query(query_texts=["report 1"], n_results=1)["ids"][0]
    assert find_own_function("openai:some-model") is None


def test_a_function_of_an_endpoint_is_not_made_from_what_a_collection_keeps() -> None:
    function = type(as_chroma_function())
    assert function.build_from_config({"embedder": BuiltInEmbedder.name}).get_config() == {
        "embedder": BuiltInEmbedder.name
    }
    with pytest.raises(EmbedderMismatch, match="openai:some-model"):
        function.build_from_config({"embedder": "openai:some-model"})


def test_the_example_queries_a_library_by_text(folder: Path) -> None:
    result = subprocess.run([sys.executable, EXAMPLE, folder, QUESTION], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "Chroma:" and "The old bridge closes (The Daily Example)" in lines[1]
    if not find_spec("langchain_chroma"):
        pytest.skip("langchain-chroma is not installed: the example leaves that part out")
    assert "The old bridge closes" in lines[lines.index("LangChain:") + 1]
