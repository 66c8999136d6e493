"""Read the article of an e-mail, such as a newsletter, and that of a saved page (MHTML), which is an e-mail too."""

import io
from collections.abc import Iterator
from dataclasses import replace

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.page.pages import NO_TEXT, extract_page
from qa.articles.readers.documents import read_opening
from qa.articles.readers.mail.mime import MailMessage, load_message

_BULK = ("list-unsubscribe", "list-id")
# A plain part much shorter than the page only says that there is a page.
_LEAST_SHARE = 0.3


def read_mail(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of an e-mail, or why there is none; quoted replies and signatures stay in the text.

    The sender of a newsletter is the outlet; of other mail, the author, and its domain the outlet.
    """
    from email.utils import parseaddr

    message = load_message(stream, origin, options)
    if isinstance(message, Skipped):
        yield message
        return
    name, address = parseaddr(message.headers.get("from", ""))
    domain = address.rpartition("@")[2]
    is_bulk = any(header in message.headers for header in _BULK)
    values: dict[str, list[object]] = {
        "title": [message.headers.get("subject")],
        "source": [name, domain] if is_bulk else [domain],
        "authors": [] if is_bulk else [name],
        "published": [message.headers.get("date")],
    }
    yield _choose_body(message, values, origin, options)


def read_mhtml(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a page that a browser saved in one file, or why there is none."""
    message = load_message(stream, origin, options)
    if isinstance(message, Skipped):
        yield message
    elif message.html is None:
        yield Skipped(origin=origin, reason=NO_TEXT)
    else:
        saved = {"url": [message.headers.get("snapshot-content-location")], "title": [message.headers.get("subject")]}
        known = {"url": saved["url"], **options.known}
        yield extract_page(message.html, origin, replace(options, known=known, fallback={**saved, **options.fallback}))


def _choose_body(
    message: MailMessage, values: dict[str, list[object]], origin: str, options: ReadOptions
) -> Article | Skipped:
    """Return the article of the plain text or, where that is none or only a hint at it, of the page."""
    opening = read_opening(message.plain or "", origin=origin)
    found = {field: [*values.get(field, ()), *more] for field, more in opening.items()}
    plain = build_article({**found, "text": [message.plain]}, origin=origin, options=options)
    if message.html is None:
        return plain
    page = extract_page(message.html, origin, replace(options, known={**values, **options.known}))
    if isinstance(plain, Skipped):
        return page
    is_hint = isinstance(page, Article) and len(plain.text) < _LEAST_SHARE * len(page.text)
    return page if is_hint else plain
