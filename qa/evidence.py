"""Choose what the model is shown: the best sentences of the best passages, with the neighbours that they lean on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.dates import read_day, spell_dates
from qa.instructions import is_instruction
from qa.library import ArticleSummary
from qa.passages import spell_day
from qa.retrieve import Hit
from qa.scoring import ScoredSentence

_CHARACTERS_PER_TOKEN = 4.2
_LEANS = re.compile(
    r"[“\"']|(he|she|they|it|his|her|their|its|this|that|these|those|but|and|so|there|both"
    r"|the (two|move|decision|ruling))\b",
    re.IGNORECASE,
)
_FRAGMENT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Numbered sentences of one retrieved passage.

    sentences  those that are shown, in the order of the text
    """

    n: int
    hit: Hit
    sentences: tuple[ScoredSentence, ...]

    @property
    def text(self) -> str:
        """The sentences, with an ellipsis where the passage is cut."""
        parts = [self.sentences[0].text]
        passage = self.hit.passage
        for before, sentence in zip(self.sentences, self.sentences[1:], strict=False):
            between = passage.text[before.end - passage.start : sentence.start - passage.start]
            parts += [" … " if between.strip() else " ", sentence.text]
        return "".join(parts)


def select_evidence(hits: Sequence[Hit], *, budget: int) -> list[Evidence]:
    """Return the evidence for a question, numbered from 1, the best first, in about budget tokens.

    The best sentence always goes in; then, by score, each that still fits, with the sentence before it where it begins
    with a word that points back ("he", "the move", a quotation).
    """
    ranked = sorted(
        ((n, m) for n, hit in enumerate(hits) for m in range(len(hit.sentences))),
        key=lambda place: -hits[place[0]].sentences[place[1]].score,
    )
    chosen: dict[int, set[int]] = {}
    left = budget * _CHARACTERS_PER_TOKEN
    for n, m in ranked:
        added = _with_neighbour(hits[n], m) - chosen.get(n, set())
        cost = sum(len(hits[n].sentences[place].text) + 1 for place in added)
        cost += 0 if n in chosen else len(write_source_line(hits[n])) + 5
        if added and (cost <= left or not chosen):
            chosen.setdefault(n, set()).update(added)
            left -= cost
        if left < _FRAGMENT:
            break
    return [
        Evidence(n=number, hit=hits[n], sentences=tuple(hits[n].sentences[m] for m in sorted(places)))
        for number, (n, places) in enumerate(chosen.items(), start=1)
    ]


def write_evidence(evidence: Sequence[Evidence], *, days: bool = False) -> str:
    """Return the evidence as the model reads it: number, outlet, day and title, then the sentences.

    days  put the day after "on Friday" and the like, for a question that asks when
    """

    def write(item: Evidence) -> str:
        return spell_dates(item.text, read_day(item.hit.article.published)) if days else item.text

    return "\n\n".join(f"[{item.n}] {write_source_line(item.hit)}\n{write(item)}" for item in evidence)


def write_source_line(hit: Hit) -> str:
    """Return the line that says where a passage is from: outlet, day of publication, title."""
    return name_origin(hit.article)


def name_origin(article: ArticleSummary) -> str:
    """Return the line that says where words are from: outlet, day of publication, and the title where that is one."""
    origin = ", ".join(part for part in (article.source, spell_day(article.published)) if part)
    title = "" if is_instruction(article.title) else " ".join(article.title.split())
    return ": ".join(part for part in (origin, title) if part)


def _with_neighbour(hit: Hit, place: int) -> set[int]:
    sentence = hit.sentences[place]
    leans = _LEANS.match(sentence.text) or len(sentence.text) < _FRAGMENT
    return {place - 1, place} if leans and place else {place}
