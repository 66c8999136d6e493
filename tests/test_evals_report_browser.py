"""What the report does in a real browser, Debian's chromium: these tests are skipped where there is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import list_requests, open_page, read_log, start_browser
from report_samples import ROWS, make_vile_row, write_rows
from run_samples import make_row

from qa.evals.report import write_report

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    with start_browser(tmp_path_factory.mktemp("profile")) as chrome:
        yield chrome


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of two runs, with a hostile answer in both."""
    folder = tmp_path_factory.mktemp("runs")
    first = write_rows(folder / "first", [make_vile_row(), *ROWS])
    second = write_rows(folder / "second", [make_vile_row(), *ROWS[:3], make_row("q4")])
    return write_report([first, second])


@pytest.fixture
def opened(browser: "Chrome", report: Path) -> "Chrome":
    """Open the report; what was logged before is gone."""
    open_page(browser, report)
    return browser


def list_shown(browser: "Chrome") -> list[str]:
    """Return the numbers of the questions that are seen."""
    cards = browser.find_elements("css selector", ".question")
    return [(card.get_attribute("id") or "")[1:] for card in cards if card.is_displayed()]


def test_questions_are_filtered_by_verdict_kind_and_words(opened: "Chrome") -> None:
    from selenium.webdriver.support.ui import Select

    verdict, kind = (Select(opened.find_element("id", name)) for name in ("verdict", "kind"))
    words = opened.find_element("id", "words")
    assert list_shown(opened) == ["1", "2", "3", "4", "5", "6"]
    verdict.select_by_value("wrong")
    assert list_shown(opened) == ["3"]
    kind.select_by_value("who")
    assert list_shown(opened) == [] and opened.find_element("id", "count").text == "0 of 6"
    verdict.select_by_value("differs between the runs")
    assert list_shown(opened) == ["5"]
    verdict.select_by_value("")
    assert list_shown(opened) == ["2", "5", "6"]
    words.send_keys("AWAY endpoint")
    assert list_shown(opened) == ["6"]


def test_a_click_opens_all_questions_that_are_seen_and_closes_them_again(opened: "Chrome") -> None:
    from selenium.webdriver.common.keys import Keys

    opened.find_element("id", "words").send_keys("q2")
    for opens in ("1", "0"):
        opened.find_element("id", "open").send_keys(Keys.ENTER)
        assert opened.execute_script("return '' + document.querySelectorAll('.question[open]').length") == opens


def test_a_hostile_report_does_nothing_and_loads_nothing(opened: "Chrome") -> None:
    from selenium.common.exceptions import NoAlertPresentException
    from selenium.webdriver.common.keys import Keys

    opened.find_element("id", "open").send_keys(Keys.ENTER)
    assert opened.title == "questions.jsonl, answered by extractive"
    with pytest.raises(NoAlertPresentException):
        _ = opened.switch_to.alert
    assert "alert(1)" in opened.find_element("id", "q1").text
    assert read_log(opened, "browser") == []
    urls = list_requests(opened)
    assert urls[0] == opened.current_url
    assert {url.partition(":")[0] for url in urls[1:]} <= {"data"}


def test_a_script_that_got_into_the_page_would_not_run(opened: "Chrome") -> None:
    opened.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"document.title = 1\">');"
        "const script = document.createElement('script'); script.textContent = 'document.title = 2';"
        "document.body.append(script);"
    )
    assert opened.title == "questions.jsonl, answered by extractive"
    assert "Content Security Policy" in read_log(opened, "browser")[0]["message"]


def test_without_script_everything_is_there(opened: "Chrome") -> None:
    from selenium.webdriver.common.keys import Keys

    opened.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    opened.refresh()
    assert not opened.find_element("id", "filter").is_displayed()
    assert len(list_shown(opened)) == 6
    opened.find_element("css selector", "#q3 > summary").send_keys(Keys.ENTER)
    assert "It rained." in opened.find_element("id", "q3").text
    opened.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_plots_are_drawn_for_a_light_and_for_a_dark_page(opened: "Chrome") -> None:
    seen = []
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        opened.refresh()
        pictures = opened.execute_async_script(
            "const done = arguments[0], pictures = [...document.images];"
            "Promise.all(pictures.map((picture) => picture.decode()))"
            ".then(() => done(pictures.map((picture) => [picture.currentSrc, picture.naturalWidth])));"
        )
        assert len(pictures) == 4 and all(width > 100 for _, width in pictures)
        seen.append({source for source, _ in pictures})
    assert not seen[0] & seen[1]


def test_a_report_fits_a_phone_with_all_its_questions_open(opened: "Chrome") -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    opened.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    width, room = opened.execute_script(
        "const page = document.documentElement; return [page.scrollWidth, page.clientWidth]"
    )
    opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width == room <= 360
