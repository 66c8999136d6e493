"""Every kind of page in a real browser: nothing runs or is loaded, it fits a phone, and the keyboard is seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import list_requests, open_page, read_log, start_browser
from render_samples import HOSTILE, make_citation, make_doubtful_answer, make_hostile_answer, make_refusal
from test_render_briefing import BRIEF, CHANGES, EVENT, TIMELINE, make_told
from test_render_checks import BAD, DRAFT, make_hostile_text, make_text

from qa.answer import CitedArticle, Statement
from qa.render.pages.answer import write_answer_page
from qa.render.pages.check import write_check_page
from qa.render.pages.document import write_brief_page, write_changes_page, write_timeline_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser
LONG = "x" * 5_000
ARABIC = "قال رئيس البلدية إن ثمانية وأربعين شخصا قتلوا."
CHINESE = "市长说洪水造成四十八人死亡。" * 30


def write_foreign_page() -> str:
    """Return an answer from articles in Arabic and Chinese."""
    answer = make_doubtful_answer()
    citations = tuple(
        make_citation(
            n, quote=text, article=CitedArticle(id=text[:9], title=text, source=text, published="2025-11-01", url=None)
        )
        for n, text in ((1, ARABIC), (2, CHINESE))
    )
    statements = tuple(
        Statement(text=text, citations=(n,), verdict="supported", score=1.0) for n, text in ((1, ARABIC), (2, CHINESE))
    )
    return write_answer_page(replace(answer, question=ARABIC, statements=statements, citations=citations))


def write_long_page() -> str:
    """Return an answer whose words have no end."""
    answer = make_doubtful_answer()
    statement = replace(answer.statements[0], text=LONG)
    return write_answer_page(replace(answer, question=LONG, statements=(statement,), notices=(LONG,)))


def write_hostile_brief() -> str:
    event = replace(EVENT, text=HOSTILE, when=HOSTILE, corrected=HOSTILE)
    return write_brief_page(replace(BRIEF, topic=HOSTILE, happened=(make_told(HOSTILE),), timeline=(event,)))


PAGES: dict[str, Callable[[], str]] = {
    "answer": lambda: write_answer_page(make_doubtful_answer(notices=("Read “met” for “mett”.",))),
    "refusal": lambda: write_answer_page(make_refusal()),
    "hostile answer": lambda: write_answer_page(make_hostile_answer()),
    "other scripts": write_foreign_page,
    "endless words": write_long_page,
    "check": lambda: write_check_page(make_text(DRAFT, BAD)),
    "hostile check": lambda: write_check_page(make_hostile_text()),
    "timeline": lambda: write_timeline_page(TIMELINE),
    "brief": lambda: write_brief_page(BRIEF),
    "hostile brief": write_hostile_brief,
    "changes": lambda: write_changes_page(CHANGES),
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    with start_browser(tmp_path_factory.mktemp("profile")) as chrome:
        size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield chrome


@pytest.fixture(params=PAGES, ids=list(PAGES))
def opened(browser: "Chrome", tmp_path: Path, request: pytest.FixtureRequest) -> "Chrome":
    """Open a page on a phone."""
    path = tmp_path / "page.html"
    path.write_text(PAGES[request.param](), encoding="utf-8")
    open_page(browser, path)
    return browser


def test_a_page_says_nothing_on_the_console_and_asks_for_nothing(opened: "Chrome") -> None:
    assert read_log(opened, "browser") == []
    assert {url for url in list_requests(opened) if not url.startswith("data:")} == {opened.current_url}
    assert opened.execute_script("return document.querySelectorAll('script, img, iframe, object, form').length") == 0


def test_a_page_fits_a_phone(opened: "Chrome") -> None:
    width, room = opened.execute_script(
        "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]"
    )
    assert width == room <= 360


def test_what_the_keyboard_reaches_is_seen(opened: "Chrome") -> None:
    from selenium.webdriver.common.keys import Keys

    links = opened.execute_script("return document.querySelectorAll('a[href], summary, [tabindex]').length")
    for _ in range(min(links, 4)):
        opened.switch_to.active_element.send_keys(Keys.TAB)
        style = opened.execute_script(
            "const style = getComputedStyle(document.activeElement);"
            "return [document.activeElement.localName, style.outlineStyle, parseFloat(style.outlineWidth)]"
        )
        assert style[0] != "body" and style[1] == "solid" and style[2] >= 2


def test_the_style_is_let_in_and_follows_the_scheme(opened: "Chrome") -> None:
    grounds = []
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        grounds.append(opened.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(251, 250, 248)", "rgb(23, 24, 27)"]


def test_every_number_leads_to_something(opened: "Chrome") -> None:
    dead = opened.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.hash.slice(1))"
        ".filter((id) => !document.getElementById(id))"
    )
    twice = opened.execute_script(
        "const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);"
        "return ids.filter((id, n) => ids.indexOf(id) !== n)"
    )
    assert (dead, twice) == ([], [])
