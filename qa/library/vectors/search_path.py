"""Which way a search by vector goes: exactly through the catalogue, or through Chroma, and by what means."""

from dataclasses import dataclass
from typing import Literal

from qa.library.catalogue.catalogue import Catalogue
from qa.library.vectors.sync import is_intact
from qa.library.vectors.target import Target
from qa.library.vectors.tested import FIRST_TESTED, LAST_TESTED, is_tested, read_version

SearchKind = Literal["catalogue", "engine", "client", "server"]

# Up to so many passages of a library, or of what passes a filter, every vector is read from the catalogue. Measured
# with 12,139 passages on two shared cores: exactly 10 ms for each 1,000; through Chroma 3 ms, with 99.9 % of the ten
# best, once it is open. To open it takes 0.2 s by the compiled engine and 1.5 to 3.5 s by the public client, which
# imports chromadb: one command does not wait for that below 4,000 passages. A process that goes on asks it from 1,000
# passages on; below, a question would win less than it takes to embed it.
ONE_SHOT_LIMIT = 4_000
LASTING_LIMIT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPath:
    """Which way searches by vector go.

    Attributes:
        one_shot: The way of a command that asks one question.
        lasting: The way of a process that goes on: chat, batch, evaluation, Python.
        text: Both in one line.
        collection: The name of the Chroma collection, "" where there is none yet.
        chromadb: The version that is installed.
        tested: The versions whose engine is read directly, as a range.
    """

    one_shot: SearchKind
    lasting: SearchKind
    text: str
    collection: str
    chromadb: str
    tested: str = f">={FIRST_TESTED},<={LAST_TESTED}"


def choose_kind(catalogue: Catalogue, target: Target, *, one_shot: bool, exact_limit: int | None = None) -> SearchKind:
    """Return the way of a search without filters; whether Chroma is in step, or can be opened, is not looked at."""
    limit = (ONE_SHOT_LIMIT if one_shot else LASTING_LIMIT) if exact_limit is None else exact_limit
    if target.url:
        return "server"
    if not catalogue.writable or catalogue.count().passages <= limit:
        return "catalogue"
    return "engine" if one_shot and is_tested() else "client"


def describe_search(catalogue: Catalogue, target: Target) -> SearchPath:
    """Return which way searches go in this library, as it is now."""
    is_ready = bool(target.url) or is_intact(catalogue, target)
    kinds: list[SearchKind] = [
        choose_kind(catalogue, target, one_shot=one_shot) if is_ready else "catalogue" for one_shot in (True, False)
    ]
    return SearchPath(
        one_shot=kinds[0],
        lasting=kinds[1],
        text=_describe(kinds[0], kinds[1], catalogue, target, is_ready=is_ready),
        collection=catalogue.get_meta("collection_name"),
        chromadb=read_version(),
    )


def _describe(one: SearchKind, lasting: SearchKind, catalogue: Catalogue, target: Target, *, is_ready: bool) -> str:
    names: dict[SearchKind, str] = {
        "catalogue": "are searched exactly in the catalogue",
        "engine": f"are searched in Chroma by its compiled engine, chromadb {read_version()}",
        "client": f"are searched in Chroma by its public client, chromadb {read_version()}",
        "server": f"are searched in the Chroma server {target.shown} by its public client",
    }
    if not catalogue.writable and not target.url:
        reason = ": Chroma opens no folder that can't be written"
    else:
        reason = "" if is_ready or catalogue.count().passages <= ONE_SHOT_LIMIT else ": Chroma is not in step"
    if one == lasting:
        return f"Vectors {names[one]}{reason}."
    return f"Vectors {names[one]}; in chat, batch, evaluation and Python they {names[lasting]}."
