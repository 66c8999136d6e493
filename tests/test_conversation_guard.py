"""Only a sound rewriting of a model is taken: the same question, whole, with nothing that nobody said."""

import pytest

from qa.conversation import Exchange
from qa.conversation.guard import check_rewriting, find_terms, is_full_question
from qa.conversation.remarks import read_remark, strip_opening

MET = Exchange(
    question="Where did Hegseth meet Dong Jun?", answer="Hegseth met Dong Jun, his counterpart, in Kuala Lumpur."
)


def test_an_opening_is_taken_off() -> None:
    assert strip_opening(" And  so, when? ") == "when?"
    assert strip_opening("No, the mayor") == "the mayor"
    assert strip_opening("No mayor resigned.") == "No mayor resigned."
    assert strip_opening("Andrew left.") == "Andrew left."
    assert strip_opening("And?") == "And?"


@pytest.mark.parametrize(
    ("line", "act"),
    [
        pytest.param("thanks!", "thanks", id="thanks"),
        pytest.param("Ok, thank you very much.", "thanks", id="more thanks"),
        pytest.param("Hello", "greeting", id="a greeting"),
        pytest.param("Sources?", "sources", id="sources"),
        pytest.param("Where does that come from?", "sources", id="where from"),
        pytest.param("shorter, please", "shorter", id="shorter"),
        pytest.param("Tell me more!", "more", id="more"),
        pytest.param("Where is the source of the Teln?", None, id="a source of another kind"),
        pytest.param("More than 20 dead?", None, id="a question that begins with more"),
        pytest.param("What did the good doctor say?", None, id="a good one in a question"),
    ],
)
def test_a_remark_is_told_from_a_question(line: str, act: str | None) -> None:
    assert read_remark(line).act == act


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
def test_what_is_no_question_is_not_whole(question: str) -> None:
    assert not is_full_question(question)
