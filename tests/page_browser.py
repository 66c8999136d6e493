"""The server's pages in a real browser, the chromium of the distribution; what needs it is skipped without it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OpenPage = Callable[..., "Page"]


@contextmanager
def start_chromium() -> Iterator["Browser"]:
    """Start the browser; the test is skipped where there is none."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@contextmanager
def open_pages(browser: "Browser", url: str) -> Iterator[OpenPage]:
    """Give what opens a page in a browser of its own; at the end nothing may have gone wrong or led elsewhere."""
    contexts, faults, requests = [], [], []

    def open_one(path: str = "/", *, base: str = url, **options: Any) -> "Page":
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
        page.on("request", lambda request: requests.append(request.url))
        page.goto(base + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not faults, faults
    away = [url for url in requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:"))]
    assert not away, away


def ask(page: "Page", question: str) -> None:
    """Ask a question and wait for its whole answer."""
    page.fill("#q", question)
    page.press("#q", "Enter")
    wait_for_answer(page, question)


def wait_for_answer(page: "Page", question: str) -> None:
    """Wait until the newest question of the page is this and has its whole answer."""
    page.wait_for_function(
        "question => document.querySelector('.turn:first-child:not(.coming) .asked')?.textContent === question",
        arg=question,
    )


def check_with_axe(page: "Page") -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    told = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found.response["violations"]]
    assert not told, told
