"""An article to read, with the words that an answer quotes marked in their place: a page, or the part of one."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from qa.answer import Citation
from qa.articles import Article
from qa.errors import ArticleMissing, UsageProblem
from qa.history.corrections import find_correction
from qa.history.revisions import find_revision
from qa.language.dates.format import format_day
from qa.library import ArticleVersion, Library
from qa.render.pages.page import write_part
from qa.server.frame import send_page
from qa.server.pages.marking import TextMark, mark_paragraphs
from qa.server.services import Services

if TYPE_CHECKING:
    from markupsafe import Markup

_CITE = re.compile(r"(\d{1,4})\.(\d{1,9})-(\d{1,9})", re.ASCII)
# Chosen: more than an answer ever quotes of one article.
_MOST_CITES = 100


async def show_article(request: Request) -> Response:
    """Show an article; with `part` only what goes beside an answer. One that changed since leads to what it is now."""
    services: Services = request.app.state.services
    id, is_part = request.path_params["id"], bool(request.query_params.get("part"))
    marks = read_cites(request.query_params.getlist("cite"))
    shown = await services.read(lambda: describe_article_page(services.library, id, marks))
    if shown is None:
        current = await services.read(lambda: services.library.find_current(id))
        if current is None:
            raise ArticleMissing("This article is not in the library, or not any more.")
        return RedirectResponse(f"/article/{percent_encode(current)}{'?part=1' if is_part else ''}", status_code=303)
    if is_part:
        return HTMLResponse(write_article_part(shown))
    return send_page(request.scope, "server/article.html", title=shown["title"], article=write_article_part(shown))


def write_article_part(shown: dict[str, Any]) -> "Markup":
    """Return the markup of an article as describe_article_page describes it."""
    return write_part("server/reading.html", **shown)


def describe_article_page(library: Library, id: str, marks: Sequence[TextMark]) -> dict[str, Any] | None:
    """Return what is shown of the article with an id, or None where there is none."""
    article = library.get_articles([id]).get(id)
    if article is None:
        return None
    versions = library.get_versions(id)
    notice = find_correction(article.text)
    notices = [TextMark(start=notice.start, end=notice.end)] if notice else []
    return {
        "id": id,
        "title": article.title or "(no title)",
        "outlet": article.source,
        "when": format_day(article.published),
        "updated": format_day(article.updated) if format_day(article.updated) != format_day(article.published) else "",
        "authors": ", ".join(article.authors),
        "url": article.url,
        "language": article.language or "",
        "correction": notice.text if notice else "",
        "versions": len(versions),
        "paragraphs": mark_paragraphs(article.text, [*marks, *notices], _find_former(article, versions, marks)),
    }


def _find_former(
    article: Article, versions: Sequence[ArticleVersion], marks: Sequence[TextMark]
) -> dict[int, tuple[str, str]]:
    """Return by number what quoted words were before, and the day until which they were."""
    found = {mark.n: find_revision(article.text[mark.start : mark.end], article.text, versions) for mark in marks}
    return {n: (revision.before, format_day(revision.at)) for n, revision in found.items() if revision and n}


def list_places(citations: Sequence[Citation]) -> dict[int, str]:
    """Return by number the address that shows a quote in its article, the other quotes of the answer too."""
    cites: dict[str, list[tuple[str, str]]] = {}
    for citation in citations:
        place = f"{citation.n}.{citation.start}-{citation.end}"
        cites.setdefault(citation.article.id, []).append(("cite", place))
    return {
        citation.n: f"/article/{percent_encode(citation.article.id)}?{urlencode(cites[citation.article.id])}"
        f"#c{citation.n}"
        for citation in citations
    }


def read_cites(values: Sequence[str]) -> list[TextMark]:
    """Return the marks that an address names, each as "number.start-end". Raises UsageProblem."""
    found = [_CITE.fullmatch(value) for value in values[:_MOST_CITES]]
    if not all(found):
        raise UsageProblem("What is marked in an article is given as NUMBER.START-END.")
    return [TextMark(n=int(match[1]), start=int(match[2]), end=int(match[3])) for match in found if match]
