"""What a shell offers for the value of an option, from what is on this machine: nothing is loaded or asked for."""

from collections.abc import Iterator
from pathlib import Path

_LOCAL = "local:"


def complete_model(incomplete: str) -> list[str]:
    """Return the models that an option can name: the kinds, model files, and those of an endpoint by their prefix."""
    from qa.models.local.hub import PREFIX, RECOMMENDED
    from qa.models.resolve import DEFAULT_OPENAI_MODEL

    if incomplete.startswith(_LOCAL):
        of_hub = _keep([_LOCAL + PREFIX + file for file in RECOMMENDED], incomplete)
        files = _find_model_files(incomplete.removeprefix(_LOCAL))
        return [*(of_hub if incomplete != _LOCAL else [_LOCAL + PREFIX]), *(_LOCAL + path for path in files)]
    return _keep(["extractive", "local", _LOCAL, f"openai:{DEFAULT_OPENAI_MODEL}"], incomplete)


def complete_embedder(incomplete: str) -> list[str]:
    """Return the embedders that an option can name."""
    return _keep(["builtin", "fast", "multilingual", "openai:"], incomplete)


def complete_length(incomplete: str) -> list[str]:
    """Return how long answers can be asked for."""
    return _keep(["short", "full"], incomplete)


def _keep(names: list[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _find_model_files(typed: str) -> Iterator[str]:
    """Yield the folders and model files whose path begins with what is typed."""
    folder, _, beginning = typed.rpartition("/")
    shown = f"{folder}/" if "/" in typed else ""
    try:
        entries = sorted(Path(shown or ".").expanduser().iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(beginning) and (entry.is_dir() or entry.suffix == ".gguf"):
            yield f"{shown}{entry.name}{'/' if entry.is_dir() else ''}"
