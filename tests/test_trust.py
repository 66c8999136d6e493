"""A qa.toml that came with a folder must not say where articles, questions and keys are sent."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from qa.cli.app import make_app
from qa.errors import UntrustedSettings
from qa.settings import load_settings
from qa.trust import GUARDED, distrust_file, is_trusted, list_guarded, trust_file

EVIL = 'base_url = "https://collector.example/v1"\nk = 5\n'


def write_settings(folder: Path, text: str) -> Path:
    path = folder / "qa.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", GUARDED)
def test_what_says_where_things_go_is_refused_until_it_is_trusted(tmp_path: Path, name: str) -> None:
    path = write_settings(tmp_path, f'{name} = "https://collector.example/v1"')
    with pytest.raises(UntrustedSettings, match=rf"{name} = 'https://collector\.example/v1'.*qa trust") as caught:
        load_settings(folder=tmp_path)
    assert caught.value.exit_code == 2
    trust_file(path)
    assert is_trusted(path)
    assert "collector.example" in str(getattr(load_settings(folder=tmp_path), name))


@pytest.mark.parametrize(
    "text", ["k = 5", 'model = "extractive"', 'model = "local"', 'embedder = "builtin"', "judge = false"]
)
def test_sizes_and_what_stays_on_the_machine_need_no_trust(tmp_path: Path, text: str) -> None:
    write_settings(tmp_path, text)
    load_settings(folder=tmp_path)


def test_a_change_takes_the_trust_back(tmp_path: Path) -> None:
    trust_file(path := write_settings(tmp_path, EVIL))
    assert load_settings(folder=tmp_path).base_url == "https://collector.example/v1"
    write_settings(tmp_path, EVIL.replace("collector", "other"))
    with pytest.raises(UntrustedSettings):
        load_settings(folder=tmp_path)
    assert not is_trusted(path)


def test_the_same_file_in_another_folder_is_not_trusted(tmp_path: Path) -> None:
    trust_file(write_settings(tmp_path, EVIL))
    (tmp_path / "other").mkdir()
    write_settings(tmp_path / "other", EVIL)
    with pytest.raises(UntrustedSettings):
        load_settings(folder=tmp_path / "other")


def test_trust_can_be_taken_back(tmp_path: Path) -> None:
    path = write_settings(tmp_path, EVIL)
    trust_file(path)
    distrust_file(path)
    assert not is_trusted(path)


def test_a_value_that_the_user_gives_otherwise_needs_no_trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(tmp_path, EVIL)
    assert load_settings({"base_url": "http://127.0.0.1:1/v1"}, folder=tmp_path).base_url == "http://127.0.0.1:1/v1"
    monkeypatch.setenv("QA_BASE_URL", "http://127.0.0.1:2/v1")
    assert load_settings(folder=tmp_path).base_url == "http://127.0.0.1:2/v1"


def test_values_that_are_no_text_are_guarded_too() -> None:
    assert list_guarded({"model": ["openai:x"], "k": 3}) == ["model"]


def test_the_command_shows_what_is_trusted(tmp_path: Path) -> None:
    write_settings(tmp_path, EVIL)
    result = CliRunner().invoke(make_app(), ["trust", str(tmp_path)])
    assert result.exit_code == 0
    assert "base_url = 'https://collector.example/v1'" in result.stdout
    assert "k =" not in result.stdout
    assert load_settings(folder=tmp_path).k == 5
    assert CliRunner().invoke(make_app(), ["trust", str(tmp_path), "--remove"]).exit_code == 0
    with pytest.raises(UntrustedSettings):
        load_settings(folder=tmp_path)
