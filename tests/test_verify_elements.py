"""What a statement is made of is found, and each part stands in a sentence of an article or does not."""

from datetime import date

import pytest

from qa.question import read_question
from qa.verify.elements import Reading, find_common_stems, find_elements, split_with_initials

FRIDAY = date(2025, 10, 31)


def find(sentence: str, question: str = "") -> list[tuple[str, str]]:
    asked = read_question(question) if question else None
    return [(element.kind, element.text) for element in find_elements(sentence, asked) if element.kind != "word"]


def stands(sentence: str, quote: str, *, article: str = "") -> bool:
    """Tell whether all facts of a sentence stand in a quote."""
    facts = [element for element in find_elements(sentence, None) if element.kind != "word"]
    assert facts, "the sentence has no fact to look for"
    article = article or quote
    reading = Reading(text=quote, published=FRIDAY, far=split_with_initials(article), common=find_common_stems(article))
    return all(reading.holds(fact, sentence) for fact in facts)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("They left early.", [], id="no facts"),
        pytest.param("One of them left at first.", [], id="turns of phrase"),
        pytest.param("Twelve were hurt.", [("number", "Twelve")], id="a number in words"),
        pytest.param("They met on 30 October 2025.", [("date", "30 October 2025")], id="a date has no numbers"),
        pytest.param("They met on October 30, 2025.", [("date", "October 30, 2025")], id="a date with a comma"),
        pytest.param("They met in 2024.", [("date", "2024")], id="a year is no number"),
        pytest.param("It began three days ago.", [("date", "three days ago")], id="days ago are no number"),
        pytest.param("In May 2024, 12 left.", [("date", "May 2024"), ("number", "12")], id="a number beside a date"),
        pytest.param("She met Hegseth.", [("name", "Hegseth")], id="a name"),
        pytest.param("Officials left.", [], id="a word that only opens the sentence"),
        pytest.param("NATO left.", [("name", "NATO")], id="initials that open the sentence"),
        pytest.param("Austria left.", [("name", "Austria")], id="a name that opens the sentence"),
        pytest.param("They won “it all”.", [("quotation", "it all")], id="a quotation"),
        pytest.param(
            "They won 84–82.", [("number", "84"), ("number", "82"), ("number", "84-82")], id="a score is one fact more"
        ),
    ],
)
def test_the_facts_of_a_sentence(sentence: str, facts: list[tuple[str, str]]) -> None:
    assert find(sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("They met on 30 October.", "They met on Thursday.", id="a weekday before the day of publication"),
        pytest.param("They met yesterday.", "They met on Thursday.", id="both relative"),
        pytest.param("They met on 31 October 2025.", "They met on Friday.", id="the day of publication"),
        pytest.param("They met in October.", "They met on Thursday.", id="a month around a day"),
        pytest.param("They met in 2025.", "They met on Thursday.", id="a year around a day"),
        pytest.param("It cost $7 million.", "It cost seven million dollars.", id="an amount in words"),
        pytest.param("It rose 5%.", "It rose by five per cent.", id="a percentage"),
        pytest.param("They won 84-82.", "They won by 84–82.", id="a score"),
        pytest.param("China left.", "Chinese ships left.", id="a people"),
        pytest.param("They said “it’s over”.", '"It\'s over"? They said "it\'s over".', id="other marks"),
    ],
)
def test_a_fact_stands_in_other_words(sentence: str, quote: str) -> None:
    assert stands(sentence, quote)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("They met on 29 October.", "They met on Thursday.", id="another day"),
        pytest.param("They met on Thursday.", "They met in October.", id="a day where only the month is told"),
        pytest.param("They met in 2024.", "They met on Thursday.", id="another year"),
        pytest.param("They met on 31 October 2025.", "They met.", id="a day that is not told"),
        pytest.param("It cost $7 million.", "It cost 7 billion dollars.", id="another size"),
        pytest.param("It cost $7 million.", "It cost €7 million.", id="another currency"),
        pytest.param("Twelve were hurt.", "Twenty were hurt.", id="another number"),
        pytest.param("It rose 5%.", "It rose to 5.", id="a percentage or none"),
        pytest.param("They won 82-84.", "They won 84-82.", id="a score the other way round"),
        pytest.param("In Austria it rained.", "In Australia it rained.", id="another country"),
        pytest.param("Austria won.", "Australia won.", id="another country that opens the sentence"),
        pytest.param("31 were hurt.", "Some were hurt on Friday.", id="the day of publication is no number"),
        pytest.param("They said “we won”.", "They said “we have won”.", id="other words"),
        pytest.param(
            "Three were hurt on 12 May.", "They were hurt on 12 May, the 3rd time.", id="an order is no count"
        ),
        pytest.param("They hired 30 people.", "They hired people on 30 October.", id="the day of a date"),
    ],
)
def test_a_fact_that_is_not_there_does_not_stand(sentence: str, quote: str) -> None:
    assert not stands(sentence, quote)


def test_a_word_that_opens_the_sentence_may_stand_in_lower_case() -> None:
    assert stands("Inflation fell.", "It fell.", article="They said that inflation was high. It fell.")


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Hegseth came.", "Did Pete Hegseth come?"),
        ("It happened on 12 May.", "What happened on 12 May in Lisbon?"),
        ("All 212 came.", "Did the 212 households come?"),
    ],
)
def test_what_the_question_says_counts_less(sentence: str, question: str) -> None:
    asked = [e for e in find_elements(sentence, read_question(question)) if e.kind != "word"]
    assert asked
    assert all(element.asked for element in asked)
    assert all(e.weight > a.weight for e, a in zip(find_elements(sentence, None), asked, strict=False))


def test_words_that_the_question_quotes_are_no_quotation_of_the_answer() -> None:
    assert find("It was a “distant third”.", "Who called it a “distant third”?") == [("number", "third")]
