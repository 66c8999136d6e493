"""A draft is read as text, Markdown or DOCX, and what states nothing in it is passed over."""

import io
from collections.abc import Callable

import pytest

from qa.checking.drafts import MOST_CHARACTERS, Manuscript, make_answer_text, make_manuscript, read_manuscript
from qa.errors import UsageProblem


def make_docx(*paragraphs: str) -> bytes:
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def list_checked(draft: Manuscript) -> list[str]:
    return [sentence.text for sentence in draft.sentences if sentence.aside is None]


def test_markdown_is_told_by_its_name_or_its_beginning() -> None:
    data = b"# Title\n\nIt *rained* on Friday. It snowed."
    assert read_manuscript(data, name="draft.md").kind == "markdown"
    assert read_manuscript(data, name="standard input").kind == "markdown"
    assert read_manuscript(data, name="draft.txt").kind == "text"
    assert list_checked(read_manuscript(data, name="draft.md")) == ["It rained on Friday.", "It snowed."]


def test_a_docx_is_read_whatever_its_name_is() -> None:
    data = make_docx("The week", "It rained on Friday.", "“It snowed,” Ann said.")
    draft = read_manuscript(data, name="standard input")
    assert draft.kind == "docx"
    assert list_checked(draft) == ["It rained on Friday.", "“It snowed,” Ann said."]


def test_sentences_know_where_they_stand_in_the_draft() -> None:
    text = "- It **rained** on\r\n  Friday. It snowed."
    draft = read_manuscript(text.encode(), name="draft.md")
    first, second = draft.sentences
    assert first.text == "It rained on Friday."
    assert draft.text[first.start : first.end] == "It **rained** on\n  Friday."
    assert draft.text[second.start : second.end] == "It snowed."


def test_questions_and_remarks_are_passed_over_in_a_draft() -> None:
    draft = make_manuscript("Dear readers! Who won? I think that is sad. Right. It rained. “Who won?” Ann asked.")
    assert [(sentence.text, sentence.aside) for sentence in draft.sentences] == [
        ("Dear readers!", "remark"),
        ("Who won?", "question"),
        ("I think that is sad.", "remark"),
        ("Right.", "remark"),
        ("It rained.", None),
        ("“Who won?”", None),
        ("Ann asked.", None),
    ]


def test_the_language_of_a_draft_is_told_by_its_words() -> None:
    draft = make_manuscript("Ich finde das sehr traurig. Die Brücke über den Fluss wurde am Freitag gesperrt.")
    assert (draft.language, [sentence.aside for sentence in draft.sentences]) == ("de", ["remark", None])


def test_of_an_answer_all_but_questions_are_checked() -> None:
    assert list_checked(make_answer_text("Yes.\nWho won? I think he did [1].")) == ["Yes.", "I think he did."]


@pytest.mark.parametrize(
    ("make", "name", "message"),
    [
        pytest.param(lambda: b"", "d.md", "There is nothing to check in d.md", id="empty"),
        pytest.param(lambda: b"# Title\n\nWho won?\n", "d.md", "There is nothing to check in d.md", id="no statement"),
        pytest.param(
            lambda: b"\x00\x01\x02" * 99, "d.txt", "d.txt is not a text, a Markdown file or a DOCX", id="binary"
        ),
        pytest.param(lambda: b"PK\x03\x04 broken", "d.docx", "d.docx is a DOCX that is broken", id="a broken DOCX"),
        pytest.param(lambda: b"It rained. " * (MOST_CHARACTERS // 10), "d.txt", "d.txt has more than", id="huge"),
    ],
)
def test_what_can_not_be_checked_is_refused(make: Callable[[], bytes], name: str, message: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        read_manuscript(make(), name=name)
    assert str(raised.value).startswith(message)
