"""Which embedder a library is made with: noted when it is new, checked ever after, and used where none is named."""

import secrets
from contextlib import closing
from pathlib import Path

from qa.errors import EmbedderMismatch, LibraryMissing
from qa.library.catalogue.catalogue import Catalogue
from qa.models.embeddings import name_embedder
from qa.settings import Settings


def name_own_embedder(settings: Settings) -> Settings:
    """Return settings that name the embedder of their library where they name none; see name_embedder."""
    return settings if settings.embedder is not None else name_embedder(settings, read_embedder(settings.library))


def read_embedder(path: Path) -> str:
    """Return what the library at path remembers of its embedder; "" where there is none, or none is noted yet."""
    try:
        with closing(Catalogue.open(path, create=False)) as catalogue:
            return catalogue.get_meta("embedder")
    except LibraryMissing:
        return ""


def adopt_embedder(catalogue: Catalogue, name: str) -> None:
    """Note the embedder of a library that is new or empty. Raises EmbedderMismatch where another one is noted."""
    if catalogue.get_meta("embedder") == name:
        return
    if catalogue.count().articles:
        check_embedder(catalogue, name)
    if catalogue.writable:
        notes = {"embedder": name, "dimensions": "", "collection": ""}
        catalogue.set_meta({**notes, "library_id": catalogue.get_meta("library_id") or secrets.token_hex(4)})


def check_embedder(catalogue: Catalogue, name: str) -> None:
    """Raise EmbedderMismatch where the library was made with another embedder."""
    known = catalogue.get_meta("embedder")
    if known != name:
        raise EmbedderMismatch(
            f"The library {catalogue.folder} was made with the embedder {known}, not with {name}. Use that one, or "
            "embed the articles anew: qa ingest --re-embed --embedder NAME"
        )
