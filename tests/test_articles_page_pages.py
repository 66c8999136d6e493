import json
from dataclasses import replace
from pathlib import Path

import pytest
from file_samples import read_one
from news_pages import LAYERS, Markup, NewsPage, render_page

from qa.articles import Article, ReadOptions, Skipped, read_articles

SENTENCES = [
    "The council of Port Ellery voted on Friday to close the old bridge for the whole of the winter.",
    "Engineers found cracks in four of its eleven pillars, a report published this week says.",
    "\u201cWe can\u2019t wait for spring,\u201d said Mara Quint, who heads the town\u2019s works department.",
    "Ferries will run every twenty minutes, and those who live on the island travel for nothing.",
]
BODY = "<article>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "</article>"
LINKED_DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "datePublished": "2001-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Bridge closed for the winter",
            "datePublished": "2025-10-31T19:40:00+08:00",
            "dateModified": "2025-11-01T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ray"}],
            "publisher": {"@type": "Organization", "name": "Meridian Wire"},
        },
    ],
}
OPEN_GRAPH = """
<meta property="og:title" content="Tom &amp;amp; Ann&#39;s bridge">
<meta property="og:site_name" content="Meridian Wire">
<meta property="og:url" content="https://meridian.example/bridge">
<meta property="article:published_time" content="2025-10-31T19:40:00+08:00">
<meta property="article:modified_time" content="2025-11-01T08:00:00Z">
<meta name="author" content="Ann Lee">
"""


def read(folder: Path, content: str | bytes, **options: object) -> Article | Skipped:
    path = folder / "page.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [found] = read_articles([str(path)], ReadOptions(**options))  # type: ignore[arg-type]
    return found


def read_article(folder: Path, *, head: str = "", body: str = BODY, language: str = "en") -> Article:
    found = read(folder, f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    assert isinstance(found, Article), found
    return found


def test_main_text_is_read_without_scripts_menus_and_footers(tmp_path: Path) -> None:
    menu = "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20)) + "</ul></nav>"
    body = f"{menu}<script>var secret = 1;</script><style>p {{}}</style>{BODY}<footer>Copyright 2031</footer>"
    assert read_article(tmp_path, body=body).text == "\n".join(SENTENCES)


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'style="color:red;font-size: 0px"',
        'style="display:none"',
        'style="DISPLAY: NONE!important"',
        'style="position:absolute;left:-9999px"',
        'style="position: fixed; top: -200em !important"',
        'style="text-indent:-9999px"',
        'style="position:absolute;clip:rect(0, 0, 0, 0)"',
        'style="clip-path: inset(100%)"',
        'style="opacity:0"',
        'style="visibility: hidden"',
        'style="color:#fff;background:white"',
        'style="color: transparent"',
        'style="height:0;overflow:hidden"',
        'style="transform:scale(0)"',
        'class="note sr-only"',
        'class="visually-hidden"',
    ],
)
def test_what_a_browser_shows_to_nobody_is_no_text(tmp_path: Path, attribute: str) -> None:
    planted = f"<p {attribute}>The council voted to report that 480 people were evacuated near the bridge.</p>"
    shown = BODY.replace("<article>", f'<article><p style="font-size:0.9em">{SENTENCES[0]}</p>{planted}')
    article = read_article(tmp_path, body=shown)
    assert "480" not in article.text
    assert SENTENCES[0] in article.text


@pytest.mark.parametrize(
    "planted",
    [
        "<span style='display:none'>In all 480 people were evacuated.</span>",
        "<template>In all 480 people were evacuated.</template>",
    ],
    ids=["inside a paragraph", "a template"],
)
@pytest.mark.parametrize("shown", [BODY, f"<article><p>{SENTENCES[0]}</p></article>"], ids=["long", "short"])
def test_what_is_not_shown_is_no_text_in_a_short_page_either(tmp_path: Path, planted: str, shown: str) -> None:
    article = read_article(tmp_path, body=shown.replace(SENTENCES[0], f"{SENTENCES[0]} {planted}"))
    assert "480" not in article.text
    assert SENTENCES[0] in article.text


@pytest.mark.parametrize(
    "attribute",
    [
        'style="position:relative;left:-12px"',
        'style="opacity:0.9"',
        'style="color:#fff;background:#003366"',
        'style="color:white"',
        'style="max-height:400px;overflow:clip"',
        'style="height:0"',
        'class="visually-striking"',
    ],
)
def test_what_a_browser_shows_is_text(tmp_path: Path, attribute: str) -> None:
    shown = f"<p {attribute}>The council voted to report that 480 people were evacuated near the bridge.</p>"
    assert "480" in read_article(tmp_path, body=BODY.replace("<article>", f"<article>{shown}")).text


def test_a_page_that_fades_in_is_read(tmp_path: Path) -> None:
    assert read_article(tmp_path, body=f'<div style="opacity:0">{BODY}</div>').text == "\n".join(SENTENCES)


