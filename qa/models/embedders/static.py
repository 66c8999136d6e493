"""The fast embedder: a vector a token, added up, many times faster than the network they were learned from."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.models.embedders.files import load_tokenizer
from qa.models.embedders.memory import release_properties
from qa.models.embedders.windows import cut_windows
from qa.models.openai.embeddings import normalize_rows, prepare_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TABLE = Path(__file__).with_name("static.npz")
_MOST_TOKENS = 512
_UNKNOWN = "[UNK]"


class StaticEmbedder:
    """Static token vectors, stored in 8 bit: 256 dimensions, English, at most 512 tokens of a text.

    Their sum comes as near to the built-in embedder's vector of the same text as least squares can bring it
    (tools/fit_static.py); rare tokens stay near that embedder's vector of the token alone, weighted by how rare it is
    (Arora et al. 2017, https://openreview.net/forum?id=SyK00v5xx).
    """

    name = "fast:static-minilm-256"

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, 256); memory does not grow with their number or length."""
        import numpy as np

        sums = np.empty((len(texts), self._vectors.shape[1]), dtype=np.float32)
        unknown = [self._tokenizer.token_to_id(_UNKNOWN)]
        for first, window in cut_windows(texts):
            prepared = [prepare_text(text) for text in window]
            encodings = self._tokenizer.encode_batch_fast(prepared, add_special_tokens=False)
            for place, encoding in enumerate(encodings, first):
                sums[place] = self._vectors[encoding.ids or unknown].sum(axis=0)
        return normalize_rows(sums)

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, 256): the same as those of passages."""
        return self.embed_passages(texts)

    def release(self) -> None:
        """Let go of the table, which is read again when it is needed."""
        release_properties(self)

    @cached_property
    def _vectors(self) -> "NDArray[np.float32]":
        import numpy as np

        with np.load(TABLE, allow_pickle=False) as file:
            return np.asarray(file["codes"] * file["scales"][:, None], dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = load_tokenizer()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer


def compare_words(word: str, others: Sequence[str]) -> list[float]:
    """Return the cosine of a word, or a short phrase, with each of some others, by the vectors of their tokens."""
    embedder = _open_embedder()
    return [float(cosine) for cosine in embedder.embed_queries(others) @ embedder.embed_queries([word])[0]]


@cache
def _open_embedder() -> StaticEmbedder:
    return StaticEmbedder()
