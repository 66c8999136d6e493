"""What leans on the conversation is told from what stands alone, and only a sound rewriting of a model is taken."""

import json

import pytest

from qa.data import find_data
from qa.follow_up import Exchange, check_rewriting, find_terms, is_follow_up, leans_back, strip_opening

MET = Exchange(
    question="Where did Hegseth meet Dong Jun?", answer="Hegseth met Dong Jun, his counterpart, in Kuala Lumpur."
)
QUESTIONS = [
    json.loads(line)["question"] for line in (find_data("seeds") / "questions.jsonl").read_text("utf-8").splitlines()
]


FOLLOW_UPS = """
    And when? | When? | Why? | Who else? | Who else was there? | What did he say about Taiwan? | And in Busan?
    What about China? | what about the workers? | And China? | Did they agree? | How long did it last? | Why there?
    What did he tell him? | By whom? | Did Hegseth meet him again? | What happened then? | How many people died?
    What did the two discuss? | Which one? | Really? | What did Hegseth say about that?
    Was anyone else at the meeting? | And what did they say after that meeting? | Why in Busan? | And on what day?
    What did both say? | Is that true?
    What was her reaction? | when exactly? | ¿Y cuándo? | Who was with them in Kuala Lumpur? | And the minister?
    What did China say about it? | How many people were there? | What was the name of the counterpart of the minister?
"""
WHOLE_QUESTIONS = """
    Who won the Lakes Cup? | What did China's defence ministry say about Taiwan? | Who won the tennis final?
    Is it true that Hegseth met Dong Jun? | What did Hegseth say he would do? | Hegseth Dong Jun Taiwan
    Who is Dong Jun? | How long did it take Rovers to win? | Which carmaker recalled cars this week?
    And what did Trump say in Busan?
    What did China say that angered Taiwan? | Which minister resigned in 2024? | what caused the ferry disaster
    How high is inflation in Ilmaria? | Did China take back its denial? | Was there a recount in Ostrel?
    Who said that both Hegseth and Trump were wrong about Taiwan?
"""


def split_questions(text: str) -> list[str]:
    return [question.strip() for line in text.strip().splitlines() for question in line.split("|")]


@pytest.mark.parametrize("question", split_questions(FOLLOW_UPS))
def test_a_follow_up_is_told(question: str) -> None:
    assert is_follow_up(question, [MET])
    assert not is_follow_up(question, [])


@pytest.mark.parametrize("question", split_questions(WHOLE_QUESTIONS))
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert not is_follow_up(question, [MET])


def test_the_questions_of_the_starter_corpus_stand_alone() -> None:
    leaning = [question for question in QUESTIONS if is_follow_up(question, [MET])]
    assert len(leaning) <= len(QUESTIONS) // 50, leaning


def test_a_short_question_without_a_name_is_a_follow_up() -> None:
    assert is_follow_up("How many jobs will go?", [MET])
    assert not is_follow_up("How many jobs will go at Pelham?", [MET])
    assert not is_follow_up("How many jobs will the merger of the mills cost?", [MET])


def test_a_word_of_the_last_exchange_makes_a_nameless_question_a_follow_up() -> None:
    election = Exchange(question="Who was elected governor of Ostrel?", answer="Lena Harkov won the election.")
    question = "What party had promised a new road before the election?"
    assert is_follow_up(question, [MET, election])
    assert not is_follow_up(question, [election, MET])


def test_a_long_text_is_no_follow_up() -> None:
    assert not is_follow_up("What did he say? " * 30, [MET])


def test_an_opening_is_taken_off() -> None:
    assert strip_opening(" And  so, when? ") == "when?"
    assert strip_opening("Andrew left.") == "Andrew left."
    assert strip_opening("And?") == "And?"


def test_the_terms_leave_out_what_any_question_has() -> None:
    assert find_terms("How many people were warned of the flood?") == ["warn", "flood"]


@pytest.mark.parametrize(
    ("question", "reply", "accepted"),
    [
        pytest.param("And when?", "When did Hegseth meet Dong Jun?", "When did Hegseth meet Dong Jun?", id="completed"),
        pytest.param("And when?", "And when did Hegseth meet Dong Jun?", "When did Hegseth meet Dong Jun?", id="and"),
        pytest.param("And when?", 'Full question: "When did they meet?"', None, id="still leaning"),
        pytest.param(
            "What did he say about Taiwan?",
            "“What did Hegseth say about Taiwan?”",
            "What did Hegseth say about Taiwan?",
            id="in quotation marks",
        ),
        pytest.param(
            "And when?",
            "Question: When did Hegseth meet Dong Jun?",
            "When did Hegseth meet Dong Jun?",
            id="with a heading",
        ),
        pytest.param("And when?", "Where did Hegseth meet Dong Jun?", None, id="the last question again"),
        pytest.param("And when?", "Why did Hegseth meet Dong Jun?", None, id="another kind of question"),
        pytest.param("And when?", "Hegseth met Dong Jun on Friday.", None, id="an answer"),
        pytest.param("And when?", "When did Hegseth meet Marco Rubio?", None, id="an invented name"),
        pytest.param("And when?", "When in 2024 did Hegseth meet Dong Jun?", None, id="an invented number"),
        pytest.param("What about Xi?", "Where did Hegseth meet Dong Jun again?", None, id="a name is lost"),
        pytest.param("Did they sign a treaty?", "Did Hegseth and Dong Jun dance?", None, id="its words are lost"),
        pytest.param("And when?", "When did Hegseth meet\nDong Jun?", None, id="two lines"),
        pytest.param("And when?", "When did \x1b[31mHegseth meet Dong Jun?", None, id="an escape"),
        pytest.param("And when?", "When did Hegseth meet Dong Jun" + " again" * 60 + "?", None, id="too long"),
        pytest.param("And when?", "", None, id="nothing"),
    ],
)
def test_only_a_sound_rewriting_is_taken(question: str, reply: str, accepted: str | None) -> None:
    assert check_rewriting(reply, question, [MET]) == accepted


def test_a_name_of_an_earlier_exchange_may_be_used() -> None:
    history = [MET, Exchange(question="Who won the Lakes Cup?", answer="Strenn Rovers.")]
    full = "Did Hegseth see the final of the Lakes Cup?"
    assert check_rewriting(full, "Did Hegseth see the final?", history) == full


@pytest.mark.parametrize("question", ["???", "", " ", "And", "?"])
def test_what_is_no_question_does_no_harm(question: str) -> None:
    assert isinstance(leans_back(question), bool)
