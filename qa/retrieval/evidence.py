"""Choose what the model is shown: the best sentences of the best passages, with the neighbours that they lean on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.articles.text.instructions import is_instruction
from qa.language.dates import annotate_dates, read_day
from qa.language.dates.format import format_day
from qa.language.questions import get_question_forms
from qa.language.words import STOP_WORDS, stem_words
from qa.library import ArticleSummary
from qa.retrieval.rows import find_first_row, split_cells
from qa.retrieval.scoring import ScoredSentence
from qa.retrieval.search import Hit

# Chosen: about what English news has in the vocabularies of today's models; a budget is a rough one anyway.
CHARACTERS_PER_TOKEN = 4.2
# Chosen: less than a sentence that can stand alone has, such as "He agreed."; it is shown with the one before it.
_FRAGMENT = 40
# Chosen on seeds/broad.jsonl: what a sentence loses by being like one that is in, and the share of the question's
# words, of what the best article has, below which an article is about something else.
_LIKENESS = 0.2
_STRANGER = 0.34
# A sentence with such a share of its words in another one repeats it, unless it has another figure.
_REPEATS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Numbered sentences of one retrieved passage.

    sentences  those that are shown, in the order of the text
    part       the part of the question that it is for, from 1; 0 where it is for all of it
    """

    n: int
    hit: Hit
    sentences: tuple[ScoredSentence, ...]
    part: int = 0

    @property
    def text(self) -> str:
        """The sentences, with an ellipsis where the passage is cut."""
        parts = [self.sentences[0].text]
        for before, sentence in zip(self.sentences, self.sentences[1:], strict=False):
            between = self.hit.text[before.end : sentence.start]
            parts += [" … " if between.strip() else " ", sentence.text]
        return "".join(parts)


def select_evidence(hits: Sequence[Hit], *, budget: int, spread: bool = False) -> list[Evidence]:
    """Return the evidence for a question, numbered from 1, in about budget tokens.

    The best sentence always goes in; then, by score, each that still fits and says something that those before it do
    not, with the sentence before it where it begins with a word that points back ("he", "the move", a quotation).

    spread  prefer what is unlike the sentences that are in (maximal marginal relevance, Carbonell and Goldstein 1998),
            and number by day of publication; without, the best first
    """
    hits = _leave_out_strangers(hits) if spread else hits
    chosen: dict[int, set[int]] = {}
    left = budget * CHARACTERS_PER_TOKEN
    for n, m in _rank_sentences(hits, spread=spread):
        added = _with_neighbour(hits[n], m) - chosen.get(n, set())
        cost = sum(len(hits[n].sentences[place].text) + 1 for place in added)
        cost += 0 if n in chosen else len(write_source_line(hits[n].article)) + 5
        if added and (cost <= left or not chosen):
            chosen.setdefault(n, set()).update(added)
            left -= cost
        if left < _FRAGMENT:
            break
    order = sorted(chosen, key=lambda n: _tell_time(hits[n])) if spread else list(chosen)
    return [
        Evidence(n=number, hit=hits[n], sentences=tuple(hits[n].sentences[m] for m in sorted(chosen[n])))
        for number, n in enumerate(order, start=1)
    ]


def _leave_out_strangers(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without articles that have hardly any of the question's words anywhere in what was found."""
    held: dict[str, float] = {}
    for hit in hits:
        terms = max((sentence.features.get("near_terms", 0.0) for sentence in hit.sentences), default=0.0)
        held[hit.article.id] = max(held.get(hit.article.id, 0.0), terms)
    least = _STRANGER * max(held.values(), default=0.0)
    return [hit for hit in hits if held[hit.article.id] >= least]


def select_by_part(hits: Sequence[Sequence[Hit]], *, budget: int) -> list[Evidence]:
    """Return the evidence for each part of a question, the parts one after the other, numbered through.

    hits    the passages for each part
    budget  tokens for each part
    """
    gathered = [
        replace(item, part=part)
        for part, found in enumerate(hits, start=1)
        for item in select_evidence(found, budget=budget)
    ]
    return [replace(item, n=number) for number, item in enumerate(gathered, start=1)]


def _tell_time(hit: Hit) -> tuple[str, int]:
    return hit.article.published or "", hit.passage.start


def _rank_sentences(hits: Sequence[Hit], *, spread: bool) -> Iterator[tuple[int, int]]:
    """Yield the places of sentences, the next one to show first, without those that repeat an earlier one."""
    left = {(n, m): sentence for n, hit in enumerate(hits) for m, sentence in enumerate(hit.sentences)}
    words = {place: frozenset(stem_words(sentence.text)) - STOP_WORDS for place, sentence in left.items()}
    best = max((sentence.score for sentence in left.values()), default=1.0)
    worst = min((sentence.score for sentence in left.values()), default=0.0)
    worth = {place: (s.score - worst) / (best - worst or 1.0) for place, s in left.items()}
    likeness = dict.fromkeys(left, 0.0)

    def rate(place: tuple[int, int]) -> float:
        return worth[place] - spread * _LIKENESS * likeness[place]

    while left:
        place = max(left, key=rate)
        del left[place]
        yield place
        for other in list(left):
            shared = len(words[place] & words[other]) / max(1, len(words[other]))
            likeness[other] = max(likeness[other], shared)
            if shared >= _REPEATS and not any(map(_is_figure, words[other] - words[place])):
                del left[other]


def _is_figure(word: str) -> bool:
    return any(character.isdigit() for character in word)


def write_evidence(evidence: Sequence[Evidence], *, days: bool = False) -> str:
    """Return the evidence as the model reads it: number, outlet, day and title, then the sentences.

    days  put the day after "on Friday" and the like, for a question that asks when
    """

    def write(item: Evidence) -> str:
        article = item.hit.article
        return annotate_dates(item.text, read_day(article.published), language=article.language) if days else item.text

    return "\n\n".join(f"[{item.n}] {write_source_line(item.hit.article)}\n{write(item)}" for item in evidence)


def write_source_line(article: ArticleSummary) -> str:
    """Return the line that says where words are from: outlet, day of publication, and the title where that is one."""
    origin = ", ".join(part for part in (article.source, format_day(article.published)) if part)
    title = "" if is_instruction(article.title) else " ".join(article.title.split())
    return ": ".join(part for part in (origin, title) if part)


def _with_neighbour(hit: Hit, place: int) -> set[int]:
    sentence = hit.sentences[place]
    if split_cells(sentence.text):
        # A row says nothing without the heads of its columns.
        return {find_first_row([other.text for other in hit.sentences], place), place}
    leans = _compile_leaning(hit.article.language).match(sentence.text) or len(sentence.text) < _FRAGMENT
    return {place - 1, place} if leans and place else {place}


@cache
def _compile_leaning(language: str | None) -> re.Pattern[str]:
    return re.compile(get_question_forms(language).leaning, re.IGNORECASE)
