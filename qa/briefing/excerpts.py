"""What a section of a briefing is written from: sentences of several articles, numbered, within so many tokens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.briefing.topic.reporting import ReportedSentence
from qa.briefing.topic.topic import Topic, TopicArticle
from qa.language.dates import annotate_dates
from qa.retrieval.evidence import CHARACTERS_PER_TOKEN, write_source_line
from qa.verify.premise import Premise


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Numbered sentences of one article, in the order of its text."""

    n: int
    item: TopicArticle
    sentences: tuple[ReportedSentence, ...]

    def write(self) -> str:
        """Return it as a model reads it: number, outlet, day and title, then the sentences, days with their dates."""
        parts = [self.sentences[0].text]
        for before, sentence in zip(self.sentences, self.sentences[1:], strict=False):
            parts += [" " if sentence.place == before.place + 1 else " … ", sentence.text]
        told = annotate_dates("".join(parts), self.item.day)
        return f"[{self.n}] {write_source_line(self.item.article)}\n{told}"

    def read_premise(self) -> Premise:
        """Return all that its article says of the topic as what a sentence may rest on."""
        return Premise(
            article=self.item.article,
            text=self.item.text,
            spans=tuple((sentence.start, sentence.end) for sentence in self.item.sentences),
            n=self.n,
            also_in=self.item.also_in,
        )


def gather_excerpts(topic: Topic, ranked: Iterable[ReportedSentence], *, tokens: int) -> list[Excerpt]:
    """Return the best sentences as excerpts of their articles, the oldest article first, in about so many tokens.

    ranked  the sentences, the best first; one that leans on the sentence before it brings that with it
    """
    left = tokens * CHARACTERS_PER_TOKEN
    chosen: dict[str, set[int]] = {}
    for sentence in ranked:
        places = chosen.get(sentence.article.id, set())
        cost = len(sentence.text) + (0 if places else len(write_source_line(sentence.article)) + 6)
        if sentence.place in places or (cost > left and chosen):
            continue
        left -= cost
        chosen.setdefault(sentence.article.id, set()).add(sentence.place)
    items = [item for item in topic.articles if item.article.id in chosen]
    return [
        Excerpt(n=n, item=item, sentences=tuple(s for s in item.sentences if s.place in chosen[item.article.id]))
        for n, item in enumerate(items, start=1)
    ]


def write_excerpts(excerpts: Sequence[Excerpt]) -> str:
    """Return excerpts as a model reads them."""
    return "\n\n".join(excerpt.write() for excerpt in excerpts)
