"""The pages of topics, drafts, the library and evaluations as any client gets them: whole without scripts, and safe."""

import asyncio
import html
import json
import re
import shutil
import time
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from endpoint import RawReply, Request, run_endpoint
from markupsafe import Markup
from page_samples import AFTER, ARABIC, BEFORE, CHINESE, HOSTILE, SCRIPT
from report_samples import VILE, write_rows
from run_samples import make_row
from serving import Serving, serve
from starlette.responses import StreamingResponse

from qa.errors import ModelFailed
from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.server import ServerOptions
from qa.server.views.progress import PLACE, send_result
from qa.settings import Settings

TOPIC = "Teln valley flood"
DRAFT = (
    "The flood of 7 August 2024 killed 26 people, the interior ministry said. At least 30 people were killed overnight."
)
PAGE = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FORM = {**PAGE, "sec-fetch-site": "same-origin", "origin": "null"}


@pytest.fixture(scope="module")
def library(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(library_of_seeds, tmp_path_factory.mktemp("views") / "library"))
    with Library.open(folder, embedder=open_embedder(Settings())) as opened:
        list(opened.add_articles([HOSTILE, ARABIC, CHINESE, BEFORE]))
        list(opened.add_articles([AFTER]))
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    write_rows(folder / "first")
    write_rows(folder / "inside" / "second", [make_row("q1", "It rained."), make_row("q2", "It rained.", kind="where")])
    (folder / "broken").mkdir()
    (folder / "broken" / "run.json").write_text("{}")
    elsewhere = write_rows(tmp_path_factory.mktemp("elsewhere") / "other")
    (folder / "link").symlink_to(elsewhere)
    return folder


@pytest.fixture(scope="module")
def server(library: Path, runs: Path) -> Iterator[Serving]:
    with serve(Settings(library=library, model="extractive"), ServerOptions(runs=runs)) as serving:
        yield serving


@pytest.fixture
def client(server: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=PAGE, timeout=30) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "more", "told"),
    [
        ("/brief", {}, "<h2>Who says what</h2>"),
        ("/timeline", {}, "16 September 2024"),
        ("/changes", {"since": "2024-08-09"}, "<h2>Figures that moved</h2>"),
    ],
)
def test_a_topic_in_a_link_is_told_with_the_way_to_each_article(
    client: httpx.Client, path: str, more: dict[str, str], told: str
) -> None:
    page = client.get(path, params={"q": TOPIC, **more}).text
    assert f'<a href="{path}" aria-current="page">' in page
    assert told in page
    assert "Last of the missing found" in page
    assert "/article/" in page
    assert page.endswith("</html>")


@pytest.mark.parametrize("path", ["/brief", "/timeline", "/changes"])
def test_a_topic_in_a_link_of_another_site_is_filled_in_and_waits(client: httpx.Client, path: str) -> None:
    page = client.get(path, params={"q": TOPIC}, headers={"sec-fetch-site": "cross-site"}).text
    assert f'value="{TOPIC}"' in page
    assert "came with a link from another site" in page
    assert "Mirren Bridge" not in page


@pytest.mark.parametrize(
    ("path", "fields", "status", "told"),
    [
        ("/timeline", {"since": "soon"}, 400, "Give a day as YYYY-MM-DD"),
        ("/timeline", {"n": "many"}, 400, "n is a whole number"),
        ("/timeline", {"q": "x" * 5_000}, 400, "topic"),
        ("/changes", {"since": "when pigs fly"}, 400, "or words such as"),
        ("/brief", {"model": "gpt-9"}, 404, "There is no model"),
        ("/brief", {"q": "chess olympiad in Lima", "outlet": "Harbour Post"}, 200, "no articles about this"),
    ],
    ids=["a day", "a number", "a long topic", "a since", "a model", "nothing found"],
)
def test_what_can_not_be_shown_is_told_below_the_form(
    client: httpx.Client, path: str, fields: dict[str, str], status: int, told: str
) -> None:
    response = client.get(path, params={"q": TOPIC, **fields})
    assert response.status_code == status
    assert told in response.text
    assert '<form class="asker"' in response.text


