"""Ranks are rated as trec_eval rates them, by articles and by passages."""

import math
import random
from typing import Any

import ir_measures
import pytest
from evals_samples import make_answer, make_case, make_passage, measure
from ir_measures import RR, R, Success, nDCG

from qa.evals.metrics import match_article
from qa.evals.metrics.ranking import holds_sentence, rate_hit, rate_ndcg, rate_recall, rate_reciprocal_rank

NAMES = {
    "recall_at_5": R @ 5, "recall_at_10": R @ 10, "hit_at_1": Success @ 1, "hit_at_5": Success @ 5,
    "hit_at_10": Success @ 10, "mrr_at_10": RR @ 10, "ndcg_at_10": nDCG @ 10,
}  # fmt: skip
GOLD = {"gold_articles": ("a1",)}


@pytest.mark.parametrize("seed", range(40))
def test_rates_are_those_of_ir_measures(seed: int) -> None:
    generator = random.Random(seed)
    ranked = [f"a{n}" for n in generator.sample(range(30), generator.randint(1, 15))]
    gold = [f"a{n}" for n in generator.sample(range(30), generator.randint(1, 12))]
    expected = ir_measures.iter_calc(
        NAMES.values(),
        [ir_measures.Qrel("q", id, 1) for id in gold],
        [ir_measures.ScoredDoc("q", id, -float(rank)) for rank, id in enumerate(ranked)],
    )
    values = {str(metric.measure): metric.value for metric in expected}
    answer = make_answer(passages=[make_passage(id=id) for id in ranked])
    case = make_case(gold_articles=tuple(gold))
    for name, metric in NAMES.items():
        assert measure(name, case, answer) == pytest.approx(values[str(metric)]), name


def test_rates_of_a_worked_example() -> None:
    # Of three relevant ones, two are found, in the second and the fourth place.
    relevant, total = [False, True, False, True], 3
    assert rate_recall(relevant, total, 3) == pytest.approx(1 / 3)
    assert rate_recall(relevant, total, 10) == pytest.approx(2 / 3)
    assert (rate_hit(relevant, total, 1), rate_hit(relevant, total, 2)) == (0.0, 1.0)
    assert (rate_reciprocal_rank(relevant, total, 10), rate_reciprocal_rank(relevant, total, 1)) == (0.5, 0.0)
    gain, best = 1 / math.log2(3) + 1 / math.log2(5), 1 + 1 / math.log2(3) + 1 / 2
    assert rate_ndcg(relevant, total, 10) == pytest.approx(gain / best)
    assert rate_ndcg([], 0, 10) == 0.0


def test_articles_rank_by_their_best_passage() -> None:
    passages = [make_passage(id="a1"), make_passage(id="a1", start=200), make_passage(id="a2")]
    assert measure("mrr_at_10", make_case(gold_articles=("a2",)), make_answer(passages=passages)) == 0.5


@pytest.mark.parametrize("name", ["recall_at_5", "hit_at_1", "mrr_at_10", "ndcg_at_10"])
def test_nothing_retrieved_rates_zero_and_no_gold_article_is_no_rate(name: str) -> None:
    assert measure(name, make_case(**GOLD), make_answer(passages=[])) == 0.0
    assert measure(name, make_case(), make_answer()) is None


@pytest.mark.parametrize(
    ("name", "matches"),
    [
        pytest.param("a1", True, id="id"),
        pytest.param("http://www.news.example/2025/talks/#top", True, id="another form of the url"),
        pytest.param("news.example/2025/talks", True, id="a bare url"),
        pytest.param("talks in  LISBON", True, id="title"),
        pytest.param("https://news.example/2025", False, id="another url"),
        pytest.param("Talks", False, id="a part of the title"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_an_article_is_known_by_its_id_url_or_title(name: str, matches: bool) -> None:
    article = {"title": "Talks in Lisbon", "url": "https://news.example/2025/talks"}
    assert match_article(name, {"article_id": "a1", **article}) == matches
    assert match_article(name, {"id": "a1", **article}) == matches


def test_an_article_without_url_and_title_is_matched_by_nothing_empty() -> None:
    assert not match_article("", {"article_id": "a1", "url": None, "title": ""})


@pytest.mark.parametrize(
    ("fields", "relevant"),
    [
        pytest.param(GOLD, 1.0, id="the answer in a gold article"),
        pytest.param({"gold_articles": ("a2",)}, 0.0, id="the answer in another article"),
        pytest.param({**GOLD, "answers": ("Lisbon",)}, 0.0, id="a gold article without the answer"),
        pytest.param({**GOLD, "answers": ("no", "Yes")}, 0.0, id="yes and no stand anywhere"),
        pytest.param({"gold_sentences": ("It  rained ALL day.",)}, 1.0, id="a gold sentence"),
        pytest.param({"gold_articles": ("a2",), "gold_sentences": ("It rained all day.",)}, 1.0, id="in a copy"),
        pytest.param({"gold_sentences": ("It snowed all day.",)}, 0.0, id="no gold sentence"),
        pytest.param({**GOLD, "answers": ()}, None, id="articles without an answer"),
        pytest.param({}, None, id="an answer without articles"),
    ],
)
def test_a_passage_is_relevant_for_what_it_holds(fields: dict[str, Any], relevant: float | None) -> None:
    passage = make_passage("They met in Kuala Lumpur; yes, no doubt. It rained all day.")
    answer = make_answer(passages=[passage])
    for name in ("passage_hit_at_1", "passage_mrr_at_10", "passage_ndcg_at_10"):
        assert measure(name, make_case(**fields), answer) == relevant


def test_a_sentence_that_a_passage_cuts_is_held_by_half() -> None:
    sentence = "The two ministers met in Kuala Lumpur and spoke for almost two hours about Taiwan."
    assert holds_sentence("It rained. The two ministers met in Kuala Lumpur and", sentence)
    assert holds_sentence("spoke for almost two hours about Taiwan. It rained.", sentence)
    assert not holds_sentence("The two ministers spoke for almost two hours about Taiwan.", sentence[:40])
    assert not holds_sentence("The ministers met", "The ministers quarrelled.")
    assert not holds_sentence("anything", "")


def test_passages_keep_their_places() -> None:
    passages = [make_passage("Rain.", id="a1"), make_passage("They met in Kuala Lumpur.", id="a1", start=10)]
    answer = make_answer(passages=passages)
    assert measure("passage_mrr_at_10", make_case(**GOLD), answer) == 0.5
    assert measure("passage_ndcg_at_10", make_case(**GOLD), answer) == pytest.approx(1 / math.log2(3))


def test_passage_recall_counts_gold_sentences() -> None:
    case = make_case(gold_sentences=("It rained.", "It snowed.", "They met."))
    passages = [make_passage("It rained. They met."), *(make_passage("-", id=f"b{n}") for n in range(4))]
    answer = make_answer(passages=[*passages, make_passage("It snowed.", id="c")])
    assert measure("passage_recall_at_5", case, answer) == pytest.approx(2 / 3)
    assert measure("passage_recall_at_10", case, answer) == 1.0
    assert measure("passage_recall_at_5", make_case(**GOLD), answer) is None
