"""Vectors from an OpenAI-compatible endpoint: in batches that it takes, and each checked before anybody uses it."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import PassageRefused
from qa.models.openai_client import find_endpoint
from qa.models.openai_errors import EMBEDDING, describe_nonsense, is_too_long, translate_errors
from qa.models.openai_http import Deadline, EndpointClient, EndpointError
from qa.models.openai_refusals import find_refused_parameter
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PATH = "/embeddings"
_LARGEST_BATCH = 128
# Far more than any model reads.
_MOST_CHARACTERS = 20_000
# Chosen: what is refused at this length is not refused for its length.
_SHORTEST_PART = 200
# Vectors that are shorter have no direction that floats of 32 bit keep.
_LEAST_NORM = 1e-6


class EndpointEmbedder:
    """An embedder behind an OpenAI-compatible endpoint."""

    def __init__(self, model: str, settings: Settings) -> None:
        """Take what the endpoint calls the model, and the settings that say where the endpoint is."""
        self.name = f"openai:{model}"
        self._model = model
        self._settings = settings
        self._batch = _LARGEST_BATCH
        self._longest = _MOST_CHARACTERS
        self._plain = False
        self._dimensions = 0

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, dimensions of the model), of unit length.

        A batch that is refused is halved, and a text that is refused by itself is embedded in parts, whose mean counts.
        Raises MissingKey, EmbedderUnavailable, or PassageRefused for a text that no part of is taken.
        """
        import numpy as np

        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        given = [clean_text(text) or " " for text in texts]
        return np.concatenate(list(self._embed_all(given)))

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions; endpoints make no difference between the two."""
        return self.embed_passages(texts)

    def _embed_all(self, texts: Sequence[str]) -> "Iterator[NDArray[np.float32]]":
        """Yield the vectors of the texts, in order, in batches that the endpoint takes."""
        place = 0
        while place < len(texts):
            batch = texts[place : place + self._batch]
            if len(batch) == 1 and len(batch[0]) > self._longest:
                yield self._embed_parts(batch[0])
                place += 1
                continue
            short = next((n for n, text in enumerate(batch) if len(text) > self._longest), len(batch))
            batch = batch[: max(short, 1)]
            try:
                yield self._request(batch)
            except _TooMuch as error:
                if len(batch) > 1:
                    self._batch = (len(batch) + 1) // 2
                    continue
                self._shorten(batch[0], error)
                continue
            place += len(batch)

    def _shorten(self, text: str, error: "_TooMuch") -> None:
        """Note that a text is too long. Raises PassageRefused for one that can't be shortened further."""
        if len(text) <= _SHORTEST_PART:
            raise PassageRefused(str(error)) from None
        self._longest = min(self._longest, len(text) - 1)

    def _embed_parts(self, text: str) -> "NDArray[np.float32]":
        """Return the vector of a text that is too long, shape (1, dimensions): the mean of those of its halves."""
        middle = text.find(" ", len(text) // 2, len(text) - 1)
        middle = middle if middle > 0 else len(text) // 2
        halves = [text[:middle].strip() or " ", text[middle:].strip() or " "]
        import numpy as np

        return normalize_rows(np.concatenate(list(self._embed_all(halves))).mean(axis=0, keepdims=True))

    @cached_property
    def _client(self) -> EndpointClient:
        return EndpointClient(find_endpoint(self._settings))

    def _request(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        endpoint = find_endpoint(self._settings)
        with translate_errors(endpoint, self._model, EMBEDDING):
            rows = _read_rows(self._ask(texts), len(texts))
        fault = self._find_fault(rows)
        if fault:
            raise describe_nonsense(endpoint, EMBEDDING, fault)
        return normalize_rows(rows)

    def _ask(self, texts: Sequence[str]) -> Any:
        """Return the endpoint's reply. Raises _TooMuch where it does not take so many or so long texts."""
        body = {"model": self._model, "input": list(texts)}
        deadline = Deadline(self._settings.timeout)
        try:
            if self._plain:
                return self._send(body, deadline)
            return self._send(body | {"encoding_format": "float"}, deadline)
        except EndpointError as error:
            if not self._plain and find_refused_parameter(error, ["encoding_format"]):
                self._plain = True
                return self._ask(texts)
            if _is_too_much(error, len(texts)):
                with translate_errors(find_endpoint(self._settings), self._model, EMBEDDING):
                    _raise_too_much(error)
            raise

    def _send(self, body: Any, deadline: Deadline) -> Any:
        many = len(body["input"])
        response = self._client.send(
            _PATH, body, deadline=deadline, is_final=lambda error: is_too_long(error) or _is_too_much(error, many)
        )
        return self._client.read_json(response, deadline)

    def _find_fault(self, rows: "NDArray[np.float32]") -> str:
        """Return what is wrong with vectors, "" where nothing is."""
        import numpy as np

        dimensions = rows.shape[1]
        if not dimensions or (self._dimensions and dimensions != self._dimensions):
            return f"vectors of {dimensions} dimensions, and of {self._dimensions} before"
        if not np.isfinite(rows).all():
            return "vectors with numbers that are none"
        if (np.linalg.norm(rows.astype(np.float64), axis=1) < _LEAST_NORM).any():
            return "vectors of zeros"
        self._dimensions = dimensions
        return ""


class _TooMuch(Exception):
    """The endpoint does not take so many texts at once, or so long a one."""


def clean_text(text: str) -> str:
    """Return the text as every embedder can take it: of bounded length, without NUL and halves of surrogate pairs."""
    return text[:_MOST_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def normalize_rows(vectors: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the vectors scaled to unit length, shape as given; a vector of zeros stays one."""
    import numpy as np

    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _is_too_much(error: EndpointError, texts: int) -> bool:
    """Tell whether fewer or shorter texts may be taken; 500 says so only in words."""
    return is_too_long(error) or error.status == 413 or (error.status in (400, 422) and texts > 1)


def _raise_too_much(error: EndpointError) -> None:
    raise _TooMuch(str(error)) from None


def _read_rows(reply: Any, count: int) -> "NDArray[np.float32]":
    """Return the vectors of a reply, one for each text, in the order of the texts.

    Raises ValueError, TypeError or LookupError where it has none such.
    """
    import numpy as np

    items = reply.get("data", reply.get("embeddings")) if isinstance(reply, dict) else reply
    if not isinstance(items, list) or len(items) != count:
        seen = len(items) if isinstance(items, list) else "no"
        raise ValueError(f"{seen} vectors for {count} texts")
    places = [item.get("index") if isinstance(item, dict) else None for item in items]
    numbers = [place for place in places if isinstance(place, int)]
    if sorted(numbers) == list(range(count)):
        items = [items[numbers.index(n)] for n in range(count)]
    elif any(place is not None for place in places) and len(set(places)) > 1:
        raise ValueError(f"{count} vectors whose numbers are not 0 to {count - 1}")
    rows = [_read_vector(item["embedding"] if isinstance(item, dict) else item) for item in items]
    if len({len(row) for row in rows}) > 1:
        raise ValueError(f"vectors of {' and '.join(sorted({str(len(row)) for row in rows}))} dimensions")
    with np.errstate(over="ignore"):
        return np.stack(rows).astype(np.float32)


def _read_vector(value: Any) -> "NDArray[np.float64]":
    import numpy as np

    if isinstance(value, str):
        try:
            raw = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("a vector that is neither numbers nor base64") from None
        return np.frombuffer(raw, dtype="<f4").astype(np.float64)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in value):
        raise ValueError("a vector with something that is no number")
    return np.array(value, dtype=np.float64)