def test_each_dot_of_a_timeline_leads_to_its_sentence(client: httpx.Client) -> None:
    page = client.get("/timeline", params={"q": TOPIC, "by": "month"}).text
    dots = [piece.partition('"')[0] for piece in page.split('<a href="#event-')[1:]]
    assert len(dots) == 12
    assert all(page.count(f'<li id="event-{dot}"') == 1 for dot in dots)
    assert 'aria-label="16 September 2024: A commission of inquiry' in page


def test_a_timeline_that_leaves_events_out_leads_to_them(client: httpx.Client) -> None:
    page = client.get("/timeline", params={"q": TOPIC, "n": "3"}).text
    assert "9 less important events left out" in page
    address = page.partition('left out. <a href="')[2].partition('"')[0].replace("&amp;", "&")
    assert parse_qs(urlsplit(address).query)["n"] == ["12"]
    assert "left out" not in client.get(address).text


@pytest.mark.parametrize(
    "files",
    [None, {"file": ("draft.md", DRAFT.encode())}],
    ids=["typed", "as a file"],
)
def test_a_draft_is_shown_with_marks_and_the_words_of_articles(
    client: httpx.Client, files: dict[str, tuple[str, bytes]] | None
) -> None:
    fields = {"text": "" if files else DRAFT}
    response = client.post("/check", data=fields, files=files or {"file": ("", b"")}, headers=FORM)
    assert response.status_code == 200
    assert '<mark class="contradicted">At least 30 people were killed overnight.</mark>' in response.text
    assert "the article has “At least 11 people”" in response.text
    assert "/article/" in response.text


def test_a_draft_whose_check_is_stopped_stays_in_its_field(client: httpx.Client) -> None:
    response = client.post("/check", data={"text": DRAFT, "stopped": "1"}, files={"file": ("", b"")}, headers=FORM)
    assert response.status_code == 200
    assert f"{DRAFT}</textarea>" in response.text
    assert 'class="outcome"' not in response.text


def test_a_draft_with_nothing_to_check_stays_in_its_field(client: httpx.Client) -> None:
    response = client.post("/check", data={"text": "Is it so? <b>\n"}, files={"file": ("", b"")}, headers=FORM)
    assert response.status_code == 400
    assert "There is nothing to check in the draft" in response.text
    assert "Is it so? &lt;b&gt;\n</textarea>" in response.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site", "origin": "null"},
        {"origin": "null"},
    ],
    ids=["another site", "a sandbox of another site", "a browser that tells nothing"],
)
@pytest.mark.parametrize("path", ["/check", "/library/add"])
def test_a_form_of_another_site_is_refused(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, data={"text": DRAFT}, headers=headers).status_code == 403


def test_articles_are_found_by_outlet_day_and_words_of_the_title(client: httpx.Client) -> None:
    page = client.get("/library", params={"words": "flood tel", "since": "2024-08-08"}).text
    shown = page.partition('<ol class="shelf">')[2]
    assert "Last of the missing found: Teln valley flood killed 26" in shown
    assert shown.count("<li>") == 1
    refused = client.get("/library", params={"outlet": "Harbor Past"})
    assert refused.status_code == 400


def test_a_long_list_has_pages(client: httpx.Client) -> None:
    first = client.get("/library").text
    later = client.get("/library", params={"page": "2"}).text
    titles = [set(page.partition('<ol class="shelf">')[2].split('<a href="/article/')[1:]) for page in (first, later)]
    assert [len(found) for found in titles] == [40, 17]
    assert not titles[0] & titles[1]
    assert 'href="/library?page=2" rel="next"' in first
    assert 'href="/library?page=1" rel="prev"' in later
    assert client.get("/library", params={"page": "9" * 50}).status_code == 200


def test_a_report_that_several_outlets_carry_is_one(client: httpx.Client) -> None:
    page = client.get("/library/stories", params={"copies": "1"}).text
    assert "3 outlets, 1 report" in page
    assert page.count('<a href="/article/') == 3


