"""The page where people ask, as any client gets it: whole without scripts, safe, and plain where something fails."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from endpoint import KEY, RawReply, ScriptedEndpoint, run_endpoint
from page_samples import AFTER, ARABIC, BEFORE, CHINESE, HOSTILE, SCRIPT
from serving import Serving, serve

from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.server import ServerOptions
from qa.settings import Settings

FLOOD = "How many people died in the Teln valley flood?"
CRACKS = "How many cracks did the engineers find in the bridge at Ostermund?"
PAGE = {"accept": "text/html", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.fixture(scope="module")
def library(library_of_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(library_of_seeds, tmp_path_factory.mktemp("pages") / "library"))
    with Library.open(folder, embedder=open_embedder(Settings())) as opened:
        list(opened.add_articles([HOSTILE, ARABIC, CHINESE, BEFORE]))
        list(opened.add_articles([AFTER]))
    return folder


@pytest.fixture(scope="module")
def server(library: Path) -> Iterator[Serving]:
    with serve(Settings(library=library, model="extractive")) as serving:
        yield serving


@pytest.fixture
def client(server: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=PAGE, timeout=20) as client:
        yield client


def read_events(text: str) -> list[tuple[str, dict[str, str]]]:
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_a_link_gives_the_whole_answer_and_the_article_beside_it(client: httpx.Client) -> None:
    page = client.get("/", params={"q": FLOOD}).text
    assert "The flood of 7 August (2024) killed 26 people" in page
    assert "as of 20 August 2024" in page
    assert "<mark" in page.partition('<article class="reading"')[2]
    assert page.endswith("</html>")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_question_in_a_link_of_another_site_is_filled_in_and_waits(client: httpx.Client, site: str) -> None:
    page = client.get("/", params={"q": FLOOD, "outlet": "Harbour Post"}, headers={"sec-fetch-site": site}).text
    assert "came with a link from another site" in page
    assert f">{FLOOD}</textarea>" in page
    assert 'value="Harbour Post" checked' in page
    assert "killed 26" not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"q": FLOOD, "since": "yesterday"}, "since can't be"),
        ({"q": FLOOD, "outlet": "Nowhere Times"}, "Nowhere Times"),
        ({"q": FLOOD, "model": "openai:secret"}, "There is no model"),
        ({"q": FLOOD, "length": "endless"}, "length"),
        ({"q": FLOOD, "language": "klingon"}, "'klingon' is no language that can be told: give a name or a code"),
        ({"q": "?" * 20_000}, "question"),
    ],
    ids=["day", "outlet", "model", "length", "language", "question"],
)
def test_what_can_not_be_asked_is_told_in_place_and_the_form_stays(
    client: httpx.Client, fields: dict[str, str], told: str
) -> None:
    page = client.get("/", params=fields).text
    assert told in unescape(page.partition('class="refusal problem"')[2])
    assert 'class="asker"' in page


def test_the_filters_of_a_link_limit_the_answer(client: httpx.Client) -> None:
    page = client.get("/", params={"q": FLOOD, "until": "2024-08-07", "outlet": ["Meridian Wire"]}).text
    assert "killed 26" not in page
    assert "until 2024-08-07 · Meridian Wire" in page


def test_events_of_the_page_tell_stages_statements_and_the_answer_as_markup(client: httpx.Client) -> None:
    response = client.post("/ask", data={"q": FLOOD, "turn": "3"}, headers={"accept": "text/event-stream"})
    events = read_events(response.text)
    names = [name for name, _ in events]
    assert names[-1] == "answer" and names.index("statement") < names.index("answer")
    assert {"text": "Checking 1 sentence"} in [data for _, data in events]
    assert 'id="t3-c1"' in events[-1][1]["html"]
    formats = json.loads(unescape(events[-1][1]["html"]).partition('class="formats">')[2].partition("</script>")[0])
    citation = formats["json"]["citations"][0]
    assert all(citation["article"]["title"] in formats[kind] for kind in ("text", "markdown"))
    assert f'<li value="1">“{citation["quote"]}”' in formats["html"]


def test_a_follow_up_is_asked_with_what_was_said(client: httpx.Client) -> None:
    past = json.dumps([{"question": FLOOD, "answer": "The flood of 7 August 2024 killed 26 people."}])
    data = {"q": "And who warned them?", "turn": "2", "history": past}
    events = read_events(client.post("/ask", data=data, headers={"accept": "text/event-stream"}).text)
    assert "Asked as: Who warned" in events[-1][1]["html"]
    assert "Teln" in events[-1][1]["html"]


@pytest.mark.parametrize("past", ["{", '[{"question": 1}]', "[1]", '"x"'])
def test_a_past_that_is_none_is_refused_in_a_sentence(client: httpx.Client, past: str) -> None:
    response = client.post("/ask", data={"q": FLOOD, "history": past}, headers={"accept": "text/event-stream"})
    assert response.status_code == 400
    assert response.text == "What was said before is a list of questions and answers in JSON.\n"


def test_a_hostile_article_is_text(client: httpx.Client) -> None:
    page = client.get("/", params={"q": "How many boats did the storm sink in Quellmar?"}).text
    shown = client.get(f"/article/{HOSTILE.id}").text
    for text in (page, shown):
        assert "41 boats" in text
        assert SCRIPT not in text and "<img" not in text and "<b>Bote" not in text
        assert "{{ config }} {% raw %} &lt;/script&gt;&lt;/textarea&gt;" in text
        assert "\u202e" not in text and "\x1b" not in text
    assert page.count("<!-- the answer -->") == 0


def test_words_that_were_changed_are_shown_with_what_they_were(client: httpx.Client) -> None:
    page = client.get("/", params={"q": CRACKS}).text
    assert "found 17 cracks" in page
    assert "changed since" in page and "corrected by the outlet" in page
    reading = page.partition('<article class="reading"')[2]
    assert "<del>Its engineers found 12 cracks in the northern pillar.</del>" in reading
    assert "Corrected by the outlet: “Correction: An earlier version" in reading
    assert f'<a href="/library/versions/{AFTER.id}">1 former version</a>' in reading


def test_a_correction_is_a_badge_only_where_it_is_about_the_words_that_are_quoted(client: httpx.Client) -> None:
    page = client.get("/", params={"q": "When was the bridge at Ostermund closed?"}).text
    assert "Ostermund was closed on Monday" in page
    assert "corrected by the outlet" not in page.partition('<div class="sources')[0]


@pytest.fixture
def counted(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[httpx.Client, ScriptedEndpoint]]:
    """A reader of pages that a model answers, and the endpoint of that model, which counts what it is asked."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with run_endpoint() as endpoint:
        endpoint.replies = ["The flood of 7 August 2024 killed 26 people, the interior ministry said. [1]"]
        settings = Settings(library=library, model="openai:scripted-model", base_url=endpoint.url, judge=False)
        with (
            serve(settings) as serving,
            httpx.Client(base_url=serving.url, headers=PAGE, timeout=30) as client,
        ):
            yield client, endpoint


