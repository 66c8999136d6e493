"""Retrieve the passages that best answer a question: lexical and dense candidates, each looked at a second time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.copies import group_copies
from qa.dates import read_day
from qa.embeddings import Embedder
from qa.library import ArticleSummary, Filters, Library
from qa.passages import Passage, Span
from qa.question import Question
from qa.scoring import Candidate, ScoredSentence, score_sentences, weigh_terms

LEXICAL_CANDIDATES = 40
DENSE_CANDIDATES = 20
_TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A retrieved passage.

    score      of its best sentence; higher is better, comparable only within one question
    sentences  all of its sentences, in order, each with its score
    also_in    other outlets that carry the same passage
    """

    article: ArticleSummary
    passage: Passage
    score: float
    similarity: float
    sentences: tuple[ScoredSentence, ...]
    also_in: tuple[str, ...] = ()

    @property
    def best(self) -> Span:
        """The offsets of the best sentence in the article's text."""
        sentence = max(self.sentences, key=lambda sentence: sentence.score)
        return sentence.start, sentence.end


def retrieve_passages(
    question: Question, library: Library, embedder: Embedder, *, k: int, filters: Filters | None = None
) -> list[Hit]:
    """Return the k best passages for a question, the best first.

    Candidates are the best passages of the lexical search (BM25 over title and text) and of the dense one; every
    sentence of each is scored (see scoring.py), and a passage is worth what its best sentence is.
    """
    pool = max(k, LEXICAL_CANDIDATES)
    lexical = library.search_words(write_match(question.words), pool, filters, title_weight=_TITLE_WEIGHT)
    vector = embedder.embed_queries([question.text])[0]
    dense = library.search_vectors(vector, max(k, DENSE_CANDIDATES), filters)
    passages = {hit.passage.id: hit.passage for hit in [*lexical, *dense]}
    bm25 = {hit.passage.id: hit.score for hit in lexical}
    cosines = {hit.passage.id: hit.score for hit in dense}
    unknown = [id for id in passages if id not in cosines]
    cosines |= {id: float(other @ vector) for id, other in library.get_vectors(unknown).items()}
    articles = library.get_summaries(passage.article_id for passage in passages.values())
    if question.is_now and not question.as_of:
        days = [day for article in articles.values() if (day := read_day(article.published))]
        question = replace(question, as_of=max(days, default=None))
    idf = weigh_terms(question, library.document_frequencies(question.words), library.count().passages)
    top = max(bm25.values(), default=0.0) or 1.0
    hits = []
    for id, passage in passages.items():
        article = articles[passage.article_id]
        candidate = Candidate(
            article_id=article.id,
            title=article.title,
            published=article.published,
            language=article.language,
            start=passage.start,
            text=passage.text,
            lexical=bm25.get(id, 0.0) / top,
            similarity=cosines.get(id, 0.0),
        )
        sentences = tuple(score_sentences(question, candidate, idf))
        if sentences:
            score = max(sentence.score for sentence in sentences)
            hits.append(
                Hit(article=article, passage=passage, score=score, similarity=candidate.similarity, sentences=sentences)
            )
    return _merge_copies(sorted(hits, key=lambda hit: -hit.score))[:k]


def write_match(words: Sequence[str]) -> str:
    """Return the FTS5 query that finds passages with any of the words."""
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words))


def _merge_copies(hits: list[Hit]) -> list[Hit]:
    """Return the hits without later copies of earlier ones; the first of each names the outlets of its copies."""
    first = group_copies([hit.passage.text for hit in hits])
    outlets: dict[int, list[str]] = {}
    for n, leader in enumerate(first):
        outlet = hits[n].article.source
        if n != leader and outlet and outlet not in (hits[leader].article.source, *outlets.get(leader, [])):
            outlets.setdefault(leader, []).append(outlet)
    return [replace(hit, also_in=tuple(outlets.get(n, ()))) for n, hit in enumerate(hits) if first[n] == n]
