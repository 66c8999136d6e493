"""A real browser for tests, Debian's chromium, whose requests and console can be read."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


@contextmanager
def start_browser(profile: Path) -> Iterator["Chrome"]:
    """Start a browser of its own; the test is skipped where there is none."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("chromium and chromedriver are not installed")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", f"user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


def open_page(browser: "Chrome", path: Path) -> None:
    """Open a page; what was logged before is gone."""
    browser.get("about:blank")
    for log in ("browser", "performance"):
        read_log(browser, log)
    browser.get(path.as_uri())


def read_log(browser: "Chrome", name: str) -> list[dict[str, Any]]:
    """Return what was logged since it was last read."""
    entries: list[dict[str, Any]] = browser.get_log(name)  # type: ignore[no-untyped-call]
    return entries


def list_requests(browser: "Chrome") -> list[str]:
    """Return the addresses that were asked for since it was last read, the page itself first."""
    events = [json.loads(entry["message"])["message"] for entry in read_log(browser, "performance")]
    return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
