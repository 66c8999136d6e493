import pytest
from trafilatura import load_html
from web_site import BODY, LINKED_DATA, TEXT, make_page

from qa.articles.page.metadata import read_facts
from qa.ingest.web.recognition import find_obstacle

ADDRESS = "https://meridian.example/2025/bridge"
ROBOTS = "the site asks for a proof of being human"
SCRIPT = "its text is shown by a script alone; save the page from a browser and give the file"
COOKIES = "a cookie wall, not an article"
LIVE = "a live blog, which changes all the time"
PAYWALL = "only the beginning of an article behind a paywall"
GALLERY = "a gallery of pictures"
RECORDING = "a video or a recording"
LIST = "a list of articles, such as a front page"
NOTHING = "no article in the page"

BANNER = "<div id='cookies'><p>We value your privacy.</p><button>Accept all cookies</button></div>"
PROMPT = "<div><p>Subscribe now to continue reading this article.</p></div>"
TEASERS = "".join(f"<h3><a href='/{n}'>What happened in case number {n}</a></h3><p>Short words.</p>" for n in range(9))
PICTURES = "".join(f"<figure><img src='{n}.jpg'><figcaption>Picture {n}</figcaption></figure>" for n in range(12))
WEB_SITE = {"@type": "WebSite", "name": "Meridian"}
OPEN_ARTICLE = '<meta property="og:type" content="article">'


def look(
    *,
    text: str = TEXT,
    address: str = ADDRESS,
    data: object = LINKED_DATA,
    head: str = "",
    body: str = BODY,
) -> str | None:
    tree = load_html(make_page(data=data, head=head, body=body))
    assert tree is not None
    return find_obstacle(tree, read_facts(tree, address=address), text=text, address=address)


def mark(**values: object) -> dict[str, object]:
    return {**LINKED_DATA, **values}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({}, id="plain"),
        pytest.param({"body": BODY + BANNER, "text": TEXT[:300]}, id="short under a banner for cookies"),
        pytest.param({"body": BODY + PROMPT, "text": TEXT * 4}, id="long beside an offer to subscribe"),
        pytest.param({"data": mark(isAccessibleForFree=False), "text": TEXT * 4}, id="whole but not free"),
        pytest.param({"data": mark(isAccessibleForFree=True), "body": BODY + PROMPT}, id="short, free, with an offer"),
        pytest.param({"body": "<noscript>You need to enable JavaScript.</noscript>"}, id="text in the linked data"),
        pytest.param({"body": BODY + PICTURES}, id="many pictures"),
        pytest.param({"address": f"{ADDRESS}/photos/1", "text": TEXT * 20, "body": PICTURES}, id="words on photos"),
        pytest.param({"body": BODY + TEASERS}, id="teasers below it"),
        pytest.param({"body": BODY + TEASERS, "data": None, "head": OPEN_ARTICLE}, id="teasers and OpenGraph"),
        pytest.param({"address": "https://meridian.example/live-updates-a-recap"}, id="a live blog of the past"),
        pytest.param({"data": None, "head": "<title>Live music is back</title>"}, id="a title with live in it"),
        pytest.param({"data": [LINKED_DATA, {"@type": "VideoObject", "name": "x"}], "text": TEXT[:300]}, id="film"),
        pytest.param({"data": mark(headline="Cookie settings explained"), "text": TEXT * 4}, id="about cookies"),
    ],
)
def test_an_article_is_taken_for_one(page: dict[str, str]) -> None:
    assert look(**page) is None


@pytest.mark.parametrize(
    ("reason", "page"),
    [
        pytest.param(ROBOTS, {"data": None, "body": "<p>Verify you are human</p>", "text": ""}, id="proof"),
        pytest.param(
            ROBOTS,
            {"data": None, "head": "<title>Access Denied</title>", "body": "<p>Reference 18</p>", "text": ""},
            id="denied",
        ),
        pytest.param(
            ROBOTS, {"data": None, "body": "<p>Enable JavaScript and cookies to continue</p>", "text": ""}, id="cookies"
        ),
        pytest.param(
            SCRIPT, {"data": None, "body": "<noscript>You need to enable JavaScript.</noscript>", "text": ""}, id="app"
        ),
        pytest.param(
            SCRIPT, {"data": None, "body": "<p>JavaScript is disabled in your browser.</p>", "text": ""}, id="disabled"
        ),
        pytest.param(COOKIES, {"data": None, "body": BANNER, "text": ""}, id="only a banner"),
        pytest.param(
            COOKIES,
            {"data": None, "body": BANNER * 3, "text": "We and our partners store and/or access cookies. " * 5},
            id="a wall of words",
        ),
        pytest.param(
            COOKIES,
            {"data": None, "address": "https://consent.a.example/?to=1", "text": "Choose.", "body": "<p>Choose."},
            id="a host for consent",
        ),
        pytest.param(LIVE, {"data": mark(**{"@type": "LiveBlogPosting"}), "text": TEXT * 9}, id="said to be live"),
        pytest.param(LIVE, {"data": None, "address": f"{ADDRESS}-live-updates", "text": TEXT * 9}, id="live address"),
        pytest.param(LIVE, {"data": None, "head": "<title>Live: the vote</title>", "text": TEXT * 9}, id="live title"),
        pytest.param(PAYWALL, {"data": mark(isAccessibleForFree="False")}, id="said not to be free"),
        pytest.param(
            PAYWALL, {"data": mark(isAccessibleForFree=False, wordCount=2_000), "text": TEXT * 4}, id="half of it"
        ),
        pytest.param(PAYWALL, {"body": BODY + PROMPT}, id="an offer to subscribe"),
        pytest.param(PAYWALL, {"body": BODY + "<p>Dieser Text ist nur für Abonnenten.</p>"}, id="in German"),
        pytest.param(GALLERY, {"data": {"@type": "ImageGallery"}, "text": "Pictures of the day"}, id="said to be one"),
        pytest.param(GALLERY, {"address": "https://a.example/gallery/1", "body": BODY + PICTURES}, id="address"),
        pytest.param(RECORDING, {"data": {"@type": "VideoObject"}, "text": "Watch the bridge"}, id="film"),
        pytest.param(
            RECORDING, {"head": '<meta property="og:type" content="video.other">', "text": "Watch"}, id="OpenGraph"
        ),
        pytest.param(LIST, {"data": WEB_SITE, "body": TEASERS, "address": "https://a.example/world"}, id="section"),
        pytest.param(LIST, {"data": WEB_SITE, "address": "https://a.example/"}, id="front page"),
        pytest.param(LIST, {"data": [mark(headline=f"Headline {n}") for n in range(9)]}, id="a list of articles"),
        pytest.param(LIST, {"data": {"@type": "CollectionPage"}}, id="said to be a list"),
        pytest.param(NOTHING, {"data": None, "text": "Back to the front page"}, id="too little"),
        pytest.param(NOTHING, {"text": "", "body": "<p>words</p>"}, id="nothing"),
    ],
)  # fmt: skip
def test_what_is_no_whole_article_is_named(reason: str, page: dict[str, str]) -> None:
    assert look(**page) == reason
