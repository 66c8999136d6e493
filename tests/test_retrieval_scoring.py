"""Sentences that answer a question score above those that do not."""

from datetime import date
from typing import Any

import pytest
from core_samples import make_candidate

from qa.question import read_question
from qa.retrieval.scoring import WEIGHTS, ScoredSentence, adjust_score, score_sentences, weigh_terms

TEXT = "The ministers met in Lisbon. Twelve people were hurt in the storm. Markets were closed."


def score(question: str, text: str, *, as_of: date | None = None, **fields: Any) -> list[ScoredSentence]:
    asked = read_question(question, as_of=as_of)
    return score_sentences(asked, make_candidate(text, **fields), dict.fromkeys(asked.terms, 1.0))


def test_the_sentence_with_the_words_and_the_kind_asked_for_is_the_best() -> None:
    scored = score("How many people were hurt?", TEXT)
    assert max(scored, key=lambda sentence: sentence.score).text == "Twelve people were hurt in the storm."


def test_sentences_come_in_order_with_offsets_into_the_article() -> None:
    scored = score("Who met?", TEXT, start=500)
    assert [sentence.text for sentence in scored] == [TEXT[s.start - 500 : s.end - 500] for s in scored]
    assert [sentence.start for sentence in scored] == sorted(sentence.start for sentence in scored)
    assert scored[0].start == 500


@pytest.mark.parametrize("text", ["", "  \n ", "\n\n"], ids=repr)
def test_a_passage_without_sentences_scores_nothing(text: str) -> None:
    assert score("Who met?", text) == []


def test_a_score_is_the_weighted_sum_of_its_features() -> None:
    for sentence in score("Who met in Lisbon?", TEXT):
        assert sentence.score == pytest.approx(sum(WEIGHTS[name] * sentence.features[name] for name in WEIGHTS))


def test_all_features_lie_between_nothing_and_one() -> None:
    for question in ("Who met in Lisbon?", "How many were hurt this week?", "xyzzy", "Who?"):
        for sentence in score(question, TEXT, as_of=date(2025, 11, 1), published="2025-10-31"):
            assert all(0.0 <= value <= 1.0 for value in sentence.features.values()), sentence.features


@pytest.mark.parametrize(
    ("feature", "better", "worse"),
    [
        pytest.param("lexical", {"lexical": 1.0}, {"lexical": 0.0}, id="the words of the passage"),
        pytest.param("similarity", {"similarity": 0.9}, {"similarity": 0.1}, id="the meaning of the passage"),
        pytest.param("recent", {"published": "2025-10-30"}, {"published": "2024-10-30"}, id="recent news"),
        pytest.param("recent", {"published": "2025-11-02"}, {"published": "2026-11-02"}, id="distance in both ways"),
        pytest.param("lead", {"start": 0}, {"start": 5000}, id="near the top of the article"),
        pytest.param("names", {"title": "Talks in Lisbon"}, {"title": "Talks"}, id="a name in the title"),
    ],
)
def test_what_speaks_for_a_passage_raises_its_score(
    feature: str, better: dict[str, Any], worse: dict[str, Any]
) -> None:
    high, low = (
        score("Who met in Lisbon?", "They shook hands on Friday.", as_of=date(2025, 10, 31), **fields)[0]
        for fields in (better, worse)
    )
    assert high.features[feature] > low.features[feature]
    assert high.score > low.score


def test_an_article_of_the_day_asked_from_is_as_recent_as_can_be() -> None:
    (sentence,) = score("Who met?", "They met.", as_of=date(2025, 10, 31), published="2025-10-31T23:00:00Z")
    assert sentence.features["recent"] == 1.0


@pytest.mark.parametrize(
    ("as_of", "published"),
    [(None, "2025-10-31"), (date(2025, 10, 31), None), (date(2025, 10, 31), "soon"), (None, None)],
    ids=["no day asked from", "no day of publication", "a day that is none", "neither"],
)
def test_where_the_days_are_unknown_no_article_is_preferred(as_of: date | None, published: str | None) -> None:
    (sentence,) = score("Who met?", "They met.", as_of=as_of, published=published)
    (other,) = score("Who met?", "They met.")
    assert sentence.features["recent"] == other.features["recent"]


