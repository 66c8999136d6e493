"""An optional reranker: a cross-encoder, by its name in fastembed, that reads question and passage together."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from qa.errors import InvalidSetting, ModelUnavailable
from qa.models.embedders.sessions import refuse_telemetry

Reranker = Callable[[str, Sequence[str]], list[float]]


def open_reranker(name: str | None) -> Reranker | None:
    """Return a function that tells how likely each passage answers a question, in 0..1; None where none is named.

    The model is loaded with the first question, and fetched by fastembed where it is not on the machine yet.

    Raises ModelUnavailable where fastembed is not installed, and InvalidSetting where it does not know the name.
    """
    if not name:
        return None
    refuse_telemetry()
    try:
        from fastembed.rerank.cross_encoder import TextCrossEncoder
    except ImportError:
        raise ModelUnavailable(
            'A reranker needs fastembed, which is not installed. Install it: pip install "qa-news[rerank]"'
        ) from None
    known = [str(model["model"]) for model in TextCrossEncoder.list_supported_models()]
    if name not in known:
        raise InvalidSetting(f"reranker can't be {name!r}. fastembed knows: {', '.join(sorted(known))}.")
    loaded: list[Any] = []

    def rerank(question: str, passages: Sequence[str]) -> list[float]:
        if not loaded:
            loaded.append(_load_model(TextCrossEncoder, name))
        return [1.0 / (1.0 + math.exp(-score)) for score in loaded[0].rerank(question, list(passages))]

    return rerank


def _load_model(make: Callable[[str], Any], name: str) -> Any:
    try:
        return make(name)
    except Exception as error:
        cause = str(error).partition("\n")[0]
        raise ModelUnavailable(
            f"The reranker {name} can't be loaded: {cause}. Go online once, so that it can be fetched, or leave it out."
        ) from None
