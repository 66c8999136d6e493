"""Check that a candidate question is answered by its sentence, and by no other article."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qa.articles import Article
from qa.chain import Chain
from qa.evals.cases.cases import Case
from qa.evals.making.facts import FactKind, StrongFact, has_value
from qa.evals.metrics.text import holds_answer
from qa.language.dates import read_day
from qa.language.sentences import split_sentences
from qa.language.words import stem_words
from qa.library import Library
from qa.library.stories.sketches import sketch_text
from qa.question import Question, read_question
from qa.retrieval.scoring import weigh_terms
from qa.retrieval.search import Hit
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise
from qa.verify.verifier import Verifier

NOT_FOUND, NOT_CONFIRMED = "not_found", "not_confirmed"
# Chosen: another article that answers is among the first, and one of so many passages holds the answer's words.
_HITS = 10
_PASSAGES = 40
# A sentence that holds so much of the question, by weight of its words, may be an answer too.
_SAME_TERMS = 0.6
# So many of the runs of words of a sentence are in its copies, be they changed in a word.
_COPIED = 0.7
KINDS: Mapping[FactKind, str] = {
    "number": "how_many", "date": "when", "person": "who", "place": "where", "quotation": "attribution"
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCandidate:
    """A sentence of an article by its offsets, the fact of it that is asked for, and the question once it is written.

    fact  by offsets into the sentence
    """

    article: Article
    start: int
    end: int
    fact: StrongFact
    question: str = ""

    @property
    def sentence(self) -> str:
        """The sentence as it stands in the article, its words parted by single spaces."""
        return " ".join(self.article.text[self.start : self.end].split())

    @property
    def published(self) -> date | None:
        """The day of the article."""
        return read_day(self.article.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a candidate is no question: a short clause that is the same for all of its kind."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPassages:
    """What the program makes of a question that can be asked.

    holders  ids of the articles that hold its sentence or a copy of it, its own first
    tags     where the program fails on it: "not_found" by the search, "not_confirmed" by the check of answers
    """

    holders: tuple[str, ...]
    tags: tuple[str, ...] = ()


def check_candidate(candidate: QuestionCandidate, chain: Chain) -> GoldPassages | Refusal:
    """Return which articles hold the sentence of a candidate and where the program fails on it; or why it is refused.

    No other sentence that a search for the question's words finds may be another answer: one that holds most of them
    and a value of the same kind, be it in another article, or in the same one and another value. A copy of the sentence
    counts as the sentence. That the search of the program does not find the sentence, or that its check does not hold
    it, is no reason to leave a question out: it would count in the program's favour.
    """
    question = read_question(candidate.question, as_of=candidate.published)
    found = _find_sentences(question, chain.library)
    copies = [(id, text) for id, text in found if _is_copy(candidate.sentence, text)]
    if any(not holds_answer(text, candidate.fact.answers) for _, text in copies):
        return Refusal(reason="a copy of its sentence says otherwise")
    holders = dict.fromkeys([candidate.article.id, *(id for id, _ in copies)])
    weights = weigh_terms(question, chain.library.document_frequencies(question.words), chain.library.count().passages)
    for id, text in found:
        if (id, text) in copies or not _may_answer(candidate, text, weights):
            continue
        if id not in holders:
            return Refusal(reason="another article may answer it as well")
        if not holds_answer(text, candidate.fact.answers):
            return Refusal(reason="its own article may answer it otherwise")
    return GoldPassages(holders=tuple(holders), tags=_find_failures(candidate, question, chain))


def _find_failures(candidate: QuestionCandidate, question: Question, chain: Chain) -> tuple[str, ...]:
    """Return where the program fails on a candidate."""
    hits = chain.search(candidate.question, k=_HITS, as_of=candidate.published)
    own = [hit for hit in hits if any(_is_copy(candidate.sentence, sentence.text) for sentence in hit.sentences)]
    if not own:
        return (NOT_FOUND,)
    return () if _is_supported(candidate, own[0], question, chain) else (NOT_CONFIRMED,)


def make_case(candidate: QuestionCandidate, found: GoldPassages) -> Case:
    """Return the candidate as a case, its articles by their ids."""
    asked = candidate.published.isoformat() if candidate.published else None
    return Case(
        id="made-" + hashlib.sha256(f"{candidate.question}\n{asked}".encode()).hexdigest()[:12],
        question=candidate.question,
        kind=KINDS[candidate.fact.kind],
        answers=candidate.fact.answers,
        asked=asked,
        lang=candidate.article.language,
        gold_articles=found.holders,
        tags=found.tags,
        gold_sentences=(candidate.sentence,),
    )


def _find_sentences(question: Question, library: Library) -> list[tuple[str, str]]:
    """Return the sentences of the passages that hold most of the question's words, with the ids of their articles."""
    passages = [scored.passage for scored in library.rank_words(question.words, _PASSAGES)]
    return [
        (passage.article_id, passage.text[start:end])
        for passage in passages
        for start, end in split_sentences(passage.text)
    ]


def _is_copy(sentence: str, text: str) -> bool:
    return len(text) >= len(sentence) / 2 and sketch_text(sentence).find_share(sketch_text(text)) >= _COPIED


def _is_supported(candidate: QuestionCandidate, hit: Hit, question: Question, chain: Chain) -> bool:
    """Tell whether the program would let the sentence pass as an answer."""
    [text] = (article.text for article in chain.library.get_articles([hit.article.id]).values())
    spans = tuple((sentence.start, sentence.end) for sentence in hit.sentences)
    premise = Premise(article=hit.article, text=text, spans=spans, n=1)
    hypothesis = Hypothesis(text=candidate.sentence, premises=(premise,), cited=(1,), question=question)
    return Verifier().verify([hypothesis]).verdicts[0].supported


def _may_answer(candidate: QuestionCandidate, sentence: str, weights: Mapping[str, float]) -> bool:
    """Tell whether a sentence holds most of the question's words and something of the kind that is asked for."""
    if not has_value(candidate.fact.kind, sentence, candidate.published, candidate.fact.answers):
        return False
    held = set(stem_words(sentence))
    return sum(weight for term, weight in weights.items() if term in held) >= _SAME_TERMS * sum(weights.values())
