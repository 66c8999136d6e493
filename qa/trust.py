"""Which `qa.toml` files the user trusts: one that came with a folder must not say where articles and keys are sent."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from qa.errors import UntrustedSettings

# They name who reads the articles and the questions, or what is run or told to a model.
GUARDED = ("base_url", "chroma", "embedder", "judge_model", "model", "prompts", "reranker")
# Values that keep everything on the machine.
_HARMLESS = frozenset(["local", "extractive", "builtin", "multilingual"])


def list_guarded(table: Mapping[str, Any]) -> list[str]:
    """Return the settings of a file that take effect only if the user trusts it."""
    return [name for name in GUARDED if name in table and str(table[name]) not in _HARMLESS]


def is_trusted(path: Path) -> bool:
    """Tell whether the user trusts a file as it is now."""
    return _read_trusted().get(str(path.resolve())) == _hash_file(path)


def trust_file(path: Path) -> None:
    """Remember that the user trusts a file as it is now; a change of it takes that back."""
    _write_trusted({**_read_trusted(), str(path.resolve()): _hash_file(path)})


def distrust_file(path: Path) -> None:
    """Forget that the user trusts a file."""
    _write_trusted({name: digest for name, digest in _read_trusted().items() if name != str(path.resolve())})


def refuse_untrusted(path: Path, table: Mapping[str, Any], *, overridden: frozenset[str]) -> None:
    """Raise UntrustedSettings where a file that is not trusted sets what it must not.

    overridden  settings that come from elsewhere, so that those of the file count for nothing
    """
    guarded = [name for name in list_guarded(table) if name not in overridden]
    if guarded and not is_trusted(path):
        told = ", ".join(f"{name} = {str(table[name])[:60]!r}" for name in guarded)
        raise UntrustedSettings(
            f"{path} sets {told}, which decides where articles, questions and keys go. If that is meant: qa trust"
        )


def _hash_file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _trusted_file() -> Path:
    return user_data_path("qa") / "trusted.json"


def _read_trusted() -> dict[str, str]:
    try:
        known = json.loads(_trusted_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write_trusted(known: Mapping[str, str]) -> None:
    path = _trusted_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_text(json.dumps(dict(sorted(known.items())), indent=1), encoding="utf-8")
    new.replace(path)
