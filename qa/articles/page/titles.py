"""Choose the title of an article among what its page calls so: not the name of the outlet, which stands there too."""

import re
from collections.abc import Sequence

from qa.articles.fields import read_domain

Title = tuple[str, str]

HEAD_TITLE = "html //head/title"
_HEADINGS = ("html //article//h1", "html //h1")
# Between the headline and the outlet in the title of the window.
_SEPARATOR = re.compile(r"\s+[|·•»–—:-]+\s+|\s*[|»]\s*")


def choose_title(titles: Sequence[Title], *, outlets: Sequence[str]) -> Title | None:
    """Return the first title that is no name of the outlet; of several headings, the one that the window is named by.

    titles   each with where it stands, the most trusted first
    outlets  names and addresses of the outlet
    """
    named = set(_list_names(titles, outlets))
    own = [title for title in titles if _simplify(title[1]) not in named] or list(titles)
    if not own or own[0][0] not in _HEADINGS:
        return own[0] if own else None
    window = _simplify(next((text for origin, text in titles if origin == HEAD_TITLE), ""))
    headings = [title for title in own if title[0] in _HEADINGS]
    shown = [title for title in headings if _simplify(title[1]) and _simplify(title[1]) in window]
    return max(shown, key=lambda title: len(title[1]), default=own[0])


def _list_names(titles: Sequence[Title], outlets: Sequence[str]) -> list[str]:
    """Return what the outlet is called: by its names, its address, and the end of the title of the window."""
    domains = [domain.split(".") for outlet in outlets if (domain := read_domain(outlet))]
    names = [*outlets, *(label for labels in domains for label in (".".join(labels), *labels[:-1]))]
    for origin, text in titles:
        parts = _SEPARATOR.split(text) if origin == HEAD_TITLE else []
        if len(parts) > 1 and len(parts[-1]) < len(parts[0]):
            names.append(parts[-1])
    return [name for name in map(_simplify, names) if name]


def _simplify(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
