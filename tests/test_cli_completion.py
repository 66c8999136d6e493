from pathlib import Path

import pytest

from qa.cli.completion import complete_embedder, complete_length, complete_model


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("ex", ["extractive"], id="beginning"),
        pytest.param("loc", ["local", "local:"], id="kinds"),
        pytest.param("nothing", [], id="none"),
        pytest.param("local:fo", ["local:folder/"], id="folder"),
        pytest.param("local:folder/", ["local:folder/a.gguf"], id="files"),
        pytest.param("local:none/", [], id="no folder"),
    ],
)
def test_models_are_offered_by_what_is_typed(
    typed: str, offered: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("a.gguf", "b.txt"):
        (tmp_path / "folder" / name).touch()
    monkeypatch.chdir(tmp_path)
    assert complete_model(typed) == offered


def test_embedders_and_lengths_are_offered() -> None:
    assert complete_embedder("m") == ["multilingual"]
    assert complete_length("") == ["short", "full"]
