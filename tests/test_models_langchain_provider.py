import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint import KEY, Fault, ScriptedEndpoint

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models import Message, ModelChoice, open_model
from qa.models.langchain_provider import LangChainModel
from qa.settings import Settings

QUESTION = [Message(role="system", content="Be brief."), Message(role="user", content="Who met?")]


@pytest.fixture
def provider(endpoint: ScriptedEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LangChainModel]:
    """A provider of LangChain's list, in a package of the name that it looks for, which speaks to the endpoint."""
    (tmp_path / "langchain_deepseek.py").write_text(
        "from langchain_openai import ChatOpenAI\nclass ChatDeepSeek(ChatOpenAI):\n    pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    chat_models = importlib.import_module("langchain.chat_models.base")
    chat_models._get_chat_model_creator.cache_clear()
    yield LangChainModel("deepseek:scripted-model", max_tokens=160, timeout=5.0)
    chat_models._get_chat_model_creator.cache_clear()


def test_the_answer_of_another_provider_comes_in_pieces(provider: LangChainModel, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = ["They met [1]."]
    completion = provider.stream(QUESTION, max_tokens=9)
    assert list(completion) == ["They ", "met ", "[1]."]
    body = endpoint.requests[0].body
    assert [message["content"] for message in body["messages"]] == ["Be brief.", "Who met?"]
    assert body["temperature"] == 0
    assert 9 in (body.get("max_tokens"), body.get("max_completion_tokens"))
    assert provider.name == "deepseek:scripted-model"


@pytest.mark.parametrize("fault", ["401", "404", "html", "garbage", "error", "cut"])
def test_what_another_provider_fails_with_is_told_in_a_line(
    provider: LangChainModel, endpoint: ScriptedEndpoint, fault: Fault
) -> None:
    endpoint.fault = fault
    with pytest.raises(ModelFailed, match="The model deepseek:scripted-model") as caught:
        provider.stream(QUESTION).read()
    assert str(caught.value).isprintable()
    assert KEY not in str(caught.value)


def test_an_empty_answer_of_another_provider_fails(provider: LangChainModel, endpoint: ScriptedEndpoint) -> None:
    endpoint.replies = [""]
    with pytest.raises(ModelFailed, match="empty answer"):
        provider.stream(QUESTION).read()


def test_a_provider_whose_package_is_missing_names_the_package() -> None:
    model = open_model(ModelChoice(spec="fireworks:some-model", reason=""), Settings())
    assert model is not None
    with pytest.raises(ModelUnavailable, match="pip install langchain-fireworks"):
        model.stream(QUESTION).read()


def test_a_provider_that_nobody_knows_is_refused() -> None:
    model = open_model(ModelChoice(spec="nobody:some-model", reason=""), Settings())
    assert model is not None
    with pytest.raises(InvalidSetting, match="nobody:some-model"):
        model.stream(QUESTION).read()
