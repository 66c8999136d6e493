"""The words that carry a statement are found: few sentences, of one article or several, and none for a fact alone."""

from dataclasses import replace

import pytest
from core_samples import make_evidence, make_hit

from qa.question import read_question
from qa.verify.hypothesis import Hypothesis
from qa.verify.locate import Located, locate_quotes
from qa.verify.premise import read_premise

FLOOD = (
    "The Teln rose by 3 metres on Tuesday. The town of Sedge counted 40 flooded houses. "
    "Mayor Tom Alder praised the firefighters. He closed two bridges at noon. It rained again on Thursday."
)
PROFIT = "Orrin Works earned 2.4 billion crowns in 2023. Its chief, Marta Quill, spoke of a good year."
LATER = "Orrin Works earned 3.1 billion crowns in 2024. The factory in Sedge has 900 workers."


def locate(statement: str, *texts: str, question: str | None = None, cited: int = 0) -> Located:
    premises = tuple(read_premise(item.hit, item.n) for item in make_evidence(*texts))
    asked = read_question(question) if question else None
    return locate_quotes(Hypothesis(text=statement, premises=premises, question=asked, cited=(cited,) if cited else ()))


def words(located: Located) -> list[str]:
    return [quote.words for quote in located.quotes]


@pytest.mark.parametrize(
    ("statement", "quotes"),
    [
        pytest.param(
            "Forty houses in Sedge were flooded.", ["The town of Sedge counted 40 flooded houses."], id="one sentence"
        ),
        pytest.param(
            "Tom Alder closed two bridges.",
            ["Mayor Tom Alder praised the firefighters. He closed two bridges at noon."],
            id="with the one that says who he is",
        ),
        pytest.param(
            "The Teln rose by 3 metres, and Alder closed two bridges at noon.",
            ["The Teln rose by 3 metres on Tuesday.", "He closed two bridges at noon."],
            id="two apart",
        ),
    ],
)
def test_the_fewest_sentences_that_hold_a_statement_are_quoted(statement: str, quotes: list[str]) -> None:
    found = words(locate(statement, FLOOD))
    assert all(any(quote in other for other in found) for quote in quotes)
    assert len(" ".join(found)) <= len(" ".join(quotes)) + 60


def test_a_development_rests_on_two_articles() -> None:
    located = locate("Orrin Works earned 2.4 billion crowns in 2023 and 3.1 billion crowns in 2024.", PROFIT, LATER)
    assert {quote.premise.n for quote in located.quotes} == {1, 2}
    assert located.coverage == 1.0
    assert located.missing == ()


def test_a_fact_that_stands_among_other_things_is_no_reason_to_quote() -> None:
    located = locate("Orrin Works earned 900 million crowns in 2023.", PROFIT, LATER)
    assert "The factory in Sedge has 900 workers." not in words(located)
    assert [element.text for element in located.missing if element.kind == "number"] == ["900 million"]


def test_what_stands_there_word_for_word_is_told() -> None:
    located = locate("It rained again on Thursday.", FLOOD)
    assert located.verbatim
    assert words(located) == ["It rained again on Thursday."]
    assert not locate("It rained on Thursday.", FLOOD).verbatim


def test_an_irregular_form_is_the_same_word() -> None:
    assert locate("The Teln rises by 3 metres.", FLOOD).coverage == 1.0


def test_the_cited_article_is_quoted_where_both_hold_it() -> None:
    for cited in (1, 2):
        located = locate("Forty houses in Sedge were flooded.", FLOOD, FLOOD + " The end.", cited=cited)
        assert {quote.premise.n for quote in located.quotes} == {cited}


def test_a_short_answer_is_found_by_what_the_question_names() -> None:
    flood, fire = "Nobody was hurt in the flood at Sedge.", "Nobody was hurt in the fire at Orrin."
    located = locate("Nobody was hurt.", fire, flood, question="Was anybody hurt in the flood at Sedge?")
    assert words(located) == [flood]


def test_a_sentence_outside_the_passage_is_found_in_the_article() -> None:
    told = "The town of Sedge counted 40 flooded houses."
    premise = read_premise(replace(make_hit(told), text=f"{told} Alder closed two bridges."), 1)
    located = locate_quotes(Hypothesis(text="Alder closed two bridges.", premises=(premise,)))
    assert words(located) == ["Alder closed two bridges."]


def test_quotes_are_the_words_at_their_offsets() -> None:
    for quote in locate("Tom Alder closed two bridges and counted 40 flooded houses.", FLOOD).quotes:
        assert FLOOD[quote.start : quote.end] == quote.words


def test_without_premises_nothing_is_found() -> None:
    located = locate_quotes(Hypothesis(text="Tom Alder closed two bridges.", premises=()))
    assert (located.quotes, located.coverage) == ((), 0.0)
    assert located.missing
