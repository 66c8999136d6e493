"""The pages of topics, drafts and the library in a real browser, the chromium of the distribution."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_browser import OpenPage, check_with_axe, open_pages, start_chromium
from page_samples import AFTER, ARABIC, BEFORE, CHINESE, HOSTILE
from report_samples import ROWS, make_vile_row, write_rows
from serving import Serving, serve

from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.server import ServerOptions
from qa.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
DRAFT = "The flood of 7 August 2024 killed 26 people, officials said. At least 30 people were killed overnight."
TIMELINE = "/timeline?q=Teln+valley+flood"
PAGES = {
    "brief": "/brief?q=storm+in+Quellmar",
    "timeline": TIMELINE,
    "timeline by day": f"{TIMELINE}&by=day",
    "changes": "/changes?q=Teln+valley+flood&since=2024-08-09",
    "check": "/check",
    "library": "/library",
    "reports": "/library/stories",
    "versions": f"/library/versions/{AFTER.id}",
    "feeds": "/library/feeds",
    "add": "/library/add",
    "evaluations": "/evaluations",
    "report": "/evaluations/report?run=first",
    "report of two runs": "/evaluations/report?run=hostile&run=first",
    "comparison": "/evaluations/compare?run=first&run=second",
}
PHONE = {"width": 360, "height": 740}
# Opens what can be opened. All of it is drawn: axe takes what is skipped, since it is out of sight, to stand elsewhere.
OPEN = """async () => {
    for (const each of document.querySelectorAll(".question")) each.style.contentVisibility = "visible";
    for (const each of document.querySelectorAll("details")) each.open = true;
    while (document.querySelector(".question[open] .later")) await new Promise((then) => setTimeout(then, 20));
}"""


@pytest.fixture(scope="module")
def server(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("views")
    library = Path(shutil.copytree(library_of_seeds, folder / "library"))
    with Library.open(library, embedder=open_embedder(Settings())) as opened:
        list(opened.add_articles([HOSTILE, ARABIC, CHINESE, BEFORE]))
        list(opened.add_articles([AFTER]))
    for name, rows in (("first", ROWS), ("second", ROWS), ("hostile", [make_vile_row(), *ROWS])):
        write_rows(folder / "runs" / name, rows)
    with serve(Settings(library=library, model="extractive"), ServerOptions(runs=folder / "runs")) as serving:
        yield serving


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with start_chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: "Browser", server: Serving) -> Iterator[OpenPage]:
    with open_pages(browser, server.url) as opened:
        yield opened


@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
@pytest.mark.parametrize(("scheme", "viewport"), [("light", {"width": 1280, "height": 900}), ("dark", PHONE)])
def test_axe_finds_nothing_and_the_page_fits(
    open_page: OpenPage, path: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = open_page(path, color_scheme=scheme, viewport=viewport)
    page.wait_for_load_state()
    page.evaluate(OPEN)
    check_with_axe(page)
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width == room
    assert page.title() != "taken"


def test_a_dot_leads_to_its_sentence_from_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(TIMELINE)
    dot = page.locator(".axis a").last
    label = dot.get_attribute("aria-label") or ""
    dot.focus()
    page.keyboard.press("Enter")
    event = page.locator(".timeline li:target")
    assert label.partition(": ")[2] in event.inner_text()
    page.get_by_role("link", name="Months").click()
    assert page.locator(".zoom a[aria-current]").inner_text() == "Months"
    assert page.locator(".axis a").count() == 12


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_on_a_phone_the_picture_of_days_opens_where_most_dots_are(open_page: OpenPage, unit: str) -> None:
    page = open_page(f"{TIMELINE}&by={unit}", viewport=PHONE, has_touch=True, is_mobile=True)
    shown, high = page.evaluate(
        """() => {
            const frame = document.querySelector(".axis").getBoundingClientRect();
            const dots = [...document.querySelectorAll(".axis circle")].map((dot) => dot.getBoundingClientRect());
            const count = (from, to) => dots.filter(({ left, right }) => left >= from && right <= to).length;
            const best = Math.max(...dots.map(({ left }) => count(left, left + frame.width - 48)));
            return [count(frame.left, frame.right), best];
        }"""
    )
    assert shown >= high


def test_a_draft_is_checked_from_the_keyboard_and_its_source_is_read(open_page: OpenPage) -> None:
    page = open_page("/check")
    page.focus("#text")
    page.keyboard.insert_text(DRAFT)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".draft mark.contradicted")
    check_with_axe(page)
    assert page.input_value("#text") == DRAFT
    page.locator(".finding .place").first.click()
    page.wait_for_selector(".reading mark")
    assert "At least 11 people were killed overnight" in page.inner_text(".reading mark")


def test_a_draft_is_dropped_as_a_file(open_page: OpenPage) -> None:
    page = open_page("/check")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "draft.md"));
            document.getElementById("text").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }""",
        DRAFT,
    )
    page.click("form .go")
    page.wait_for_selector(".draft mark.contradicted")


