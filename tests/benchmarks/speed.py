"""Measure start-up, one question, ingest and memory as ratios, each against its yardstick in the same run.

    cd tests && uv run python -m benchmarks.speed ARTICLES.jsonl [--articles 60] [--runs 5]

start-up  `qa --help` and `qa --version` against `python -c "import typer"`
ask       the process of `qa ask` against one with the chain of LangChain's RAG tutorial, on the same Chroma collection,
          embedder and endpoint; the endpoint answers at once, so that this is the time outside of the model
ingest    taking articles in against embedding the same passages and nothing else
memory    the largest memory of an ingest of all articles against that of a quarter of them
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from endpoint import run_endpoint

from qa.articles import Article, read_articles
from qa.articles.passages import split_article, write_header
from qa.chain import open_library
from qa.models.embeddings import open_embedder
from qa.settings import Settings

TUTORIAL = """
import sys
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_openai import ChatOpenAI
from qa.models.embeddings import BuiltInEmbedder
from benchmarks.answers import TUTORIAL_PROMPT
import chromadb

class BuiltIn(Embeddings):
    embedder = BuiltInEmbedder()
    def embed_documents(self, texts): return self.embedder.embed_passages(texts).tolist()
    def embed_query(self, text): return self.embedder.embed_queries([text])[0].tolist()

folder, question, url = sys.argv[1:]
client = chromadb.PersistentClient(folder)
store = Chroma(client=client, collection_name=client.list_collections()[0].name, embedding_function=BuiltIn())
join = lambda documents: "\\n\\n".join(document.page_content for document in documents)
chain = (
    {"context": store.as_retriever(search_kwargs={"k": 4}) | join, "question": RunnablePassthrough()}
    | ChatPromptTemplate.from_template(TUTORIAL_PROMPT)
    | ChatOpenAI(model="scripted-model", base_url=url, api_key="none")
    | StrOutputParser()
)
print(chain.invoke(question))
"""

INGEST = """
import sys
from qa import ingest_articles
from qa.settings import Settings
ingest_articles([sys.argv[1]], library=sys.argv[2], settings=Settings())
# Not getrusage: its peak counts what the parent process held before this program was loaded.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def main() -> None:
    """Print the four ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = arguments.path.read_text(encoding="utf-8").splitlines()[: arguments.articles]
        (folder / "all.jsonl").write_text("\n".join(rows), encoding="utf-8")
        (folder / "quarter.jsonl").write_text("\n".join(rows[: len(rows) // 4]), encoding="utf-8")
        compare_startup(arguments.runs)
        compare_ingest(folder)
        compare_memory(folder)
        compare_ask(folder / "library", json.loads(rows[0])["title"] + "?", arguments.runs)


def compare_startup(runs: int) -> None:
    """Print how much longer the help and the version take than importing Typer."""
    typer = [sys.executable, "-c", "import typer"]
    for option in ("--help", "--version"):
        report(f"qa {option} / import typer", [sys.executable, "-m", "qa", option], typer, runs)


def compare_ask(library: Path, question: str, runs: int) -> None:
    """Print how long a question takes, outside of the model, against the tutorial's chain."""
    with run_endpoint() as endpoint:
        endpoint.replies = ["Nothing was said. [1]"]
        options = ["--library", str(library), "--base-url", endpoint.url, "--model", "openai:scripted-model"]
        ask = [sys.executable, "-m", "qa", "ask", question, *options]
        tutorial = [sys.executable, "-c", TUTORIAL, str(library / "chroma"), question, endpoint.url]
        report("qa ask / tutorial", ask, tutorial, runs)
        assert len(endpoint.requests) == 2 * (runs + 1), "the model was not asked each time"


def compare_ingest(folder: Path) -> None:
    """Print how long taking articles in takes against embedding their passages, in turns of ten articles."""
    settings = Settings(library=folder / "library")
    embedder = open_embedder(settings)
    embedder.embed_queries(["warm up"])
    articles = [item for item in read_articles([str(folder / "all.jsonl")]) if isinstance(item, Article)]
    passages = [(write_header(a), p) for a in articles for p in split_article(a, size=settings.passage_size)]
    begun = time.perf_counter()
    embedder.embed_passages([f"{header}\n{passage.text}" for header, passage in passages])
    alone = time.perf_counter() - begun
    begun = time.perf_counter()
    with open_library(settings, create=True) as library:
        for _ in library.add_articles(articles):
            pass
    whole = time.perf_counter() - begun
    print(
        f"ingest / embedder alone: {whole / alone:.2f}  ({len(passages)} passages, {len(passages) / alone:.0f}/s alone)"
    )


def compare_memory(folder: Path) -> None:
    """Print the peak memory of an ingest of all articles against a quarter of them."""
    peaks = [
        int(run([sys.executable, "-c", INGEST, str(folder / f"{part}.jsonl"), str(folder / f"memory-{part}")]))
        for part in ("quarter", "all")
    ]
    print(f"memory of all / of a quarter: {peaks[1] / peaks[0]:.2f}  ({peaks[1] / 1024:.0f} MB)")


def report(name: str, one: Sequence[str], other: Sequence[str], runs: int) -> None:
    """Print the median ratio of the wall times of two commands that are run in turns, after one warm-up of each."""
    pairs = [(measure(one), measure(other)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    seconds = [statistics.median(column) for column in zip(*pairs, strict=True)]
    print(f"{name}: {ratio:.2f}  ({seconds[0]:.2f} s / {seconds[1]:.2f} s)", flush=True)


def measure(command: Sequence[str]) -> float:
    """Return the wall time of a command in seconds."""
    begun = time.perf_counter()
    run(command)
    return time.perf_counter() - begun


def run(command: Sequence[str]) -> str:
    """Return what a command prints; an exit code of 3 ("not answered") is as good as 0."""
    environment = os.environ | {"OPENAI_API_KEY": "none", "ANONYMIZED_TELEMETRY": "False"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(json.dumps([done.returncode, done.stderr[-2000:]]))
    return done.stdout


if __name__ == "__main__":
    main()
