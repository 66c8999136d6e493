import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from render_samples import QUOTE, make_answer, make_doubtful_answer, make_hostile_answer, make_refusal

from qa.answer import Side
from qa.render.clean import clean_lines
from qa.render.pages.answer import write_answer_page


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = [value or "" for name, value in attrs if name in ("href", "src")]
        self.links += [link for link in found if not link.startswith("#")]
        self.anchors += [link for link in found if link.startswith("#")]
        self.ids += [f"#{value}" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_quote_stands_under_its_statement_and_leads_to_the_article() -> None:
    page = Page(write_answer_page(make_answer()))
    assert re.search(rf"Hegseth and Dong Jun met\.\s*\[1\]\s*{re.escape(QUOTE)}", page.text)
    assert page.links == [make_answer().citations[0].link]
    assert page.anchors == page.ids == ["#c1"]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    text = write_answer_page(make_answer())
    assert "@import" not in text and "url(" not in text
    assert not {"script", "img", "link", "iframe"} & Page(text).tags


@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_nothing_of_an_article_becomes_an_element_or_a_link(status: str) -> None:
    text = write_answer_page(make_hostile_answer(status))
    assert Page(text).links == []
    assert Page(text).tags <= Page(write_answer_page(make_doubtful_answer(status=status))).tags
    assert clean_lines(text) == text


def test_what_is_not_confirmed_stands_apart_with_its_quote() -> None:
    text = write_answer_page(make_doubtful_answer())
    aside = text[text.index('<aside class="doubts">') : text.index("</aside>")]
    page = Page(aside)
    assert re.search(
        r"Hegseth was convicted\.\s*“convicted”: the article has “charged”\s*The articles say otherwise:", page.text
    )
    assert "Hegseth was charged in May." in page.text
    assert "convicted" not in text.replace(aside, "")


def test_a_refusal_shows_why_and_what_is_nearest() -> None:
    page = Page(write_answer_page(make_refusal()))
    assert "The model found no answer in the passages. Read" in page.text and QUOTE in page.text


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (QUOTE, 1),
        (f"LISBON (AP) — {QUOTE}", 2),
        ("Hegseth and Dong Jun met.", 1),
        ("met.", 1),
    ],
    ids=["the quote itself", "other words", "a statement of its own", "the end of a quote"],
)
def test_a_sentence_of_an_article_is_not_printed_twice(statement: str, shown: int) -> None:
    answer = make_answer()
    quoting = replace(answer, statements=(replace(answer.statements[0], text=statement),))
    assert Page(write_answer_page(quoting)).text.count(QUOTE) == shown


def test_what_the_articles_do_not_say_of_a_question_is_told_under_the_answer() -> None:
    page = Page(write_answer_page(replace(make_answer(), unanswered=("Who <b>paid</b> for it?",))))
    assert "Not in the articles: Who <b>paid</b> for it?" in page.text
    assert "b" not in page.tags


def test_a_model_that_says_itself_what_is_missing_needs_no_lead() -> None:
    missing = "The passages do not say when."
    page = Page(write_answer_page(replace(make_answer(), unanswered=(missing,))))
    assert missing in page.text
    assert "Not in the articles" not in page.text


def test_a_side_shows_a_number_in_brackets_of_its_own_in_round_ones() -> None:
    side = Side(text="48 [2]", source="Outlet", speaker=None, published=None, citations=(1,))
    page = write_answer_page(make_answer(disagreement=True, sides=(side, side)))
    assert "48 (2)" in page and "48 [2]" not in page
