"""Vectors from an OpenAI-compatible endpoint: in batches that it takes, and each checked before anybody uses it."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import EmbedderUnavailable, PassageRefused, QAError
from qa.models.openai.client import find_endpoint
from qa.models.openai.errors import EMBEDDING, describe_nonsense, is_too_long, shorten_message, translate_errors
from qa.models.openai.http import Deadline, EndpointClient, EndpointError
from qa.models.openai.refusals import find_refused_parameter
from qa.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PATH = "/embeddings"
# Chosen: endpoints that take fewer say so, and get fewer from then on.
_LARGEST_BATCH = 128
# Far more than any model reads.
_MOST_CHARACTERS = 20_000
# Chosen: what is refused at this length is not refused for its length.
_SHORTEST_PART = 200
# Vectors that are shorter have no direction that floats of 32 bit keep.
_LEAST_NORM = 1e-6
# What every embedder takes.
_HARMLESS = "A ferry sank on Friday."


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

    @property
    def shown(self) -> str:
        """Where it is asked, as it may be shown."""
        return find_endpoint(self._settings).shown

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, shape (texts, dimensions of the model), of unit length.

        A batch that is refused is halved, and a text that is too long is embedded in parts, whose mean counts. Raises
        MissingKey, EmbedderUnavailable, or PassageRefused for a text that gets no vector while others do.
        """
        import numpy as np

        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        given = [prepare_text(text) or " " for text in texts]
        return np.concatenate(list(self._embed_all(given)))

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions; endpoints make no difference between the two."""
        return self.embed_passages(texts)

    def _embed_all(self, texts: Sequence[str]) -> "Iterator[NDArray[np.float32]]":
        """Yield the vectors of the texts, in order, in batches that the endpoint takes."""
        place = 0
        while place < len(texts):
            batch = texts[place : place + self._batch]
            short = next((n for n, text in enumerate(batch) if len(text) > self._longest), len(batch))
            if short:
                yield from self._embed_batch(batch[:short])
            else:
                yield self._embed_parts(batch[0])
            place += max(short, 1)

    def _embed_batch(self, texts: Sequence[str]) -> "Iterator[NDArray[np.float32]]":
        """Yield the vectors of a batch, which is halved where it is refused, down to the text that is to blame."""
        try:
            yield self._request(texts)
            return
        except _TooMuch as error:
            if len(texts) == 1:
                yield self._shorten(texts[0], error)
                return
            self._batch = (len(texts) + 1) // 2
        except _BadText as error:
            if len(texts) == 1:
                raise self._blame(error) from None
        middle = (len(texts) + 1) // 2
        yield from self._embed_batch(texts[:middle])
        yield from self._embed_batch(texts[middle:])

    def _shorten(self, text: str, error: "_TooMuch") -> "NDArray[np.float32]":
        """Return the vector of a text that is too long. Raises PassageRefused where it can't be cut further."""
        if len(text) <= _SHORTEST_PART:
            raise self._blame(error)
        self._longest = min(self._longest, len(text) - 1)
        return self._embed_parts(text)

    def _embed_parts(self, text: str) -> "NDArray[np.float32]":
        """Return the vector of a text that is too long, shape (1, dimensions): the mean of those of its halves."""
        import numpy as np

        middle = text.find(" ", len(text) // 2, len(text) - 1)
        middle = middle if middle > 0 else len(text) // 2
        halves = [text[:middle].strip() or " ", text[middle:].strip() or " "]
        return normalize_rows(np.concatenate(list(self._embed_all(halves))).mean(axis=0, keepdims=True))

    def _blame(self, error: Exception) -> QAError:
        """Return the error for a text that gets no vector: of the text where others get one, else of the endpoint."""
        endpoint = find_endpoint(self._settings)
        if not self._dimensions:
            with suppress(_TooMuch, _BadText, EmbedderUnavailable):
                self._request([_HARMLESS])
        said = shorten_message(str(error), endpoint)
        if self._dimensions:
            return PassageRefused(f"{endpoint.shown}: {said}")
        if isinstance(error, _NoVector):
            return describe_nonsense(endpoint, EMBEDDING, said)
        return EmbedderUnavailable(f"{endpoint.shown} makes no vectors ({said}). Choose another with --embedder.")

    @cached_property
    def _client(self) -> EndpointClient:
        return EndpointClient(find_endpoint(self._settings))

    def _request(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of texts from one call, checked.

        Raises _TooMuch where the endpoint does not take so many or so long texts, _BadText where one of them, or all
        of them, get no vector, and what translate_errors raises.
        """
        endpoint = find_endpoint(self._settings)
        with translate_errors(endpoint, self._model, EMBEDDING):
            rows = _read_rows(self._ask(texts), len(texts))
        if self._dimensions and rows.shape[1] != self._dimensions:
            seen = f"vectors of {rows.shape[1]} dimensions, and of {self._dimensions} before"
            raise describe_nonsense(endpoint, EMBEDDING, seen)
        self._dimensions = rows.shape[1]
        return normalize_rows(rows)

    def _ask(self, texts: Sequence[str]) -> Any:
        """Return the endpoint's reply. Raises _TooMuch, _BadText or EndpointError."""
        body = {"model": self._model, "input": list(texts)}
        deadline = Deadline(self._settings.timeout)
        try:
            return self._send(body if self._plain else body | {"encoding_format": "float"}, deadline)
        except EndpointError as error:
            if not self._plain and find_refused_parameter(error, ["encoding_format"]):
                self._plain = True
                return self._ask(texts)
            if _is_too_much(error, len(texts)):
                raise _TooMuch(str(error)) from None
            if error.status in (400, 422):
                raise _BadText(str(error)) from None
            raise

    def _send(self, body: Any, deadline: Deadline) -> Any:
        many = len(body["input"])
        response = self._client.send(
            _PATH, body, deadline=deadline, is_final=lambda error: is_too_long(error) or _is_too_much(error, many)
        )
        return self._client.read_json(response, deadline)


class _TooMuch(Exception):
    """The endpoint does not take so many texts at once, or so long a one."""


class _BadText(Exception):
    """One of the texts, or all of them, get no vector."""


class _NoVector(_BadText):
    """What stands in a vector's place is none."""


def prepare_text(text: str) -> str:
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
    return np.stack(rows)


def _read_vector(value: Any) -> "NDArray[np.float32]":
    """Return one vector. Raises _NoVector where it is none, or has no direction."""
    import numpy as np

    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        value = value[0]
    try:
        if isinstance(value, str):
            row = np.frombuffer(base64.b64decode(value, validate=True), dtype="<f4").astype(np.float64)
        elif isinstance(value, list) and all(type(number) in (int, float) for number in value):
            row = np.array(value, dtype=np.float64)
        else:
            raise _NoVector("a vector that is neither numbers nor base64")
    except (ValueError, OverflowError):
        raise _NoVector("a vector that is neither numbers nor base64") from None
    with np.errstate(over="ignore", invalid="ignore"):
        narrow = row.astype(np.float32)
    if not row.size or not np.isfinite(narrow).all():
        raise _NoVector("a vector with numbers that are none")
    if np.linalg.norm(row) < _LEAST_NORM:
        raise _NoVector("a vector of zeros")
    return np.asarray(narrow)
