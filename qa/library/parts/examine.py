"""Examine all the parts of a library, one after the other: one that is not there is a finding, and no error."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from qa.errors import QAError
from qa.library.catalogue.catalogue import Catalogue
from qa.library.parts.manifest import OPEN_PART, PartEntry, read_entries
from qa.library.parts.opened import OpenParts, Part
from qa.library.parts.upkeep import finish_parts
from qa.library.upkeep.doctor import Finding, Repair, examine_library


def examine_parts(
    parts: OpenParts, *, repairs: dict[str, Repair] | None = None, notify: Callable[[str], None]
) -> Iterator[Finding]:
    """Yield what each check finds in each part, the open one first; what was interrupted is finished before.

    repairs  by name of the check; None only looks
    """
    main = parts.main
    entries = read_entries(main.catalogue)
    opened = [(entry, _open_part(parts, entry)) for entry in entries]
    if all(isinstance(part, Part) for _, part in opened):
        finish_parts(parts, notify=notify)
    name = OPEN_PART if entries else ""
    for finding in examine_library(main.catalogue, main.target, repairs=repairs):
        yield replace(finding, part=name)
    for entry, part in opened:
        if not isinstance(part, Part):
            yield Finding(check="part", state="problem", text=part, count=1, part=entry.name)
            continue
        yield replace(_check_embedder(part.catalogue, main.catalogue), part=entry.name)
        for finding in examine_library(part.catalogue, part.target, repairs=repairs):
            yield replace(finding, part=entry.name)


def _open_part(parts: OpenParts, entry: PartEntry) -> Part | str:
    """Return a part, or why it can't be opened."""
    try:
        return parts.open_part(entry)
    except QAError as error:
        return str(error)


def _check_embedder(part: Catalogue, main: Catalogue) -> Finding:
    own, other = main.get_meta("embedder"), part.get_meta("embedder")
    if own == other:
        return Finding(check="part", state="ok", text="It is there, and embedded like the open part.")
    return Finding(
        check="part",
        state="problem",
        text=f"It was made with the embedder {other}, and the open part with {own}.",
        count=1,
        advice="Embed all anew, or go on with that: qa ingest --re-embed --embedder NAME",
    )
