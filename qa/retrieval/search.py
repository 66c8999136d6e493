"""Retrieve the passages that best answer a question: each of the candidates is looked at a second time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from qa.articles.passages import Passage
from qa.articles.text.instructions import find_instructions, is_about_instructions, is_instruction
from qa.errors import EmbedderUnavailable
from qa.language.dates import read_day
from qa.language.sentences import Span
from qa.library import ArticleSummary, Filters, Library
from qa.library.stories.copies import group_copies, list_other_outlets
from qa.models.embeddings import Embedder
from qa.question import Question
from qa.question.periods import find_latest_day
from qa.retrieval.candidates import find_candidates
from qa.retrieval.forms import WordForms, find_word_forms
from qa.retrieval.rows import Row, begins_with_row, find_head
from qa.retrieval.scoring import Candidate, ScoredSentence, adjust_score, score_sentences, weigh_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# Chosen by their cost: embedding them takes most of the time of a search, and the answer is seldom further down.
_EMBEDDED_SENTENCES = 15
# Chosen by its cost: a cross-encoder reads each passage with the question, one after the other.
RERANKED = 20
# Chosen: a cross-encoder that is sure outweighs most of what words and vectors tell of near passages.
_RERANK_WEIGHT = 4.0
# So little does the score of a copy lose by a cut that leaves its best sentence.
_AS_GOOD = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A retrieved passage.

    score      of its best sentence; higher is better, comparable only within one question
    sentences  its sentences, in order, each with its score, without those that are orders to a machine that reads it
    also_in    other outlets that carry the same passage
    text       the whole text of its article: all offsets are into it
    """

    article: ArticleSummary
    passage: Passage
    score: float
    similarity: float
    sentences: tuple[ScoredSentence, ...]
    also_in: tuple[str, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def best(self) -> Span:
        """The offsets of the best sentence in the article's text."""
        sentence = max(self.sentences, key=lambda sentence: sentence.score)
        return sentence.start, sentence.end


def retrieve_passages(
    question: Question,
    library: Library,
    embedder: Embedder,
    *,
    k: int,
    filters: Filters | None = None,
    rerank: Callable[[str, Sequence[str]], list[float]] | None = None,
    on_notice: Callable[[str], None] = lambda notice: None,
) -> list[Hit]:
    """Return the k best passages for a question, the best first.

    Candidates are the best passages of the lexical search (BM25 over title and text) and of the dense one; every
    sentence of each is scored (see scoring.py), and a passage is worth what its best sentence is. The best sentences
    are then embedded by themselves, and gain or lose by how much nearer to the question they are than their passage.
    Sentences that are orders to a machine (see instructions.py) count for nothing, unless the question is about these.

    rerank     tells how likely each of some passages answers the question, in 0..1; asked of the 20 best passages
    on_notice  told where the embedder does not answer, so that only words are searched for
    """
    forms = find_word_forms(question, library)
    vector = _embed_question(question, embedder, on_notice)
    found = find_candidates(question, forms, library, vector, k=k, filters=filters)
    articles = library.get_summaries(passage.article_id for passage in found.passages.values())
    if question.is_now and not question.as_of:
        latest = find_latest_day()
        days = [day for article in articles.values() if (day := read_day(article.published)) and day <= latest]
        question = replace(question, as_of=max(days, default=None))
    frequencies = library.document_frequencies(forms.words)
    counts = {word: frequencies.get(form, 0) for word, form in zip(question.words, forms.words, strict=True)}
    idf = weigh_terms(question, counts, library.count().passages)
    heads = _find_heads(found.passages.values(), library)
    hits = []
    for id, passage in found.passages.items():
        hit = _score_passage(
            question,
            passage,
            articles[passage.article_id],
            idf,
            forms,
            lexical=found.lexical.get(id, 0.0),
            similarity=found.similarities.get(id, 0.0),
            head=heads.get(id),
        )
        hits += [hit] if hit else []
    if vector is not None:
        hits = _embed_sentences(hits, vector, embedder)
    hits = _merge_copies(sorted(hits, key=lambda hit: -hit.score))
    if not is_about_instructions(question.text):
        hits = _leave_out_orders(hits, most=max(k, RERANKED))
    if rerank:
        hits = _rerank_hits(question, hits[: max(k, RERANKED)], rerank)
    return _add_texts(hits[:k], library)


def _find_heads(passages: Iterable[Passage], library: Library) -> dict[str, Row]:
    """Return the first row of the table that a passage begins within, by the passage's id, where that is no order."""
    within = [passage for passage in passages if passage.start and begins_with_row(passage.text)]
    articles = library.get_articles({passage.article_id for passage in within})
    found = ((p.id, find_head(articles[p.article_id].text, p.start)) for p in within if p.article_id in articles)
    return {id: head for id, head in found if head and not is_instruction(head[2])}


def _add_texts(hits: Sequence[Hit], library: Library) -> list[Hit]:
    """Return the hits with the texts of their articles; one that was removed meanwhile is no hit."""
    articles = library.get_articles(hit.article.id for hit in hits)
    return [replace(hit, text=articles[hit.article.id].text) for hit in hits if hit.article.id in articles]


def merge_hits(found: Sequence[Sequence[Hit]], *, k: int) -> list[Hit]:
    """Return the k best passages for several questions, the best first, each sentence with the best of its scores.

    Scores are comparable within one question only: the best passage of each counts as much as that of the first.
    """
    merged: dict[tuple[str, int], Hit] = {}
    top = max((hit.score for hit in found[0]), default=0.0) if found else 0.0
    for hits in found:
        gain = top - max((hit.score for hit in hits), default=top)
        for hit in hits:
            raised, key = _raise_hit(hit, gain), (hit.article.id, hit.passage.start)
            merged[key] = _take_best(merged[key], raised) if key in merged else raised
    return sorted(merged.values(), key=lambda hit: -hit.score)[:k]


def _take_best(one: Hit, other: Hit) -> Hit:
    """Return a passage with each of its sentences as the one of two questions scores it that scores it higher."""
    scored = {sentence.start: sentence for sentence in other.sentences}
    sentences = tuple(
        max(sentence, scored.get(sentence.start, sentence), key=lambda s: s.score) for sentence in one.sentences
    )
    return replace(one, sentences=sentences, score=max(one.score, other.score))


def _score_passage(
    question: Question,
    passage: Passage,
    article: ArticleSummary,
    idf: Mapping[str, float],
    forms: WordForms,
    *,
    lexical: float,
    similarity: float,
    head: Row | None,
) -> Hit | None:
    """Return a passage with its sentences scored; None where its article is from before the time that is asked for."""
    day = read_day(article.published)
    if question.period and day and question.period.is_after(day, question.as_of):
        return None
    candidate = Candidate(
        article_id=article.id,
        title=article.title,
        published=article.published,
        language=article.language,
        start=passage.start,
        text=passage.text,
        lexical=lexical,
        similarity=similarity,
        head=head,
    )
    sentences = tuple(score_sentences(question, candidate, idf, kin=forms.kin))
    if not sentences:
        return None
    score = max(sentence.score for sentence in sentences)
    return Hit(article=article, passage=passage, score=score, similarity=similarity, sentences=sentences)


def _embed_question(
    question: Question, embedder: Embedder, on_notice: Callable[[str], None]
) -> "NDArray[np.float32] | None":
    """Return the vector of a question, or None, which is told, where the embedder does not answer."""
    try:
        vector: NDArray[np.float32] = embedder.embed_queries([question.text])[0]
    except EmbedderUnavailable as error:
        on_notice(f"Only words are searched for, since the embedder does not answer: {error}")
        return None
    return vector


def _embed_sentences(hits: Sequence[Hit], vector: "NDArray[np.float32]", embedder: Embedder) -> list[Hit]:
    """Return the hits with their best sentences scored by their own nearness to the question's vector."""
    ranked = sorted((sentence for hit in hits for sentence in hit.sentences), key=lambda sentence: -sentence.score)
    best = {id(sentence): sentence for sentence in ranked[:_EMBEDDED_SENTENCES]}
    if not best:
        return list(hits)
    cosines = embedder.embed_passages([sentence.text for sentence in best.values()]) @ vector
    nearness = {key: float(cosine) for key, cosine in zip(best, cosines, strict=True)}
    return [_rescore(hit, nearness) for hit in hits]


def _rescore(hit: Hit, nearness: Mapping[int, float]) -> Hit:
    sentences = tuple(
        adjust_score(sentence, nearness[id(sentence)]) if id(sentence) in nearness else sentence
        for sentence in hit.sentences
    )
    return replace(hit, sentences=sentences, score=max(sentence.score for sentence in sentences))


def _leave_out_orders(hits: Sequence[Hit], *, most: int) -> list[Hit]:
    """Return the best hits without sentences that are orders to a machine, at most so many, the best first."""
    kept = [hit for hit in map(_leave_out_order, hits[:most]) if hit.sentences]
    return sorted(kept, key=lambda hit: -hit.score)


def _leave_out_order(hit: Hit) -> Hit:
    offset = hit.passage.start
    orders = [(offset + start, offset + end) for start, end in find_instructions(hit.passage.text)]
    if not orders:
        return hit
    sentences = tuple(s for s in hit.sentences if not any(s.start < end and start < s.end for start, end in orders))
    return replace(hit, sentences=sentences, score=max((sentence.score for sentence in sentences), default=0.0))


def _rerank_hits(
    question: Question, hits: Sequence[Hit], rerank: Callable[[str, Sequence[str]], list[float]]
) -> list[Hit]:
    """Return the hits with all their sentences raised by what the reranker says of the passage, the best first."""
    chances = rerank(question.text, [hit.passage.text for hit in hits])
    raised = [_raise_hit(hit, _RERANK_WEIGHT * chance) for hit, chance in zip(hits, chances, strict=True)]
    return sorted(raised, key=lambda hit: -hit.score)


def _raise_hit(hit: Hit, gain: float) -> Hit:
    sentences = tuple(replace(sentence, score=sentence.score + gain) for sentence in hit.sentences)
    return replace(hit, sentences=sentences, score=hit.score + gain)


def _merge_copies(hits: list[Hit]) -> list[Hit]:
    """Return the hits without copies; of several the newest stays, in the place of the best, and names the outlets."""
    first = group_copies([hit.passage.text for hit in hits], [hit.article.story for hit in hits])
    groups: dict[int, list[Hit]] = {}
    for hit, leader in zip(hits, first, strict=True):
        groups.setdefault(leader, []).append(hit)
    return [_lead_copies(group) for group in groups.values()]


def _lead_copies(copies: Sequence[Hit]) -> Hit:
    """Return the newest of some copies that is as good as the best, with the outlets of the others."""
    best = copies[0].score
    near = [hit for hit in copies if best - hit.score <= _AS_GOOD]
    lead = max(near, key=lambda hit: (read_day(hit.article.published) or date.min, hit.score))
    also_in = list_other_outlets(lead.article.source, (hit.article.source for hit in copies))
    return replace(lead, score=best, also_in=also_in)
