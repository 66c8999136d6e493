"""Read and show the urls of services: there may be several, with commas between, and a name and password in each."""

import re
from urllib.parse import urlsplit

_CREDENTIALS = re.compile(r"(?<=//)[^/?#\s]*@")
# A comma may stand in a password.
_BETWEEN = re.compile(r"\s*,\s*(?![^/?#\s]*@)")


def show_url(url: str) -> str:
    """Return the url without a name and password that may be part of it."""
    return _CREDENTIALS.sub("", url, count=1)


def split_urls(urls: str) -> list[str]:
    """Return the urls of a list that is written with commas, each once."""
    return list(dict.fromkeys(filter(None, _BETWEEN.split(urls.strip()))))


def show_urls(urls: str) -> str:
    """Return a url, or several, without names and passwords that may be part of them."""
    return ", ".join(map(show_url, split_urls(urls)))


def find_wrong_url(urls: str) -> str | None:
    """Return what is no url of a service among several, as it may be shown; None where all are, and there is one."""
    wrong = next((url for url in split_urls(urls) or [urls] if not _is_url(url)), None)
    # What comes before an @ may be a password, wherever the url is wrong.
    return None if wrong is None else wrong.rpartition("@")[2][:80]


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_whole = not re.search(r"\s", url) and "," not in parts.path
        return is_whole and parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
