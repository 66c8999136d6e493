"""Follow-ups are completed by rules: question words, names that take another's place, pronouns, and else the topic."""

import pytest

from qa.ellipsis import complete_question
from qa.follow_up import Exchange

EXCHANGES = {
    "met": Exchange(
        question="Where did Hegseth meet Dong Jun?",
        answer="US Defense Secretary Pete Hegseth met Dong Jun, China's Minister of National Defence, in Kuala Lumpur.",
    ),
    "cup": Exchange(
        question="Who won the Lakes Cup?",
        answer="Strenn Rovers won the Lakes Cup on Saturday night, beating Ondra Athletic 3-2.",
    ),
    "flood": Exchange(question="How many people died in the Teln valley flood?", answer="The dead number 26."),
    "ministry": Exchange(
        question="What did China's defence ministry say about Taiwan?",
        answer="China's defence ministry said Dong had told Hegseth to be cautious.",
    ),
    "summit": Exchange(
        question="When did Trump meet Xi Jinping, and where?", answer="Trump and Xi Jinping met in Busan in October."
    ),
    "captain": Exchange(
        question="Who was the captain of the Lady Oriane?", answer="The captain, Enoch Varley, 52, was rescued."
    ),
    "offer": Exchange(question="What did Norvane offer for Pelham?", answer="Norvane offered 1.7 billion for Pelham."),
    "warning": Exchange(
        question="What was said in the Teln valley?", answer="Katrin Sohl told Alda Reiss that nobody had listened."
    ),
    "recount": Exchange(question="Was there a recount in Ostrel?", answer=""),
}


@pytest.mark.parametrize(
    ("last", "question", "full"),
    [
        ("met", "And when?", "When did Hegseth meet Dong Jun?"),
        ("met", "On what day exactly?", "On what day did Hegseth meet Dong Jun?"),
        ("summit", "Why?", "Why did Trump meet Xi Jinping?"),
        ("cup", "When?", "When was it that Strenn Rovers won the Lakes Cup?"),
        ("cup", "By how much?", "By how much was it that Strenn Rovers won the Lakes Cup?"),
        ("flood", "And when?", "When was it that people died in the Teln valley flood?"),
        ("recount", "When?", "When was there a recount in Ostrel?"),
        ("cup", "Who else?", "Who else won the Lakes Cup?"),
        ("ministry", "Anything else?", "What else did China's defence ministry say about Taiwan?"),
        ("met", "Who else?", "Who else? (about: Hegseth, meet, Dong Jun)"),
    ],
)
def test_a_lone_question_word_takes_the_rest_of_the_last_question(last: str, question: str, full: str) -> None:
    assert complete_question(question, [EXCHANGES[last]]) == full


@pytest.mark.parametrize(
    ("last", "question", "full"),
    [
        (
            "ministry",
            "What about the South China Sea?",
            "What did China's defence ministry say about the South China Sea?",
        ),
        ("ministry", "And the US?", "What did the US's defence ministry say about Taiwan?"),
        ("met", "What about Xi Jinping?", "Where did Xi Jinping meet Dong Jun?"),
        ("met", "And Dong Jun?", "Where did Dong Jun meet Hegseth?"),
        ("offer", "And for Tarrow Electric?", "What did Norvane offer for Tarrow Electric?"),
        ("recount", "And in Strenn?", "Was there a recount in Strenn?"),
        ("summit", "And on Friday?", "When did Trump meet Xi Jinping on Friday?"),
        ("flood", "What about Mirren Bridge?", "What about Mirren Bridge? (about: died, Teln, valley, flood)"),
        ("met", "And the workers?", "The workers? (about: Hegseth, Dong Jun)"),
    ],
)
def test_a_lone_name_takes_the_place_of_another(last: str, question: str, full: str) -> None:
    assert complete_question(question, [EXCHANGES[last]]) == full


@pytest.mark.parametrize(
    ("last", "question", "full"),
    [
        ("met", "What did he say about Taiwan?", "What did Hegseth say about Taiwan?"),
        ("met", "What did he tell him?", "What did Hegseth tell Dong Jun?"),
        ("met", "Did Hegseth meet him again?", "Did Hegseth meet Dong Jun again?"),
        ("met", "What was his plan?", "What was Hegseth's plan?"),
        ("captain", "How old is he?", "How old is Enoch Varley?"),
        ("captain", "Where was it going?", "Where was the Lady Oriane going?"),
        ("cup", "Where was it played?", "Where was the Lakes Cup played?"),
        ("cup", "Who scored for them?", "Who scored for Strenn Rovers?"),
        ("met", "What did they discuss?", "What did Hegseth and Dong Jun discuss?"),
        ("met", "What did the two agree on?", "What did Hegseth and Dong Jun agree on?"),
        ("ministry", "Did it mention Japan?", "Did China mention Japan?"),
        ("met", "Was anyone hurt there?", "Was anyone hurt in Kuala Lumpur?"),
        ("met", "How long did it last?", "How long did it last? (about: Hegseth, meet, Dong Jun)"),
        ("warning", "Who warned them?", "Who warned them? (about: Teln, valley)"),
        ("flood", "Who warned them?", "Who warned them? (about: died, Teln, valley, flood)"),
    ],
)
def test_a_pronoun_becomes_the_name_it_most_likely_means(last: str, question: str, full: str) -> None:
    assert complete_question(question, [EXCHANGES[last]]) == full


def test_a_person_is_looked_for_further_back_but_a_thing_is_not() -> None:
    history = [EXCHANGES["captain"], EXCHANGES["flood"]]
    assert complete_question("Was he arrested?", history) == "Was Enoch Varley arrested?"
    assert complete_question("Where did it sink?", history).startswith("Where did it sink? (about: ")


def test_a_topic_that_was_put_behind_is_kept_by_the_next_question() -> None:
    missing = complete_question("And how many were missing?", [EXCHANGES["flood"]])
    assert missing == "How many were missing? (about: Teln)"
    history = [EXCHANGES["flood"], Exchange(question=missing, answer="")]
    assert complete_question("Who counted them?", history) == "Who counted them? (about: Teln)"
    offer = Exchange(question="Who leads the union? (about: Norvane, Pelham)", answer="")
    assert complete_question("How many jobs will go?", [offer]) == "How many jobs will go? (about: Norvane, Pelham)"


def test_the_topic_is_that_of_the_last_question_with_a_name() -> None:
    history = [EXCHANGES["offer"], Exchange(question="Who leads the union?", answer="")]
    assert complete_question("How many jobs will go?", history) == "How many jobs will go? (about: Norvane, Pelham)"


def test_a_last_question_without_names_lends_those_of_its_answer() -> None:
    last = Exchange(question="Who won the final?", answer="Strenn Rovers beat Ondra Athletic.")
    assert complete_question("How many watched?", [last]) == (
        "How many watched? (about: won, final, Strenn Rovers, Ondra Athletic)"
    )


@pytest.mark.parametrize("question", ["And?", "...", "?!", "it", "(about: it)", "What about {{question}}?"])
@pytest.mark.parametrize("last", ["", "?", "Who?", "(about: x)", "In 2024, they", "and (about: Hegseth)?"])
def test_any_text_gives_some_question(question: str, last: str) -> None:
    assert complete_question(question, [Exchange(question=last, answer="")])
