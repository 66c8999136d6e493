"""Exact rules about what a statement and the words of the articles say differently; silent where nothing compares."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qa.language.grammar import find_grammar
from qa.language.known import get_language
from qa.verify.guards.amounts import compare_numbers, compare_scope
from qa.verify.guards.causes import find_turned_links
from qa.verify.guards.modes import compare_modes
from qa.verify.guards.pairs import Pair, pair_frames
from qa.verify.guards.polarity import compare_comparison, compare_direction, compare_negation
from qa.verify.guards.reading import read_quotes, read_sentence
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


def find_objections(hypothesis: Hypothesis, quotes: Sequence[Quote]) -> list[Flag]:
    """Return what the quotes say differently from a statement, each thing once.

    A statement may rest on several quotes, and sides differ: what one of them says just so is never held against it.
    """
    if not quotes:
        return []
    code = quotes[0].premise.article.language
    language, grammar = get_language(code), find_grammar(code)
    sources = read_quotes(quotes)
    statement = read_sentence(hypothesis.text, code)
    flags: list[Flag] = []
    if grammar:
        for frame in statement.frames:
            flags += _compare_frame(pair_frames(frame, statement, sources, language, grammar))
        flags += find_turned_links(statement, sources, language, grammar)
    flags += find_rewordings(statement, sources, language)
    return list(_keep_first(flags))


def _compare_frame(pairs: list[Pair]) -> list[Flag]:
    """Return what differs between a frame and the one that is most like it; nothing where one agrees."""
    found = [[flag for compare in _COMPARISONS for flag in compare(pair)] for pair in pairs]
    if not found or any(not flags and pair.match == "same" for pair, flags in zip(pairs, found, strict=True)):
        return []
    return found[0] if len(found[0]) == 1 else [replace(flag, decides=False) for flag in found[0]]


def _keep_first(flags: list[Flag]) -> Iterator[Flag]:
    seen = set()
    for flag in flags:
        key = (flag.kind, flag.words)
        if key not in seen:
            yield flag
        seen.add(key)
