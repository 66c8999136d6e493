"""Locate what carries a statement: the smallest set of verbatim sentences, of one article or several, that holds it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.language.sentences import Span
from qa.language.words import stem_words
from qa.verify.elements import Element, Reading, find_common_stems, find_elements, split_with_initials
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote, widen_premise
from qa.verify.translation import find_foreign_language, find_nearest_sentences, keep_facts

# Chosen: a comparison of two articles needs two, with a sentence beside each; more is no quote that anybody reads.
MOST_SENTENCES = 4
# How many sets of sentences are followed at a time; 1 is greedy, which loses true statements, above 6 none is gained.
_BEAM = 6
# What a further sentence and a further article cost, in the weight of words: more than one word has to be held by it,
# and one word alone is never worth another article.
_SENTENCE_COST = 1.2
# A neighbour costs less, for it is read on with: it says who "he" is.
_NEIGHBOUR_COST = 0.6
_NEIGHBOUR_GAP = 3
_ARTICLE_COST = 0.7
# What stands in the title line or in the two sentences before counts less than what the sentence itself says.
_NEAR_SHARE = 0.4
_SENTENCES_BEFORE = 2
# Preferring what a draft cites, and the better ranked premises, decides between equals only.
_CITED_GAIN = 0.04
# What a question asks about names what its short answer leaves out: a sentence that has all of that gains so much.
_TOPIC_GAIN = 0.15
_RANK_COST = 0.002
_WIDENED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The sentences that carry a statement, or come nearest.

    quotes    in the order of their premises and of the text, neighbours joined
    elements  what the statement is made of
    missing   those of the elements that no quote holds
    near      those of the missing that stand in the title line or in the sentences before a quote
    coverage  share of the elements, by weight, that the quotes hold, in 0..1
    verbatim  one sentence of an article says the same word for word
    foreign   it is in another language than the articles: only its facts are compared
    """

    quotes: tuple[Quote, ...]
    elements: tuple[Element, ...] = ()
    missing: tuple[Element, ...] = ()
    near: tuple[Element, ...] = ()
    coverage: float = 0.0
    verbatim: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A sentence and what it holds, as bits by the place of the element.

    tells  it has more of the statement than one fact: a number or a day alone may be of anything
    topic  share of what the question asks about, and the statement leaves out, that it or what is near it has, in 0..1
    """

    premise: Premise
    span: Span
    held: int
    near: int
    rank: int
    cited: bool
    tells: bool
    topic: float


def locate_quotes(hypothesis: Hypothesis) -> Located:
    """Return the sentences of the premises that carry a statement.

    Sets of at most four sentences are followed by beam search; what each adds has to be worth its cost. Where no set
    holds everything, the other sentences of the first articles are looked at too.
    """
    statement = hypothesis.text
    language = next((premise.language for premise in hypothesis.premises), None)
    foreign = find_foreign_language(hypothesis)
    elements = find_elements(statement, hypothesis.question, foreign or language)
    if exact := _find_verbatim(hypothesis):
        return Located(quotes=(exact,), elements=tuple(elements), coverage=1.0, verbatim=True)
    if foreign:
        elements = keep_facts(elements, hypothesis.premises)
        located = _locate(hypothesis, elements) if elements else Located(quotes=(), coverage=1.0)
        return replace(located, quotes=located.quotes or find_nearest_sentences(hypothesis), foreign=True)
    if not elements or not hypothesis.premises:
        return Located(quotes=(), elements=tuple(elements), missing=tuple(elements))
    return _locate(hypothesis, elements)


def _locate(hypothesis: Hypothesis, elements: Sequence[Element]) -> Located:
    weights = [element.weight for element in elements]
    candidates = _read_candidates(hypothesis, hypothesis.premises, elements)
    chosen = _search(candidates, weights)
    if _hold(chosen, near=False) != (1 << len(elements)) - 1:
        candidates += _read_candidates(hypothesis, _widen(hypothesis.premises), elements, known=candidates)
        chosen = _search(candidates, weights)
    return _describe(chosen, elements, weights)


def _find_verbatim(hypothesis: Hypothesis) -> Quote | None:
    said = _flatten(hypothesis.text)
    for premise in sorted(hypothesis.premises, key=lambda premise: premise.n not in hypothesis.cited):
        for start, end in premise.spans:
            if _flatten(premise.text[start:end]) == said:
                return Quote(premise=premise, start=start, end=end)
    return None


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@lru_cache(maxsize=4096)
def _flatten(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_MARKS)).strip().rstrip(".").lower()


def _read_candidates(
    hypothesis: Hypothesis,
    premises: Sequence[Premise],
    elements: Sequence[Element],
    known: Sequence[_Candidate] = (),
) -> list[_Candidate]:
    seen = {(candidate.premise.article.id, candidate.span) for candidate in known}
    words = sum(1 << place for place, element in enumerate(elements) if element.kind in ("word", "name"))
    topic = _find_topic(hypothesis)
    found = []
    for rank, premise in enumerate(premises):
        far, common = split_with_initials(premise.text), find_common_stems(premise.text)
        title = _read(_write_origin(premise), premise, far, common)
        title_held = _mark(title, elements, hypothesis.text)
        before: list[int] = []
        told = title.stems
        for span in premise.spans:
            reading = _read(premise.text[span[0] : span[1]], premise, far, common)
            held = _mark(reading, elements, hypothesis.text)
            near = title_held
            for mask in before[-_SENTENCES_BEFORE:]:
                near |= mask
            before.append(held)
            told |= reading.stems
            if held and (premise.article.id, span) not in seen:
                seen.add((premise.article.id, span))
                cited = premise.n in hypothesis.cited and premise.n > 0
                found.append(
                    _Candidate(
                        premise=premise,
                        span=span,
                        held=held,
                        near=near & ~held,
                        rank=rank,
                        cited=cited,
                        tells=held.bit_count() > 1 and bool(held & words),
                        topic=len(topic & told) / len(topic) if topic else 0.0,
                    )
                )
    return found


def _find_topic(hypothesis: Hypothesis) -> frozenset[str]:
    """Return the stems of the question that the statement does not have."""
    if hypothesis.question is None:
        return frozenset()
    return frozenset(hypothesis.question.terms) - frozenset(stem_words(hypothesis.text))


def _read(text: str, premise: Premise, far: frozenset[str], common: frozenset[str]) -> Reading:
    return _make_reading(text, premise.article.published, premise.language, far, common)


@lru_cache(maxsize=4096)
def _make_reading(
    text: str, published: str | None, language: str | None, far: frozenset[str], common: frozenset[str]
) -> Reading:
    from qa.language.dates import read_day

    return Reading(text=text, published=read_day(published), language=language, far=far, common=common)


def _mark(reading: Reading, elements: Sequence[Element], statement: str) -> int:
    return sum(1 << place for place, element in enumerate(elements) if reading.holds(element, statement))


def _write_origin(premise: Premise) -> str:
    return "\n".join(part for part in (premise.title, premise.article.source) if part)


def _widen(premises: Sequence[Premise]) -> list[Premise]:
    """Return the first few articles whole: what they say of the matter may stand outside of the passage."""
    whole: dict[str, Premise] = {}
    for premise in premises:
        if premise.article.id not in whole and len(whole) < _WIDENED:
            whole[premise.article.id] = widen_premise(premise)
    return list(whole.values())


def _search(candidates: Sequence[_Candidate], weights: Sequence[float]) -> tuple[_Candidate, ...]:
    beam: list[tuple[float, tuple[_Candidate, ...]]] = [(0.0, ())]
    best: tuple[float, tuple[_Candidate, ...]] = (0.0, ())
    for _ in range(MOST_SENTENCES):
        grown: dict[frozenset[int], tuple[float, tuple[_Candidate, ...]]] = {}
        for _, chosen in beam:
            held = _hold(chosen, near=False)
            for candidate in candidates:
                if not chosen or (candidate.tells and candidate.held & ~held and candidate not in chosen):
                    extended = (*chosen, candidate)
                    grown[frozenset(map(id, extended))] = (_rate(extended, weights), extended)
        beam = sorted(grown.values(), key=lambda rated: -rated[0])[:_BEAM]
        if not beam or beam[0][0] <= best[0]:
            break
        best = beam[0]
    return best[1]


def _rate(chosen: tuple[_Candidate, ...], weights: Sequence[float]) -> float:
    total = sum(weights)
    held, near = _hold(chosen, near=False), _hold(chosen, near=True)
    share = (_weigh(held, weights) + _NEAR_SHARE * _weigh(near & ~held, weights)) / total
    articles = {candidate.premise.article.id for candidate in chosen}
    cost = sum(map(_find_cost, chosen, (chosen[:n] for n in range(len(chosen))))) + _ARTICLE_COST * (len(articles) - 1)
    bonus = _CITED_GAIN * any(candidate.cited for candidate in chosen)
    bonus += _TOPIC_GAIN * max(candidate.topic for candidate in chosen)
    return share - cost / total + bonus - _RANK_COST * sum(candidate.rank for candidate in chosen) / len(chosen)


def _find_cost(candidate: _Candidate, before: tuple[_Candidate, ...]) -> float:
    """Return what a sentence costs beside those that are chosen already."""
    if not before:
        return 0.0
    start, end = candidate.span
    own = [other.span for other in before if other.premise.article.id == candidate.premise.article.id]
    near = any(0 <= start - last <= _NEIGHBOUR_GAP or 0 <= first - end <= _NEIGHBOUR_GAP for first, last in own)
    return _NEIGHBOUR_COST if near else _SENTENCE_COST


def _hold(chosen: Sequence[_Candidate], *, near: bool) -> int:
    held = 0
    for candidate in chosen:
        held |= candidate.near if near else candidate.held
    return held


def _weigh(mask: int, weights: Sequence[float]) -> float:
    return sum(weight for place, weight in enumerate(weights) if mask >> place & 1)


def _describe(chosen: tuple[_Candidate, ...], elements: Sequence[Element], weights: Sequence[float]) -> Located:
    held, near = _hold(chosen, near=False), _hold(chosen, near=True)
    places = range(len(elements))
    return Located(
        quotes=_join_quotes(chosen),
        elements=tuple(elements),
        missing=tuple(elements[place] for place in places if not held >> place & 1),
        near=tuple(elements[place] for place in places if not held >> place & 1 and near >> place & 1),
        coverage=round(_weigh(held, weights) / sum(weights), 3),
    )


def _join_quotes(chosen: Sequence[_Candidate]) -> tuple[Quote, ...]:
    """Return the sentences as quotes; those that only white space within a line parts are one."""
    quotes: list[Quote] = []
    for candidate in sorted(chosen, key=lambda c: (c.rank, c.premise.article.id, c.span)):
        premise, (start, end) = candidate.premise, candidate.span
        last = quotes[-1] if quotes else None
        gap = premise.text[last.end : start] if last and last.premise.article.id == premise.article.id else None
        if last and gap is not None and start >= last.end and not gap.strip() and "\n" not in gap:
            quotes[-1] = replace(last, end=end)
        else:
            quotes.append(Quote(premise=premise, start=start, end=end))
    return tuple(quotes)
