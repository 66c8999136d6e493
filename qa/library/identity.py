"""Which embedder a library is made with: noted when it is new, and checked ever after."""

import secrets

from qa.errors import EmbedderMismatch
from qa.library.catalogue.catalogue import Catalogue


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
