"""Sentences and passages keep their offsets, whatever the text."""

import pytest

from qa.articles import Article
from qa.articles.passages import split_article, write_header
from qa.language.dates.format import format_day
from qa.language.sentences import split_sentences

NEWS = (
    "The minister met Mr. Smith of the U.S. Navy at 5 p.m. Monday. “We agreed,” she said. They did not sign.\n\n"
    "A spokesman said: “It was good. It was short.” Nobody else spoke.\n\nThe end came soon."
)


def cut(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_abbreviations_and_clock_times_do_not_end_a_sentence() -> None:
    assert cut(NEWS, split_sentences(NEWS))[0] == "The minister met Mr. Smith of the U.S. Navy at 5 p.m. Monday."


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("One line\nanother line", split_sentences("One line\nanother line")) == ["One line", "another line"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "x" * 9000,
        "word " * 3000,
        "日本語の文です。二番目の文。",
        "Ünïcödé 😀 one. Two\u2028three.",
        "\r\nA.\x0bB.",
    ],
    ids=["empty", "blank", "one word", "no stops", "unspaced", "unicode", "odd breaks"],
)
def test_sentences_cover_all_words_in_order_without_outer_space(text: str) -> None:
    spans = split_sentences(text)
    pieces = cut(text, spans)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in pieces)
    assert all(len(piece) <= 2000 for piece in pieces)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@pytest.mark.parametrize("size", [80, 200, 1000])
def test_passages_are_whole_sentences_and_equal_the_text_at_their_offsets(size: int) -> None:
    article = Article(text=(NEWS + "\n\n") * 20)
    sentences = split_sentences(article.text)
    passages = split_article(article, size=size)
    assert all(passage.text == article.text[passage.start : passage.end] for passage in passages)
    assert {passage.start for passage in passages} <= {start for start, _ in sentences}
    assert {passage.end for passage in passages} <= {end for _, end in sentences}
    assert "".join("".join(p.text for p in passages).split()) == "".join(article.text.split())
    assert all(len(passage.text) <= max(size * 5 // 4, 120) for passage in passages)


def test_a_short_rest_joins_the_passage_before_it() -> None:
    article = Article(text="A sentence of some length stands here. " * 25 + "\n\nShort end.")
    assert split_article(article, size=1000)[-1].text.endswith("Short end.")
    assert len(split_article(article, size=1000)) == 1


def test_an_empty_article_has_no_passages() -> None:
    assert split_article(Article(text=" \n "), size=500) == []


def test_the_header_has_title_outlet_and_day_and_leaves_out_what_is_unknown() -> None:
    full = Article(text="x", title="Talks end", source="The Post", published="2025-10-31T16:20:00+08:00")
    assert write_header(full) == "Talks end\nThe Post, 31 October 2025"
    assert write_header(Article(text="x", published="soon")) == ""


def test_a_day_is_spelled_without_its_time() -> None:
    assert format_day("2025-03-01") == "1 March 2025"
    assert format_day(None) == ""


def test_a_stop_after_the_whole_name_of_a_month_ends_a_sentence() -> None:
    text = "One died on 5 May. Two died on 6 May. He came on Sept. 5."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "One died on 5 May.",
        "Two died on 6 May.",
        "He came on Sept. 5.",
    ]


def test_a_small_word_after_a_time_of_day_opens_a_sentence() -> None:
    text = "They met at 5 p.m. The flood came later. He left at 6 p.m. Tuesday."
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "They met at 5 p.m.",
        "The flood came later.",
        "He left at 6 p.m. Tuesday.",
    ]
