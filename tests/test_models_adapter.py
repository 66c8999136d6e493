"""The adapter of the built-in model comes with the program, whole."""

from pathlib import Path

import pytest

from qa.data import find_data
from qa.errors import ModelUnavailable
from qa.models.adapter import FILE_NAME, check_adapter
from qa.models.prefixes import name_prefix


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
