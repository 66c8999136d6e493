"""The pages that say why something can't be done, in a real browser: they can be read, and lead on."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_browser import OpenPage, check_with_axe, open_pages, start_chromium
from serving import Serving, serve
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qa.errors import LibraryBusy, ModelFailed, QAError, UsageProblem
from qa.server import Face, ServerOptions
from qa.server.lanes import ServerBusy
from qa.server.services import ServerReadOnly
from qa.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
REFUSED: dict[str, QAError] = {
    "busy": ServerBusy("Too many wait for an answer here. Ask again in a minute."),
    "locked": LibraryBusy("Another process writes to the library. Try again in a minute."),
    "closed": ServerReadOnly("Nothing can be added here: the server is open for reading only."),
    "failed": ModelFailed("The model does not answer."),
    "wrong": UsageProblem("n is a whole number from 1 to 500."),
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 740}, "color_scheme": "dark"},
}
TOKEN = "s3cret-t0ken"


def make_refused(error: QAError) -> Callable[[Request], Response]:
    def refuse(_: Request) -> Response:
        raise error

    return refuse


@pytest.fixture(scope="module")
def server(library_of_seeds: Path) -> Iterator[Serving]:
    face = Face(
        routes=[Route(f"/refused/{name}", make_refused(error)) for name, error in REFUSED.items()], run=nullcontext
    )
    settings = Settings(library=library_of_seeds, model="extractive")
    with serve(settings, ServerOptions(body_limit=20_000, token=TOKEN), faces=[face]) as serving:
        yield serving


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with start_chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: "Browser", server: Serving) -> Iterator[OpenPage]:
    with open_pages(browser, server.url) as opened:
        yield opened


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", ["/?q=flood&token=guess", "/refused/busy", "/?q=flood&since=never"])
def test_axe_finds_nothing_on_pages_that_refuse_and_they_fit(
    open_page: OpenPage, server: Serving, path: str, look: str
) -> None:
    page = open_page("/library?page=2" if "guess" in path else f"/?token={TOKEN}", **LOOKS[look])
    check_with_axe(page)
    page.goto(server.url + path)
    check_with_axe(page)
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width == room


def test_what_may_be_done_later_can_be_tried_again_in_place(open_page: OpenPage, server: Serving) -> None:
    page = open_page(f"/?token={TOKEN}")
    for name, error in REFUSED.items():
        page.goto(f"{server.url}/refused/{name}?n=2")
        assert page.inner_text(".refusal") == str(error)
        tries = page.get_by_role("link", name="Try again")
        assert tries.count() == (name in ("busy", "locked", "failed"))
        if tries.count():
            tries.click()
            assert page.url == f"{server.url}/refused/{name}?n=2"


def test_a_draft_that_is_too_long_is_told_to_be(open_page: OpenPage, server: Serving) -> None:
    page = open_page(f"/?token={TOKEN}")
    page.goto(f"{server.url}/check")
    page.fill("#text", "long " * 5_000)
    page.click("form .go")
    page.wait_for_selector("h1 >> text=This is too long")
    assert page.inner_text(".refusal") == "A request is at most 20,000 bytes long."
    check_with_axe(page)
    page.go_back()
    assert page.input_value("#text").startswith("long long")
