from pathlib import Path

import pytest

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models import Message, Usage
from qa.models.langchain_provider import LangChainModel

QUESTION = [Message(role="system", content="Be brief."), Message(role="user", content="Who met?\ud800")]
# LangChain takes whatever package has the right name for the provider's.
PACKAGE = """
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

class ChatOllama(BaseChatModel):
    model: str
    temperature: float
    max_tokens: int

    @property
    def _llm_type(self):
        return "fake"

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        raise NotImplementedError

    def _stream(self, messages, stop=None, run_manager=None, **kwargs):
        assert not kwargs, kwargs
        if self.model == "broken":
            raise RuntimeError("the engine failed for key sk-secret-word\\nsecond line")
        words = [""] if self.model == "silent" else [messages[-1].text, f" of {self.max_tokens}", f" until {stop}"]
        for n, word in enumerate(words):
            usage = {"input_tokens": 5 if n == 0 else 0, "output_tokens": 1, "total_tokens": 6 if n == 0 else 1}
            yield ChatGenerationChunk(message=AIMessageChunk(content=word, usage_metadata=usage))
"""


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "langchain_ollama.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(tmp_path)


def open_provider(spec: str) -> LangChainModel:
    return LangChainModel(spec, max_tokens=160, timeout=5.0)


@pytest.mark.usefixtures("provider")
def test_a_provider_of_langchain_answers_in_pieces_and_counts_its_tokens() -> None:
    completion = open_provider("ollama:small").stream(QUESTION)
    assert list(completion) == ["Who met??", " of 160", " until None"]
    assert completion.usage == Usage(prompt_tokens=5, completion_tokens=3)


@pytest.mark.usefixtures("provider")
def test_a_call_may_have_its_own_limit_and_ends() -> None:
    model = open_provider("ollama:small")
    assert model.stream(QUESTION, max_tokens=9, stop=["."]).read() == "Who met?? of 9 until ['.']"
    assert model.stream(QUESTION).read() == "Who met?? of 160 until None"
    model.close()


def test_no_provider_of_langchain_tells_probabilities() -> None:
    assert open_provider("ollama:small").score_first_token(QUESTION) is None


@pytest.mark.usefixtures("provider")
def test_a_failing_provider_is_told_in_a_line_without_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "sk-secret-word")
    with pytest.raises(ModelFailed, match="the engine failed") as caught:
        open_provider("ollama:broken").stream(QUESTION).read()
    assert "secret-word" not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.usefixtures("provider")
def test_an_empty_answer_fails() -> None:
    with pytest.raises(ModelFailed, match="empty answer"):
        open_provider("ollama:silent").stream(QUESTION).read()


def test_a_provider_that_is_not_installed_is_named_with_its_package() -> None:
    completion = open_provider("fireworks:small").stream(QUESTION)
    with pytest.raises(ModelUnavailable, match="pip install langchain-fireworks"):
        completion.read()


def test_a_provider_that_langchain_does_not_know_is_refused() -> None:
    with pytest.raises(InvalidSetting, match="no provider for the model 'nonsense:small'"):
        open_provider("nonsense:small").stream(QUESTION).read()
