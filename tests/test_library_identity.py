import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runs import Home
from endpoint import ScriptedEndpoint

import qa
from qa.chain import open_library
from qa.errors import EmbedderMismatch
from qa.library import Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.identity import name_own_embedder, read_embedder
from qa.models.embeddings import open_embedder
from qa.settings import Settings

FAST = "fast:static-minilm-256"
BUILTIN = "builtin:all-MiniLM-L6-v2-int8"
TAIWAN = "What did China's defence ministry say about Taiwan?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    assert home.run("ingest", "seeds/articles/kuala-lumpur", "--embedder", "fast").returncode == 0
    yield home


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ask", TAIWAN, "--model", "extractive"], id="ask"),
        pytest.param(["search", "Taiwan"], id="search"),
        pytest.param(["brief", "Taiwan", "--model", "extractive"], id="brief"),
        pytest.param(["quote", "Taiwan"], id="quote"),
        pytest.param(["articles", "list"], id="articles"),
        pytest.param(["doctor"], id="doctor"),
        pytest.param(["ingest", "seeds/articles/ilmaria-rate-cut"], id="ingest"),
        pytest.param(["ingest", "--re-embed"], id="re-embed"),
    ],
)
def test_a_command_that_names_no_embedder_takes_the_one_of_the_library(home: Home, arguments: list[str]) -> None:
    finished = home.run(*arguments)
    assert finished.returncode == 0, finished.stderr
    assert read_embedder(home.library) == FAST


def test_a_text_is_checked_with_the_embedder_of_the_library(home: Home) -> None:
    text = "China's defence ministry said something about Taiwan.\n"
    finished = home.run("check", "-", "--model", "extractive", input=text)
    assert "was made with the embedder" not in finished.stderr
    assert finished.stdout


@pytest.mark.parametrize("environment", [{}, {"QA_EMBEDDER": "builtin"}], ids=["option", "variable"])
def test_another_embedder_that_is_named_is_refused(home: Home, environment: dict[str, str]) -> None:
    named = [] if environment else ["--embedder", "builtin"]
    finished = home.run("search", "Taiwan", *named, environment=environment)
    assert finished.returncode != 0
    assert f"was made with the embedder {FAST}, not with {BUILTIN}. Use that one, or" in finished.stderr


def test_python_takes_the_embedder_of_the_library(tmp_path: Path, home: Home) -> None:
    settings = Settings(model="extractive")
    folder = home.seeds / "kuala-lumpur"
    qa.ingest_articles(folder, library=tmp_path, settings=replace(settings, embedder="fast"))
    assert qa.ingest_articles(folder, library=tmp_path, settings=settings) == []
    answer = qa.ask_question(TAIWAN, library=tmp_path, settings=settings)
    assert answer.status == "answered"
    assert answer.settings_hash == replace(settings, embedder="fast").hash()
    with pytest.raises(EmbedderMismatch, match="not with builtin"):
        qa.ask_question(TAIWAN, library=tmp_path, settings=replace(settings, embedder="builtin"))


def test_a_new_library_is_made_with_the_built_in_embedder(tmp_path: Path) -> None:
    open_library(Settings(library=tmp_path), create=True).close()
    assert read_embedder(tmp_path) == BUILTIN


def test_an_embedder_behind_an_endpoint_is_asked_at_that_of_the_settings(
    tmp_path: Path, endpoint: ScriptedEndpoint
) -> None:
    settings = Settings(library=tmp_path, embedder="openai:scripted-embedder", base_url=endpoint.url)
    open_library(settings, create=True).close()
    own = name_own_embedder(replace(settings, embedder=None))
    assert own == settings
    with open_library(replace(settings, embedder=None)) as library:
        assert library.embedder == "openai:scripted-embedder"


def test_an_embedder_that_there_is_no_more_is_told(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library", model="extractive")
    article = tmp_path / "ferry.md"
    article.write_text(
        "---\ntitle: A ferry\npublished: 2025-01-02\n---\nA ferry sank on Friday off the port of Teln.\n"
    )
    qa.ingest_articles(article, library=settings.library, settings=settings)
    catalogue = Catalogue.open(settings.library, create=False)
    catalogue.set_meta({"embedder": "builtin:of-before"})
    catalogue.close()
    with pytest.raises(EmbedderMismatch, match=r"of-before.*qa ingest --re-embed --embedder NAME"):
        open_library(settings)


def test_the_models_that_are_listed_say_whose_embedder_it_is(home: Home) -> None:
    for library, spec, reason in (
        (home.library, "fast", "the library was made with it"),
        (home.folder / "none", "builtin", "for a new library"),
    ):
        listed = json.loads(home.run("models", "--json", "--library", str(library)).stdout)
        chosen = [(row["spec"], row["reason"]) for row in listed["embedders"] if row["chosen"]]
        assert (listed["embedder"], chosen) == (spec, [(spec, reason)])


def test_an_open_library_is_asked_with_its_own_embedder(home: Home) -> None:
    settings = Settings(library=home.library, model="extractive")
    with Library.open(home.library, embedder=open_embedder(replace(settings, embedder="fast"))) as library:
        assert qa.chain.open_chain(settings, library=library).ask(TAIWAN).status == "answered"
