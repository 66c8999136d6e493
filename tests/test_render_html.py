import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from render_samples import QUOTE, make_answer, make_doubtful_answer, make_hostile_answer, make_refusal

from qa.render.clean import clean_text
from qa.render.html import write_html


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_quote_stands_under_its_statement_and_leads_to_the_article() -> None:
    page = Page(write_html(make_answer()))
    assert re.search(rf"Hegseth and Dong Jun met\. *\[1\]\s*{re.escape(QUOTE)}", page.text)
    assert page.links == [make_answer().citations[0].link]


def test_a_page_needs_nothing_from_elsewhere() -> None:
    text = write_html(make_answer())
    assert "@import" not in text and "url(" not in text
    assert not {"script", "img", "link", "iframe"} & Page(text).tags


@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_nothing_of_an_article_becomes_an_element_or_a_link(status: str) -> None:
    text = write_html(make_hostile_answer(status))
    assert Page(text).links == []
    assert Page(text).tags == Page(write_html(make_doubtful_answer(status=status))).tags - {"a"}
    assert clean_text(text) == text


def test_what_is_not_confirmed_stands_apart_with_its_quote() -> None:
    text = write_html(make_doubtful_answer())
    aside = text[text.index("<aside>") : text.index("</aside>")]
    page = Page(aside)
    assert re.search(
        r"Hegseth was convicted\.“convicted”: the article has “charged”The articles say otherwise:", page.text
    )
    assert "Hegseth was charged in May." in page.text
    assert "convicted" not in text.replace(aside, "")


def test_a_refusal_shows_why_and_what_is_nearest() -> None:
    page = Page(write_html(make_refusal()))
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
    assert Page(write_html(quoting)).text.count(QUOTE) == shown


def test_what_the_articles_do_not_say_of_a_question_is_told_under_the_answer() -> None:
    page = Page(write_html(replace(make_answer(), unanswered=("Who <b>paid</b> for it?",))))
    assert "Not in the articles: Who <b>paid</b> for it?" in page.text
    assert "b" not in page.tags


def test_a_model_that_says_itself_what_is_missing_needs_no_lead() -> None:
    missing = "The passages do not say when."
    page = Page(write_html(replace(make_answer(), unanswered=(missing,))))
    assert missing in page.text
    assert "Not in the articles" not in page.text
