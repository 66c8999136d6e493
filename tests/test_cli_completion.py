from pathlib import Path

import pytest

from qa.cli.completion import complete_embedder, complete_length, complete_model
from qa.models.local.hub import RECOMMENDED


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("ex", ["extractive"], id="beginning"),
        pytest.param("loc", ["local", "local:"], id="kinds"),
        pytest.param("nothing", [], id="none"),
        pytest.param("local:", ["local:hf:", "local:folder/"], id="where model files are"),
        pytest.param("local:hf:", [f"local:hf:{file}" for file in RECOMMENDED], id="recommended files of a hub"),
        pytest.param("local:hf:bartowski/Qwen2.5-7", [f"local:hf:{RECOMMENDED[1]}"], id="a file of a hub"),
        pytest.param("local:hf:someone/", [], id="another owner"),
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
