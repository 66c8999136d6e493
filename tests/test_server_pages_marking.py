"""What is marked in a text is shown at exactly its words, whatever overlaps or reaches over a paragraph."""

import pytest

from qa.server.pages.marking import MarkedPiece, TextMark, mark_paragraphs

TEXT = "Forty boats sank. Two were saved.\n\nNobody drowned, the mayor said."


def collect(paragraphs: list[list[MarkedPiece]], n: int) -> str:
    return "".join(piece.text for pieces in paragraphs for piece in pieces if n in piece.numbers)


@pytest.mark.parametrize(
    "marks",
    [
        [TextMark(n=1, start=0, end=17)],
        [TextMark(n=1, start=0, end=33), TextMark(n=2, start=18, end=33)],
        [TextMark(n=1, start=6, end=24), TextMark(n=2, start=18, end=50)],
        [TextMark(n=1, start=0, end=17), TextMark(n=2, start=0, end=17), TextMark(start=6, end=40)],
    ],
    ids=["one", "one in another", "overlapping, over a paragraph", "the same words, and a notice"],
)
def test_marked_pieces_are_the_words_that_were_to_be_marked(marks: list[TextMark]) -> None:
    paragraphs = mark_paragraphs(TEXT, marks, {})
    assert ["".join(piece.text for piece in pieces) for pieces in paragraphs] == TEXT.split("\n\n")
    for mark in marks:
        if mark.n is not None:
            assert collect(paragraphs, mark.n) == TEXT[mark.start : mark.end].replace("\n", "")
            assert sum(mark.n in piece.first for pieces in paragraphs for piece in pieces) == 1
            assert sum(mark.n in piece.last for pieces in paragraphs for piece in pieces) == 1


def test_marks_beyond_the_text_or_without_words_mark_nothing() -> None:
    marks = [TextMark(n=1, start=10, end=1000), TextMark(n=2, start=9, end=9), TextMark(n=3, start=9, end=5)]
    assert not any(piece.numbers for pieces in mark_paragraphs(TEXT, marks, {}) for piece in pieces)


def test_what_words_were_before_stands_where_they_begin() -> None:
    paragraphs = mark_paragraphs(TEXT, [TextMark(n=4, start=18, end=33)], {4: ("One was saved.", "3 May 2025")})
    told = [(piece.text, piece.before) for pieces in paragraphs for piece in pieces if piece.before]
    assert told == [("Two were saved.", ("One was saved.", "3 May 2025"))]
