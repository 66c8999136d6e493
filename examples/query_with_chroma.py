"""Query a library by text with other programs: Chroma's own client and, where it is installed, LangChain's store.

    python examples/query_with_chroma.py LIBRARY "What did the council decide?"

The folder `chroma` of a library is an ordinary Chroma database with one collection, `qa-articles`. Chroma lets one
process at a time write to such a folder: while `qa ingest` may run, read a copy (`qa export -o articles.jsonl --chroma
COPY`) or let a Chroma server keep the collection (`--chroma URL`).
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import chromadb
from chromadb.api import ClientAPI

from qa import as_chroma_function, as_langchain_embeddings

COLLECTION = "qa-articles"


def query_with_chroma(client: ClientAPI, question: str) -> None:
    """Print the passages that Chroma finds."""
    # From here on chromadb knows the embedder by the name that the collection keeps.
    function = as_chroma_function()
    collection = client.get_collection(COLLECTION, embedding_function=function)
    found = collection.query(query_texts=[question], n_results=3)
    for text, told, distance in zip(found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True):
        print(f"{1 - distance:.3f}  {told['title']} ({told.get('source', 'no outlet')})\n       {text[:90]}")


def query_with_langchain(client: ClientAPI, question: str) -> None:
    """Print the passages that LangChain's vector store finds among the articles of one outlet."""
    from langchain_chroma import Chroma

    store = Chroma(client=client, collection_name=COLLECTION, embedding_function=as_langchain_embeddings())
    [best, *_] = store.similarity_search(question, k=1)
    source = best.metadata.get("source")
    for document in store.similarity_search(question, k=3, filter={"source": source} if source else None):
        print(f"{document.metadata['article_id']}  {document.metadata['title']}")


def main() -> None:
    """Query the library that the command line names."""
    library, question = Path(sys.argv[1]), sys.argv[2]
    client = chromadb.PersistentClient(str(library / "chroma"))
    print("Chroma:")
    query_with_chroma(client, question)
    if find_spec("langchain_chroma"):
        print("LangChain:")
        query_with_langchain(client, question)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    main()
