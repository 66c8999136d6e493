"""Who judges is chosen by the settings: nobody, the model that answers, or another one."""

import gc
from pathlib import Path

import pytest
from endpoint import ScriptedEndpoint

from qa.errors import InvalidSetting, PromptProblem
from qa.models import ChatModel
from qa.models.local.server import LocalModel
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel
from qa.models.replay import ReplayModel
from qa.settings import Settings
from qa.verify.judge import JudgeCase, open_judge
from qa.verify.judge.endpoint import EndpointJudge
from qa.verify.judge.local import LocalJudge

CASES = [JudgeCase(statement="It rains.", sources=())]


def open_hosted(endpoint: ScriptedEndpoint) -> OpenAIModel:
    return OpenAIModel(Endpoint(url=endpoint.url, key="k", timeout=5.0), "writer", max_tokens=9)


@pytest.mark.parametrize(
    "settings",
    [Settings(judge=False), Settings(judge=False, judge_model="openai:strong"), Settings(judge_model="extractive")],
    ids=["switched off", "switched off with a model", "a model that is none"],
)
def test_without_a_judge_the_rules_decide(endpoint: ScriptedEndpoint, settings: Settings) -> None:
    assert open_judge(settings, open_hosted(endpoint)) is None


def test_without_a_model_there_is_no_judge() -> None:
    assert open_judge(Settings(), None) is None


def test_the_model_that_answers_judges(endpoint: ScriptedEndpoint) -> None:
    model = open_hosted(endpoint)
    judge = open_judge(Settings(), model)
    assert isinstance(judge, EndpointJudge)
    assert judge.name == "openai:writer"
    judge.judge(CASES)
    del judge
    gc.collect()
    assert model.stream([]).read()
    model.close()


@pytest.mark.parametrize("has_model", [True, False], ids=["beside one that answers", "alone"])
def test_another_model_judges_where_it_is_named(endpoint: ScriptedEndpoint, has_model: bool) -> None:
    settings = Settings(judge_model="openai:strong", base_url=endpoint.url)
    judge = open_judge(settings, open_hosted(endpoint) if has_model else None)
    assert judge and judge.name == "openai:strong"
    judge.judge(CASES)
    assert [request.body["model"] for request in endpoint.requests] == ["strong"]


def test_a_model_that_is_opened_to_judge_is_closed_with_the_judge(
    endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr(OpenAIModel, "close", lambda model: closed.append(model.name))
    judge = open_judge(Settings(judge_model="openai:strong", base_url=endpoint.url), None)
    assert judge and closed == []
    del judge
    gc.collect()
    assert closed == ["openai:strong"]


@pytest.mark.parametrize("is_kept", [False, True], ids=["as it is", "with its replies kept"])
def test_a_local_model_judges_by_its_probabilities(tmp_path: Path, is_kept: bool) -> None:
    model: ChatModel = LocalModel(None, max_tokens=9, timeout=5.0)
    judge = open_judge(Settings(), ReplayModel(model, tmp_path) if is_kept else model)
    assert isinstance(judge, LocalJudge)
    assert judge.name == model.name


def test_a_local_model_can_judge_what_another_wrote(endpoint: ScriptedEndpoint) -> None:
    judge = open_judge(Settings(judge_model="local"), open_hosted(endpoint))
    assert isinstance(judge, LocalJudge)


def test_a_judge_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="There is no model 'strong'"):
        open_judge(Settings(judge_model="strong"), None)


def test_the_users_prompt_is_used(endpoint: ScriptedEndpoint, tmp_path: Path) -> None:
    path = tmp_path / "judge.md"
    path.write_text("## user\nMine: {{sources}} {{question}} {{statements}}", encoding="utf-8")
    judge = open_judge(Settings(prompts=tmp_path), open_hosted(endpoint))
    assert judge
    judge.judge(CASES)
    assert endpoint.requests[0].prompt.startswith("Mine: [")
    path.write_text("## user\n{{statements}}", encoding="utf-8")
    with pytest.raises(PromptProblem, match="lacks the placeholder"):
        open_judge(Settings(prompts=tmp_path), open_hosted(endpoint))
