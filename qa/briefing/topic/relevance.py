"""Which articles are about a topic: by its words, by its meaning, and by the names that the nearest ones share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.briefing.topic.nearness import NearPassage, measure_closeness, measure_passages
from qa.briefing.topic.reporting import ReportedSentence, read_reported
from qa.briefing.topic.subject import Subject, read_subject, weigh_words
from qa.language.names import find_names
from qa.language.wording.chronicle import get_chronicle
from qa.language.words import split_words, stem_words
from qa.library import ArticleSummary, Filters, Library
from qa.models.embeddings import Embedder
from qa.question import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Passages, chosen: all that a matter of some months has in a library of a few thousand articles.
_LEXICAL, _DENSE = 200, 60
# All thresholds were chosen by looking at topics of the starter corpus and of 1,500 real articles. Cover is the share
# of the weight of the topic's words, nearness a cosine with the topic, kinship one with the articles nearest to it, and
# ties the share of the weight of the names that these have.
_FULL_COVER, _SOME_COVER = 0.95, 0.25
_NEAR, _VERY_NEAR = 0.45, 0.6
_SEEDS, _OF_BEST = 4, 0.75
_LEAST_NEAR, _KIN, _NEAR_KIN, _CLOSE_KIN, _CLOSEST_KIN = 0.3, 0.45, 0.545, 0.62, 0.65
_CLOSE_TIES = 0.25
_MAIN_NAMES, _NAMES_SEARCHED = 24, 6
# An article is about the topic as a whole where its title, its beginning, or so many of its sentences name it.
_IN_TITLE, _IN_LEAD, _IN_SENTENCES = 0.6, 0.75, 0.25
# So many sentences from any word of the topic another matter is told; of so many before and after a sentence, the words
# count for it. Chosen.
_FAR, _AROUND = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that may be about a topic.

    cover     how much of the topic's words one passage of it holds, with its title
    nearness  the cosine of its nearest passage and the topic
    vector    the mean of those of its passages that were found, of unit length
    phrase    whether words that stand together in the topic do so in it, or its title has all of them
    named     whether it has the names of the topic
    kinship   how near it is to the articles that are surely about the topic
    ties      how much of their names it has
    """

    article: ArticleSummary
    text: str = field(repr=False)
    cover: float
    nearness: float
    phrase: bool
    named: bool
    vector: "NDArray[np.float32]" = field(repr=False)
    kinship: float = 0.0
    ties: float = 0.0
    sentences: Sequence[ReportedSentence] = field(default=(), repr=False)

    @property
    def score(self) -> float:
        """How sure it is that it is about the topic, by itself."""
        return self.cover + self.nearness

    @property
    def is_worded(self) -> bool:
        """Whether it has all words of the topic, and as they stand together there."""
        return self.cover >= _FULL_COVER and self.phrase

    @property
    def is_sure(self) -> bool:
        """Whether it is about the topic by what it says alone."""
        near = (self.cover >= _SOME_COVER and self.nearness >= _NEAR) or self.nearness >= _VERY_NEAR
        return self.named and (self.is_worded or near)

    @property
    def is_close(self) -> bool:
        """Whether it is so near to the sure ones that a part of the topic's words is enough."""
        own = self.nearness >= _LEAST_NEAR or self.ties >= _CLOSE_TIES
        return own and self.kinship >= _CLOSEST_KIN and self.cover >= _SOME_COVER

    @property
    def is_kin(self) -> bool:
        """Whether it tells of the same as the articles that are surely about the topic, in other words."""
        if self.is_close:
            return True
        if self.ties >= _CLOSE_TIES:
            worded = self.nearness >= _LEAST_NEAR and self.cover > 0
            return self.kinship >= (_NEAR_KIN if worded else _CLOSE_KIN)
        return self.kinship >= _NEAR_KIN and self.nearness >= _NEAR

    @property
    def belongs(self) -> bool:
        """Whether it is about the topic."""
        return self.named and (self.is_kin or (self.is_worded and self.kinship >= _KIN))


def choose_articles(
    question: Question, library: Library, embedder: Embedder, filters: Filters | None
) -> list[FoundArticle]:
    """Return the articles about a topic with their sentences about it, the surest first.

    The nearest ones by words and meaning are looked for first; then, by the names that these share, others that tell
    of the same in other words.
    """
    if not question.words:
        return []
    subject = read_subject(question, library)
    found = _search(subject, question.words, library, embedder, filters)
    seeds = _choose_seeds(found.values())
    if not seeds:
        return []
    names = _weigh_names(_find_main_names(seeds, subject), library)
    words = [*question.words, *(word for name in list(names)[:_NAMES_SEARCHED] for word in name.split())]
    found = {**_search(subject, words, library, embedder, filters), **found}
    known = {seed.article.id for seed in seeds}
    rated = (
        _rate(item, [seed for seed in seeds if seed.article.id != item.article.id], names) for item in found.values()
    )
    chosen = [item for item in rated if item.article.id in known or item.belongs]
    sure = {seed.article.id: seed.vector for seed in seeds}
    near = measure_passages([item.article.id for item in chosen], library, embedder, question, sure)
    best = max((passage.nearness for own in near.values() for passage in own), default=0.0)
    read = (_read_sentences(item, subject, names, near.get(item.article.id, ()), best) for item in chosen)
    return sorted((item for item in read if item.sentences), key=lambda item: -(item.score + item.kinship))


