"""What a local model has read once is not read again: its state is kept, and a damaged one is made anew."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.models import Message
from qa.models.local.prefixes import name_prefix, prefix_folder
from qa.models.local.server import LocalModel


@pytest.fixture
def beginning() -> Iterator[list[Message]]:
    before = set(prefix_folder().iterdir())
    yield [Message(role="user", content=f"The word of the day is {secrets.token_hex(8)}. Repeat it.")]
    for path in set(prefix_folder().iterdir()) - before:
        path.unlink()


def read_in_new_model(messages: list[Message]) -> list[Path]:
    """Return the states that are kept after a model that was loaded for it has read the messages."""
    model = LocalModel(None, max_tokens=8, timeout=60)
    try:
        model.read_prefix(messages)
        assert model.score_first_token(messages) is not None
    finally:
        model.close()
    return sorted(prefix_folder().iterdir())


@pytest.mark.local_model
def test_a_beginning_is_kept_and_brought_back_and_a_damaged_one_is_read_again(beginning: list[Message]) -> None:
    kept = set(prefix_folder().iterdir())
    [path] = set(read_in_new_model(beginning)) - kept
    state = path.stat()
    assert state.st_size > 10_000
    read_in_new_model(beginning)
    assert path.stat().st_mtime_ns == state.st_mtime_ns
    path.write_bytes(b"damaged")
    read_in_new_model(beginning)
    assert path.stat().st_size == state.st_size


def test_another_word_role_or_engine_makes_another_state(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"GGUF")
    said = [Message(role="user", content="one")]
    names = {
        name_prefix(model, "1", said),
        name_prefix(model, "2", said),
        name_prefix(model, "1", [Message(role="system", content="one")]),
        name_prefix(model, "1", [Message(role="user", content="two")]),
    }
    assert len(names) == 4
    assert name_prefix(model, "1", list(said)) in names
