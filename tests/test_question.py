"""A question is read for its words, its names and the kind of thing that answers it."""

from datetime import date

import pytest

from qa.errors import InvalidQuestion
from qa.question import LONGEST_QUESTION, can_answer, classify_question, find_common_words, read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who met in Kuala Lumpur?", "name"),
        ("Which Chinese minister met Hegseth?", "name"),
        ("What is the name of the judge?", "name"),
        ("When did they meet?", "date"),
        ("Which year was it built?", "date"),
        ("How many people died?", "number"),
        ("What percentage voted?", "number"),
        ("What was the final score?", "number"),
        ("What did the bridge cost?", "number"),
        ("What has the new hospital in Ostrel cost up to now?", "number"),
        ("And what does a bus driver earn?", "number"),
        ("What was the company fined?", "number"),
        ("What was the company fined for?", "other"),
        ("What did the minister say about the fine he paid?", "other"),
        ("What did he do to earn it?", "other"),
        ("Why did the bank cut rates?", "reason"),
        ("What prompted the strike?", "reason"),
        ("Did the ferry sink?", "yes_no"),
        ("Will the strike go on?", "yes_no"),
        ("Tell me about the ferry", "other"),
        ("What did he say?", "other"),
        ("¿Cuándo fue la elección?", "date"),
        ("¿Quién ganó?", "name"),
        ("Combien de morts ?", "number"),
        ("Wie viele Menschen starben?", "number"),
        ("Почему он ушёл?", "reason"),
        ("كم عدد القتلى؟", "number"),
    ],
)
def test_the_question_words_tell_the_kind(text: str, kind: str) -> None:
    assert classify_question(text) == kind
    assert classify_question(text.upper()) == kind


def test_stop_words_are_left_out_and_names_are_marked() -> None:
    question = read_question("Which minister met Hegseth in Kuala Lumpur?")
    assert question.words == ("minister", "met", "hegseth", "kuala", "lumpur")
    assert question.names == {"hegseth", "kuala", "lumpur"}
    assert ("kuala", "lumpur") in question.pairs


def test_a_number_counts_as_a_name() -> None:
    assert read_question("Who won the 2024 election?").names == {"2024"}


def test_a_word_is_kept_once_and_words_go_with_their_terms() -> None:
    question = read_question("strike strikes striking harbour")
    assert question.terms == ("strike", "harbour")
    assert len(question.words) == len(question.terms)


def test_a_question_of_stop_words_keeps_them() -> None:
    question = read_question("Who has whom?")
    assert question.terms == ("who", "ha", "whom")
    assert len(question.words) == len(question.terms)


def test_white_space_is_made_one() -> None:
    assert read_question("  Who \n\t met? ").text == "Who met?"


@pytest.mark.parametrize("text", ["", "   ", "\n", "?!…", "—"], ids=repr)
def test_a_question_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuestion, match="empty"):
        read_question(text)


def test_the_longest_question_is_read_and_a_longer_one_refused() -> None:
    assert read_question("x" * LONGEST_QUESTION).words
    with pytest.raises(InvalidQuestion, match="100,000 characters"):
        read_question("x" * 100_000)


@pytest.mark.parametrize(
    "text", ["What is the latest on the strike?", "What happened this week?", "Who won on last Friday?"]
)
def test_a_question_of_the_present_is_known(text: str) -> None:
    assert read_question(text).is_now


@pytest.mark.parametrize("text", ["Who won in 2024?", "Who knows the nowhere man?", "Who lasted a week?"])
def test_a_question_of_another_time_is_not_one_of_the_present(text: str) -> None:
    assert not read_question(text).is_now


def test_the_day_is_kept() -> None:
    assert read_question("Who met?", as_of=date(2025, 11, 1)).as_of == date(2025, 11, 1)


@pytest.mark.parametrize(
    ("question", "sentence", "can"),
    [
        pytest.param("How many died?", "Twelve people died.", True, id="a number in words"),
        pytest.param("How many died?", "12 people died.", True, id="a number"),
        pytest.param("How many died?", "People died.", False, id="no number"),
        pytest.param("How many of the 12 died?", "All 12 died.", False, id="only the number asked about"),
        pytest.param("When did they meet?", "They met on Friday.", True, id="a weekday"),
        pytest.param("When did they meet?", "They met in Lisbon.", False, id="no day"),
        pytest.param("Who met Hegseth?", "Hegseth met Dong Jun.", True, id="a new name"),
        pytest.param("Who met Hegseth?", "Hegseth’s staff met others.", False, id="only the name asked about"),
        pytest.param("Who met Hegseth?", "there was no meeting at all", False, id="no name"),
        pytest.param("Who met?", "東京で会談した", True, id="a script without capitals"),
        pytest.param("Where did Hegseth meet Dong?", "They met in Kuala Lumpur.", True, id="a place"),
        pytest.param("Where did they meet?", "On Tuesday they met in May.", False, id="days are no places"),
        pytest.param("Where did they meet?", "On Tuesday they met at Dover.", True, id="a place beside days"),
        pytest.param("Why did it rain?", "Nothing.", True, id="any sentence may give a reason"),
        pytest.param("Did it rain?", "Nothing.", True, id="any sentence may say yes or no"),
    ],
)
def test_a_sentence_needs_a_thing_of_the_kind_asked_for(question: str, sentence: str, can: bool) -> None:
    assert can_answer(read_question(question), sentence) is can


def test_a_capital_that_only_opens_the_sentence_names_nobody() -> None:
    question, sentence = read_question("Who met Hegseth?"), "Officials met Hegseth."
    assert can_answer(question, sentence)
    assert not can_answer(question, sentence, find_common_words("More officials came."))


def test_common_words_are_those_in_lower_case() -> None:
    assert find_common_words("The mayor’s Office said so. Mayor!") == {"mayor’s", "said", "so"}


NEWEST = date(2025, 11, 4)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Who met last week?", "of 27 October to 2 November 2025"),
        ("Who met since October?", "from 1 October 2025 on"),
        ("Who met in 2024?", "of 2024"),
    ],
)
def test_the_time_that_is_asked_about_counts_from_the_newest_article(text: str, days: str) -> None:
    period = read_question(text, newest=NEWEST).period
    assert period
    assert period.describe() == days


def test_the_day_that_is_asked_from_goes_before_the_newest_article() -> None:
    question = read_question("Who met last week?", as_of=date(2025, 9, 10), newest=NEWEST)
    assert question.period
    assert question.period.describe() == "of 1 to 7 September 2025"
    assert question.as_of == date(2025, 9, 10)


def test_the_newest_article_is_the_day_that_is_asked_from_only_where_time_counts_from_it() -> None:
    assert read_question("Who met last week?", newest=NEWEST).as_of == NEWEST
    assert read_question("Who met in 2024?", newest=NEWEST).as_of is None
    assert read_question("Who met?", newest=NEWEST).as_of is None


def test_a_question_without_a_time_has_no_period() -> None:
    assert read_question("Who won the 2024 election?", newest=NEWEST).period is None
