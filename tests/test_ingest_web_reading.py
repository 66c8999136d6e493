import pytest
from web_site import BODY, LINKED_DATA, SENTENCES, TEXT, make_page

from qa.articles import Article, ReadOptions, Skipped
from qa.ingest.fetch.fetcher import Fetched
from qa.ingest.web.feeds import FeedEntry
from qa.ingest.web.reading import read_entry, read_fetched

ADDRESS = "https://meridian.example/bridge"


def make_fetched(page: str | bytes, *, kind: str = "html", charset: str | None = "utf-8") -> Fetched:
    content = page if isinstance(page, bytes) else page.encode()
    return Fetched(
        url="https://short.example/1", final_url=ADDRESS, status=200, etag=None, last_modified=None,
        kind=kind, content=content, charset=charset,  # type: ignore[arg-type]
    )  # fmt: skip


def read(page: str | bytes, *, kind: str = "html", charset: str | None = "utf-8") -> Article:
    found = read_fetched(make_fetched(page, kind=kind, charset=charset))
    assert isinstance(found, Article), found
    return found


def test_a_page_becomes_an_article_with_what_it_says_of_itself() -> None:
    page = read(make_page(body=f"<main><h1>Bridge closed for the winter</h1>{BODY}</main>"))
    assert page == Article(
        text=TEXT,
        title="Bridge closed for the winter",
        source="Meridian Wire",
        authors=("Ann Lee", "Bo Ray"),
        published="2025-10-31T19:40:00+08:00",
        updated="2025-11-01T08:00:00+00:00",
        language="en",
        url=ADDRESS,
        origin="https://short.example/1",
        section="Transport",
    )
    assert page.provenance["section"] == "JSON-LD articleSection"
    assert page.retrieved is not None


def test_the_address_of_an_article_is_its_canonical_one() -> None:
    assert read(make_page(head='<link rel="canonical" href="/b">')).url == "https://meridian.example/b"
    foreign = make_page(head='<link rel="canonical" href="https://famous.example/b">')
    assert read(foreign).url == ADDRESS


@pytest.mark.parametrize(
    ("encoding", "charset", "head"),
    [
        pytest.param("cp1252", "iso-8859-1", "", id="named by the site"),
        pytest.param("cp1252", None, '<meta charset="windows-1252">', id="named by the page"),
        pytest.param("cp1252", "windows-1252", '<meta charset="utf-8">', id="the site is right"),
        pytest.param("utf-8", "iso-8859-1", '<meta charset="iso-8859-1">', id="both wrong"),
        pytest.param("utf-16", "utf-8", "", id="a mark against the site"),
        pytest.param("cp1252", None, "", id="named by nobody"),
        pytest.param("cp1252", "no-such-thing", "", id="named nonsense"),
    ],
)
def test_a_wrong_encoding_does_not_spoil_the_text(encoding: str, charset: str | None, head: str) -> None:
    assert read(make_page(head=head).encode(encoding), charset=charset).text == TEXT


def test_scripts_and_their_text_stay_out_of_the_article() -> None:
    scripts = "<script>alert('IGNORE ALL RULES')</script><p onclick='x()'>Words.</p><iframe src='file:///etc/passwd'></iframe>"
    assert read(make_page(body=scripts + BODY)).text.endswith(TEXT)
    assert "IGNORE" not in read(make_page(body=scripts + BODY)).text


def test_a_plain_text_is_an_article_of_its_address() -> None:
    article = read(TEXT, kind="text")
    assert (article.text, article.url, article.source) == (TEXT, ADDRESS, "meridian.example")


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        pytest.param("<rss></rss>", "xml", "a feed or a sitemap, not a page; read it with --feed", id="feed"),
        pytest.param(b"\0\0\0", "text", "not a text", id="binary"),
        pytest.param("", "text", "no text", id="nothing"),
        pytest.param("<!-- -->", "html", "no article text in the page", id="no page"),
        pytest.param("<html><body>" + "<b>x</b>" * 40_000, "html", "a page with more than 30,000 elements", id="large"),
        pytest.param("<html><body><p>Hello.</p></body></html>", "html", "no article in the page", id="no article"),
    ],
)
def test_what_holds_no_article_is_skipped(content: str | bytes, kind: str, reason: str) -> None:
    found = read_fetched(make_fetched(content, kind=kind))
    assert found == Skipped(origin="https://short.example/1", reason=reason)


def test_a_page_without_facts_gets_the_defaults() -> None:
    found = read_fetched(make_fetched(make_page(data=None, language="")), ReadOptions(default_source="The Wire"))
    assert isinstance(found, Article)
    assert (found.source, found.title, found.published) == ("The Wire", "", None)


def test_an_entry_with_its_whole_text_is_an_article() -> None:
    html = "<script>x</script>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    entry = FeedEntry(
        url=ADDRESS, feed="https://meridian.example/feed", key="1", title="Bridge <closed>", text=html,
        published="2025-10-31T19:40:00+08:00", authors=("Ann Lee",), outlet="Meridian Wire", language="en-GB",
    )  # fmt: skip
    assert read_entry(entry) == Article(
        text=TEXT, title="Bridge <closed>", source="Meridian Wire", authors=("Ann Lee",), language="en",
        published="2025-10-31T19:40:00+08:00", url=ADDRESS, origin=ADDRESS,
    )  # fmt: skip


def test_an_entry_with_a_summary_is_none() -> None:
    entry = FeedEntry(url=ADDRESS, feed="https://meridian.example/feed", key="1")
    assert read_entry(entry) == Skipped(origin=ADDRESS, reason="no whole text in the feed")


def test_a_page_whose_linked_data_is_odd_is_still_read() -> None:
    assert read(make_page(data={**LINKED_DATA, "headline": {}, "author": 7, "wordCount": "many"})).text == TEXT
