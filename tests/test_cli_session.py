"""Where texts go that leave this machine is told where a person reads it, and once."""

from pathlib import Path

import pytest
from endpoint import KEY, ScriptedEndpoint
from library_fakes import make_article

from qa.cli.progress import Reporter
from qa.cli.session import open_chain, open_library
from qa.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    url = endpoint.url.replace("//", "//me:s3cret@")
    return Settings(library=tmp_path, embedder="openai:scripted-embedder", model="openai:x", base_url=url)


@pytest.fixture
def library(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with open_library(settings, create=True) as opened:
        list(opened.add_articles([make_article(1)]))
    capsys.readouterr()


def test_the_endpoint_of_the_embedder_is_told_where_texts_are_sent_to_it(
    settings: Settings, endpoint: ScriptedEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    open_library(settings, create=True).close()
    assert capsys.readouterr().err == f"qa: The embedder is asked at {endpoint.url}.\n"
    open_library(settings).close()
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("library")
def test_both_endpoints_are_told_before_a_question_is_asked(
    settings: Settings, endpoint: ScriptedEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    with Reporter() as reporter:
        open_chain(settings, reporter).close()
    assert capsys.readouterr().err.splitlines() == [
        f"qa: The embedder is asked at {endpoint.url}.",
        f"qa: The model is asked at {endpoint.url}.",
    ]


@pytest.mark.usefixtures("library")
def test_programs_that_read_the_answers_are_told_nothing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with Reporter() as reporter:
        open_chain(settings, reporter, quiet=True).close()
    assert capsys.readouterr().err == ""
