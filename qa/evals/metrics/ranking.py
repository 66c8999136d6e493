"""How well the passages that were retrieved are ranked: by the articles that they are from, and one by one.

An answer holds the best k passages of its settings: a score at 10 can't look at more of them than there are.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from qa.evals.cases.case import Case
from qa.evals.metrics.metric import AnswerJson, Metric, match_article
from qa.evals.metrics.text import holds_answer

Judge = Callable[[Case, AnswerJson], tuple[Sequence[bool], int] | None]
Rate = Callable[[Sequence[bool], int, int], float]

# They stand in any passage, by accident.
_ACCIDENTS = frozenset(["yes", "no", "true", "false"])
_FEWEST_WORDS = 4


def rate_recall(relevant: Sequence[bool], total: int, k: int) -> float:
    """Return how many of the relevant ones, of which there are total, are among the first k."""
    return sum(relevant[:k]) / total


def rate_hit(relevant: Sequence[bool], total: int, k: int) -> float:
    """Return 1 where a relevant one is among the first k, else 0."""
    return float(any(relevant[:k]))


def rate_reciprocal_rank(relevant: Sequence[bool], total: int, k: int) -> float:
    """Return 1 / rank of the first relevant one, 0 where there is none among the first k."""
    return next((1 / rank for rank, found in enumerate(relevant[:k], start=1) if found), 0.0)


def rate_ndcg(relevant: Sequence[bool], total: int, k: int) -> float:
    """Return the sum of 1 / log2(1 + rank) over the relevant ones of the first k, as a share of the highest one."""
    best = sum(1 / math.log2(1 + rank) for rank in range(1, min(total, k) + 1))
    gain = sum(1 / math.log2(1 + rank) for rank, found in enumerate(relevant[:k], start=1) if found)
    return gain / best if best else 0.0


def judge_articles(case: Case, answer: AnswerJson) -> tuple[list[bool], int] | None:
    """Return which of the articles are gold, by their best passage, and how many gold ones there are."""
    if not case.gold_articles:
        return None
    articles: dict[str, Mapping[str, Any]] = {}
    for passage in answer.get("passages") or ():
        articles.setdefault(passage["article_id"], passage)
    relevant = [any(match_article(name, article) for name in case.gold_articles) for article in articles.values()]
    return relevant, max(len(set(case.gold_articles)), sum(relevant))


def judge_passages(case: Case, answer: AnswerJson) -> tuple[list[bool], int] | None:
    """Return which of the passages are relevant, and how many of those retrieved are."""
    if not (case.gold_sentences or (case.answers and case.gold_articles)):
        return None
    relevant = [is_relevant(case, passage) for passage in answer.get("passages") or ()]
    return relevant, sum(relevant)


def is_relevant(case: Case, passage: Mapping[str, Any]) -> bool:
    """Tell whether a passage holds the answer to a case.

    It does where it holds a gold sentence, in whichever article (copies of a report do), or where it is from a gold
    article and holds a gold answer other than "yes" or "no". A short answer in any other article is an accident.
    """
    if any(holds_sentence(passage["text"], sentence) for sentence in case.gold_sentences):
        return True
    answers = [answer for answer in case.answers if answer.lower() not in _ACCIDENTS]
    from_gold = any(match_article(name, passage) for name in case.gold_articles)
    return from_gold and holds_answer(passage["text"], answers, case.lang)


def holds_sentence(text: str, sentence: str) -> bool:
    """Tell whether a text holds a sentence, or, where it was cut inside of it, the first or the last half of its words.

    White space and case don't count.
    """
    words = sentence.casefold().split()
    half = len(words) // 2
    parts = [words] if half < _FEWEST_WORDS else [words[:half], words[-half:]]
    return bool(words) and any(" ".join(part) in _squash(text) for part in parts)


def recall_sentences(case: Case, answer: AnswerJson, k: int) -> float | None:
    """Return the share of the gold sentences that stand in one of the first k passages."""
    if not case.gold_sentences:
        return None
    texts = [passage["text"] for passage in (answer.get("passages") or ())[:k]]
    found = [any(holds_sentence(text, sentence) for text in texts) for sentence in case.gold_sentences]
    return sum(found) / len(found)


@lru_cache(maxsize=256)
def _squash(text: str) -> str:
    return " ".join(text.casefold().split())


def _rate(case: Case, answer: AnswerJson, judge: Judge, rate: Rate, k: int) -> float | None:
    judged = judge(case, answer)
    return None if judged is None else rate(*judged, k)


_RATES: Mapping[str, tuple[Rate, tuple[int, ...], str]] = {
    "recall": (rate_recall, (5, 10), "Share of the gold {}s that are in the first {}."),
    "hit": (rate_hit, (1, 5, 10), "Whether a relevant {} is in the first {}."),
    "mrr": (rate_reciprocal_rank, (10,), "1 / rank of the first relevant {}, 0 beyond {} (Voorhees 1999)."),
    "ndcg": (
        rate_ndcg,
        (10,),
        "Sum of 1 / log2(1 + rank) over the relevant {}s of the first {}, as a share of the highest possible "
        "(Järvelin and Kekäläinen 2002).",
    ),
}


def _list_metrics(unit: str, kinds: Sequence[str], judge: Judge, basis: str, needs: str) -> list[Metric]:
    prefix = "passage_" if unit == "passage" else ""
    return [
        Metric(
            name=f"{prefix}{kind}_at_{k}",
            description=f"{formula.format(unit, k)} {basis}",
            higher_is_better=True,
            measure=partial(_rate, judge=judge, rate=rate, k=k),
            needs=needs,
        )
        for kind in kinds
        for rate, cuts, formula in [_RATES[kind]]
        for k in cuts
    ]


RANKING_METRICS = (
    *_list_metrics(
        "article",
        ("recall", "hit", "mrr", "ndcg"),
        judge_articles,
        "Articles rank by their best passage; the formulas are those of trec_eval.",
        "gold_articles",
    ),
    *(
        Metric(
            name=f"passage_recall_at_{k}",
            description=f"Share of the gold sentences that stand in the first {k} passages.",
            higher_is_better=True,
            measure=partial(recall_sentences, k=k),
            needs="gold_sentences",
        )
        for k in (5, 10)
    ),
    *_list_metrics(
        "passage",
        ("hit", "mrr", "ndcg"),
        judge_passages,
        "Relevant is one that holds a gold sentence, or a gold answer in a gold article; of those retrieved.",
        "gold_sentences, or gold_articles and answers",
    ),
)
