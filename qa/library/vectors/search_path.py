"""Which way a search by vector goes: exactly through the catalogue, by codes, or through a Chroma server."""

from dataclasses import dataclass
from typing import Literal

from qa.library.catalogue.catalogue import Catalogue
from qa.library.vectors.codes.following import EXACT_LIMIT, find_file, read_state
from qa.library.vectors.sync import COLLECTION_LIMIT, is_kept
from qa.library.vectors.target import Target
from qa.library.vectors.tested import FIRST_TESTED, LAST_TESTED, read_version

SearchKind = Literal["catalogue", "codes", "server"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPath:
    """Which way searches by vector go.

    Attributes:
        one_shot: The way of a command that asks one question.
        lasting: The way of a process that goes on: chat, batch, evaluation, Python. It is the same.
        text: The way in one line.
        collection: The name of the Chroma collection, "" where there is none.
        chromadb: The version that is installed.
        tested: The versions whose files are wiped in place, as a range.
        coded: How many passages the codes cover.
    """

    one_shot: SearchKind
    lasting: SearchKind
    text: str
    collection: str
    chromadb: str
    tested: str = f">={FIRST_TESTED},<={LAST_TESTED}"
    coded: int = 0


def choose_kind(catalogue: Catalogue, target: Target, *, exact_limit: int = EXACT_LIMIT) -> SearchKind:
    """Return the way of a search, as the library is now."""
    if target.url:
        return "server"
    if catalogue.count().passages <= exact_limit:
        return "catalogue"
    return "codes" if catalogue.writable or find_file(catalogue, read_state(catalogue)) else "catalogue"


def describe_search(catalogue: Catalogue, target: Target) -> SearchPath:
    """Return which way searches go in this library, as it is now."""
    kind = choose_kind(catalogue, target)
    state = read_state(catalogue)
    return SearchPath(
        one_shot=kind,
        lasting=kind,
        text=f"Vectors {_describe(kind, target)}{_describe_collection(catalogue, target)}.",
        collection=catalogue.get_meta("collection_name"),
        chromadb=read_version(),
        coded=max(0, catalogue.count().passages - state.behind) if state.id else 0,
    )


def _describe(kind: SearchKind, target: Target) -> str:
    names: dict[SearchKind, str] = {
        "catalogue": "are searched exactly in the catalogue",
        "codes": "are searched by codes, and the best ranked exactly by the catalogue",
        "server": f"are searched in the Chroma server {target.shown}",
    }
    return names[kind]


def _describe_collection(catalogue: Catalogue, target: Target) -> str:
    if is_kept(catalogue, target):
        return ""
    return f"; a Chroma collection is kept up to {COLLECTION_LIMIT:,} passages, above that by a server (--chroma URL)"