def test_drafts_and_topics_need_no_script(open_page: OpenPage) -> None:
    page = open_page("/check", java_script_enabled=False)
    page.fill("#text", DRAFT)
    page.click("form .go")
    page.wait_for_selector(".draft mark.contradicted")
    page.click("text=Timeline")
    page.fill("#q", "Teln valley flood")
    page.click("form .go")
    page.locator(".axis a").first.click()
    assert page.url.endswith("#event-1")


def test_articles_are_added_and_found_by_their_titles(open_page: OpenPage) -> None:
    page = open_page("/library/add")
    text = b"Ferry of Dorn\n\nThe ferry of Dorn will stop in May, its captain said."
    page.set_input_files("#files", {"name": "ferry.txt", "mimeType": "text/plain", "buffer": text})
    page.click("text=Add the files")
    page.wait_for_selector(".added")
    assert "1 article is in" in page.inner_text(".added")
    page.click("text=See the library")
    page.fill("#words", "ferry dor")
    page.press("#words", "Enter")
    page.click("text=Ferry of Dorn")
    page.wait_for_selector(".reading")
    assert "will stop in May" in page.inner_text(".reading")


def test_a_bar_of_days_leads_to_its_articles(open_page: OpenPage) -> None:
    page = open_page("/library")
    bar = page.locator(".bars a").last
    label = bar.get_attribute("aria-label") or ""
    bar.click(position={"x": 20, "y": 85})
    page.wait_for_url("**/library?since=*")
    assert page.locator(".shelf > li").count() == int(label.rpartition(": ")[2].split()[0])


def test_questions_of_a_report_are_chosen_in_place(open_page: OpenPage) -> None:
    page = open_page(PAGES["report"])
    page.wait_for_selector("#filter:not([hidden])")
    assert page.inner_text("#count") == "5 of 5"
    page.select_option("#verdict", index=1)
    assert page.inner_text("#count") != "5 of 5"
    page.select_option("#verdict", "")
    page.fill("#words", "RAINED.")
    page.wait_for_selector("#count >> text='1 of 5'")
    page.click("#open")
    assert "It rained." in page.inner_text(".question[open] .inside")
    assert page.evaluate("[...document.querySelectorAll('.picture img')].every((each) => each.naturalWidth > 100)")


def test_a_question_of_a_report_is_opened_with_and_without_a_script(open_page: OpenPage) -> None:
    page = open_page(PAGES["report"])
    page.click("#q2 > summary")
    page.wait_for_selector("#q2 .runs")
    inside = page.inner_text("#q2 .inside")
    bare = open_page(PAGES["report"], java_script_enabled=False)
    bare.click("#q2 > summary")
    bare.click("#q2 .inside a")
    assert bare.inner_text(".inside") == inside
    bare.click("text=The report")
    assert bare.locator(".question").count() == 5
