"""The built-in embedder: all-MiniLM-L6-v2 on onnxruntime, texts of one length together, a thread a processor."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from qa.models.embedders.files import find_model, load_tokenizer
from qa.models.embedders.memory import give_back_memory, limit_arenas, release_properties
from qa.models.embedders.network import write_network
from qa.models.embedders.sessions import count_processors, find_card, open_session
from qa.models.embedders.windows import cut_windows
from qa.models.openai.embeddings import normalize_rows, prepare_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIMENSIONS = 384
_MOST_TOKENS = 256
# In tokens, measured: short texts are embedded in half the time in batches of so many, and in more no faster.
_BATCH = 512
# The same of a graphics card, chosen, and how many texts are worth that it is opened.
_CARD_BATCH, _CARD_TEXTS = 16_384, 256
# Chosen: memory is given back after so many; a question has fewer, and need not wait for that.
_MANY_TEXTS = 64
# Chosen: each holds some 13 MB while it runs.
_MOST_THREADS = 16


class BuiltInEmbedder:
    """all-MiniLM-L6-v2, stored in 8 bit, on onnxruntime: 384 dimensions, English, at most 256 tokens of a text.

    Vectors are the mean of the token vectors (Reimers and Gurevych 2019, https://arxiv.org/abs/1908.10084).
    """

    name = "builtin:all-MiniLM-L6-v2-int8"

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, 384); memory does not grow with their number or length."""
        import numpy as np

        vectors = np.empty((len(texts), _DIMENSIONS), dtype=np.float32)
        session, size = self._session, _BATCH
        if len(texts) >= _CARD_TEXTS and self._card_session is not None:
            session, size = self._card_session, _CARD_BATCH
        for first, window in cut_windows(texts):
            vectors[first : first + len(window)] = self._embed(window, session, size)
            if len(window) >= _MANY_TEXTS:
                give_back_memory()
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions, shape (texts, 384): the same as those of passages."""
        return self.embed_passages(texts)

    def release(self) -> None:
        """Let go of the network, which is opened again when it is needed."""
        release_properties(self)

    def embed_ids(self, rows: Sequence[Sequence[int]]) -> "NDArray[np.float32]":
        """Return the vectors of texts that are tokens already, shape (rows, 384)."""
        return self._run(rows, self._session, _BATCH)

    def _embed(self, texts: Sequence[str], session: Any, size: int) -> "NDArray[np.float32]":
        encodings = self._tokenizer.encode_batch_fast([prepare_text(text) for text in texts])
        return self._run([encoding.ids for encoding in encodings], session, size)

    def _run(self, rows: Sequence[Sequence[int]], session: Any, size: int) -> "NDArray[np.float32]":
        import numpy as np

        means = np.empty((len(rows), _DIMENSIONS), dtype=np.float32)

        def run(places: list[int]) -> None:
            (means[places],) = session.run(None, {"input_ids": np.array([rows[n] for n in places], dtype=np.int64)})

        _run_each(run, _make_batches(rows, size))
        return normalize_rows(means)

    @cached_property
    def _session(self) -> Any:
        limit_arenas()
        # Opening takes the most: what was read before is given back first, and last what constants were computed in.
        give_back_memory()
        # One processor a run: several runs side by side are faster than one that is divided, and wait for nobody.
        session = open_session(write_network(find_model().read_bytes()), is_fused=True, threads=1)
        give_back_memory()
        return session

    @cached_property
    def _card_session(self) -> Any | None:
        card = find_card()
        return open_session(write_network(find_model().read_bytes()), is_fused=True, card=card) if card else None

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = load_tokenizer()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer


def _make_batches(rows: Sequence[Sequence[int]], size: int) -> list[list[int]]:
    """Return places of rows in batches of at most so many tokens, the longest first; all of a batch have one length."""
    batches = []
    order = sorted(range(len(rows)), key=lambda n: -len(rows[n]))
    for length, group in groupby(order, key=lambda n: len(rows[n])):
        places, most = list(group), max(1, size // length)
        batches += [places[first : first + most] for first in range(0, len(places), most)]
    return batches


def _run_each(run: Callable[[list[int]], None], batches: Sequence[list[int]]) -> None:
    """Run each batch, some at a time; what has not begun when one fails, or the user stops it, is left."""
    threads = min(len(batches), count_processors(), _MOST_THREADS)
    if threads < 2:
        for batch in batches:
            run(batch)
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            for _ in pool.map(run, batches):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