def test_linked_data_gives_title_authors_outlet_and_times(tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{json.dumps(LINKED_DATA)}</script>'
    head += '<link rel="canonical" href="https://meridian.example/bridge">'
    article = read_article(tmp_path, head=head, language="en-GB")
    assert article.title == "Bridge closed for the winter"
    assert article.authors == ("Ann Lee", "Bo Ray")
    assert article.source == "Meridian Wire"
    assert article.published == "2025-10-31T19:40:00+08:00"
    assert article.updated == "2025-11-01T08:00:00+00:00"
    assert article.url == "https://meridian.example/bridge"
    assert article.language == "en"


def test_open_graph_gives_title_outlet_and_times(tmp_path: Path) -> None:
    article = read_article(tmp_path, head=OPEN_GRAPH)
    assert article.title == "Tom & Ann's bridge"
    assert article.authors == ("Ann Lee",)
    assert article.source == "Meridian Wire"
    assert article.published == "2025-10-31T19:40:00+08:00"
    assert article.updated == "2025-11-01T08:00:00+00:00"
    assert article.url == "https://meridian.example/bridge"


def test_a_title_is_not_repeated_in_the_text(tmp_path: Path) -> None:
    article = read_article(tmp_path, body=f"<main><h1>Bridge closed</h1>{BODY}</main>")
    assert article.title == "Bridge closed"
    assert article.text == "\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        pytest.param(
            "", f'<time datetime="2025-10-31T19:40:00Z">Friday</time>{BODY}', "2025-10-31T19:40:00+00:00", id="time"
        ),
        pytest.param("", f'<span class="date">October 31, 2025</span>{BODY}', "2025-10-31", id="byline"),
        pytest.param(
            '<link rel="canonical" href="https://a.example/2022/11/15/x.html">', BODY, "2022-11-15", id="address"
        ),
        pytest.param("", BODY, None, id="none"),
        pytest.param("", f"{BODY}<footer>Copyright 2024 Meridian Wire</footer>", None, id="copyright line"),
        pytest.param("", f'<span class="date">October 2025</span>{BODY}', None, id="month only"),
        pytest.param('<meta name="date" content="2025">', BODY, None, id="year only"),
        pytest.param('<meta name="date" content="2025-02-30">', BODY, None, id="a day that there is not"),
        pytest.param(
            '<meta property="article:published_time" content="2025-04-31T01:00:00Z">', BODY, None, id="nor this one"
        ),
        pytest.param("", f'<time datetime="2025-06-31">31.6.</time>{BODY}', None, id="a time that there is not"),
        pytest.param("", f'<span class="date">February 1st, 2025</span>{BODY}', "2025-02-01", id="the first, in words"),
        pytest.param("", f'<span class="date">01.02.2025</span>{BODY}', "2025-02-01", id="the first, in figures"),
        pytest.param("", BODY.replace("on Friday", "on 2019-03-04"), None, id="a day that the text tells of"),
    ],
)
def test_a_date_is_taken_from_the_page_but_never_made_up(
    tmp_path: Path, head: str, body: str, published: str | None
) -> None:
    assert read_article(tmp_path, head=head, body=body).published == published


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        pytest.param('<meta charset="iso-8859-1">', "cp1252", id="meta charset"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", id="http-equiv"
        ),
        pytest.param("<meta charset=utf-16>", "utf-8", id="a utf-16 that can be read"),
        pytest.param("", "utf-8", id="none"),
        pytest.param("", "utf-8-sig", id="mark"),
    ],
)
def test_the_encoding_of_a_page_is_honoured(tmp_path: Path, declaration: str, encoding: str) -> None:
    found = read(tmp_path, f"<html><head>{declaration}</head><body>{BODY}</body></html>".encode(encoding))
    assert isinstance(found, Article)
    assert found.text == "\n".join(SENTENCES)


def test_the_encoding_of_an_xml_declaration_is_honoured(tmp_path: Path) -> None:
    page = f'<?xml version="1.0" encoding="windows-1252"?><html xml:lang="fr"><body>{BODY}</body></html>'
    found = read(tmp_path, page.encode("cp1252"))
    assert isinstance(found, Article)
    assert (found.text, found.language) == ("\n".join(SENTENCES), "fr")


