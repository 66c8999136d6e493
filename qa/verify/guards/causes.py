"""What brought it about, and what came first: two sides of a "because" or a "before" that change places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language.profile import Language
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.parse import Parsed
from qa.language.words import STOP_WORDS, stem_words
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag

# How much of a side has to be found on the other side, and how much less on its own. Chosen.
_LEAST_CROSSED = 0.5
_MOST_STRAIGHT = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two things that a sentence binds: the stems of the first and of what it brings about or comes before.

    kind  "cause" or "time"
    """

    kind: str
    first: frozenset[str]
    then: frozenset[str]
    text: str


def find_turned_links(
    statement: GuardReading, sources: Sequence[GuardReading], language: Language, grammar: Grammar
) -> Iterator[Flag]:
    """Yield a flag for each cause, or order in time, that the sources have the other way round and none has so."""
    found = [(link, source) for source in sources for link in find_links(source, language, grammar)]
    for told in find_links(statement, language, grammar):
        others = [(link, source) for link, source in found if link.kind == told.kind]
        if any(_compare(told.first, link.first) > _MOST_STRAIGHT for link, _ in others):
            continue
        for link, source in others:
            crossed = min(_compare(told.first, link.then), _compare(told.then, link.first))
            if crossed >= _LEAST_CROSSED:
                yield Flag(
                    kind="cause" if told.kind == "cause" else "direction",
                    words=told.text,
                    against=link.text,
                    quote=source.quote,
                    decides=True,
                )
                break


def find_links(reading: GuardReading, language: Language, grammar: Grammar) -> list[Link]:
    """Return what a sentence binds as cause and effect, or as first and then."""
    parsed = reading.parsed
    if parsed is None:
        return []
    links: list[Link] = []
    for token in parsed.tokens:
        clause = token.dep == "advcl" and parsed.find_child(token.index, "mark")
        if clause:
            links += _make_links(parsed, token.index, parsed.tokens[clause].text.lower(), token.head, language, grammar)
        elif token.dep == "prep":
            marks = _name_marker(parsed, token.index)
            links += _make_links(parsed, token.index, marks, token.head, language, grammar)
    return [*links, *_find_causing_verbs(reading, language)]


def _name_marker(parsed: Parsed, index: int) -> str:
    words = [parsed.tokens[n] for n in parsed.find_children(index, "pcomp", "prep", "fixed")]
    inner = [word.text.lower() for word in words if word.pos in ("ADP", "SCONJ")]
    return " ".join([parsed.tokens[index].text.lower(), *inner])


def _make_links(
    parsed: Parsed, index: int, marker: str, head: int, language: Language, grammar: Grammar
) -> Iterator[Link]:
    inner = set(parsed.walk_down(index))
    outer = set(parsed.walk_down(head)) - inner
    told, around = _stem(parsed, inner), _stem(parsed, outer)
    text = parsed.text[parsed.tokens[min(inner)].start : parsed.tokens[max(inner)].end]
    if not told or not around:
        return
    if marker in grammar.times:
        first, then = (around, told) if grammar.times[marker] == "first" else (told, around)
        yield Link(kind="time", first=first, then=then, text=text)
    elif language.causes.get(marker) == "after":
        yield Link(kind="cause", first=told, then=around, text=text)


def _find_causing_verbs(reading: GuardReading, language: Language) -> Iterator[Link]:
    for frame in reading.frames:
        preposition, target = next(((p, t) for p, t in frame.arguments if p in ("to", "in")), ("", None))
        target = target if target and f"{frame.lemma} {preposition}" in language.causes else frame.patient
        names = (frame.lemma, f"{frame.lemma} {preposition}")
        if frame.agent and target and any(language.causes.get(name) == "before" for name in names):
            text = reading.text[frame.start : frame.end]
            yield Link(kind="cause", first=frame.agent.stems, then=target.stems, text=text)


def _stem(parsed: Parsed, indexes: set[int]) -> frozenset[str]:
    words = " ".join(parsed.tokens[n].text for n in indexes if parsed.tokens[n].pos not in ("ADP", "SCONJ", "DET"))
    return frozenset(stem_words(words)) - STOP_WORDS


def _compare(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
