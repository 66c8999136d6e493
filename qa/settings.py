"""Every setting with its default, and where a value comes from: flags, QA_* variables, ./qa.toml, the user's config."""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path, user_config_path, user_data_path

from qa.errors import InvalidSetting
from qa.trust import refuse_untrusted
from qa.urls import find_wrong_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one run.

    Attributes:
        library: Folder of the library.
        chroma: URL of a Chroma server, or None for the embedded engine in the library's folder.
        embedder: "builtin", "fast", "multilingual" or "openai:NAME"; None takes the one that the library was made with,
            and "builtin" for a new one.
        model: "openai:NAME", "local", "local:PATH.gguf", "extractive", "PROVIDER:NAME", or None to choose.
        base_url: OpenAI-compatible endpoint of model and embedder, or several that have the same, with commas between:
            calls are spread over them. None leaves it to the client (OPENAI_BASE_URL).
        prompts: Folder whose prompt files replace those of the program, file by file.
        k: Passages to retrieve; None chooses by the question: 8 for a fact, up to 20 for an overview.
        evidence_tokens: About how many tokens of evidence the model is shown; None chooses by the question and the
            model.
        passage_size: Longest passage, in characters (a longer single sentence is kept whole).
        max_tokens: Longest answer of the model, in tokens; None chooses by the question.
        length: "short" or "full" for all answers; None chooses by the question.
        least_confidence: Probability that the passages hold an answer, in 0..1, below which the extractive answerer
            does not answer; a model declines by itself.
        reranker: A cross-encoder that reads the best passages again, by its name in fastembed; None for none.
        judge: Have a model decide whether the articles say what each statement says, in one more call for all of them;
            without, or without a model, words and rules alone decide, and the verdicts say so.
        judge_model: Another model for that, written like model; None takes the one that answers.
        timeout: Seconds to wait for an endpoint.
        as_of: The day that "today" and "last week" in a question are counted from, and whose news is preferred; None
            prefers the newest articles found where a question speaks of "now", and else none.
        trace: Send spans of stages and calls of models to where OTEL_EXPORTER_OTLP_ENDPOINT says.
    """

    library: Path = field(default_factory=lambda: user_data_path("qa") / "library")
    chroma: str | None = None
    embedder: str | None = None
    model: str | None = None
    base_url: str | None = None
    prompts: Path | None = None
    k: int | None = None
    evidence_tokens: int | None = None
    passage_size: int = 1000
    max_tokens: int | None = None
    length: Literal["short", "full"] | None = None
    least_confidence: float = 0.42
    reranker: str | None = None
    judge: bool = True
    judge_model: str | None = None
    timeout: float = 120.0
    as_of: date | None = None
    trace: bool = False

    @property
    def named_embedder(self) -> str:
        """The embedder that is named, or that of a new library where none is."""
        return EMBEDDER if self.embedder is None else self.embedder

    def hash(self) -> str:
        """Return 12 hex digits that change with any setting that can change an answer."""
        ignored = {"library", "chroma", "timeout", "prompts", "trace"}
        values = {f.name: str(getattr(self, f.name)) for f in fields(self) if f.name not in ignored}
        values["embedder"] = self.named_embedder
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


# Where the settings leave them to the question, these hold for what is asked without one.
PASSAGES = 8
REPLY_TOKENS = 240
# What a new library is made with where the settings name no embedder.
EMBEDDER = "builtin"

_COUNTS = {"k", "evidence_tokens", "passage_size", "max_tokens"}
_POSITIVE = {*_COUNTS, "timeout", "least_confidence"}
_LENGTHS = ("short", "full")
_SWITCHES = {"judge", "trace"}
_SWITCH = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_LIMITS = {"k": 200, "passage_size": 20_000, "least_confidence": 1}


def cache_folder() -> Path:
    """Return the folder for what can be made again (an unpacked model, the demo's library)."""
    return Path(os.environ.get("QA_CACHE") or user_cache_path("qa"))


def load_settings(flags: Mapping[str, Any] | None = None, *, folder: Path | None = None) -> Settings:
    """Return the settings: each from the first place that has it of flags, QA_* environment, qa.toml, user config.

    Args:
        flags: Values by setting name; None counts as not given.
        folder: Where qa.toml is looked for; the current folder when None.

    Returns:
        All settings, those that are set nowhere at their defaults.

    Raises:
        InvalidSetting: A name does not exist, or a value can't be used.
        UntrustedSettings: A qa.toml that the user does not trust says where articles and keys go.
    """
    names = list_settings()
    _refuse_unknown(flags or {})
    given = frozenset(name for name in names if (flags or {}).get(name) is not None or os.environ.get(_variable(name)))
    own, found = user_config_path("qa") / "config.toml", (folder or Path.cwd()) / "qa.toml"
    refuse_untrusted(found, read_settings_file(found), overridden=given)
    values: dict[str, Any] = {}
    for path in (own, found):
        values.update(_read_toml(path, names))
    for name in names:
        variable = _variable(name)
        if os.environ.get(variable):
            values[name] = _convert(name, os.environ[variable], origin=variable)
    return override_settings(Settings(**values), flags or {})


def override_settings(settings: Settings, flags: Mapping[str, Any]) -> Settings:
    """Return the settings with other values for some of them.

    Args:
        settings: What holds where nothing else is said.
        flags: Values by setting name; None counts as not given.

    Returns:
        Settings with the values as the types of their settings.

    Raises:
        InvalidSetting: A name does not exist, or a value can't be used.
    """
    _refuse_unknown(flags)
    told = {name: value for name, value in flags.items() if value is not None}
    return replace(settings, **{name: _convert(name, told[name], origin=_option(name)) for name in told})


def list_settings() -> list[str]:
    """Return the names of all settings."""
    return [f.name for f in fields(Settings)]


def read_settings_file(path: Path) -> dict[str, Any]:
    """Return what a file of settings says, nothing where there is none. Raises InvalidSetting."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise InvalidSetting(f"{path} can't be read as TOML: {error}. Correct it or remove it.") from None


def _refuse_unknown(flags: Mapping[str, Any]) -> None:
    for name in flags:
        if name not in (names := list_settings()):
            nearest = get_close_matches(str(name), names, n=1, cutoff=0.0)[0]
            raise InvalidSetting(f"There is no setting {str(name)[:80]!r}. Did you mean {nearest}?")


def _option(name: str) -> str:
    return "-k" if name == "k" else "--" + name.replace("_", "-")


def _variable(name: str) -> str:
    return f"QA_{name.upper()}"


def _read_toml(path: Path, names: list[str]) -> dict[str, Any]:
    table = read_settings_file(path)
    unknown = sorted(set(table) - set(names))
    if unknown:
        raise InvalidSetting(f"{path} has a setting that does not exist: {unknown[0]}. There are: {', '.join(names)}.")
    return {name: _convert(name, value, origin=f"{name} in {path}", base=path.parent) for name, value in table.items()}


def _convert(name: str, value: Any, *, origin: str, base: Path | None = None) -> Any:
    """Return value as the type of the setting; relative paths of a file count from that file."""
    try:
        if name in ("library", "prompts"):
            path = Path(value).expanduser()
            return base / path if base else path
        if name == "as_of":
            day = value.date() if isinstance(value, datetime) else value
            return day if isinstance(day, date) else date.fromisoformat(str(day))
        if name in _SWITCHES:
            return _SWITCH[str(value).strip().lower()]
        if name in _POSITIVE:
            return _check_bounds(name, int(value) if name in _COUNTS else float(value), origin)
        if name == "base_url":
            return _check_urls(",".join(map(str, value)) if isinstance(value, list | tuple) else str(value), origin)
        if name == "length":
            return _LENGTHS[_LENGTHS.index(str(value).strip().lower())]
    except (TypeError, ValueError, KeyError):
        raise InvalidSetting(f"{origin} can't be {str(value)[:80]!r}. {_expectation(name)}") from None
    return str(value)


def _check_bounds(name: str, number: float, origin: str) -> float:
    most = _LIMITS.get(name, 1_000_000)
    if not 0 <= number <= most or (number == 0 and name != "least_confidence"):
        raise InvalidSetting(f"{origin} can't be {number}. Give a number above 0, at most {most}.")
    return number


def _check_urls(urls: str, origin: str) -> str:
    """Return the urls. Raises InvalidSetting for what is none of a service; the empty text is no setting."""
    if urls and (wrong := find_wrong_url(urls)) is not None:
        raise InvalidSetting(f"{origin} can't be {wrong!r}. Give a url such as http://127.0.0.1:8080/v1.")
    return urls


def _expectation(name: str) -> str:
    if name == "as_of":
        return "Give a date as YYYY-MM-DD."
    if name in _SWITCHES:
        return "Give true or false."
    if name == "length":
        return "Give short or full."
    return "Give a path." if name in ("library", "prompts") else "Give a number."
