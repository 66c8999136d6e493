"""Read an article from a web page: its text by trafilatura, and first of all what the page says of itself."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import GUESSED_DAYS, ReadOptions, build_article
from qa.articles.page.guessing import GUESSED, guess_days
from qa.articles.page.hidden import drop_hidden
from qa.articles.page.metadata import Fact, PageFacts, read_facts
from qa.articles.page.titles import HEAD_TITLE
from qa.articles.readers.documents import load_text
from qa.articles.text.clean import clean_text

NO_TEXT = "no article text in the page"

# In bytes, chosen: what a page says of its encoding stands in its beginning.
_HEAD = 4_096
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
# Where extraction takes time that grows with the square; articles have a tenth of it.
_MOST_ELEMENTS = 30_000
_MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST_HEADER = 6
# Where the page shows so much less than the text in its linked data, it does not show the article.
_SHORTEST_BODY, _LEAST_SHARE = 150, 0.5
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BLOCK_END = re.compile(r"</(?:p|div|li|h\d|blockquote|tr)\s*>|<br\s*/?>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page taken apart.

    tree   of lxml
    facts  what the page says of itself
    text   of the article in it, "" for none
    found  candidates for the fields of the article
    """

    tree: Any
    facts: PageFacts
    text: str
    found: Mapping[str, Sequence[object]]


def read_page(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a page, or why there is none."""
    text = load_text(stream, origin, options, declared=find_declared_charset(stream.peek()))
    if isinstance(text, Skipped):
        yield text
        return
    yield extract_page(text, origin, options)


def find_declared_charset(beginning: bytes) -> str | None:
    """Return the encoding that a page names in its first bytes."""
    match = _CHARSET.search(beginning[:_HEAD])
    name = match[1].decode("ascii", errors="replace") if match else ""
    # A page whose declaration can be read as ASCII is not in UTF-16: https://html.spec.whatwg.org/#prescan-a-byte-stream
    return None if not name or name.lower().startswith("utf-16") else name


def extract_page(html: str, origin: str, options: ReadOptions) -> Article | Skipped:
    """Return the article of a page; whatever a broken page does to the extractor, the other files are still read."""
    try:
        return _extract_article(html, origin, options)
    except Exception as error:
        return Skipped(origin=origin, reason=f"the page can't be taken apart ({type(error).__name__})")


def parse_page(html: str, *, address: str | None = None, fetched: datetime | None = None) -> WebPage | str:
    """Return the page, or why it holds no article: a short clause. What a broken page does to the parsers is raised.

    address  where the page is from, if that is known
    fetched  when it was fetched, from which its "3 hours ago" is counted
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    if any(len(_QUOTED.sub("", tag).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        return f"a page with more than {_MOST_ATTRIBUTES:,} attributes in a tag"
    tree = load_html(html)
    if tree is None:
        return NO_TEXT
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return f"a page with more than {_MOST_ELEMENTS:,} elements"
    facts = read_facts(tree, address=address)
    drop_hidden(tree)
    days = [] if facts.published else guess_days(tree, facts, fetched=fetched)
    page = bare_extraction(tree, with_metadata=True, include_comments=False)
    guessed = page.as_dict() if isinstance(page, Document) else {}
    titles = _list_titles(facts, guessed)
    text = _drop_header(clean_text(guessed.get("text") or ""), titles[0].value if titles else "")
    text = _choose_text(text, facts)
    found = _collect_candidates(facts, guessed)
    # A day that the text itself writes so is one that the article tells of.
    found |= {"text": [text], GUESSED_DAYS: [day for day in days if day.value not in text]}
    return WebPage(tree=tree, facts=facts, text=text, found={**found, "title": titles})


def _extract_article(html: str, origin: str, options: ReadOptions) -> Article | Skipped:
    page = parse_page(html)
    if isinstance(page, str):
        return Skipped(origin=origin, reason=page)
    return build_article(page.found, origin=origin, options=options, no_text=NO_TEXT)


def _collect_candidates(facts: PageFacts, guessed: Mapping[str, Any]) -> dict[str, list[object]]:
    """Return the candidates for the fields: what the page says of itself, then what the extractor makes of it."""
    authors = [Fact(value=list(facts.authors.value), origin=facts.authors.origin)] if facts.authors else []
    found: dict[str, list[object]] = {
        "source": [facts.outlet, guessed.get("sitename")],
        "authors": [*authors, guessed.get("author")],
        "published": [facts.published],
        "updated": [facts.updated],
        "language": [facts.language],
        "section": [facts.section],
        "url": [facts.url, guessed.get("url")],
    }
    return {name: [value for value in values if value is not None] for name, values in found.items()}


def _list_titles(facts: PageFacts, guessed: Mapping[str, Any]) -> list[Fact[str]]:
    """Return the titles, best first; that of the window holds the name of the outlet too, which the extractor drops."""
    guess = unescape(guessed.get("title") or "")
    titles = [*([facts.title] if facts.title else []), *([Fact(value=guess, origin=GUESSED)] if guess else [])]
    return titles[::-1] if facts.title and facts.title.origin == HEAD_TITLE else titles


def _choose_text(text: str, facts: PageFacts) -> str:
    """Return the text, or the one in the linked data of a page that only a script would show."""
    body = clean_text(facts.body.value) if facts.body else ""
    if _TAG.search(body):
        body = clean_text(unescape(_TAG.sub("", _BLOCK_END.sub("\n", body))))
    return body if len(body) >= _SHORTEST_BODY and len(text) < _LEAST_SHARE * len(body) else text


def _drop_header(text: str, title: str) -> str:
    """Return a text without the header of the article, which may come out before it, or after it as its last lines."""
    lines = text.removeprefix(f"{title}\n").split("\n")
    last = lines[1:][-_LONGEST_HEADER:]
    header = last[last.index(title) :] if title and title in last else []
    # What follows the title of a part, or a line above the headline, is sentences.
    is_label = not any(_SENTENCE_END.search(line) for line in header[1:])
    return "\n".join(lines[: len(lines) - len(header)] if is_label else lines)