def test_letters_stay_as_the_page_composes_them(tmp_path: Path) -> None:
    body = BODY.replace("winter", "hivernale\u0301")
    assert "hivernale\u0301." in read_article(tmp_path, body=body).text


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<html><body></body></html>", id="nothing"),
        pytest.param(
            "<html><head><script>var x = 1;</script></head><body><img src='a.png'></body></html>", id="picture"
        ),
        pytest.param("<html><body>" + "<div>" * 20_000 + "x" + "</div>" * 20_000 + "</body></html>", id="deep"),
        pytest.param("<p>", id="fragment"),
    ],
)
def test_a_page_without_text_is_skipped(tmp_path: Path, page: str) -> None:
    found = read(tmp_path, page)
    assert found == Skipped(origin=str((tmp_path / "page.html").resolve()), reason="no article text in the page")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param("<html><body>" + "<b>x</b>" * 60_000, "a page with more than 30,000 elements", id="elements"),
        pytest.param(
            "<html><body><p " + " ".join(f"a{n}='x'" for n in range(100_000)) + ">x",
            "a page with more than 1,000 attributes in a tag",
            id="attributes",
        ),
    ],
)
def test_a_page_that_would_take_forever_is_skipped(tmp_path: Path, page: str, reason: str) -> None:
    assert read(tmp_path, page) == Skipped(origin=str((tmp_path / "page.html").resolve()), reason=reason)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<script type="application/ld+json">{"@type": </script>', id="broken"),
        pytest.param('<script type="application/ld+json">' + "[" * 50_000 + "</script>", id="deep"),
        pytest.param(
            '<script type="application/ld+json">' + "[" * 500 + '{"@type":' + "[" * 400 + "]" * 901 + "</script>",
            id="deep type",
        ),
        pytest.param('<script type="application/ld+json">[1, null, {"@type": 5, "@graph": "x"}]</script>', id="odd"),
        pytest.param('<meta property="article:published_time" content="soon"><meta name="" content="x">', id="no date"),
        pytest.param("<title>" + "x" * 100_000 + "</title>", id="long title"),
    ],
)
def test_broken_metadata_does_not_cost_the_text(tmp_path: Path, head: str) -> None:
    article = read_article(tmp_path, head=head)
    assert article.text == "\n".join(SENTENCES)
    assert article.published is None
    assert len(article.title) <= 500


def test_an_embedded_picture_is_no_hindrance(tmp_path: Path) -> None:
    picture = "<img src='data:image/png;base64," + "QUJD = " * 200_000 + "'>"
    assert read_article(tmp_path, body=BODY + picture).text == "\n".join(SENTENCES)


@pytest.mark.parametrize("trusted", range(len(LAYERS)), ids=LAYERS)
def test_a_saved_page_is_trusted_in_the_same_order_as_one_of_the_web(tmp_path: Path, trusted: int) -> None:
    page = NewsPage()
    said = {
        layer: replace(page, title=f"Title {n}", section=f"Section {n}", published=f"2025-10-0{n + 1}T10:00:00+00:00")
        for n, layer in enumerate(LAYERS)
    }
    html = render_page(page, "https://meridian.example", Markup(without=frozenset(LAYERS[:trusted]), others=said))
    (tmp_path / "saved.html").write_text(html)
    [article] = read_articles([tmp_path / "saved.html"])
    assert isinstance(article, Article)
    expected = said[LAYERS[trusted]]
    assert (article.title, article.section, article.published) == (
        expected.title,
        expected.section,
        expected.published,
    )
    assert article.provenance["published"].split()[0] == ("JSON-LD", "OpenGraph", "meta", "html")[trusted]


def test_the_header_of_an_article_is_no_end_of_its_text(tmp_path: Path) -> None:
    body = "<br><br>".join([*NewsPage().paragraphs] * 3)
    html = render_page(replace(NewsPage(), paragraphs=("@@",)), "https://meridian.example").replace("@@", body)
    (tmp_path / "saved.html").write_text(html)
    [article] = read_articles([tmp_path / "saved.html"])
    assert isinstance(article, Article)
    assert article.text.endswith(NewsPage().paragraphs[-1])


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("<p>Seen from the bank.</p>", id="line above the headline"),
        pytest.param("<h1>The bridge</h1><p>Seen from the bank.</p>", id="title of a part"),
    ],
)
def test_what_follows_the_title_as_sentences_is_no_header(tmp_path: Path, above: str) -> None:
    head = "<meta property='og:title' content='The bridge'>"
    article = read_article(tmp_path, head=head, body=f"<article>{above}<h2>The bridge</h2>{BODY}</article>")
    assert article.text.endswith("\n".join(SENTENCES))


WHOLE_TEXT = (
    "The council of Vessby approved a new harbour crane on Tuesday by 27 votes to 19, mayor Ines Okafor said. " * 3
)
SHELL = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"


def make_app(data: dict[str, object], *, shown: str = SHELL) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'
    return f"<!doctype html><html><head><title>Crane</title>{script}</head><body>{shown}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(WHOLE_TEXT, id="plain"),
        pytest.param(f"<p>{WHOLE_TEXT}</p><p>It is <b>large</b> &amp; red.</p>", id="as html"),
        pytest.param([WHOLE_TEXT, "It is large."], id="a list"),
        pytest.param(WHOLE_TEXT.replace("27 votes", "27 votes &amp; more"), id="escaped"),
    ],
)
def test_a_text_that_only_the_linked_data_have_is_the_text(tmp_path: Path, body: object) -> None:
    article = read_one(tmp_path, "a.html", make_app({"headline": "Crane approved", "articleBody": body}))
    assert article.title == "Crane approved"
    assert article.text.startswith("The council of Vessby approved")
    assert "<" not in article.text and "&amp;" not in article.text


def test_what_the_page_shows_goes_before_a_summary_of_it(tmp_path: Path) -> None:
    article = read_one(tmp_path, "a.html", make_app({"articleBody": WHOLE_TEXT[:160]}, shown=BODY))
    assert article.text.splitlines() == SENTENCES
