"""The peculiarities of what services and databases export as rows: wrappers, cut texts, removed articles, links."""

import re
from collections.abc import Iterator, Mapping, Sequence

from qa.articles.fields import read_text

# https://newsapi.org/docs/endpoints/everything: content is cut to 200 characters, and says by how many.
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]$")
_REMOVED = "[Removed]"
# A value alone in an object that says of what kind it is: MongoDB, WordPress, Firestore, DynamoDB, XML made JSON.
_TYPED = (
    "$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "$uuid", "rendered", "main", "original", "#text",
    "_text", "__text", "$t", "__cdata", "#cdata-section", "@value", "stringValue", "timestampValue", "integerValue",
    "S", "N",
)  # fmt: skip
# What holds the fields of an article within its row: Elasticsearch, LangChain, Airtable, JSON:API, GraphQL, Qdrant ...
_ENVELOPES = (
    "_source", "metadata", "fields", "attributes", "properties", "payload", "document", "doc", "node", "entity",
    "record", "item", "article", "kwargs", "data",
)  # fmt: skip
# In characters and steps, chosen: shorter values are names, and exports keep the text near the top.
_SHORTEST_PROSE = 60
_DEEPEST = 3
_SENTENCES = re.compile(r".*[.!?][”\"’)]?(?=\s|$)", re.DOTALL)


def unwrap_row(row: Mapping[str, object], *, deep: int = 0) -> Mapping[str, object]:
    """Return a row with its typed values as plain ones, and what an envelope in it holds beside its own fields.

    Its own fields go before those of an envelope, but for what it lacks.
    """
    plain = {name: unwrap_value(value) for name, value in row.items()}
    for name in _ENVELOPES:
        inner = plain.get(name)
        if isinstance(inner, Mapping) and deep < _DEEPEST:
            plain = {**unwrap_row(inner, deep=deep + 1), **plain}
    return plain


def unwrap_value(value: object) -> object:
    """Return what a typed value holds: of {"$date": ...} and {"rendered": ..., "protected": false}."""
    if not isinstance(value, Mapping):
        return value
    for name in _TYPED:
        inner = value.get(name)
        if name in value and (len(value) == 1 or len(name) > 1) and not isinstance(inner, list):
            return unwrap_value(inner)
    return value


def find_prose(row: Mapping[str, object], *, before: str = "") -> str:
    """Return the path to the longest text in a row, as --field takes it, "" where there is none."""
    paths = dict(_list_prose(row, before))
    return max(paths, key=lambda path: paths[path], default="")


def _list_prose(row: Mapping[str, object], before: str) -> Iterator[tuple[str, int]]:
    for name, value in row.items():
        path = f"{before}{name}"
        if isinstance(value, str) and len(value) >= _SHORTEST_PROSE and " " in value.strip():
            yield path, len(value)
        elif isinstance(value, Mapping) and path.count(".") < _DEEPEST:
            yield from _list_prose(value, f"{path}.")


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


def explain_no_text(row: Mapping[str, object], names: str, urls: Sequence[str]) -> str:
    """Return why a row is no article: its text has another name, it is one of a list of links (GDELT), or has none."""
    if prose := find_prose(row):
        return f"no text; there are: {names}. If {prose} is the text: --field text={prose}"
    return f"only a link, no text; to read the page: qa ingest {urls[0]}" if urls else f"no text; there are: {names}"


def _keep_sentences(text: str) -> str:
    """Return a text without a last sentence that ends in an ellipsis."""
    if not text.endswith(("…", "...")):
        return text
    found = _SENTENCES.match(text.rstrip("….").rstrip())
    return found[0] if found else ""
