"""What outlets publish beside articles, or in front of them: walls, live blogs, galleries, films, lists, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from news_feeds import render_front
from news_pages import Markup, NewsPage, describe_article, render_document, render_linked_data, render_page
from web_site import Reply

_BASE = "https://meridian.example"
_PAGE = NewsPage()
_PICTURES = "".join(
    f'<figure><img src="/{n}.jpg" alt=""><figcaption>Picture {n}</figcaption></figure>' for n in range(12)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPage:
    """A page that holds no whole article.

    path    where such pages are
    reply   what the site answers
    reason  why nothing is taken in from it, as the program says it
    """

    path: str
    reply: Reply
    reason: str


def _make(path: str, html: str, reason: str) -> OtherPage:
    return OtherPage(path=path, reply=Reply(body=html.encode()), reason=reason)


def _refuse(status: int, reason: str) -> OtherPage:
    html = render_document("<title>Log in</title>\n", "<h1>Log in</h1><form><input name='name'></form>")
    return OtherPage(path=f"/members/{status}", reply=Reply(status=status, body=html.encode()), reason=reason)


def _render_live_blog() -> str:
    data = describe_article(replace(_PAGE, title="Bridge: the vote as it happens"), _BASE) | {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": f"Entry {n}"} for n in range(5)],
    }
    entries = "".join(f"<article><h3>{9 + n}:15</h3><p>{text}</p></article>" for n, text in enumerate(_PAGE.paragraphs))
    return render_document(render_linked_data(data), f"<main><h1>{_PAGE.title}</h1>{entries}</main>")


def _render_stub() -> str:
    stub = replace(_PAGE, paragraphs=(*_PAGE.paragraphs[:2], "Subscribe now to continue reading this article."))
    locked = render_linked_data(describe_article(_PAGE, _BASE, isAccessibleForFree="False", wordCount=900))
    return render_page(stub, _BASE, Markup(without=frozenset({"linked_data"}), extra=locked))


def _render_cookie_wall() -> str:
    words = "We value your privacy. We and our partners store and/or access cookies on this device. "
    body = f"<main><h1>Before you continue</h1><p>{words * 3}</p><button>Accept all cookies</button></main>"
    return render_document("<title>Meridian Wire</title>\n", body)


def _render_gallery() -> str:
    gallery = {"@context": "https://schema.org", "@type": "ImageGallery", "name": "The bridge in pictures"}
    body = f"<main><h1>The bridge in pictures</h1>{_PICTURES}</main>"
    return render_document(f"<title>The bridge in pictures</title>\n{render_linked_data(gallery)}", body)


def _render_film() -> str:
    film = {"@context": "https://schema.org", "@type": "VideoObject", "name": "Watch: the bridge from above"}
    head = f'<meta property="og:type" content="video.other">\n{render_linked_data(film)}'
    body = (
        "<main><h1>Watch: the bridge from above</h1><video src='/bridge.mp4'></video><p>Two minutes of it.</p></main>"
    )
    return render_document(head, body)


def _render_robot_check() -> str:
    body = "<main><h1>One moment</h1><p>Verify you are human by completing the action below.</p></main>"
    return render_document("<title>Just a moment...</title>\n", body)


def _render_list() -> str:
    pages = [replace(_PAGE, path=f"/2025/10/31/{n}", title=f"What happened in case number {n}") for n in range(10)]
    return render_front(pages, _BASE)


OTHER_PAGES: Mapping[str, OtherPage] = {
    "live blog": _make("/bridge-live-updates", _render_live_blog(), "a live blog, which changes all the time"),
    "paywall": _make("/bridge-premium", _render_stub(), "only the beginning of an article behind a paywall"),
    "cookie wall": _make("/cookie-consent", _render_cookie_wall(), "a cookie wall, not an article"),
    "gallery": _make("/gallery/bridge", _render_gallery(), "a gallery of pictures"),
    "film": _make("/video/bridge", _render_film(), "a video or a recording"),
    "list": _make("/transport", _render_list(), "a list of articles, such as a front page"),
    "robot check": _make("/bridge-checked", _render_robot_check(), "the site asks for a proof of being human"),
    "log in": _refuse(401, "the page wants a password (401)"),
    "payment": _refuse(402, "the page is behind a paywall (402)"),
    "refusal": _refuse(403, "the site refuses it (403)"),
}