def count_answers(endpoint: ScriptedEndpoint) -> int:
    return sum(request.path.endswith("/chat/completions") for request in endpoint.requests)


def test_a_page_that_is_loaded_again_shows_the_answer_that_was_kept_until_it_is_asked_again(
    counted: tuple[httpx.Client, ScriptedEndpoint],
) -> None:
    client, endpoint = counted
    fields = {"q": FLOOD, "until": "2025-12-31"}
    first, second = (client.get("/", params=fields).text for _ in range(2))
    once = count_answers(endpoint)
    assert once > 0
    assert "and kept" not in first and "and kept" in second
    told = [page.partition('<ul class="statements">')[2].partition("</ul>")[0] for page in (first, second)]
    assert told[0] == told[1] and "killed 26" in told[0]
    client.get("/", params={**fields, "length": "short"})
    assert (others := count_answers(endpoint)) > once
    again = unescape(second.partition('class="anew" href="')[2].partition('"')[0])
    response = client.get(again)
    assert (response.status_code, f"{response.headers['location']}&again=1") == (303, again)
    assert "and kept" not in client.get(response.headers["location"]).text
    assert count_answers(endpoint) > others


def test_who_asks_with_the_button_is_answered_anew_and_that_answer_is_kept_until_articles_come(
    counted: tuple[httpx.Client, ScriptedEndpoint], library: Path
) -> None:
    client, endpoint = counted
    counts = []
    for _ in range(2):
        client.post("/ask", data={"q": FLOOD}, headers={"accept": "text/event-stream"})
        counts.append(count_answers(endpoint))
    assert counts[0] < counts[1]
    assert "and kept" in client.get("/", params={"q": FLOOD}).text
    assert count_answers(endpoint) == counts[1]
    with Library.open(library, embedder=open_embedder(Settings())) as opened:
        list(opened.add_articles([replace(CHINESE, title="另一场洪水", text="河水上涨。" * 30)]))
    assert "and kept" not in client.get("/", params={"q": FLOOD}).text


def test_nothing_is_asked_by_who_stopped(client: httpx.Client) -> None:
    page = client.get("/", params={"q": FLOOD, "stopped": "1"}).text
    assert f">{FLOOD}</textarea>" in page
    assert "killed 26" not in page and "link from another site" not in page


def test_passages_name_their_language(client: httpx.Client) -> None:
    page = client.get("/", params={"q": "كم شخصا قتلوا في الفيضان في قلمار؟"}).text
    assert '<li class="said"><p dir="auto" lang="ar">' in page
    assert '<blockquote dir="auto" lang="ar">' in page
    assert f'<a href="/article/{CHINESE.id}" dir="auto" lang="zh">' in client.get("/library").text


