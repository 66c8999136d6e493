"""Where an OpenAI-compatible endpoint is, and what to tell the user when it can't be found."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from qa.errors import InvalidSetting, MissingKey
from qa.settings import Settings
from qa.urls import find_wrong_url, show_url, show_urls, split_urls

OPENAI_URL = "https://api.openai.com/v1"

# What users paste of the address of a call.
_CALLS = ("/chat/completions", "/completions", "/embeddings", "/models")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where an OpenAI-compatible service is.

    timeout     seconds that a call may take from its beginning to the first piece of an answer, all attempts together,
                and from each piece to the next
    is_ours     runs in this process: no proxy is asked and nothing is tried twice
    has_others  one of several that have the same model: where it fails, another is asked, and not it again
    """

    url: str
    key: str = field(repr=False)
    timeout: float
    is_ours: bool = False
    has_others: bool = False

    @property
    def address(self) -> str:
        """The url that the paths of calls are added to: without a query, and without the path of a call."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        for call in _CALLS:
            path = path.removesuffix(call)
        return parts._replace(path=path, query="", fragment="").geturl()

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """What the url's query says, which goes with every call."""
        return tuple(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @property
    def shown(self) -> str:
        """The url without a name and password that may be part of it."""
        return show_url(self.url)


def find_endpoint(settings: Settings, environ: Mapping[str, str] | None = None) -> Endpoint:
    """Return the endpoint of the settings, else of OPENAI_BASE_URL, else OpenAI's own.

    Raises InvalidSetting for a url that is none, and MissingKey for an OPENAI_API_KEY that can't be a key, or if
    there is none and OpenAI's own is left; others may do without.
    """
    return find_endpoints(settings, environ)[0]


def find_endpoints(settings: Settings, environ: Mapping[str, str] | None = None) -> list[Endpoint]:
    """Return the endpoints of the settings, which have the same model. Raises what find_endpoint raises."""
    environ = os.environ if environ is None else environ
    urls = split_urls(_find_checked(settings, environ))
    return [_make_endpoint(url, settings, environ, has_others=len(urls) > 1) for url in urls]


def _make_endpoint(url: str, settings: Settings, environ: Mapping[str, str], *, has_others: bool) -> Endpoint:
    key = environ.get("OPENAI_API_KEY", "").strip()
    if not all("!" <= letter <= "~" for letter in key):
        raise MissingKey("OPENAI_API_KEY has spaces or letters that no key has. Set it again.")
    if not key and is_openai(url):
        raise MissingKey("OpenAI needs a key. Set OPENAI_API_KEY, or the url of another endpoint with --base-url.")
    return Endpoint(url=url, key=key or "none", timeout=settings.timeout, has_others=has_others)


def find_url(settings: Settings, environ: Mapping[str, str] | None = None) -> str:
    """Return the url of the settings, else of OPENAI_BASE_URL, else OpenAI's own; it may be several, or none."""
    environ = os.environ if environ is None else environ
    return settings.base_url or environ.get("OPENAI_BASE_URL") or OPENAI_URL


def is_openai(url: str) -> bool:
    """Tell whether a url is OpenAI's own."""
    return url.rstrip("/") == OPENAI_URL


def tell_endpoint(what: str, settings: Settings, environ: Mapping[str, str] | None = None) -> str | None:
    """Return in a sentence where a model or embedder of an endpoint is asked; None where that is OpenAI's own.

    Raises InvalidSetting for a url that is none.
    """
    url = _find_checked(settings, environ)
    return None if is_openai(url) else f"The {what} is asked at {show_urls(url)}."


def _find_checked(settings: Settings, environ: Mapping[str, str] | None) -> str:
    """Return what find_url returns. Raises InvalidSetting for what is no url."""
    url = find_url(settings, environ)
    if (wrong := find_wrong_url(url)) is not None:
        origin = "The base url" if settings.base_url else "OPENAI_BASE_URL"
        raise InvalidSetting(f"{origin} can't be {wrong!r}. Give one such as http://127.0.0.1:8080/v1.")
    return url
