"""What the answers of a site mean, whatever they were asked for: redirects, waits, failures."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING, TypeVar

from qa.ingest.fetch.guard import parse_url
from qa.ingest.fetch.problem import FetchProblem

if TYPE_CHECKING:
    from httpcore import Response
    from httpx import URL

Answer = TypeVar("Answer")

# Codes of HTTP.
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 503)

# Chosen: more are a circle. Where a site does not say how long to wait, a minute is polite.
_MOST_REDIRECTS = 5
_UNTOLD_WAIT = 60.0
_REASONS = {
    401: "the page wants a password",
    402: "the page is behind a paywall",
    403: "the site refuses it",
    404: "no such page",
    410: "the page is gone",
    429: "the site has had too many requests",
    451: "the page is withheld for legal reasons",
    503: "the site is not available",
}
# Codes of HTTP.
_TRY_LATER = (408, 425, 429)


def follow_redirects(address: str, ask: Callable[["URL"], "Answer | URL"]) -> Answer:
    """Return what ask returns for an address, or for the last one of at most five that it is redirected to."""
    from httpx import URL

    url = parse_url(address)
    seen: list[str] = []
    while True:
        seen.append(str(url))
        answer = ask(url)
        if not isinstance(answer, URL):
            return answer
        url = parse_url(str(answer))
        if str(url) in seen:
            loop = " > ".join([*seen[seen.index(str(url)) :], str(url)])
            raise FetchProblem(f"redirects in a loop: {loop[:500]}")
        if len(seen) > _MOST_REDIRECTS:
            raise FetchProblem(f"more than {_MOST_REDIRECTS} redirects")


def find_site(url: "URL") -> str:
    """Return scheme, host and port of a url, which is what rules and turns go by."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def read_headers(answer: "Response") -> dict[str, str]:
    """Return the headers of an answer, their names in small letters."""
    return {name.decode("latin-1").lower(): _decode_value(value) for name, value in answer.headers}


def _decode_value(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def read_location(url: "URL", headers: dict[str, str]) -> "URL":
    """Return where an answer redirects to.

    Raises FetchProblem when it doesn't say so.
    """
    from httpx import InvalidURL

    location = headers.get("location", "")
    if not location:
        raise FetchProblem("a redirect that does not say where to")
    try:
        return url.join(location)
    except (InvalidURL, ValueError):
        raise FetchProblem("a redirect to what is not a web address") from None


def read_wait(headers: dict[str, str]) -> float:
    """Return the seconds that a site asks to be left alone for (Retry-After: seconds or a date)."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value[:10])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, OverflowError):
        return _UNTOLD_WAIT


def describe_status(status: int) -> FetchProblem:
    """Return the problem that a status without a page is."""
    default = "the site has an error" if status >= 500 else "the site answers without a page"
    retry = status >= 500 or status in _TRY_LATER
    return FetchProblem(f"{_REASONS.get(status, default)} ({status})", retry=retry, status=status)
