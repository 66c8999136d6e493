"""The peculiarities of what news services export as JSON: cut texts, removed articles, lists of links."""

import re
from collections.abc import Mapping, Sequence

from qa.articles.fields import read_text

# https://newsapi.org/docs/endpoints/everything: content is cut to 200 characters, and says by how many.
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]$")
_REMOVED = "[Removed]"
_SENTENCES = re.compile(r".*[.!?][”\"’)]?(?=\s|$)", re.DOTALL)


def is_removed(row: Mapping[str, object]) -> bool:
    """Tell whether an article was taken back by its publisher, of which NewsAPI keeps an empty row."""
    return row.get("title") == _REMOVED


def mend_cut_text(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return a row of NewsAPI with the whole sentences of its description and its cut content as its text.

    What is cut within a sentence is left out: it may say the contrary of the whole. Other rows stay as they are.
    """
    content, description = read_text(row.get("content")), read_text(row.get("description"))
    if not {"publishedAt", "content", "description"} <= row.keys() or (content and not _CUT.search(content)):
        return row
    parts = [_keep_sentences(_CUT.sub("…", content or "")), _keep_sentences(description or "")]
    beginning, lead = parts
    return {**row, "content": beginning if lead in beginning else f"{lead}\n{beginning}".strip()}


def explain_no_text(names: str, urls: Sequence[str]) -> str:
    """Return why a row is no article: it is one of a list of links, as GDELT gives them, or lacks a text."""
    return f"only a link, no text; to read the page: qa ingest {urls[0]}" if urls else f"no text; there are: {names}"


def _keep_sentences(text: str) -> str:
    """Return a text without a last sentence that ends in an ellipsis."""
    if not text.endswith(("…", "...")):
        return text
    found = _SENTENCES.match(text.rstrip("….").rstrip())
    return found[0] if found else ""
