"""A reranker is opened by its name in fastembed, and what can't be opened says what to do."""

import sys
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, ClassVar

import pytest

from qa.errors import InvalidSetting, ModelUnavailable
from qa.retrieval.rerank import open_reranker

KNOWN = "Xenova/ms-marco-MiniLM-L-6-v2"


class FakeEncoder:
    """Scores a passage by how many words it shares with the question, less two."""

    made: ClassVar[list[str]] = []

    def __init__(self, name: str) -> None:
        self.made.append(name)

    @staticmethod
    def list_supported_models() -> list[dict[str, Any]]:
        return [{"model": "fake/words"}]

    def rerank(self, question: str, passages: Sequence[str]) -> Iterator[float]:
        return (float(len(set(question.split()) & set(passage.split())) - 2) for passage in passages)


class BrokenEncoder(FakeEncoder):
    """Can't be loaded."""

    def __init__(self, name: str) -> None:
        raise OSError("Could not reach the server.\nTraceback: a long story")


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[FakeEncoder]], None]:
    """Return a function that puts a cross-encoder of our own where fastembed has its."""

    def install_encoder(encoder: type[FakeEncoder]) -> None:
        module = ModuleType("fastembed.rerank.cross_encoder")
        module.TextCrossEncoder = encoder  # type: ignore[attr-defined]
        for name in ("fastembed", "fastembed.rerank"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        encoder.made = []

    return install_encoder


@pytest.mark.parametrize("name", [None, ""], ids=repr)
def test_where_none_is_named_there_is_none(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    assert open_reranker(name) is None


@pytest.mark.parametrize("module", ["fastembed", "fastembed.rerank.cross_encoder"])
def test_without_fastembed_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    for name in [module, *(name for name in sys.modules if name.startswith(f"{module}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModelUnavailable, match=r"pip install .*\[rerank\]"):
        open_reranker(KNOWN)


def test_chances_are_between_nothing_and_one_and_follow_the_scores(
    install: Callable[[type[FakeEncoder]], None],
) -> None:
    install(FakeEncoder)
    rerank = open_reranker("fake/words")
    assert rerank
    chances = rerank("who met dong jun", ["dong jun met", "who met", "no word"])
    assert chances == pytest.approx([0.731, 0.5, 0.119], abs=0.001)
    assert rerank("who", []) == []


def test_the_model_is_loaded_with_the_first_question_and_once(install: Callable[[type[FakeEncoder]], None]) -> None:
    install(FakeEncoder)
    rerank = open_reranker("fake/words")
    assert rerank
    assert FakeEncoder.made == []
    for _ in range(2):
        rerank("who", ["they"])
    assert FakeEncoder.made == ["fake/words"]


def test_a_model_that_can_not_be_loaded_is_told_in_one_line(install: Callable[[type[FakeEncoder]], None]) -> None:
    install(BrokenEncoder)
    rerank = open_reranker("fake/words")
    assert rerank
    with pytest.raises(ModelUnavailable, match=r"fake/words can't be loaded: Could not reach.*online once") as caught:
        rerank("who", ["they"])
    assert "\n" not in str(caught.value)
    assert caught.value.__suppress_context__


# fastembed's own libraries warn while they are imported.
@pytest.mark.filterwarnings("ignore")
def test_an_unknown_name_is_refused_with_the_names_that_fastembed_knows() -> None:
    pytest.importorskip("fastembed")
    with pytest.raises(InvalidSetting, match=r"'no/such'.*fastembed knows: .*" + KNOWN):
        open_reranker("no/such")


@pytest.mark.filterwarnings("ignore")
def test_a_known_name_is_not_loaded_before_it_is_used() -> None:
    pytest.importorskip("fastembed")
    assert open_reranker(KNOWN)
