"""Lay a frame of a statement beside the one of an article that tells the same, so that their sides can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.language.names import holds_name
from qa.language.profile import Language
from qa.language.syntax.frames import Frame
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.phrases import Phrase, Relation, relate_phrases
from qa.language.words import STOP_WORDS, split_words, stem_words
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag, FlagKind

PredicateMatch = Literal["same", "opposite", "step"]
# Shares of the words of a frame, and of a statement, that have to be in the sentence of the article. Chosen.
_LEAST_SHARED = 0.5
_LEAST_COPIED = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A frame of a statement and a frame of an article with the same predicate, its opposite, or a step further.

    shared  the share of the words of the statement's frame that are in the article's sentence
    """

    told: Frame
    found: Frame
    statement: GuardReading
    source: GuardReading
    language: Language
    grammar: Grammar
    match: PredicateMatch
    shared: float

    @property
    def nearly_copies(self) -> bool:
        """Whether the statement has most of its words from the sentence."""
        return share_stems(self.statement, self.source) >= _LEAST_COPIED

    def make_flag(self, kind: FlagKind, words: str, against: str, *, decides: bool = False) -> Flag:
        """Return a flag with words of the statement and those of the article that contradict."""
        return Flag(kind=kind, words=words, against=against, quote=self.source.quote, decides=decides)

    def list_slots(self) -> Iterator[tuple[str, Phrase, Phrase]]:
        """Yield the sides that both frames have, by the name of the side."""
        if self.told.agent and self.found.agent:
            yield "agent", self.told.agent, self.found.agent
        if self.told.patient and self.found.patient:
            yield "patient", self.told.patient, self.found.patient
        for preposition, phrase in self.told.arguments:
            others = [other for name, other in self.found.arguments if name == preposition]
            exact = [other for other in others if other.text.lower() == phrase.text.lower()]
            same = [other for other in others if relate_phrases(phrase, other) == "same"]
            if others:
                yield preposition, phrase, (exact or same or others)[0]

    def relate(self, one: Phrase, other: Phrase) -> Relation:
        """Tell whether two phrases name the same."""
        return relate_phrases(one, other)

    def shares_side(self) -> bool:
        """Tell whether a side is the same; of one with a preposition all words are."""
        return any(
            relate_phrases(one, other) == "same"
            and (name in ("agent", "patient") or one.stems == other.stems or one.text.lower() == other.text.lower())
            for name, one, other in self.list_slots()
        )

    def count_same(self) -> int:
        """Return how many sides are the same."""
        return sum(relate_phrases(one, other) == "same" for _, one, other in self.list_slots())


def is_named_before(owner: Phrase, pair: Pair) -> bool:
    """Tell whether a speaker is named in the article before the end of a sentence that calls them something else."""
    source = pair.source
    told = source.quote.premise.text[: source.offset] if source.quote else source.before
    near = frozenset(split_words(f"{told} {source.text}"))
    return any(holds_name(name, near, near, f"{told} {source.text}") for name in owner.names)


def pair_frames(
    frame: Frame, statement: GuardReading, sources: list[GuardReading], language: Language, grammar: Grammar
) -> list[Pair]:
    """Return the pairs of a frame of a statement, those with the most in common first."""
    words = list_stems(frame)
    pairs = []
    for source in sources:
        for other in source.frames:
            match = match_predicates(frame, other, language, grammar)
            shared = len(words & source.stems) / len(words) if words else share_stems(statement, source)
            around = list_stems(other) | _list_outlet_stems(other, source, language)
            copies = match == "same" and share_stems(statement, source) >= _LEAST_COPIED
            pair = Pair(
                told=frame, found=other, statement=statement, source=source, language=language, grammar=grammar,
                match=match or "same", shared=shared,
            )  # fmt: skip
            near = shared >= _LEAST_SHARED and (words & around or copies)
            if match and (near or (match == "same" and pair.shares_side())):
                pairs.append(pair)
    return sorted(pairs, key=lambda pair: (pair.count_same(), _overlap(pair), pair.match == "same"), reverse=True)


def _list_outlet_stems(frame: Frame, source: GuardReading, language: Language) -> frozenset[str]:
    """Return the stems of the outlet's name where "we" is a side of a frame."""
    own = any(phrase.text.lower() in language.own_pronouns for phrase in _list_phrases(frame))
    outlet = source.quote.premise.article.source if source.quote else None
    return frozenset(stem_words(outlet or "")) if own else frozenset()


def share_stems(statement: GuardReading, source: GuardReading) -> float:
    """Return how much of a statement is in a sentence, as far as a frame without words of its own tells."""
    return len(statement.stems & source.stems) / max(1, len(statement.stems))


def match_predicates(one: Frame, other: Frame, language: Language, grammar: Grammar) -> PredicateMatch | None:
    """Tell how the predicates of two frames belong together, or None."""
    if "copula" in (one.kind, other.kind):
        return _match_copulas(one, other, language) if one.kind == other.kind else None
    lemmas, others = name_predicate(one), name_predicate(other)
    if (grammar.are_alike(one.lemma, other.lemma) and one.particle == other.particle) or lemmas == others:
        return "same"
    if one.kind == other.kind == "verb" and stem_words(one.text) == stem_words(other.text):
        return "same"
    if any(language.are_opposite(a, b) for a in _name_forms(one) for b in _name_forms(other)):
        return "opposite"
    step, further = language.place_on_ladder(lemmas), language.place_on_ladder(others)
    return "step" if step and further and step[0] == further[0] and step != further else None


def _match_copulas(one: Frame, other: Frame, language: Language) -> PredicateMatch | None:
    if not one.patient or not other.patient:
        return None
    if one.patient.lemma == other.patient.lemma:
        return "same"
    return "opposite" if language.are_opposite(one.patient.lemma, other.patient.lemma) else None


def name_predicate(frame: Frame) -> str:
    """Return the lemma of a predicate with its particle: "call off"."""
    return f"{frame.lemma} {frame.particle}".strip()


def _name_forms(frame: Frame) -> list[str]:
    """Return a predicate as it stands, and with each preposition after it: "vote", "vote against"."""
    return [name_predicate(frame), *(f"{frame.lemma} {name}" for name, _ in frame.arguments if name)]


def _list_phrases(frame: Frame) -> list[Phrase]:
    sides = [side for side in (frame.agent, frame.patient) if side]
    return [*sides, *(phrase for _, phrase in frame.arguments)]


def list_stems(frame: Frame) -> frozenset[str]:
    """Return the stems of what stands on the sides of a predicate."""
    return frozenset(stem for phrase in _list_phrases(frame) for stem in phrase.stems) - STOP_WORDS


def _overlap(pair: Pair) -> int:
    return len(list_stems(pair.told) & list_stems(pair.found))
