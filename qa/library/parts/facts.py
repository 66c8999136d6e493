"""What there is to know of each part: its days, how much it holds and takes, and whether it can be read at all."""

from dataclasses import dataclass
from typing import Literal

from qa.errors import QAError
from qa.library.parts.manifest import measure_days, read_entries
from qa.library.parts.opened import OpenParts, Part
from qa.library.upkeep.stats import measure_files


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """What is known of a part.

    state        "missing" where it is not in its folder, or can't be opened
    first, last  days of publication, None where no article has one
    undated      articles without a day
    articles     those that are shown, without the hidden ones
    hidden       articles that another part has too, or has a newer state of
    bytes        what its files take
    problem      why it can't be opened, "" where it can
    """

    name: str
    state: Literal["open", "thawed", "frozen", "missing"]
    folder: str
    first: str | None = None
    last: str | None = None
    undated: int = 0
    articles: int = 0
    hidden: int = 0
    passages: int = 0
    bytes: int = 0
    problem: str = ""


def describe_parts(parts: OpenParts) -> list[PartFacts]:
    """Return what is known of all parts, the open one first; one that is not there is no error here."""
    found = [describe_part(parts.main)]
    for entry in read_entries(parts.main.catalogue):
        try:
            found.append(describe_part(parts.open_part(entry)))
        except QAError as error:
            found.append(PartFacts(name=entry.name, state="missing", folder=str(entry.folder), problem=str(error)))
    return found


def describe_part(part: Part) -> PartFacts:
    """Return what is known of a part."""
    first, last, undated = measure_days(part.catalogue)
    counts = part.count()
    return PartFacts(
        name=part.entry.name,
        state=part.entry.state,
        folder=str(part.entry.folder),
        first=first,
        last=last,
        undated=undated,
        articles=counts.articles,
        hidden=len(part.hidden),
        passages=counts.passages,
        bytes=measure_files(part.entry.folder).total,
    )
