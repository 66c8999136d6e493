"""Exact rules about what a statement and the words of the articles say differently; silent where nothing compares."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.language.known import detect_language, get_language
from qa.language.names import find_names, holds_name
from qa.language.syntax.grammar import find_grammar
from qa.verify.guards.alignment import list_words
from qa.verify.guards.amounts import compare_numbers, compare_scope, find_other_units
from qa.verify.guards.causes import find_turned_links
from qa.verify.guards.modes import compare_modes
from qa.verify.guards.pairs import Pair, pair_frames
from qa.verify.guards.polarity import compare_comparison, compare_direction, compare_negation
from qa.verify.guards.reading import GuardReading, name_language, read_quotes, read_sentence
from qa.verify.guards.roles import compare_names, compare_roles
from qa.verify.guards.stance import compare_speakers, compare_stance
from qa.verify.guards.status import compare_status
from qa.verify.guards.wording import find_rewordings
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Quote
from qa.verify.verdict import Flag

_COMPARISONS: tuple[Callable[[Pair], Iterator[Flag]], ...] = (
    compare_roles,
    compare_names,
    compare_numbers,
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


def find_objections(hypothesis: Hypothesis, quotes: Sequence[Quote]) -> list[Flag]:
    """Return what the quotes say differently from a statement, each thing once.

    A statement may rest on several quotes, and sides differ: what one of them says just so is never held against it.
    """
    if not quotes:
        return []
    code = name_language(quotes[0].premise)
    language, grammar = get_language(code), find_grammar(code)
    sources = [source for source in read_quotes(quotes) if source.language == code]
    if (detect_language(hypothesis.text) or code) != code:
        return []
    statement = read_sentence(hypothesis.text, code)
    if any(list_words(source.text) == list_words(statement.text) for source in sources):
        return []
    flags: list[Flag] = []
    if grammar:
        for frame in statement.frames:
            flags += _compare_frame(pair_frames(frame, statement, sources, language, grammar), sources)
        flags += find_other_units(statement, sources, grammar)
        flags += find_turned_links(statement, sources, language, grammar)
    flags += find_rewordings(statement, sources, language, grammar)
    return list(_keep_first(flags))


def _compare_frame(pairs: list[Pair], sources: Sequence[GuardReading]) -> list[Flag]:
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


def _keep_first(flags: list[Flag]) -> Iterator[Flag]:
    seen = set()
    for flag in flags:
        key = (flag.kind, flag.words)
        if key not in seen:
            yield flag
        seen.add(key)
