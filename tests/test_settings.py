"""A setting comes from the first place that has it, and a value that can't be used is refused with where it stood."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from platformdirs import user_config_path

from qa.errors import InvalidSetting
from qa.settings import Settings, cache_folder, load_settings
from qa.trust import trust_file


def write_config(folder: Path, text: str, name: str = "qa.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    trust_file(folder / name)
    return folder


def test_without_any_source_all_settings_have_their_defaults(tmp_path: Path) -> None:
    assert load_settings(folder=tmp_path) == Settings()


def test_each_source_gives_way_to_the_one_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(user_config_path("qa"), "k = 1", "config.toml")
    assert load_settings(folder=tmp_path).k == 1
    write_config(tmp_path, "k = 2")
    assert load_settings(folder=tmp_path).k == 2
    monkeypatch.setenv("QA_K", "3")
    assert load_settings(folder=tmp_path).k == 3
    assert load_settings({"k": 4}, folder=tmp_path).k == 4


def test_sources_are_mixed_name_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(tmp_path, 'model = "extractive"\nk = 2')
    monkeypatch.setenv("QA_K", "3")
    settings = load_settings({"timeout": 5.5, "model": None}, folder=tmp_path)
    assert (settings.model, settings.k, settings.timeout) == ("extractive", 3, 5.5)


def test_qa_toml_is_looked_for_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_config(tmp_path, "k = 2"))
    assert load_settings().k == 2


def test_an_empty_variable_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_MODEL", "")
    monkeypatch.setenv("QA_K", "")
    assert load_settings(folder=tmp_path) == Settings()


def test_a_path_in_a_file_counts_from_that_file(tmp_path: Path) -> None:
    folder = write_config(tmp_path / "project", 'library = "news"\nprompts = "/absolute"')
    settings = load_settings(folder=folder)
    assert (settings.library, settings.prompts) == (folder / "news", Path("/absolute"))


@pytest.mark.parametrize("name", ["library", "prompts"])
def test_a_tilde_is_the_home(tmp_path: Path, name: str) -> None:
    assert getattr(load_settings({name: "~/news"}, folder=tmp_path), name) == Path.home() / "news"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("as_of = 2025-11-01", "as_of", date(2025, 11, 1)),
        ("as_of = 2025-11-01T09:00:00Z", "as_of", date(2025, 11, 1)),
        ('as_of = "2025-11-01"', "as_of", date(2025, 11, 1)),
        ("timeout = 5", "timeout", 5.0),
        ("least_confidence = 0", "least_confidence", 0.0),
        ("judge = true", "judge", True),
        ('judge = "off"', "judge", False),
        ('reranker = "some/model"', "reranker", "some/model"),
        ('judge_model = "openai:strong"', "judge_model", "openai:strong"),
    ],
    ids=[
        "a date",
        "a date with a time",
        "a date in quotes",
        "a whole number",
        "nothing as a limit",
        "a switch",
        "a switch in words",
        "a name",
        "a model",
    ],
)
def test_values_of_a_file_get_the_type_of_their_setting(tmp_path: Path, text: str, name: str, value: Any) -> None:
    found = getattr(load_settings(folder=write_config(tmp_path, text)), name)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("k", "many", "a number"),
        ("k", "0", "above 0"),
        ("k", "-1", "above 0"),
        ("k", "201", "at most 200"),
        ("k", "8.5", "a number"),
        ("passage_size", "20001", "at most 20000"),
        ("timeout", "nan", "above 0"),
        ("timeout", "inf", "above 0"),
        ("least_confidence", "1.1", "at most 1"),
        ("judge", "maybe", "true or false"),
        ("judge", "2", "true or false"),
        ("as_of", "yesterday", "YYYY-MM-DD"),
        ("as_of", "2025-02-30", "YYYY-MM-DD"),
    ],
)
def test_a_value_that_can_not_be_used_is_refused_with_its_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    with pytest.raises(InvalidSetting, match=f"-{name.replace('_', '-')} can't be .*{said}"):
        load_settings({name: value}, folder=tmp_path)
    monkeypatch.setenv(f"QA_{name.upper()}", value)
    with pytest.raises(InvalidSetting, match=f"QA_{name.upper()} can't be"):
        load_settings(folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("k = ", "can't be read as TOML"),
        ("colour = 1", "does not exist: colour"),
        ('k = "x"', r"k in .*qa\.toml can't be 'x'"),
        ("library = 5", r"library in .*qa\.toml can't be '5'"),
        ("as_of = 5", "YYYY-MM-DD"),
    ],
    ids=["broken", "unknown", "wrong type", "no path", "no date"],
)
def test_a_file_that_can_not_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidSetting, match=said):
        load_settings(folder=write_config(tmp_path, text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "qa.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidSetting, match=r"qa\.toml"):
        load_settings(folder=tmp_path)


CHANGES: dict[str, Any] = {
    "library": Path("elsewhere"), "chroma": "http://localhost:1", "prompts": Path("mine"), "timeout": 1.0,
    "embedder": "multilingual", "model": "extractive", "base_url": "http://localhost:2", "k": 3, "evidence_tokens": 9,
    "passage_size": 500, "max_tokens": 9, "least_confidence": 0.9, "as_of": date(2025, 11, 1),
    "reranker": "some/model", "judge": False, "length": "short", "judge_model": "openai:strong", "trace": True,
}  # fmt: skip


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_the_hash_changes_with_what_can_change_an_answer(name: str) -> None:
    changed = replace(Settings(), **{name: CHANGES[name]})
    elsewhere = name in ("library", "chroma", "prompts", "timeout", "trace")
    assert (changed.hash() == Settings().hash()) is elsewhere


@pytest.mark.parametrize("word", ["true", "1", "yes", "on", " TRUE "])
@pytest.mark.parametrize("place", ["variable", "option"])
def test_a_switch_is_set_by_the_usual_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, place: str
) -> None:
    write_config(tmp_path, "judge = false")
    flags = {"judge": word} if place == "option" else {}
    if place == "variable":
        monkeypatch.setenv("QA_JUDGE", word)
    assert load_settings(flags, folder=tmp_path).judge is True


def test_a_switch_can_be_turned_off_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_config(tmp_path, "judge = true")
    monkeypatch.setenv("QA_JUDGE", "no")
    assert load_settings(folder=tmp_path).judge is False
    assert load_settings({"judge": False}, folder=tmp_path).judge is False


def test_the_model_that_answers_judges_and_no_reranker_reads_unless_asked_for() -> None:
    assert (Settings().judge, Settings().judge_model, Settings().reranker) == (True, None, None)


def test_settings_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().k = 3  # type: ignore[misc]


def test_the_cache_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("QA_CACHE")
    assert cache_folder().name == "qa"
