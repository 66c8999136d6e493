"""The rating of what was found rises with what speaks for an answer."""

import pytest
from core_samples import make_hit

from qa.retrieval.confidence import RATED_WEIGHTS, WEIGHTS, measure_hits, rate_hits
from qa.retrieval.reader.hits import READING
from qa.retrieval.search import Hit

FEATURES = {"similarity": 0.5, "nearness": 0.4, "near_terms": 0.5, "kind": 1.0, "recent": 0.3}


def hit(text: str = "They met.", *, score: float = 1.0, **features: float) -> Hit:
    return make_hit(text, scores=[score], features={**FEATURES, **features})


def test_nothing_found_answers_nothing() -> None:
    assert rate_hits([]) == 0.0


@pytest.mark.parametrize(
    ("feature", "value"), [("similarity", 0.9), ("nearness", 0.9), ("near_terms", 0.9), ("recent", 1.0)]
)
def test_each_feature_raises_the_rating(feature: str, value: float) -> None:
    better = make_hit("They met.", features={**FEATURES, feature: value})
    assert rate_hits([better]) > rate_hits([hit()])


@pytest.mark.parametrize("value", [-1.0, 0.0, 0.5, 1.0])
def test_a_rating_is_a_probability(value: float) -> None:
    assert 0.0 < rate_hits([hit(similarity=value, near_terms=abs(value), recent=abs(value))]) < 1.0


def test_words_without_the_kind_asked_for_do_not_count() -> None:
    assert measure_hits([hit(near_terms=1.0, kind=0.0)])["kind"] == 0.0


def test_the_nearest_passage_counts_and_the_day_of_the_best() -> None:
    found = [hit(score=2.0, similarity=0.2, recent=0.9), hit(score=1.0, similarity=0.7, recent=0.1)]
    assert measure_hits(found) == {"similarity": 0.7, "kind": 0.5, "near": 0.2, "recent": 0.9}


def test_all_that_is_measured_is_weighed() -> None:
    assert set(measure_hits([hit()])) == set(WEIGHTS)


def test_a_sentence_may_be_nearer_than_any_passage() -> None:
    assert measure_hits([hit(similarity=0.3, nearness=0.8)])["similarity"] == 0.8
    assert measure_hits([hit(similarity=0.3, nearness=0.1)])["similarity"] == 0.3


@pytest.mark.parametrize(("nearness", "near_terms"), [(0.9, 0.0), (0.0, 0.9)], ids=["no words", "not embedded"])
def test_words_and_nearness_count_together_or_not_at_all(nearness: float, near_terms: float) -> None:
    assert measure_hits([hit(nearness=nearness, near_terms=near_terms)])["near"] == 0.0


def test_a_further_hit_that_is_worse_changes_nothing() -> None:
    found = [hit(score=2.0)]
    worse = hit(score=0.5, similarity=0.1, nearness=0.1, near_terms=0.1, recent=1.0)
    assert rate_hits([*found, worse]) == rate_hits(found)


def test_what_the_reader_makes_of_a_sentence_raises_the_rating() -> None:
    ratings = [rate_hits([hit("They met.", **{READING: reading})]) for reading in (-1.0, 0.0, 1.0)]
    assert ratings == sorted(ratings)
    assert ratings[0] < 0.42 < ratings[2]


def test_the_best_reading_counts() -> None:
    found = [hit("They met.", **{READING: -0.5}), hit("They met.", **{READING: 0.7}), hit()]
    assert measure_hits(found)[READING] == 0.7
    assert set(RATED_WEIGHTS) <= set(measure_hits(found))


def test_the_rating_of_what_was_read_does_not_depend_on_the_words_of_the_library() -> None:
    assert rate_hits([hit("They met.", near_terms=0.1, **{READING: 0.5})]) == rate_hits(
        [hit("They met.", near_terms=0.9, **{READING: 0.5})]
    )
