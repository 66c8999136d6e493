"""Tell whether two names stand for one outlet: "USA Today" and usatoday.com, "The Guardian" and Guardian."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from qa.language.publishing.outlets import AND, LEADING
from qa.language.words import split_words

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,24}")
# What stands before the country in a domain, and is no name: co.uk, com.au.
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "or", "ne"])
_MOST_NAMES = 3
_LEAST_LIKENESS = 55.0


def find_domain(url: str) -> str:
    """Return the domain of a url, or of what is a domain already, in lower case and without `www.`; "" if none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_domain(name: str) -> bool:
    """Tell whether a name is that of a site or a page: usatoday.com, https://usatoday.com/news."""
    return "//" in name or (bool(_DOMAIN.fullmatch(find_domain(name))) and not any(c.isspace() for c in name.strip()))


@lru_cache(maxsize=4096)
def fold_outlet(name: str) -> str:
    """Return an outlet as it is compared: letters and digits, without case, accents, a leading "The" and "and"."""
    words = split_words(name.casefold())
    if len(words) > 1 and words[0] in LEADING:
        words = words[1:]
    return "".join(word for n, word in enumerate(words) if n == 0 or word not in AND)


@lru_cache(maxsize=4096)
def list_keys(name: str) -> frozenset[str]:
    """Return what an outlet is compared by: its name folded or, of a domain, what stands before its ending."""
    if not is_domain(name):
        return frozenset([fold_outlet(name)]) - {""}
    labels = find_domain(name).split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    joined = fold_outlet(labels[-1]) if labels else ""
    bare = (joined.removeprefix(word) for word in LEADING if len(word) > 1 or word == "l")
    return frozenset([fold_outlet(name), joined, *bare]) - {""}


@lru_cache(maxsize=65536)
def is_outlet(stored: str | None, wanted: str) -> bool:
    """Tell whether a stored name or domain of an outlet is the one that is wanted, by name or by domain.

    A domain stands for those below it, but not the other way round.
    """
    if not stored or not wanted.strip():
        return False
    if is_domain(stored) and is_domain(wanted):
        own, other = find_domain(stored), find_domain(wanted)
        return own == other or own.endswith(f".{other}")
    return bool(list_keys(stored) & list_keys(wanted))


def suggest_outlets(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names that a reader may have meant, the nearest first, at most three."""
    from rapidfuzz import fuzz, process

    # Of an outlet's name and its domain, the first is enough.
    firsts: dict[str, str] = {}
    for name in names:
        firsts.setdefault(min(list_keys(name), key=len, default=name), name)
    choices = {name: key for key, name in firsts.items()}
    key = min(list_keys(wanted), key=len, default=wanted)
    found = process.extract(key, choices, scorer=fuzz.WRatio, limit=_MOST_NAMES, score_cutoff=_LEAST_LIKENESS)
    return [name for _, _, name in found]
