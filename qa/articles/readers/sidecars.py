"""Find what a JSON file beside a page or a document says of it: page.html with page.json or page.html.json."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from qa.articles.build import ReadOptions
from qa.articles.fields import collect_candidates
from qa.articles.text.clean import decode_bytes

# In bytes, chosen: a description of an article is far below.
LARGEST = 1_000_000
_DESCRIBED = (".html", ".htm", ".xhtml", ".pdf", ".docx")
_SUFFIX = ".json"

Load = Callable[[str], bytes | None]


def add_sidecar(options: ReadOptions, name: str, load: Load) -> ReadOptions:
    """Return options that know what the file beside name says; its text counts where name itself has none.

    load  gives the content of a file by its name, or None where there is none of at most LARGEST bytes
    """
    stem, dot, suffix = name.rpartition(".")
    if dot + suffix.lower() not in _DESCRIBED:
        return options
    for beside in (name + _SUFFIX, stem + _SUFFIX):
        if found := _parse_sidecar(load(beside)):
            known = {field: values for field, values in found.items() if field != "text"}
            return replace(options, known=known, fallback={"text": found["text"]})
    return options


def is_sidecar(name: str, exists: Callable[[str], bool], load: Load) -> bool:
    """Tell whether a file is the sidecar of one that exists, and so no article by itself."""
    if not name.lower().endswith(_SUFFIX):
        return False
    stem = name[: -len(_SUFFIX)]
    described = [stem + suffix for suffix in _DESCRIBED]
    if stem.lower().endswith(_DESCRIBED):
        described.append(stem)
    return any(map(exists, described)) and bool(_parse_sidecar(load(name)))


def _parse_sidecar(data: bytes | None) -> dict[str, list[object]]:
    """Return the candidates in a sidecar by field of the article; nothing for what is no object with such a field."""
    try:
        row = json.loads(decode_bytes(data or b"") or "null", strict=False)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(row, Mapping):
        return {}
    found = collect_candidates(row, {})
    return found if any(isinstance(value, str) for values in found.values() for value in values) else {}
