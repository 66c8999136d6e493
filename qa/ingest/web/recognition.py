"""Tell pages that hold no whole article, and why: walls, live blogs, galleries, lists of articles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from qa.articles.page.linked_data import Item, find_articles, read_items, read_types
from qa.articles.page.metadata import PageFacts
from qa.language.publishing import walls

NO_ARTICLE = "no article in the page"

# Characters of text below which a page may be nothing but a wall, or the beginning of an article in front of one.
_LONGEST_WALL = 800
_LONGEST_STUB = 1_500
_SHORTEST_ARTICLE = 150
_SHORTEST_COMMENTARY = 500
_LEAST_SHARE = 0.5
_LEAST_TEASERS = 8
_LEAST_PICTURES = 5
_WORDS_A_PICTURE = 80
_MOST_VISIBLE = 50_000

_GALLERIES = {"ImageGallery", "MediaGallery"}
_LISTS = {"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage", "FAQPage"}
_RECORDINGS = {"VideoObject", "AudioObject", "PodcastEpisode", "Movie"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSigns:
    """A page as the checks see it.

    text     of the article that was extracted, "" for none
    visible  the beginning of all that a reader sees
    """

    tree: Any
    text: str
    title: str
    host: str
    path: str
    items: list[Item]
    articles: list[Item]
    open_graph_type: str
    has_date: bool
    visible: str

    def has_kind(self, kinds: set[str]) -> bool:
        """Tell whether the linked data describes one of the kinds."""
        return any(kind in kinds for item in self.items for kind in read_types(item))

    def count(self, path: str) -> int:
        """Return how many elements an XPath finds."""
        return len(self.tree.xpath(path))


def find_obstacle(tree: Any, facts: PageFacts, *, text: str, address: str) -> str | None:
    """Return why a page does not hold a whole article, None when it seems to.

    tree     of lxml
    text     of the article that was extracted, "" for none
    address  where the page is from
    """
    items = read_items(tree)
    parts = urlsplit(address)
    words = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    sight = PageSigns(
        tree=tree,
        text=text,
        title=facts.title.value if facts.title else "",
        host=parts.hostname or "",
        path=parts.path.lower(),
        items=items,
        articles=find_articles(items),
        open_graph_type=" ".join(tree.xpath("//meta[@property='og:type']/@content")[:1]).lower(),
        has_date=facts.published is not None,
        visible=" ".join(" ".join(words)[:_MOST_VISIBLE].split()),
    )
    return next((reason for reason, applies in _CHECKS if applies(sight)), None)


def _is_robot_check(sight: PageSigns) -> bool:
    return _shows_little(sight) and bool(walls.ROBOT_CHECK.search(f"{sight.title} {sight.visible}"))


def _needs_script(sight: PageSigns) -> bool:
    return _shows_little(sight) and bool(walls.SCRIPT.search(sight.visible)) and not sight.text


def _shows_little(sight: PageSigns) -> bool:
    """Tell whether a page shows hardly anything, and none of an article that was found elsewhere in it."""
    return len(sight.visible) < _LONGEST_WALL and (not sight.text or sight.text[:_SHORTEST_ARTICLE] in sight.visible)


def _is_cookie_wall(sight: PageSigns) -> bool:
    """Tell a wall from a banner over an article, whose text is found beside it."""
    if len(sight.text) >= _LONGEST_WALL:
        return False
    said = sight.text if len(sight.text) >= _SHORTEST_ARTICLE else sight.visible
    if walls.CONSENT_ADDRESS.search(sight.host) or walls.CONSENT_ADDRESS.search(sight.path):
        return True
    return len(said) < 2 * _LONGEST_STUB and bool(walls.CONSENT.search(f"{sight.title} {said}"))


def _is_live_blog(sight: PageSigns) -> bool:
    """Tell a live blog; one that has ended and became an article mostly keeps its address, but is described anew."""
    if sight.articles:
        return sight.has_kind({"LiveBlogPosting"})
    live_path = "/live/" in sight.path and "live" in sight.title.lower().split()
    named = walls.LIVE_ADDRESS.search(sight.path) or walls.LIVE_TITLE.match(sight.title)
    return live_path or bool(named)


def _is_paywall_stub(sight: PageSigns) -> bool:
    free = [str(item["isAccessibleForFree"]).lower() for item in sight.articles if "isAccessibleForFree" in item]
    if "false" in free or "0" in free:
        counts = [int(str(item["wordCount"])[:9]) for item in sight.articles if str(item.get("wordCount")).isdecimal()]
        whole = max(counts, default=0)
        return len(sight.text) < _LONGEST_STUB or len(sight.text.split()) < _LEAST_SHARE * whole
    return not free and len(sight.text) < _LONGEST_STUB and bool(walls.PAYWALL.search(sight.visible))


def _is_gallery(sight: PageSigns) -> bool:
    named = sight.has_kind(_GALLERIES) or bool(walls.GALLERY_ADDRESS.search(sight.path))
    pictures = sight.count("//figure | //*[@itemprop='image']")
    few_words = len(sight.text.split()) < _WORDS_A_PICTURE * pictures
    return named and (len(sight.text) < _SHORTEST_COMMENTARY or (pictures >= _LEAST_PICTURES and few_words))


def _is_recording(sight: PageSigns) -> bool:
    named = sight.open_graph_type.startswith(("video", "music")) or (
        sight.has_kind(_RECORDINGS) and not sight.articles and sight.open_graph_type != "article"
    )
    return named and len(sight.text) < _SHORTEST_COMMENTARY


def _is_list(sight: PageSigns) -> bool:
    titles = {str(item["headline"]) for item in sight.articles if "headline" in item}
    if len(titles) >= _LEAST_TEASERS:
        return True
    if sight.articles or sight.open_graph_type == "article" or sight.has_date:
        return False
    teasers = sight.count("//h2//a[@href] | //h3//a[@href] | //a[@href]//h2 | //a[@href]//h3")
    return sight.path in ("", "/") or sight.has_kind(_LISTS) or teasers >= _LEAST_TEASERS


def _is_empty(sight: PageSigns) -> bool:
    described = sight.articles or sight.open_graph_type == "article"
    return not sight.text or (not described and len(sight.text) < _SHORTEST_ARTICLE)


_CHECKS: tuple[tuple[str, Callable[[PageSigns], bool]], ...] = (
    ("the site asks for a proof of being human", _is_robot_check),
    ("its text is shown by a script alone; save the page from a browser and give the file", _needs_script),
    ("a cookie wall, not an article", _is_cookie_wall),
    ("a live blog, which changes all the time", _is_live_blog),
    ("only the beginning of an article behind a paywall", _is_paywall_stub),
    ("a gallery of pictures", _is_gallery),
    ("a video or a recording", _is_recording),
    ("a list of articles, such as a front page", _is_list),
    (NO_ARTICLE, _is_empty),
)