def test_the_words_of_the_neighbours_count_for_a_sentence() -> None:
    first, second, third = score("storm", TEXT)
    assert (first.features["near_terms"], first.features["own_terms"]) == (1.0, 0.0)
    assert (third.features["near_terms"], third.features["own_terms"]) == (1.0, 0.0)
    assert second.features["own_terms"] == 1.0


def test_a_phrase_counts_where_its_words_stand_together() -> None:
    together, apart = (
        score("interest rate", text)[0].features["pairs"]
        for text in ("The interest rate fell.", "The rate of interest fell.")
    )
    assert together > apart == 0.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    question = read_question("Did Hegseth speak?")
    weights = weigh_terms(question, {"hegseth": 3, "speak": 900}, 1000)
    assert weights["hegseth"] > weights["speak"] > 0


def test_a_word_that_no_passage_holds_weighs_most() -> None:
    question = read_question("Did Hegseth speak?")
    weights = weigh_terms(question, {"speak": 1}, 1000)
    assert weights["hegseth"] > weights["speak"]


def test_weights_of_an_empty_library_are_finite() -> None:
    question = read_question("Did Hegseth speak?")
    assert all(weight > 0 for weight in weigh_terms(question, {}, 0).values())


def ask_for(text: str, published: str | None, *, newest: date | None = None) -> float:
    """Return how recent an article counts for a question of some time."""
    asked = read_question(text, newest=newest)
    return score_sentences(asked, make_candidate("They met.", published=published), {})[0].features["recent"]


@pytest.mark.parametrize(
    ("question", "nearer", "farther"),
    [
        pytest.param("Who met in May 2024?", "2024-05-20", "2024-09-20", id="in it, and after"),
        pytest.param("Who met in May 2024?", "2024-05-20", "2024-03-20", id="in it, and before"),
        pytest.param("Who met in May 2024?", "2024-06-20", "2025-10-30", id="soon after, and now"),
        pytest.param("Who met last week?", "2025-10-31", "2025-08-31", id="last week, and long ago"),
    ],
)
def test_articles_of_the_time_that_is_asked_about_count_as_recent(question: str, nearer: str, farther: str) -> None:
    newest = date(2025, 11, 4)
    assert ask_for(question, nearer, newest=newest) > ask_for(question, farther, newest=newest)


def test_an_article_of_another_time_is_no_worse_than_one_without_a_day() -> None:
    assert ask_for("Who met in May 2024?", "1999-01-01") == ask_for("Who met in May 2024?", None)


def test_an_article_within_the_period_is_as_recent_as_can_be() -> None:
    assert ask_for("Who met in May 2024?", "2024-05-31") == ask_for("Who met in May 2024?", "2024-06-07") == 1.0


def test_a_sentence_nearer_than_its_passage_gains_and_one_farther_loses() -> None:
    (sentence,) = score("Who met?", "The ministers met in Lisbon.", similarity=0.4)
    assert sentence.features["nearness"] == 0.0
    for nearness in (0.9, 0.4, 0.1, -0.2):
        adjusted = adjust_score(sentence, nearness)
        assert adjusted.score == pytest.approx(sentence.score + nearness - 0.4)
        assert adjusted.features == {**sentence.features, "nearness": nearness}
        assert (adjusted.text, adjusted.start, adjusted.end) == (sentence.text, sentence.start, sentence.end)
    assert sentence.features["nearness"] == 0.0


def test_a_row_of_a_table_is_read_with_the_row_that_names_its_columns() -> None:
    table = "Results of the election in Vessby.\nParty\tSeats\tShare\nHarbour List\t14\t41.2\nFarmers\t5\t14.7"
    question = read_question("How many seats did the Farmers win?")
    scored = score_sentences(question, make_candidate(table), dict.fromkeys(question.terms, 1.0))
    best = max(scored, key=lambda sentence: sentence.score)
    assert best.text == "Farmers\t5\t14.7"
    assert best.features["fragment"] == 0.0
