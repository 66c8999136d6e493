"""The page where people ask in a real browser, the chromium of the distribution; skipped where there is none."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint import RawReply, Request, run_endpoint
from page_browser import OpenPage, ask, check_with_axe, open_pages, start_chromium
from page_samples import ARABIC, CHINESE, HOSTILE
from serving import Serving, serve

from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.server import ServerOptions
from qa.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
FLOOD = "How many people died in the Teln valley flood?"
STRIKE = "What do both sides say about the dock strike in Port Aldine?"
NOWHERE = "Who won the chess olympiad in Lima?"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def library(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(library_of_seeds, tmp_path_factory.mktemp("pages") / "library"))
    with Library.open(folder, embedder=open_embedder(Settings())) as opened:
        list(opened.add_articles([HOSTILE, ARABIC, CHINESE]))
    return folder


@pytest.fixture(scope="module")
def server(library: Path) -> Iterator[Serving]:
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


def read_answer(page: "Page") -> dict[str, Any]:
    values: dict[str, Any] = json.loads(page.text_content(".turn .formats") or "")["json"]
    return values


def wait_for_lit(page: "Page", quote: str) -> None:
    """Wait until the words that are lit in the article are these, and seen."""
    page.wait_for_function(
        """quote => {
            const lit = [...document.querySelectorAll(".reader mark.now")];
            const frame = document.querySelector(".reader .page").getBoundingClientRect();
            const box = lit[0]?.getBoundingClientRect();
            if (lit.map((mark) => mark.textContent).join("") !== quote) return false;
            return box.top >= frame.top && box.bottom <= frame.bottom;
        }""",
        arg=quote,
    )


def find_active(page: "Page") -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_the_words_of_a_quote_are_lit_in_the_article_and_citations_are_gone_through(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, STRIKE)
    citations = read_answer(page)["citations"]
    quotes = [citation["quote"].replace("\n", "") for citation in citations]
    wait_for_lit(page, quotes[0])
    assert find_active(page) == "q"
    page.click(f'.turn sup a[href="#t1-c{len(quotes)}"]')
    wait_for_lit(page, quotes[-1])
    assert page.text_content(".reader h2") == citations[-1]["article"]["title"]
    for key, n in (("ArrowLeft", -2), ("k", -3), ("j", -2), ("ArrowRight", -1)):
        page.keyboard.press(key)
        wait_for_lit(page, quotes[n])
    assert find_active(page) == f"[{len(quotes)}]"
    page.click(".reader .step >> nth=0")
    wait_for_lit(page, quotes[-2])
    assert f"Citation {len(quotes) - 1} of {len(quotes)}" in (page.text_content(".status") or "")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 600}, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("question", "direction"),
    [(STRIKE, "ltr"), ("كم شخصا قتلوا في الفيضان في قلمار؟", "rtl")],
    ids=["English", "Arabic"],
)
def test_the_headline_stands_above_the_text_of_the_article_and_leads_to_it(
    open_page: OpenPage, viewport: dict[str, int], question: str, direction: str
) -> None:
    page = open_page(viewport=viewport)
    ask(page, question)
    citation = read_answer(page)["citations"][0]
    page.click(".turn sup a >> nth=0")
    wait_for_lit(page, citation["quote"].replace("\n", ""))
    headline = page.locator(".steps .headline")
    assert headline.inner_text() == citation["article"]["title"]
    assert headline.evaluate("each => getComputedStyle(each).direction") == direction
    headline.click()
    page.wait_for_selector(".alone .reading mark")
    assert citation["article"]["id"] in page.url


def test_all_is_done_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    visited = []
    while find_active(page) != "q":
        page.keyboard.press("Tab")
        visited.append(find_active(page))
    assert visited[0] == "Skip to the page"
    page.keyboard.type(FLOOD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn:not(.coming)")
    assert find_active(page) == "q"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.turn sup a')"):
            break
    page.keyboard.press("Enter")
    wait_for_lit(page, read_answer(page)["citations"][0]["quote"])
    assert find_active(page) == "[1]"


def test_days_are_chosen_by_dragging_or_with_the_handles_and_limit_the_answer(open_page: OpenPage) -> None:
    page = open_page()
    page.click(".filters summary")
    box = page.locator(".histogram svg").bounding_box()
    assert box is not None
    bars = page.locator(".bar-of").count()
    page.mouse.move(box["x"] + 2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 2.5 / bars, box["y"] + 30, steps=3)
    page.mouse.up()
    assert page.input_value('[name="since"]') == ""
    assert page.input_value('[name="until"]') == "2024-08-31"
    assert page.text_content(".chosen") == "until 2024-08-31"
    page.focus('[data-end="until"]')
    page.keyboard.press("ArrowLeft")
    assert page.input_value('[name="until"]') == "2024-07-31"
    page.keyboard.press("End")
    assert page.input_value('[name="until"]') == ""
    page.fill('[name="until"]', "2024-08-07")
    page.check('[name="outlet"][value="Meridian Wire"]')
    ask(page, FLOOD)
    sources = {citation["article"]["source"] for citation in read_answer(page)["citations"]}
    assert sources == {"Meridian Wire"}
    assert page.url.endswith("&until=2024-08-07&outlet=Meridian+Wire")


def test_what_was_asked_is_shown_again_without_being_asked_again(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, FLOOD)
    first = page.url
    ask(page, "And who warned them?")
    assert "Asked as: Who warned" in page.inner_text(".turn")
    assert page.locator(".turn").count() == 2
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/ask") else None)
    page.click(".history summary")
    page.click(f".history a >> text={FLOOD}")
    assert page.locator(".turn .asked").all_inner_texts() == [FLOOD]
    assert page.url == first
    page.go_back()
    page.wait_for_function("() => document.querySelector('.turn .asked').textContent.startsWith('And who')")
    page.click(".fresh")
    assert (page.locator(".turn").count(), find_active(page)) == (0, "q")
    assert asked == []


def test_going_back_and_loading_again_keep_the_conversation(open_page: OpenPage) -> None:
    page = open_page()
    for question in (FLOOD, "And who warned them?", NOWHERE):
        ask(page, question)
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    kept = page.locator(".turn .asked").all_inner_texts()
    assert kept == ["And who warned them?", FLOOD]
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    assert page.locator(".turn .asked").all_inner_texts() == kept


def test_going_back_while_an_article_is_read_shows_the_article_of_that_answer(open_page: OpenPage) -> None:
    page = open_page()
    for question in (STRIKE, FLOOD):
        ask(page, question)
        wait_for_lit(page, read_answer(page)["citations"][0]["quote"])

    def continue_late(route: "Route") -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/article/**", continue_late)
    ask(page, NOWHERE)
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('.turn').length === 2")
    wait_for_lit(page, read_answer(page)["citations"][0]["quote"])
    page.wait_for_timeout(1000)
    wait_for_lit(page, read_answer(page)["citations"][0]["quote"])


def test_the_answer_is_taken_along(open_page: OpenPage, server: Serving) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    ask(page, FLOOD)
    for kind, words in (
        ("text", "[1] Last of the missing"),
        ("markdown", "## How many"),
        ("html", '<li value="1">“The'),
    ):
        page.click(f'[data-copy="{kind}"]')
        page.wait_for_function(
            "words => navigator.clipboard.readText().then((text) => text.includes(words))", arg=words
        )
    with page.expect_download() as saved:
        page.click('[data-save="json"]')
    assert json.loads(saved.value.path().read_text())["question"] == FLOOD


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.click(".filters summary")
    check_with_axe(page)
    for question in (STRIKE, NOWHERE):
        ask(page, question)
        check_with_axe(page)
    for path in (f"/article/{ARABIC.id}?cite=1.4-20", "/nowhere"):
        page.goto(page.url.partition("/?")[0] + path)
        check_with_axe(page)


def test_people_ask_and_read_without_scripts(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.fill("#q", FLOOD)
    page.click(".go")
    page.wait_for_selector(".turn")
    assert (
        page.locator(".said").count() == page.locator(".said:visible").count() + page.locator(".arriving .said").count()
    )
    assert page.locator(".arriving:visible").count() == 0
    assert "killed 26" in page.inner_text(".turn .said")
    page.click(".turn .place")
    assert page.inner_text("mark:has(:target)") == "The flood of 7 August killed 26 people, the interior ministry said."


def test_on_a_phone_the_article_lies_over_the_answer_and_leads_back(open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    ask(page, STRIKE)
    check_with_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not page.is_visible(".reader")
    page.tap(".turn sup a >> nth=1")
    wait_for_lit(page, read_answer(page)["citations"][1]["quote"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert find_active(page) == "Back to the answer"
    check_with_axe(page)
    page.go_back()
    page.wait_for_selector(".reader", state="hidden")
    assert find_active(page) == "[2]"
    page.keyboard.press("Enter")
    page.wait_for_selector(".reader")
    page.keyboard.press("Escape")
    page.wait_for_selector(".reader", state="hidden")
    assert page.locator(".turn").count() == 1


@pytest.mark.parametrize(
    ("question", "words"),
    [("كم شخصا قتلوا في الفيضان في قلمار؟", "ثمانية وأربعين"), ("洪水造成多少人死亡？", "四十八人")],
    ids=["Arabic", "Chinese"],
)
def test_other_scripts_fit_and_are_read_in_their_direction(open_page: OpenPage, question: str, words: str) -> None:
    page = open_page(viewport=PHONE)
    ask(page, question)
    assert words in page.inner_text(".turn")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    direction = "rtl" if words[0] > "\u0600" and words[0] < "\u0700" else "ltr"
    assert page.evaluate("getComputedStyle(document.querySelector('.turn .asked')).direction") == direction


def test_a_hostile_article_is_harmless(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "How many boats did the storm sink in Quellmar?")
    page.wait_for_selector(".reader mark.now")
    assert "<script>document.title" in page.inner_text(".reader")
    assert page.title() == "How many boats did the storm sink in Quellmar?"
    assert page.locator(".turn img, .reader img, .reader script").count() == 0
    assert "{{ config }} {% raw %}" in page.inner_text(".reader")


def test_two_tabs_ask_at_once_and_know_nothing_of_each_other(open_page: OpenPage) -> None:
    one = open_page()
    other = one.context.new_page()
    other.goto(one.url)
    for page, question in ((one, FLOOD), (other, STRIKE)):
        page.fill("#q", question)
        page.press("#q", "Enter")
    for page, question in ((one, FLOOD), (other, STRIKE)):
        page.wait_for_selector(".turn:not(.coming)")
        assert page.locator(".asked").all_inner_texts() == [question]
        assert page.locator(".history a").all_text_contents() == [question]


def test_who_opens_the_address_with_the_token_asks_and_the_token_is_seen_nowhere(
    open_page: OpenPage, library: Path
) -> None:
    with serve(Settings(library=library, model="extractive"), ServerOptions(token="s3cret-t0ken")) as serving:
        page = open_page("/?token=s3cret-t0ken", base=serving.url)
        assert page.url == f"{serving.url}/"
        ask(page, FLOOD)
        page.wait_for_selector(".reader mark.now")
        assert "s3cret" not in page.content()
        assert page.evaluate("document.cookie") == ""


class HangingModel:
    """Says two words, and then nothing for long."""

    def __init__(self) -> None:
        self.asked = 0

    def was_asked(self, times: int) -> bool:
        return self.asked == times

    def __call__(self, request: Request) -> RawReply:
        self.asked += 1
        chunk = {"choices": [{"index": 0, "delta": {"content": "The flood "}}]}
        return RawReply(body=[f"data: {json.dumps(chunk)}\n\n", 30.0, "data: [DONE]\n\n"], kind="text/event-stream")


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_who_stops_or_closes_the_tab_ends_the_call_of_the_model_and_others_are_told_that_it_is_busy(
    open_page: OpenPage, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    with run_endpoint() as endpoint:
        endpoint.answer = model = HangingModel()
        settings = Settings(library=library, model="openai:scripted-model", base_url=endpoint.url, judge=False)
        with serve(settings, ServerOptions(jobs=1, queue=0)) as serving:
            page, other = open_page(base=serving.url), open_page(base=serving.url)
            # Without scripts what is being done is seen too, before the page is whole.
            bare = open_page(java_script_enabled=False, base=serving.url)
            bare.fill("#q", FLOOD)
            bare.click(".go", no_wait_after=True)
            bare.wait_for_selector(".stage >> text=Drafting from", state="visible")
            bare.close()
            wait_until(lambda: serving.services.waiting == 0)
            model.asked = 0
            ways: tuple[Callable[[], None], ...] = (partial(page.click, ".stop"), page.close)
            for n, leave in enumerate(ways, 1):
                page.fill("#q", FLOOD)
                page.press("#q", "Enter")
                wait_until(partial(model.was_asked, n))
                assert "Drafting" in (page.text_content(".status") or "")
                other.fill("#q", FLOOD)
                other.press("#q", "Enter")
                other.wait_for_selector(".problem")
                assert "Too many wait for an answer here" in other.inner_text(".problem")
                leave()
                wait_until(lambda: serving.services.waiting == 0)
            other.click(".problem button >> nth=0")
            wait_until(partial(model.was_asked, 3))
            other.click(".stop")
            wait_until(lambda: serving.services.waiting == 0)


SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((each) => {
    const box = each.getBoundingClientRect();
    const isInText = each.tagName === "A" && getComputedStyle(each).display === "inline";
    if (!box.width || each.closest(".unseen, .skip, .scroll") || isInText || each.type === "checkbox") return false;
    return box.width < 24 || box.height < 24 || box.left < 0 || box.right > document.documentElement.clientWidth;
}).map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize(
    "path", ["/", f"/?q={STRIKE}", f"/?q={NOWHERE}", "/check", "/library", "/changes", "/library/add"]
)
def test_on_a_phone_nothing_is_cut_or_too_small_to_touch(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True)
    if page.locator(".filters").count():
        page.tap(".filters summary")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    assert page.locator(".bar nav a").count() == 7


def test_a_page_that_is_loaded_again_asks_nobody_and_asks_again_when_told_to(open_page: OpenPage) -> None:
    page = open_page(f"/?q={STRIKE}")
    page.reload()
    assert "and kept" in page.inner_text(".turn .kept")
    page.click(".turn .anew")
    page.wait_for_function("() => !document.querySelector('.turn .kept')?.textContent.includes('and kept')")
    page.wait_for_selector(".turn:not(.coming)")
    assert page.locator(".turn").count() == 1


def test_the_token_is_typed_without_a_script_and_leads_to_what_was_asked_for(
    open_page: OpenPage, library: Path
) -> None:
    with serve(Settings(library=library, model="extractive"), ServerOptions(token="s3cret-t0ken")) as serving:
        page = open_page("/library?page=2", base=serving.url, java_script_enabled=False)
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        page.fill("#token", "guess")
        page.press("#token", "Enter")
        assert "This is not the token." in page.inner_text("[role=alert]")
        page.fill("#token", "s3cret-t0ken")
        page.click(".go")
        page.wait_for_selector(".shelf")
        assert page.url == f"{serving.url}/library?page=2"


def test_passages_are_laid_out_by_their_language(open_page: OpenPage) -> None:
    page = open_page(f"/article/{ARABIC.id}?cite=1.4-20")
    words = page.locator(".reading p[dir=auto]").last
    assert words.evaluate("each => [getComputedStyle(each).direction, each.closest('[lang]').lang]") == ["rtl", "ar"]
    page.goto(page.url.partition("/article")[0] + f"/article/{CHINESE.id}")
    assert page.evaluate("getComputedStyle(document.querySelector('.reading')).lineBreak") == "strict"


def test_an_answer_is_printed_with_its_quotes_and_without_what_is_pressed(open_page: OpenPage) -> None:
    page = open_page(f"/?q={STRIKE}")
    page.wait_for_selector(".reader mark.now")
    page.emulate_media(media="print")
    assert page.is_visible(".turn .asked") and page.is_visible(".sources blockquote >> nth=0")
    for part in (".bar", ".asker", ".tools", ".kept", ".place >> nth=0", ".reader"):
        assert not page.is_visible(part)
    quote = read_answer(page)["citations"][0]["quote"]
    assert quote in page.inner_text(".sources")


def test_who_waits_sees_for_how_long_and_stops_without_a_script_too(
    open_page: OpenPage, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    with run_endpoint() as endpoint:
        endpoint.answer = model = HangingModel()
        settings = Settings(library=library, model="openai:scripted-model", base_url=endpoint.url, judge=False)
        with serve(settings) as serving:
            page = open_page(base=serving.url)
            page.fill("#q", FLOOD)
            page.press("#q", "Enter")
            page.wait_for_selector(".doing .seconds >> text=/^[1-9][0-9]* s$/")
            page.click(".stop")
            wait_until(lambda: serving.services.waiting == 0)
            assert page.inner_text(".doing .seconds") == ""
            model.asked = 0
            bare = open_page(java_script_enabled=False, base=serving.url)
            bare.fill("#q", FLOOD)
            bare.click(".go", no_wait_after=True)
            bare.wait_for_selector(".stage .seconds", state="visible")
            wait_until(partial(model.was_asked, 1))
            bare.click(".halt a", no_wait_after=True)
            wait_until(lambda: serving.services.waiting == 0)
            bare.wait_for_url("**stopped=1")
            assert bare.input_value("#q") == FLOOD
