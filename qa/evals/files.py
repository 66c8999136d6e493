"""Files of a run: written so that a killed process leaves the old one or the new one, read with clear errors."""

import json
import secrets
from pathlib import Path
from typing import Any

from qa.errors import RunProblem
from qa.render.json import write_json


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that is either as it was or whole, whatever happens meanwhile."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def replace_json(path: Path, value: Any) -> None:
    """Write a value as a JSON file, likewise."""
    replace_file(path, write_json(value, indent=2).encode("utf-8", "replace") + b"\n")


def read_object(path: Path, *, missing: str, advice: str = "Run the evaluation again.") -> dict[str, Any]:
    """Return the object that a JSON file holds.

    missing  what to say where there is no such file
    advice   what to do where it is damaged

    Raises RunProblem where there is none, or where it is damaged.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise RunProblem(missing) from None
    except OSError as error:
        raise RunProblem(f"{path} can't be read: {error.strerror}. Check its permissions.") from None
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise RunProblem(f"{path} is damaged: it is not JSON. {advice}")
    return value