def test_who_has_no_token_is_asked_for_it_on_a_page_that_has_its_look(library: Path) -> None:
    options = ServerOptions(token="s3cret-t0ken")
    with (
        serve(Settings(library=library, model="extractive"), options) as serving,
        httpx.Client(base_url=serving.url, headers=PAGE, timeout=20) as client,
    ):
        refused = client.get("/library", params={"words": '"><script>', "page": "2"})
        assert refused.status_code == 401
        assert "terminal" in refused.text and 'name="token"' in refused.text
        assert '<input type="hidden" name="page" value="2">' in refused.text and "><script>" not in refused.text
        assert "action=" not in refused.text
        assert client.get("/static/app.css").status_code == client.get("/static/style.css").status_code == 200
        assert client.get("/static/../library").status_code == client.get("/api/articles").status_code == 401
        wrong = client.get("/library", params={"token": "guess"})
        assert (wrong.status_code, "This is not the token." in wrong.text) == (401, True)
        right = client.get("/library", params={"page": "2", "token": "s3cret-t0ken"})
        assert (right.status_code, right.headers["location"]) == (303, "/library?page=2")
        assert client.get("/library").status_code == 200


def test_an_article_that_was_replaced_leads_to_what_it_is_now(client: httpx.Client) -> None:
    response = client.get(f"/article/{BEFORE.id}?cite=1.0-10")
    assert (response.status_code, response.headers["location"]) == (303, f"/article/{AFTER.id}")
    assert client.get(f"/article/{BEFORE.id}?part=1").headers["location"] == f"/article/{AFTER.id}?part=1"
    assert client.get("/article/none").status_code == 404
    assert "is not in the library" in client.get("/article/none").text
    assert client.get(f"/article/{AFTER.id}?cite=1.x").status_code == 400
    assert "<mark" not in client.get(f"/article/{AFTER.id}?cite=1.99990-99999").text


def test_a_refusal_is_a_page_to_readers_and_a_sentence_to_programs(client: httpx.Client) -> None:
    page = client.get("/nowhere")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is no page under this address." in page.text and 'href="/static/style.css"' in page.text
    plain = client.get("/nowhere", headers={"accept": "*/*"})
    assert plain.text == "There is no page under this address.\n"


def test_other_sites_may_not_ask(client: httpx.Client) -> None:
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}
    assert client.post("/ask", data={"q": FLOOD}, headers=headers).status_code == 403


def test_the_page_leads_only_to_pages_that_are_there(client: httpx.Client) -> None:
    page = client.get("/").text
    for path in ("/", "/brief", "/timeline", "/changes", "/check", "/library", "/evaluations"):
        assert (f'<li><a href="{path}"' in page) == (client.get(path).status_code != 404)


def test_all_that_the_page_loads_is_less_than_100_kb(client: httpx.Client) -> None:
    loaded = {"/": client.get("/").text}
    while wanted := {
        f"/static/{name}"
        for text in loaded.values()
        for name in re.findall(r'(?:(?:href|src)="/static/|from "\./)([\w.-]+)"', text)
    } - set(loaded):
        loaded |= {path: client.get(path).raise_for_status().text for path in wanted}
    assert {"/static/style.css", "/static/ask.js", "/static/reader.js"} < set(loaded)
    assert sum(len(text.encode()) for text in loaded.values()) < 100_000


@pytest.mark.parametrize("way", ["ahead", "head"])
def test_a_page_that_nobody_sees_asks_nothing(client: httpx.Client, way: str) -> None:
    headers = {"sec-purpose": "prefetch;prerender"} if way == "ahead" else {}
    response = client.request("GET" if way == "ahead" else "HEAD", "/", params={"q": FLOOD}, headers=headers)
    assert response.status_code == (503 if way == "ahead" else 200)
    assert "killed 26" not in response.text


def test_a_library_without_articles_says_what_to_do(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", embedder=open_embedder(Settings()), create=True):
        pass
    with serve(Settings(library=tmp_path / "library", model="extractive"), ServerOptions()) as serving:
        page = httpx.get(serving.url, headers=PAGE, timeout=60).text
        assert "The library is empty. Put articles in with <code>qa ingest FOLDER</code>." in page
        assert "The library is empty" in httpx.get(serving.url, params={"q": FLOOD}, headers=PAGE, timeout=60).text


def test_an_endpoint_that_fails_in_the_middle_is_told_in_place_and_the_page_ends_well(
    counted: tuple[httpx.Client, ScriptedEndpoint],
) -> None:
    client, endpoint = counted
    endpoint.answer = lambda _: RawReply(
        body=['data: {"error": {"message": "out of memory"}}\n\n'], kind="text/event-stream"
    )
    page = client.get("/", params={"q": FLOOD}).text
    before, _, problem = page.partition('class="refusal problem"')
    assert "stopped=1" in before and "Ask again" in problem
    assert page.endswith("</html>")
    endpoint.answer = lambda _: None
    assert "and kept" not in client.get("/", params={"q": FLOOD}).text
