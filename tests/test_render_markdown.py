import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from render_samples import (
    HOSTILE,
    SHOWN_QUOTE,
    make_answer,
    make_citation,
    make_doubtful_answer,
    make_hit,
    make_hostile_answer,
    make_refusal,
)

from qa.render.answers.markdown import write_answer_markdown, write_hits_markdown
from qa.render.markdown import escape_markdown

_PARSER = MarkdownIt("gfm-like", {"linkify": False})
_ACTIVE = {"link_open", "image", "html_inline", "html_block", "code_inline", "code_block", "fence", "heading_open"}


def flatten(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in [token, *flatten(token.children or [])]]


def read_kinds(text: str) -> list[str]:
    return [token.type for token in flatten(_PARSER.parse(text)) if token.type in _ACTIVE]


def read_text(text: str) -> str:
    return "".join(token.content for token in flatten(_PARSER.parse(text)) if token.type in ("text", "text_special"))


def test_the_question_is_the_heading_and_each_title_a_link() -> None:
    text = write_answer_markdown(make_answer())
    assert text.startswith(
        "## Who met?\n\nHegseth and Dong Jun met. \\[1\\]\n\n1. [**Hegseth and Dong meet**](https://"
    )
    assert read_kinds(text) == ["heading_open", "link_open"]
    assert SHOWN_QUOTE in read_text(text)


def test_a_refusal_shows_the_nearest() -> None:
    assert "Nearest in the articles:" in write_answer_markdown(make_refusal())


@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_nothing_of_an_article_becomes_markup(status: str) -> None:
    assert read_kinds(write_answer_markdown(make_hostile_answer(status))) == ["heading_open"]


def test_what_is_not_confirmed_is_a_list_with_the_reason_and_the_quote() -> None:
    text = write_answer_markdown(make_doubtful_answer())
    _, _, doubts = text.partition("Not confirmed by the articles:\n\n")
    tokens = _PARSER.parse(doubts)
    assert [token.type for token in tokens].count("list_item_open") == 2
    assert "Hegseth was convicted. (“convicted”: the article has “charged”)" in read_text(doubts)
    assert "The articles say otherwise: “Hegseth was charged in May.” Meridian Wire, 31 October 2025" in read_text(
        doubts
    )


def test_a_quote_belongs_to_its_number_however_long_that_is() -> None:
    text = write_answer_markdown(make_answer(citations=tuple(map(make_citation, (9, 10, 100)))))
    kinds = [(token.type, token.level) for token in _PARSER.parse(text) if token.type == "blockquote_open"]
    assert kinds == [("blockquote_open", 2)] * 3


def test_hits_are_written_with_the_best_sentence_in_bold() -> None:
    text = write_hits_markdown("Who?", [make_hit()])
    assert "It rained. **Hegseth met Dong.** It ended." in text
    hostile = make_hit(text=f"{HOSTILE} end", best="end", title=HOSTILE, source=HOSTILE, url="javascript:1")
    assert read_kinds(write_hits_markdown(HOSTILE, [hostile])) == ["heading_open"]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "1. no list",
        "2025) no list",
        "- no list",
        "+ no list",
        "> no quote",
        "=== no underline",
        "--- no rule",
        "~~~ no fence",
        "``` no fence",
        "[a]: http://x.example",
        "[a](http://x.example)",
        "<b>x</b>",
        "&lt; &amp;",
        "a_b_c *d* **e**",
        "back\\slash \\* $x$ a^b",
        "| a | b |",
        "http://x.example www.x.example a@b.example",
    ],
)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    tokens = _PARSER.parse(escape_markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert read_kinds(escape_markdown(text)) == []
    assert read_text(escape_markdown(text)) == text


@pytest.mark.parametrize("url", ["http://x.example", "www.x.example", "a@b.example"])
def test_an_address_in_text_is_broken_up_for_those_who_link_by_sight(url: str) -> None:
    assert url not in escape_markdown(url)
