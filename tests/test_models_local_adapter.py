"""The adapter of the built-in model comes with the program, whole, and is added for its own prompt alone."""

from pathlib import Path

import pytest

from qa.data import find_data
from qa.errors import ModelUnavailable
from qa.models import Message
from qa.models.local.adapter import FILE_NAME, STRENGTH, check_adapter, choose_strength
from qa.models.local.prefixes import name_prefix
from qa.models.local.server import LocalModel
from qa.models.prompts import PLACEHOLDERS, list_prompts, load_prompt


def test_the_adapter_that_comes_with_the_program_is_the_one_that_was_tested() -> None:
    assert check_adapter() == find_data("adapter") / FILE_NAME
    assert check_adapter().stat().st_size < 12_000_000


@pytest.mark.parametrize(
    ("content", "words"), [(None, "can't be read: No such file"), (b"GGUF", "damaged")], ids=["missing", "another"]
)
def test_an_adapter_that_is_not_it_is_told(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / FILE_NAME
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=words):
        check_adapter(path)


def test_a_state_that_was_kept_without_the_adapter_is_not_used_with_it(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"GGUF")
    assert name_prefix(model, "1 ", []) != name_prefix(model, "1 abc", [])


def test_it_is_added_for_the_prompt_that_it_was_trained_on_and_for_no_other() -> None:
    for prompt in list_prompts():
        messages = [
            message
            for message in prompt.render(dict.fromkeys(PLACEHOLDERS[prompt.name], ""))
            if message.role == "system"
        ]
        assert choose_strength(messages) == (STRENGTH if prompt.name == "answer_local" else 0.0), prompt.name
    assert choose_strength([Message(role="user", content="Hello.")]) == 0.0


@pytest.mark.local_model
def test_turning_to_another_prompt_and_back_changes_no_reply() -> None:
    asked = load_prompt("answer_local").render(
        {"evidence": "[1] Sedge Post: Rain\nIt rained in Sedge for two hours.", "question": "Where did it rain?"}
    )
    other = [Message(role="user", content="Is the sky blue? Answer yes or no.")]
    model = LocalModel(None, max_tokens=16, timeout=60)
    try:
        first, odds = model.stream(asked).read(), model.score_first_token(other)
        assert "[1]" in first
        assert model.stream(asked).read() == first
        again = model.score_first_token(other)
    finally:
        model.close()
    assert odds is not None
    assert again is not None
    assert again.logprobs == pytest.approx(odds.logprobs, abs=0.01)
