from pathlib import Path

import pytest
from endpoint import KEY, ScriptedEndpoint

from qa.errors import InvalidSetting, MissingKey, ModelUnavailable, QAError
from qa.models import Message, ModelChoice, choose_model, describe_models, open_model
from qa.models.langchain_provider import LangChainModel
from qa.models.local import server as local_module
from qa.models.local import weights as weights_module
from qa.models.local.server import LocalModel
from qa.models.openai.endpoint import OpenAIModel
from qa.models.resolve import NO_MODEL_NOTICE
from qa.settings import Settings

HAS_LOCAL = local_module.is_importable() and weights_module.is_installed()
URL = "http://127.0.0.1:9/v1"


@pytest.mark.parametrize(
    ("settings", "environ", "spec"),
    [
        (Settings(model="extractive"), {"OPENAI_API_KEY": KEY}, "extractive"),
        (Settings(model="openai:small", base_url=URL), {}, "openai:small"),
        (Settings(model="local"), {"OPENAI_BASE_URL": URL}, "local"),
        (Settings(base_url=URL), {"OPENAI_API_KEY": KEY}, "openai:"),
        (Settings(), {"OPENAI_BASE_URL": URL}, "openai:"),
        (Settings(), {"OPENAI_API_KEY": KEY}, "openai:gpt-4.1-mini"),
        (Settings(), {}, "local" if HAS_LOCAL else "extractive"),
    ],
    ids=["setting", "setting and url", "local over the environment", "url", "url of the environment", "key", "nothing"],
)
def test_a_model_is_chosen_in_a_fixed_order(settings: Settings, environ: dict[str, str], spec: str) -> None:
    choice = choose_model(settings, environ)
    assert choice.spec == spec
    assert choice.reason
    elsewhere = (
        f"The model is asked at {URL}." if spec.startswith("openai:") and not spec.startswith("openai:gpt") else None
    )
    assert choice.notice == (NO_MODEL_NOTICE if spec == "extractive" and settings.model is None else elsewhere)


@pytest.mark.parametrize("url", ["https://me:s3cret@models.example/v1", "http://s3cret@127.0.0.1:9/v1"])
def test_the_endpoint_in_use_is_told_without_name_and_password(url: str) -> None:
    notice = choose_model(Settings(base_url=url), {}).notice or ""
    assert notice.startswith("The model is asked at http")
    assert "s3cret" not in notice


@pytest.mark.parametrize("url", ["https://api.openai.com/v1", "https://api.openai.com/v1/"])
def test_the_default_endpoint_is_not_told(url: str) -> None:
    assert choose_model(Settings(base_url=url, model="openai:small"), {}).notice is None


def test_the_local_model_is_chosen_only_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QA_CACHE", str(tmp_path))
    monkeypatch.setattr("sys.path", [path for path in __import__("sys").path if "site-packages" not in path])
    choice = choose_model(Settings(), {})
    assert choice.spec == "extractive"
    assert choice.notice is not None
    assert 'pip install "qa-news[local]"' in choice.notice


@pytest.mark.parametrize(
    ("spec", "kind", "name"),
    [
        ("local", LocalModel, "local:qwen2.5-coder-1.5b-instruct-q4_k_m"),
        ("local:", LocalModel, "local:qwen2.5-coder-1.5b-instruct-q4_k_m"),
        ("openai:small:8b", OpenAIModel, "openai:small:8b"),
        ("anthropic:claude", LangChainModel, "anthropic:claude"),
    ],
)
def test_a_name_opens_a_model_without_reaching_for_it(spec: str, kind: type, name: str) -> None:
    model = open_model(ModelChoice(spec=spec, reason=""), Settings(base_url=URL))
    assert isinstance(model, kind)
    assert model is not None
    assert model.name == name
    model.close()


def test_extractive_is_no_model() -> None:
    assert open_model(ModelChoice(spec="extractive", reason=""), Settings()) is None


@pytest.mark.parametrize("spec", ["", "gpt-4", ":name", "anthropic:", ":"])
def test_a_name_that_is_none_is_told_which_there_are(spec: str) -> None:
    told = r"extractive, local, local:PATH\.gguf, local:hf:OWNER/REPO/FILE\.gguf, openai:NAME or PROVIDER:NAME"
    with pytest.raises(InvalidSetting, match=told):
        open_model(ModelChoice(spec=spec, reason=""), Settings())


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "can't be read: No such file"), (b"", "not a GGUF"), (b"PK\x03\x04 zip", "not a GGUF")],
    ids=["missing", "empty", "another kind"],
)
def test_a_file_that_is_no_model_is_refused_before_anything_is_loaded(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=words):
        open_model(ModelChoice(spec=f"local:{path}", reason=""), Settings())


def test_without_a_name_the_first_model_of_the_endpoint_answers(endpoint: ScriptedEndpoint) -> None:
    settings = Settings(base_url=endpoint.url)
    model = open_model(choose_model(settings, {}), settings)
    assert model is not None
    assert model.name == "openai:scripted-model"
    assert model.stream([Message(role="user", content="?")]).read() == "A scripted answer."
    model.close()


@pytest.mark.parametrize(("spec", "kind"), [("openai:small", MissingKey), ("openai:", MissingKey)])
def test_a_missing_key_is_told_when_the_model_is_opened(spec: str, kind: type[QAError]) -> None:
    with pytest.raises(kind, match="OPENAI_API_KEY"):
        open_model(ModelChoice(spec=spec, reason=""), Settings())


@pytest.mark.parametrize(
    ("settings", "environ", "chosen", "ready"),
    [
        (Settings(model="openai:small"), {}, "openai:small", False),
        (Settings(model="openai:small"), {"OPENAI_API_KEY": KEY}, "openai:small", True),
        (Settings(base_url="http://me:hidden@127.0.0.1:9/v1"), {}, "openai:", True),
        (Settings(model="anthropic:claude"), {}, "anthropic:claude", True),
        (Settings(model="extractive"), {}, "extractive", True),
    ],
    ids=["no key", "key", "url", "provider", "extractive"],
)
def test_the_ways_to_get_answers_are_described(
    settings: Settings, environ: dict[str, str], chosen: str, ready: bool
) -> None:
    options = describe_models(settings, environ)
    assert [(o.spec, o.ready) for o in options if o.chosen] == [(chosen, ready)]
    assert {o.spec.partition(":")[0] for o in options} >= {"openai", "local", "extractive"}
    assert not any(KEY in str(o) or "hidden" in str(o) for o in options)