def test_versions_stand_side_by_side_with_the_former_words_struck(client: httpx.Client, server: Serving) -> None:
    listed = client.get("/library", params={"words": "Ostermund"}).text
    address = listed.partition('class="badge changed" href="')[2].partition('"')[0]
    page = client.get(address).text
    assert "Its engineers found <del>12</del> cracks in the northern pillar." in page
    assert "Its engineers found <ins>17</ins> cracks in the northern pillar." in page
    assert '<p class="same" dir="auto">The bridge at Ostermund was closed on Monday.</p>' in page
    former = client.get(f"/library/versions/{BEFORE.id}")
    assert (former.status_code, former.headers["location"]) == (303, f"/library/versions/{AFTER.id}")
    assert client.get("/library/versions/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/library", "/library/stories", "/timeline?q=storm+in+Quellmar", "/brief?q=Quellmar"])
def test_a_hostile_article_is_text_only(client: httpx.Client, path: str) -> None:
    page = client.get(path).text
    assert "&lt;script&gt;document.title" in page
    assert SCRIPT not in page
    assert "<img" not in page and "{{ 7 * 7 }}" in page
    assert "\u202e" not in page and "\x1b" not in page


def test_files_are_taken_in_and_told_one_by_one(copy_of_seeds: Path) -> None:
    files = [
        ("files", ("a.txt", b"Bridge of Dorn\n\nThe mayor of Dorn said that the bridge will be closed in May.")),
        ("files", ("b.epub", b"PK")),
    ]
    with (
        serve(Settings(library=copy_of_seeds, model="extractive")) as serving,
        httpx.Client(base_url=serving.url, headers=FORM, timeout=30) as client,
    ):
        page = client.post("/library/add", files=files).text
        assert "1 article is in" in page and "Bridge of Dorn" in page
        assert "b.epub" in page and ".epub is not read" in page
        assert "Bridge of Dorn" in client.get("/library", params={"words": "Dorn"}).text
        refused = client.post("/library/add", data={"address": "http://127.0.0.1:9/x"}, files={"files": ("", b"")})
        assert "0 articles are in" in refused.text and "address of this machine" in refused.text
        nothing = client.post("/library/add", files={"files": ("", b"")})
        assert nothing.status_code == 400 and "Nothing to take in" in nothing.text


def test_nothing_is_added_where_only_reading_is_allowed(library: Path) -> None:
    options = ServerOptions(read_only=True)
    with (
        serve(Settings(library=library, model="extractive"), options) as serving,
        httpx.Client(base_url=serving.url, headers=FORM, timeout=30) as client,
    ):
        assert "--read-only" in client.get("/library/add").text
        assert "/library/add" not in client.get("/library").text
        sent = client.post("/library/add", files={"files": ("a.txt", b"A text of the mayor of Dorn.")})
        assert (sent.status_code, "--read-only" in sent.text) == (403, True)


def test_runs_are_listed_with_scores_and_one_that_is_damaged_says_so(client: httpx.Client, runs: Path) -> None:
    page = client.get("/evaluations").text
    assert 'value="first"' in page and 'value="inside/second"' in page
    assert "<b>0." in page
    assert "broken" in page and "is of format None" in page
    assert "link" not in page.partition("<main")[2]
    assert str(runs) not in page


def test_a_report_is_shown_in_place_and_two_runs_are_compared(client: httpx.Client) -> None:
    report = client.get("/evaluations/report", params={"run": ["first", "inside/second"]}).text
    assert "<h2>Scores</h2>" in report and 'id="filter"' in report
    assert "difference" in report
    assert client.get("/evaluations/report.js").headers["content-type"].startswith("text/javascript")
    compared = client.get("/evaluations/compare", params={"run": ["first", "inside/second"]}).text
    assert "Worse in B, by contains: 1" in compared


def test_a_hostile_run_is_text_only(tmp_path: Path, library: Path) -> None:
    from report_samples import make_vile_row

    write_rows(tmp_path / "vile", [make_vile_row()])
    with (
        serve(Settings(library=library, model="extractive"), ServerOptions(runs=tmp_path)) as serving,
        httpx.Client(base_url=serving.url, headers=PAGE, timeout=30) as client,
    ):
        page = client.get("/evaluations/report", params={"run": "vile"}).text
    assert VILE not in page
    assert "<img src=x" not in page and "<script>document" not in page
    assert "style=" not in page.partition("<main")[2]


