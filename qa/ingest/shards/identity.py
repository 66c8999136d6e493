"""What the vectors of a shard file are made with, and whether those of a library can stand beside them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from qa.library.adding import PassageEmbedder

# Of the files: it grows where older programs could not read them.
FORMAT = 1
# In the notes of a file, and as the name of a column where others write the file: Spark keeps no notes of ours.
MARK = "qa_shard"

# Any will do that every embedder takes.
_PROBE = "A ferry sank on Friday near the port, and the harbour master said that nobody was hurt."
_MOST_SIGNS = 256
# Chosen: of another model half of the signs differ; roundings of another machine turn a few that are next to zero.
_MOST_TURNED = 0.125


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardIdentity:
    """What the vectors of a shard are made with.

    Attributes:
        embedder: The name of the embedder.
        dimensions: Numbers of a vector.
        passage_size: Longest passage, in characters.
        version: The version of the program.
        fingerprint: The signs of the first numbers of the vector of a fixed sentence, in hexadecimal: it tells another
            model behind the same name.
    """

    embedder: str
    dimensions: int
    passage_size: int
    version: str
    fingerprint: str

    def write(self) -> str:
        """Return it as JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True)


def find_identity(embedder: PassageEmbedder, *, passage_size: int) -> ShardIdentity:
    """Return what the shards of an embedder are made with; one sentence is embedded for that."""
    from importlib.metadata import version

    vector = embedder.embed_passages([_PROBE])[0]
    return ShardIdentity(
        embedder=embedder.name,
        dimensions=len(vector),
        passage_size=passage_size,
        version=version("qa-news"),
        fingerprint=_write_signs([number > 0 for number in vector[:_MOST_SIGNS].tolist()]),
    )


def read_identity(written: str | bytes) -> ShardIdentity:
    """Return what was written as JSON, of which nothing is trusted. Raises ValueError with a short reason."""
    try:
        values: Any = json.loads(written)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, Mapping):
        raise ValueError("what it is made with can't be read")
    if values.get("format") != FORMAT:
        raise ValueError(f"its format is {str(values.get('format'))[:20]!r}, and this qa reads {FORMAT}; upgrade qa")
    known: dict[str, Any] = {field.name: values.get(field.name) for field in fields(ShardIdentity)}
    if any(type(value) is not _TYPES[name] for name, value in known.items()):
        raise ValueError("what it is made with is not told as it has to be")
    return ShardIdentity(**known)


def explain_difference(found: ShardIdentity, own: ShardIdentity) -> str | None:
    """Return in a clause why vectors made with one can't stand beside those of the other; None where they can."""
    if found.embedder != own.embedder:
        return f"its vectors are by the embedder {found.embedder[:80]}, not {own.embedder}"
    if found.dimensions != own.dimensions:
        return f"its vectors have {found.dimensions} dimensions, not {own.dimensions}: another model behind the name"
    if _count_turned(found.fingerprint, own.fingerprint) > _MOST_TURNED:
        return f"its vectors are by another model behind the name {own.embedder}"
    return None


_TYPES: Mapping[str, type] = {
    "dimensions": int,
    "passage_size": int,
    "embedder": str,
    "version": str,
    "fingerprint": str,
}


def _write_signs(signs: list[bool]) -> str:
    bits = "".join("1" if sign else "0" for sign in signs)
    return f"{int(bits, 2):0{(len(bits) + 3) // 4}x}"


def _count_turned(one: str, other: str) -> float:
    """Return the share of signs that differ."""
    try:
        turned = (int(one, 16) ^ int(other, 16)).bit_count()
    except ValueError:
        return 1.0
    return turned / max(1, 4 * min(len(one), len(other)))
