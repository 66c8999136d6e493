"""The parts of a chain are opened in one place: as the settings name them, or in another way where a caller has one."""

from dataclasses import replace
from pathlib import Path

import pytest
from endpoint import ScriptedEndpoint

from qa.briefing import Briefer, open_briefer
from qa.chain import open_chain, open_library
from qa.chain.components import Resources
from qa.chain.compose import make_from_resources, open_chosen_model
from qa.checking import Checker
from qa.errors import LibraryMissing, PromptProblem
from qa.models import ChatModel
from qa.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    settings = Settings(library=tmp_path / "library", model="openai:writer", base_url=endpoint.url)
    open_library(settings, create=True).close()
    return settings


@pytest.mark.parametrize(
    ("judge", "judge_model", "opened", "named"),
    [
        pytest.param(True, None, ["openai:writer"], "openai:writer", id="the model judges itself"),
        pytest.param(True, "openai:strict", ["openai:writer", "openai:strict"], "openai:strict", id="another judges"),
        pytest.param(False, "openai:strict", ["openai:writer"], "rules", id="nobody judges"),
    ],
)
def test_model_and_judge_are_opened_in_the_same_way(
    settings: Settings, judge: bool, judge_model: str | None, opened: list[str], named: str
) -> None:

    asked: list[str | None] = []

    def open_chat(settings: Settings) -> ChatModel | None:
        asked.append(settings.model)
        return open_chosen_model(settings, notify=lambda notice: None)

    with open_chain(replace(settings, judge=judge, judge_model=judge_model), open_chat=open_chat) as chain:
        assert chain.components.model_name == "openai:writer"
        assert chain.components.verifier.judge_name == named
    assert asked == opened


def test_sentences_that_are_quoted_need_no_judge(settings: Settings) -> None:
    with open_chain(settings, open_chat=lambda settings: None) as chain:
        assert (chain.model, chain.components.model_name) == (None, "extractive")
        assert chain.components.verifier.judge_name == "rules"
        assert not chain.components.is_local


def test_a_library_that_is_open_is_taken_and_closed_with_the_chain(settings: Settings) -> None:
    library = open_library(settings)
    with open_chain(settings, library=library) as chain:
        assert chain.library is library
        assert chain.ask("Who met?").reason == "empty_library"
    with pytest.raises(Exception, match="closed"):
        library.count()


def test_a_library_that_was_given_stays_open_where_a_part_can_not_be_opened(settings: Settings, tmp_path: Path) -> None:
    for name in ("answer", "brief"):
        (tmp_path / f"{name}.md").write_text("no placeholder")
    with open_library(settings) as library:
        for open_one in (open_chain, open_briefer):
            with pytest.raises(PromptProblem):
                open_one(replace(settings, prompts=tmp_path), library=library)
            assert library.count().articles == 0


def test_what_was_opened_for_it_is_closed_where_nothing_can_be_made_of_it(settings: Settings) -> None:
    opened: list[Resources] = []

    def fail(resources: Resources) -> None:
        opened.append(resources)
        raise PromptProblem("no placeholder")

    with pytest.raises(PromptProblem):
        make_from_resources(fail, settings)
    with pytest.raises(Exception, match="closed"):
        opened[0].library.count()


def test_a_checker_and_a_briefer_share_the_models_of_a_chain(settings: Settings) -> None:
    with open_chain(settings) as chain:
        assert Checker(chain.components).judge_name == "openai:writer"
        assert Briefer(chain.components).library is chain.library


def test_nothing_else_is_opened_where_there_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing):
        open_chain(Settings(library=tmp_path / "nowhere"), open_chat=lambda settings: pytest.fail("it is opened"))