def test_the_page_of_a_report_leaves_pictures_and_insides_to_addresses_of_their_own(client: httpx.Client) -> None:
    runs = {"run": ["first", "inside/second"]}
    page = client.get("/evaluations/report", params=runs).text
    assert "base64" not in page.partition("<main")[2] and "Gold:" not in page
    found = re.findall(r'(?:src|srcset)="(/evaluations/report/part[^"]+)"', page)
    pictures = [html.unescape(address) for address in found]
    assert len(pictures) == 2 * page.count("<picture>")
    for address in pictures:
        response = client.get(address)
        assert response.headers["content-type"] == "image/svg+xml" and response.content.startswith(b"<?xml")
    questions = [html.unescape(address) for address in re.findall(r'href="(/evaluations[^"]+question=\d+)"', page)]
    insides = [client.get(f"{address}&part=1").text for address in questions]
    assert "".join(insides) == client.get("/evaluations/report/part", params={**runs, "part": "1"}).text
    assert all(inside in client.get(address).text for address, inside in zip(questions, insides, strict=True))
    assert "Gold:" in insides[0]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"run": "first", "question": "0"}, 404),
        ({"run": "first", "question": "99999999999"}, 404),
        ({"run": "first", "picture": "x"}, 404),
        ({"run": "first"}, 404),
        ({"run": "nothing", "part": "1"}, 404),
        ({"part": "1"}, 400),
    ],
    ids=["none", "too large", "no number", "no question", "no such run", "no run"],
)
def test_a_part_that_a_report_has_not_is_refused(client: httpx.Client, fields: dict[str, str], status: int) -> None:
    assert client.get("/evaluations/report/part", params=fields).status_code == status


@pytest.mark.parametrize("run", ["../elsewhere/other", "/etc", "link", "broken/../first", "nothing", ""])
def test_no_name_of_a_run_is_taken_for_a_path(client: httpx.Client, run: str) -> None:
    response = client.get("/evaluations/report", params={"run": run})
    assert response.status_code == 404
    assert "There is no run" in response.text


class HangingModel:
    """A model that begins its answer and never ends it."""

    def __call__(self, request: Request) -> RawReply:
        chunk = {"choices": [{"index": 0, "delta": {"content": "The flood "}}]}
        return RawReply(body=[f"data: {json.dumps(chunk)}\n\n", 30.0, "data: [DONE]\n\n"], kind="text/event-stream")


def test_a_briefing_tells_which_section_is_written_and_ends_with_its_reader(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    with run_endpoint() as endpoint:
        endpoint.answer = HangingModel()
        settings = Settings(library=library, model="openai:scripted-model", base_url=endpoint.url, judge=False)
        with serve(settings) as serving:
            address = f"{serving.url}/brief"
            with httpx.stream("GET", address, params={"q": TOPIC}, headers=PAGE, timeout=30) as response:
                told = ""
                for piece in response.iter_text():
                    told += piece
                    if "of 3 …</li>" in told:
                        break
            assert '<ul class="stages" role="status">' in told
            deadline = time.monotonic() + 10
            while serving.services.waiting and time.monotonic() < deadline:
                time.sleep(0.02)
            assert not serving.services.waiting


async def _read_slowly(*, fails: bool = False) -> AsyncGenerator[str, None]:
    await asyncio.sleep(0.8)
    yield "Reading <b> 12 passages"
    if fails:
        raise ModelFailed("The endpoint is away.")
    yield Markup("<p>Done</p>")


@pytest.mark.parametrize(("fails", "end"), [(False, "<p>Done</p>"), (True, "The endpoint is away.")])
def test_what_takes_long_is_told_while_it_is_done(fails: bool, end: str) -> None:
    async def read() -> list[str]:
        response = await send_result(f"<main>{PLACE}</main>", _read_slowly(fails=fails), stop="/nowhere")
        assert isinstance(response, StreamingResponse)
        return [str(piece) async for piece in response.body_iterator]

    pieces = asyncio.run(read())
    assert pieces[0].startswith('<main><ul class="stages" role="status">')
    assert "Reading &lt;b&gt; 12 passages" in pieces[1]
    assert "".join(pieces[2:]).startswith("</ul>") and end in "".join(pieces[2:])
    assert pieces[-1].endswith("</main>")
