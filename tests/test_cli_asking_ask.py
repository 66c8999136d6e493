import json
from io import StringIO

import pytest
from cli_fakes import FakeChain
from render_samples import make_doubtful_answer

from qa.cli.asking.ask import answer_one, answer_several, list_questions
from qa.cli.options import Format
from qa.cli.output import Output
from qa.library import Filters


class RecordingStream(StringIO):
    """Keeps the pieces that were sent off."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []

    def flush(self) -> None:
        self.sent.append(self.getvalue())


def test_an_answer_is_exit_code_0_and_a_refusal_3() -> None:
    assert answer_one(FakeChain(), "Who?", Output(stream=StringIO())) == 0
    assert answer_one(FakeChain(), "no", Output(stream=StringIO())) == 3


def test_statements_are_sent_off_before_the_citations() -> None:
    stream = RecordingStream()
    answer_one(FakeChain(), "Who?", Output(stream=stream))
    assert stream.sent[0] == "Hegseth and Dong Jun met. [1]\n"
    assert stream.sent[-1].startswith("Hegseth and Dong Jun met. [1]\n\n[1] Hegseth and Dong meet\n")


def test_statements_that_were_not_told_one_by_one_are_shown_at_the_end() -> None:
    told, untold = StringIO(), StringIO()
    answer_one(FakeChain(), "Who?", Output(stream=told))
    answer_one(FakeChain(tells=False), "Who?", Output(stream=untold))
    assert told.getvalue() == untold.getvalue()


def test_a_refusal_says_so_on_stdout() -> None:
    stream = StringIO()
    answer_one(FakeChain(), "no", Output(stream=stream))
    why = "The model found no answer in the passages. Read the nearest, or ask with other words."
    assert stream.getvalue().startswith(f"{why}\n\nNearest in the articles:\n")


@pytest.mark.parametrize("question", ["Who?", "no"])
def test_json_is_the_contract(question: str) -> None:
    stream = StringIO()
    answer_one(FakeChain(), question, Output(stream=stream), format="json")
    values = json.loads(stream.getvalue())
    assert set(values) >= {
        "question", "status", "reason", "text", "statements", "citations", "passages", "model", "usage", "seconds",
        "settings_hash", "prompt_hash", "unconfirmed", "judge",
    }  # fmt: skip
    assert stream.getvalue().startswith("{\n  ")


def test_the_other_formats_are_whole_documents() -> None:
    page, markdown = StringIO(), StringIO()
    answer_one(FakeChain(), "Who?", Output(stream=page), format="html")
    answer_one(FakeChain(), "Who?", Output(stream=markdown), format="markdown")
    assert page.getvalue().startswith("<!doctype html>")
    assert markdown.getvalue().startswith("## Who?\n")


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_strict_leaves_out_what_is_not_confirmed_but_for_json(format: Format) -> None:
    chain = FakeChain(make_doubtful_answer())

    def show(format: Format, *, strict: bool) -> str:
        stream = StringIO()
        assert answer_one(chain, "Who?", Output(stream=stream), format=format, strict=strict) == 0
        return stream.getvalue()

    assert "convicted" in show(format, strict=False)
    assert "convicted" not in show(format, strict=True)
    assert show("json", strict=True) == show("json", strict=False)


def test_filters_reach_the_chain() -> None:
    chain = FakeChain()
    answer_one(chain, "Who?", Output(stream=StringIO()), filters=Filters(sources=("A",)))
    assert chain.asked == [("Who?", Filters(sources=("A",)), None)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        pytest.param("Who won? And who lost?", ["Who won?", "And who lost?"], id="two"),
        pytest.param("Who won and who lost?", ["Who won and who lost?"], id="one"),
        pytest.param("The dam broke. Who is to blame?", ["The dam broke. Who is to blame?"], id="what leads up to one"),
        pytest.param("tell me who won", ["tell me who won"], id="no mark"),
    ],
)
def test_questions_in_a_row_are_asked_one_by_one(text: str, questions: list[str]) -> None:
    assert list_questions(text) == questions


def test_of_several_questions_the_worst_tells_the_exit_code() -> None:
    chain, stream = FakeChain(), StringIO()
    assert answer_several(chain, ["Who met?", "no?"], Output(stream=stream)) == 3
    assert [asked for asked, _, _ in chain.asked] == ["Who met?", "no?"]
    assert stream.getvalue().startswith("Who met?\n\n")