def _search(
    subject: Subject, words: Sequence[str], library: Library, embedder: Embedder, filters: Filters | None
) -> dict[str, FoundArticle]:
    """Return the articles that have passages near some words, by the words and by meaning."""
    topic, vector = embedder.embed_queries([subject.question.text, " ".join(words)])
    lexical = library.rank_words(list(words), _LEXICAL, filters, title_weight=2.0)
    dense = library.search_vectors(vector, _DENSE, filters)
    passages: dict[str, dict[str, str]] = {}
    for hit in [*dense, *lexical]:
        passages.setdefault(hit.passage.article_id, {})[hit.passage.id] = hit.passage.text
    vectors = library.get_vectors([id for own in passages.values() for id in own])
    summaries, articles = library.get_summaries(passages), library.get_articles(passages)
    return {
        id: _look_at(summaries[id], articles[id].text, own, subject, [vectors[key] for key in own], topic)
        for id, own in passages.items()
    }


def _look_at(
    article: ArticleSummary,
    text: str,
    passages: Mapping[str, str],
    subject: Subject,
    vectors: Sequence["NDArray[np.float32]"],
    topic: "NDArray[np.float32]",
) -> FoundArticle:
    """Return what the passages that were found tell of their article."""
    import numpy as np

    rows = np.stack(vectors)
    mean = rows.mean(axis=0)
    title = stem_words(article.title)
    stems = [stem_words(passage) for passage in passages.values()]
    pairs = {pair for own in [title, *stems] for pair in pairwise(own)}
    together = not subject.question.pairs or not subject.question.pairs.isdisjoint(pairs)
    return FoundArticle(
        article=article,
        text=text,
        cover=max(subject.measure_cover([*title, *own]) for own in stems),
        nearness=float((rows @ topic).max()),
        phrase=together or subject.measure_cover(title) >= _FULL_COVER,
        named=not subject.names
        or get_chronicle(article.language).nouns_have_capitals
        or subject.is_named([*stem_words(article.source or ""), "", *title, "", *(s for own in stems for s in own)]),
        vector=mean / (float(np.linalg.norm(mean)) or 1.0),
    )


def _choose_seeds(found: Iterable[FoundArticle]) -> list[FoundArticle]:
    """Return the few articles that are surely about the topic and nearest to it."""
    sure = sorted((item for item in found if item.is_sure), key=lambda item: -item.score)
    return [item for item in sure if item.score >= _OF_BEST * sure[0].score][:_SEEDS]


def _find_main_names(seeds: Sequence[FoundArticle], subject: Subject) -> list[str]:
    """Return the folded names that the seeds have in common or name most often, beside those of the topic."""
    counts: Counter[str] = Counter()
    for item in seeds:
        runs = (find_names(line, item.article.language) for line in item.text.splitlines())
        counts.update(" ".join(name.words) for names in runs for name in names if not name.initial)
    known = [name for name, _ in counts.most_common() if subject.weights.keys().isdisjoint(stem_words(name))]
    return known[:_MAIN_NAMES]


def _weigh_names(names: Sequence[str], library: Library) -> dict[str, float]:
    """Return how much each of some folded names tells: as much as its rarest word."""
    weights = weigh_words([word for name in names for word in name.split()], library)
    return {name: max(weights.get(stem, 0.0) for stem in stem_words(name)) for name in names}


def _rate(item: FoundArticle, seeds: Sequence[FoundArticle], names: Mapping[str, float]) -> FoundArticle:
    """Return an article with how near it is to the seeds, and how much of their names it has."""
    kinship = max((float(item.vector @ seed.vector) for seed in seeds), default=0.0)
    if kinship < _KIN:
        return replace(item, kinship=kinship)
    words = frozenset(split_words(item.text))
    total = sum(names.values()) or 1.0
    ties = sum(weight for name, weight in names.items() if words.issuperset(name.split())) / total
    return replace(item, kinship=kinship, ties=ties)


def _read_sentences(
    item: FoundArticle, subject: Subject, names: Mapping[str, float], near: Sequence[NearPassage], best: float
) -> FoundArticle:
    """Return an article with its sentences about the topic: all of them where it is about nothing else.

    Even there those are left out that stand far from any word or name of the topic, or in a passage that is about
    something else, as in a digest.

    near  its passages, and how near each is to the topic
    best  how near the nearest one of all articles is
    """
    sentences = read_reported(item.article, item.text)
    stems = [frozenset(stem_words(sentence.text)) for sentence in sentences]
    covers = [subject.measure_cover(own) for own in stems]
    named = sum(cover >= 0.5 for cover in covers)
    share = named / len(covers) if named > 1 else 0.0
    title = subject.measure_cover(stem_words(item.article.title))
    lead = subject.measure_cover(frozenset().union(*stems[:2]))
    alone = item.is_sure and not item.kinship and item.nearness >= _NEAR
    kin = item.is_close or (item.ties >= _CLOSE_TIES and item.kinship >= _NEAR_KIN)
    if title >= _IN_TITLE or lead >= _IN_LEAD or share >= _IN_SENTENCES or kin or alone:
        known = frozenset(stem for name in names for stem in stem_words(name)) | subject.weights.keys()
        kept = []
        for n, sentence in enumerate(sentences):
            cover = subject.measure_cover(frozenset().union(*stems[max(0, n - _AROUND) : n + _AROUND + 1]))
            closeness = measure_closeness(near, sentence.start, cover, best=best)
            if closeness is not None and any(known & own for own in stems[max(0, n - _FAR) : n + _FAR + 1]):
                kept.append(replace(sentence, closeness=closeness))
        return replace(item, sentences=kept)
    around = (subject.measure_cover(frozenset().union(*stems[max(0, n - 1) : n + 2])) for n in range(len(stems)))
    kept = [
        s for s, own, wide in zip(sentences, covers, around, strict=True) if own > 0.5 or (own and wide >= _FULL_COVER)
    ]
    return replace(item, sentences=kept)
