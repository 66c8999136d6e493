"""A question has its step in the history of a real browser from the moment it is asked, and loses nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_browser import OpenPage, ask, check_with_axe, open_pages, start_chromium, wait_for_answer
from serving import Serving, serve

from qa.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
FLOOD = "How many people died in the Teln valley flood?"
WARNED = "And who warned them?"
STRIKE = "What do both sides say about the dock strike in Port Aldine?"


@pytest.fixture(scope="module")
def server(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    library = Path(shutil.copytree(library_of_seeds, tmp_path_factory.mktemp("steps") / "library"))
    with serve(Settings(library=library, model="extractive")) as serving:
        yield serving


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with start_chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: "Browser", server: Serving) -> Iterator[OpenPage]:
    with open_pages(browser, server.url) as opened:
        yield opened


@contextmanager
def ask_in_vain(page: "Page", question: str) -> Iterator[None]:
    """Ask a question whose answer does not come while the block runs."""
    page.route("**/ask", lambda route: None)
    page.fill("#q", question)
    page.press("#q", "Enter")
    page.wait_for_selector(".turn.coming")
    yield
    page.unroute("**/ask")


def list_asked(page: "Page", count: int) -> list[str]:
    """Return the questions on the page, of which there are so many once it has settled, the newest first."""
    page.wait_for_function("count => document.querySelectorAll('.turn:not(.coming)').length === count", arg=count)
    return page.locator(".turn .asked").all_inner_texts()


def test_a_page_that_is_loaded_again_while_it_answers_asks_again(open_page: OpenPage) -> None:
    page = open_page()
    with ask_in_vain(page, FLOOD):
        assert "?q=How+many+people" in page.url
    page.reload()
    wait_for_answer(page, FLOOD)
    with ask_in_vain(page, WARNED):
        assert page.url.endswith("/?q=And+who+warned+them%3F&stopped=1")
    page.reload()
    wait_for_answer(page, WARNED)
    assert list_asked(page, 2) == [WARNED, FLOOD]
    assert "Asked as: Who warned" in page.inner_text(".turn >> nth=0")
    assert page.input_value("#q") == ""
    page.go_back()
    assert list_asked(page, 1) == [FLOOD]
    page.go_back()
    assert list_asked(page, 0) == []
    page.go_forward()
    page.go_forward()
    assert list_asked(page, 2) == [WARNED, FLOOD]


def test_a_question_that_was_stopped_stands_in_the_field_also_after_loading_again(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FLOOD)
    with ask_in_vain(page, WARNED):
        page.click(".stop")
    for go, typed in ((None, WARNED), (page.reload, WARNED), (page.go_back, ""), (page.go_forward, WARNED)):
        if go:
            go()
        assert list_asked(page, 1) == [FLOOD]
        page.wait_for_function("value => document.getElementById('q').value === value", arg=typed)
    page.press("#q", "Enter")
    wait_for_answer(page, WARNED)
    page.go_back()
    assert list_asked(page, 1) == [FLOOD]


def test_who_goes_back_while_a_question_is_answered_and_forward_again_has_it_asked_again(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FLOOD)
    with ask_in_vain(page, WARNED):
        page.go_back()
        page.wait_for_selector(".turn.coming", state="detached")
        assert list_asked(page, 1) == [FLOOD]
        assert (page.input_value("#q"), page.is_visible(".stop")) == ("", False)
    page.go_forward()
    wait_for_answer(page, WARNED)
    assert list_asked(page, 2) == [WARNED, FLOOD]


def test_a_new_conversation_and_one_of_before_leave_what_was_being_asked_in_the_history(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FLOOD)
    ask(page, STRIKE)
    with ask_in_vain(page, WARNED):
        page.click(".history summary")
        page.click(f".history a >> text={FLOOD}")
        assert list_asked(page, 1) == [FLOOD]
    page.go_back()
    assert list_asked(page, 2) == [STRIKE, FLOOD]
    assert page.input_value("#q") == WARNED
    with ask_in_vain(page, WARNED):
        page.click(".fresh")
    assert (list_asked(page, 0), page.input_value("#q"), page.title()) == ([], "", "Ask the articles")


@pytest.mark.parametrize(("status", "is_offered"), [(503, True), (429, True), (400, False), (413, False)])
def test_asking_again_is_offered_where_it_may_help(open_page: OpenPage, status: int, is_offered: bool) -> None:
    page = open_page()
    page.route("**/ask", lambda route: route.fulfill(status=status, body="Told why.\n", content_type="text/plain"))
    page.fill("#q", FLOOD)
    page.press("#q", "Enter")
    page.wait_for_selector(".problem")
    assert page.inner_text(".problem p >> nth=0") == page.inner_text(".status") == "Told why."
    assert page.locator(".problem button").count() == is_offered
    check_with_axe(page)
    assert page.input_value("#q") == FLOOD
    page.unroute("**/ask")
    if is_offered:
        page.click(".problem button")
    else:
        page.press("#q", "Enter")
    wait_for_answer(page, FLOOD)
    assert page.locator(".problem").count() == 0
    page.go_back()
    assert list_asked(page, 0) == []


@pytest.mark.parametrize(
    ("times", "scripts"),
    [(400, True), (9_000, True), (400, False)],
    ids=["refused", "too long for an address", "refused without scripts"],
)
def test_a_question_that_is_too_long_stays_in_the_field_to_be_shortened(
    open_page: OpenPage, times: int, scripts: bool
) -> None:
    page = open_page(java_script_enabled=scripts)
    page.fill("#q", "flood " * times)
    page.click(".go")
    page.wait_for_selector(".problem")
    assert "characters; at most 2,000 are read." in page.inner_text(".problem")
    assert "Ask again" not in page.inner_text(".problem")
    assert page.locator(".turn .asked").count() == 0
    assert page.input_value("#q").startswith("flood flood")
    page.fill("#q", FLOOD)
    page.click(".go")
    page.wait_for_selector(".said:visible >> text=killed 26")
    assert page.locator(".problem").count() == 0


def test_what_is_asked_again_keeps_its_answer_until_the_new_one_comes(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FLOOD)
    page.route("**/ask", lambda route: None)
    page.click(".turn .anew")
    page.wait_for_selector(".turn.coming")
    page.click(".stop")
    assert list_asked(page, 1) == [FLOOD]
    page.unroute("**/ask")
    page.click(".turn .anew")
    page.wait_for_selector("#t3:not(.coming)")
    assert list_asked(page, 1) == [FLOOD]


def test_who_reads_an_article_on_a_phone_when_the_answer_comes_goes_back_to_that_answer(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    ask(page, FLOOD)
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.fill("#q", WARNED)
    page.press("#q", "Enter")
    page.tap(".turn:not(.coming) sup a >> nth=0")
    page.wait_for_selector(".reader mark.now")
    held[0].continue_()
    wait_for_answer(page, WARNED)
    assert page.is_visible(".reader .back")
    page.dblclick(".reader .back")
    page.wait_for_selector(".reader", state="hidden")
    page.wait_for_timeout(300)
    assert list_asked(page, 2) == [WARNED, FLOOD]
    assert "stopped" not in page.url
    page.reload()
    assert list_asked(page, 2) == [WARNED, FLOOD]


def test_who_reads_an_article_on_a_phone_while_it_is_asked_again_comes_back_to_the_same_citation(
    open_page: OpenPage,
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    ask(page, STRIKE)
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.tap(".turn .anew")
    page.tap(".turn:not(.coming) sup a >> nth=1")
    page.wait_for_selector(".reader mark.now")
    held[0].continue_()
    page.wait_for_selector("#t2:not(.coming)", state="attached")
    assert page.locator(".turn .cited.now").count() == 1
    page.tap(".reader .back")
    page.wait_for_selector(".reader", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "[2]"
    assert list_asked(page, 1) == [STRIKE]


def test_a_question_in_a_link_of_another_site_waits_to_be_asked_and_is_kept_then(
    open_page: OpenPage, server: Serving
) -> None:
    page = open_page("/nowhere")
    page.goto(f'data:text/html,<a href="{server.url}/?q={FLOOD}">Ask</a>')
    page.click("a")
    page.wait_for_selector(".waits")
    assert (page.is_visible(".waits"), page.input_value("#q"), list_asked(page, 0)) == (True, FLOOD, [])
    with ask_in_vain(page, FLOOD):
        assert page.locator(".waits").count() == 0
    page.reload()
    wait_for_answer(page, FLOOD)
    page.reload()
    wait_for_answer(page, FLOOD)


def test_a_page_that_grows_wide_shows_the_article_of_its_answer(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 600, "height": 740})
    ask(page, FLOOD)
    assert not page.is_visible(".reader")
    page.set_viewport_size({"width": 1280, "height": 740})
    page.wait_for_selector(".reader mark.now")
    page.click(".turn sup a")
    page.set_viewport_size({"width": 600, "height": 740})
    page.wait_for_selector(".reader", state="hidden")
    page.click(".turn sup a")
    page.wait_for_selector(".reader.open mark.now")
    page.set_viewport_size({"width": 1280, "height": 740})
    page.wait_for_selector(".reader.open", state="detached")
    assert page.is_visible(".reader mark.now")
    assert page.evaluate("document.querySelectorAll('[inert]').length") == 0
    page.go_back()
    assert list_asked(page, 0) == []


def test_what_is_typed_while_an_answer_comes_stays(open_page: OpenPage) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/ask", lambda route: held.append(route))
    page.fill("#q", FLOOD)
    page.press("#q", "Enter")
    page.wait_for_selector(".turn.coming")
    page.fill("#q", WARNED)
    held[0].continue_()
    wait_for_answer(page, FLOOD)
    assert page.input_value("#q") == WARNED
    page.unroute("**/ask")
    page.press("#q", "Enter")
    wait_for_answer(page, WARNED)
    assert page.input_value("#q") == ""


def test_an_article_that_is_still_read_or_can_not_be_has_no_name(open_page: OpenPage) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/article/**", lambda route: held.append(route))
    ask(page, FLOOD)
    page.wait_for_selector(".reader .page[aria-busy]", state="attached")
    assert not page.is_visible(".headline")
    check_with_axe(page)
    held[-1].abort()
    page.wait_for_selector(".reader .refusal")
    assert not page.is_visible(".headline")
    check_with_axe(page)
    page.unroute("**/article/**")
    page.click(".turn sup a")
    page.wait_for_selector(".headline >> text=Last of the missing")
