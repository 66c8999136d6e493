"""A draft is taken apart into blocks, and each character of its prose knows where it stands in the draft."""

import pytest

from qa.checking.markup import split_markdown, split_plain

MARKDOWN = """---
title: No statement
---
# A heading

Rain **fell** on [the hills](https://x.example/a_(b)) on Friday,[^1] `code` and
snow on the _roofs_ ![a picture](x.png).

Underlined
==========

> Two people were hurt [1][2].

- One bridge was closed.
  It is old.
* [x] Another stayed open.

```python
say("no statement")
```

| a | table |
|---|-------|

    indented code

<!-- a comment -->

[^1]: A note.
[label]: https://x.example
"""


def test_the_blocks_of_markdown_come_without_their_marks() -> None:
    blocks = split_markdown(MARKDOWN)
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "A heading"),
        ("prose", "Rain fell on the hills on Friday,  and snow on the roofs ."),
        ("heading", "Underlined"),
        ("prose", "Two people were hurt."),
        ("item", "One bridge was closed. It is old."),
        ("item", "Another stayed open."),
        ("other", ""),
        ("other", ""),
        ("other", ""),
        ("other", ""),
        ("other", ""),
    ]


def test_each_character_of_the_prose_knows_its_place() -> None:
    for block in split_markdown(MARKDOWN):
        for letter, offset in zip(block.text, block.offsets, strict=True):
            assert MARKDOWN[offset] == letter or (letter == " " and MARKDOWN[offset].isspace())
    block = split_markdown(MARKDOWN)[1]
    start, end = block.place((block.text.index("fell"), block.text.index("hills") + len("hills")))
    assert MARKDOWN[start:end] == "fell** on [the hills"


@pytest.mark.parametrize(
    ("markdown", "prose"),
    [
        ("snake_case_name and 2*3*4 stay", "snake_case_name and 234 stay"),
        (r"an escaped \*star\*", "an escaped *star*"),
        ("<b>bold</b> &amp; 3 < 4", "bold &amp; 3 < 4"),
        ("~~gone~~ kept", " kept"),
        ("[a link][ref] and [brackets]", "a link and [brackets]"),
        ("said in 2024 [12, 13].", "said in 2024."),
        ("``a ` b`` end", " end"),
    ],
    ids=["underscores and stars", "escapes", "html", "struck out", "references", "citations", "code with a tick"],
)
def test_what_is_markup_inside_a_line(markdown: str, prose: str) -> None:
    assert [block.text for block in split_markdown(markdown)] == [prose]


def test_plain_text_is_put_together_where_its_lines_are_wrapped() -> None:
    text = """Flood in the valley

The river rose on Friday night and carried away the old bridge
of the village. Nobody was hurt.

The road is closed."""
    assert [(block.kind, block.text) for block in split_plain(text)] == [
        ("heading", "Flood in the valley"),
        ("prose", "The river rose on Friday night and carried away the old bridge of the village. Nobody was hurt."),
        ("prose", "The road is closed."),
    ]


def test_lines_of_a_plain_text_that_are_paragraphs_stay_apart() -> None:
    lines = [
        f"Sentence {n} of a long paragraph that is not wrapped at all, " + "as it goes on " * 9 + "here."
        for n in range(3)
    ]
    assert [block.text for block in split_plain("\n".join(lines))] == lines


def test_the_last_line_of_a_text_is_no_heading_and_an_answer_has_none() -> None:
    assert [block.kind for block in split_plain("Snow fell\n\nRain fell")] == ["heading", "prose"]
    assert [block.kind for block in split_plain("Snow fell\n\nRain fell", headings=False)] == ["prose", "prose"]
    assert split_plain("") == split_markdown("") == []


def test_marks_without_an_end_cost_no_time() -> None:
    for text in ("[" * 20_000, "*a " * 20_000, "`" * 20_001 + " x", "<a " * 20_000, "> " * 20_000 + "x", "![" * 20_000):
        split_markdown(text)
        split_plain(text)
