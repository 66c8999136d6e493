"""What a frame of a statement says differently from the frames of the articles that tell the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.language.names import find_names, holds_name
from qa.language.profile import Language
from qa.language.syntax.grammar import Grammar
from qa.verify.guards.frames.amounts import compare_numbers, compare_scope, find_other_units
from qa.verify.guards.frames.days import compare_days
from qa.verify.guards.frames.modes import compare_modes
from qa.verify.guards.frames.pairs import Pair, pair_frames
from qa.verify.guards.frames.polarity import compare_comparison, compare_direction, compare_negation
from qa.verify.guards.frames.roles import compare_names, compare_roles
from qa.verify.guards.frames.stance import compare_speakers, compare_stance
from qa.verify.guards.frames.status import compare_status
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag

_COMPARISONS: tuple[Callable[[Pair], Iterator[Flag]], ...] = (
    compare_roles,
    compare_names,
    compare_numbers,
    compare_days,
    compare_negation,
    compare_direction,
    compare_comparison,
    compare_modes,
    compare_status,
    compare_stance,
    compare_speakers,
    compare_scope,
)
# A thing that is told as certain in one of several ways.
_CERTAINTY = frozenset(["mode", "status", "stance", "negation"])

# What another quote may say: somebody else did it as well.
_WHO = frozenset(["name", "speaker"])


def compare_frames(
    statement: GuardReading, sources: list[GuardReading], language: Language, grammar: Grammar
) -> Iterator[Flag]:
    """Yield what the frames of a statement say differently from those of the quotes, and units that are others."""
    for frame in statement.frames:
        yield from _compare_pairs(pair_frames(frame, statement, sources, language, grammar), sources)
    yield from find_other_units(statement, sources, grammar)


def _compare_pairs(pairs: list[Pair], sources: Sequence[GuardReading]) -> list[Flag]:
    """Return what differs between a frame and the one that is most like it; nothing where one agrees.

    Where more than one thing differs, another event may be meant, and nothing is decided.
    """
    found = [_unite([flag for compare in _COMPARISONS for flag in compare(pair)]) for pair in pairs]
    if not found or any(not flags and pair.match == "same" for pair, flags in zip(pairs, found, strict=True)):
        return []
    first = found[0]
    surely = len(first) == 1 and (
        first[0].kind not in _WHO or pairs[0].nearly_copies or not _is_named(first[0], sources)
    )
    return first if surely else [replace(flag, decides=False) for flag in first]


def _unite(flags: list[Flag]) -> list[Flag]:
    """Return flags without those that only tell the same again."""
    roles = [flag for flag in flags if flag.kind in ("roles", "comparison")]
    if roles:
        return roles[:1]
    certainty = [flag for flag in flags if flag.kind in _CERTAINTY]
    others = [flag for flag in flags if flag.kind not in _CERTAINTY]
    return [*others, *sorted(certainty, key=lambda flag: not flag.decides)[:1]]


def _is_named(flag: Flag, sources: Sequence[GuardReading]) -> bool:
    """Tell whether another of the quotes names who is told in the place of somebody else."""
    others = [source for source in sources if flag.quote and source.quote != flag.quote]
    names = find_names(flag.words)
    return any(holds_name(name, source.stems, source.stems, source.text) for source in others for name in names[-1:])
