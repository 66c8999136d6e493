"""`qa ingest --re-embed`: embed a library anew, whichever embedder it was made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.cli.progress import Reporter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEmbedder:
    """The embedder that a library was made with, known by name only, which is all that it takes to open the library."""

    name: str

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Refuse: it may not even be installed."""
        raise NotImplementedError


def re_embed_library(settings: "Settings", reporter: Reporter) -> int:
    """Embed all passages anew with the embedder of the settings, or else that of the library; return how many."""
    from qa.library import Library
    from qa.library.identity import read_embedder
    from qa.models.embeddings import name_embedder, open_embedder, tell_embedder_endpoint

    known = read_embedder(settings.library)
    settings = name_embedder(settings, known)
    embedder = open_embedder(settings)
    if endpoint := tell_embedder_endpoint(settings):
        reporter.notify(endpoint)
    recorded = RecordedEmbedder(name=known or embedder.name)
    with Library.open(settings.library, embedder=recorded, chroma=settings.chroma) as library:
        return library.re_embed(embedder, lambda done, total: reporter.advance("Embedding", done, total))
