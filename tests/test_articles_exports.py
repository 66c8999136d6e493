import json
from pathlib import Path
from typing import Any

import pytest
from file_samples import read_file, read_reason

from qa.articles import Article, Skipped

NEWSAPI: dict[str, Any] = {
    "source": {"id": None, "name": "Meridian Wire"},
    "author": "Ann Lee, Bo Ray",
    "title": "Bridge closed for the winter - Meridian Wire",
    "description": "The council of Port Ellery closes its bridge.",
    "url": "https://meridian.example/bridge",
    "urlToImage": "https://meridian.example/bridge.jpg",
    "publishedAt": "2025-10-31T10:00:00Z",
    "content": "The old bridge is closed. It did not please the ferrymen, who sa… [+1234 chars]",
}
GDELT = {
    "url": "https://meridian.example/bridge",
    "url_mobile": "",
    "title": "Bridge closed for the winter",
    "seendate": "20251031T101500Z",
    "socialimage": "",
    "domain": "meridian.example",
    "language": "English",
    "sourcecountry": "Australia",
}


def read_rows(folder: Path, *rows: dict[str, Any]) -> list[Article | Skipped]:
    data = {"status": "ok", "totalResults": len(rows), "articles": rows}
    return read_file(folder, "a.json", json.dumps(data).encode())


def test_newsapi_gives_its_whole_sentences(tmp_path: Path) -> None:
    [article] = read_rows(tmp_path, NEWSAPI)
    assert isinstance(article, Article)
    assert article.text == "The council of Port Ellery closes its bridge.\nThe old bridge is closed."
    assert (article.source, article.authors) == ("Meridian Wire", ("Ann Lee", "Bo Ray"))
    assert (article.url, article.published) == ("https://meridian.example/bridge", "2025-10-31T10:00:00+00:00")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param({"content": None}, "The council of Port Ellery closes its bridge.", id="description only"),
        pytest.param({"description": None}, "The old bridge is closed.", id="content only"),
        pytest.param({"description": "The old bridge is closed. It did…"}, "The old bridge is closed.", id="the same"),
        pytest.param({"content": "A whole text."}, "A whole text.", id="whole"),
    ],
)
def test_newsapi_gives_what_it_has(tmp_path: Path, changes: dict[str, Any], text: str) -> None:
    [article] = read_rows(tmp_path, {**NEWSAPI, **changes})
    assert isinstance(article, Article)
    assert article.text == text


def test_a_removed_article_is_told(tmp_path: Path) -> None:
    removed = {**NEWSAPI, "title": "[Removed]", "description": "[Removed]", "content": "[Removed]"}
    kept, gone = read_rows(tmp_path, NEWSAPI, removed)
    assert isinstance(kept, Article)
    assert isinstance(gone, Skipped)
    assert gone.reason == "removed by its publisher"


def test_a_list_of_links_says_how_to_read_them(tmp_path: Path) -> None:
    [link] = read_rows(tmp_path, GDELT)
    assert isinstance(link, Skipped)
    assert link.reason == "only a link, no text; to read the page: qa ingest https://meridian.example/bridge"


def test_a_list_of_gdelt_with_texts_is_read(tmp_path: Path) -> None:
    [article] = read_rows(tmp_path, {**GDELT, "text": "The old bridge is closed."})
    assert isinstance(article, Article)
    assert (article.source, article.language) == ("meridian.example", "en")
    assert article.published == "2025-10-31T10:15:00+00:00"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param({**NEWSAPI, "content": 7, "description": None}, "only a link", id="no text"),
        pytest.param({"publishedAt": 1, "content": [], "description": {}}, "no text; there are:", id="wrong types"),
        pytest.param({"title": "T", "url": "javascript:x"}, "no text; there are: title, url", id="no link either"),
    ],
)
def test_rows_without_a_text_are_told(tmp_path: Path, row: dict[str, Any], reason: str) -> None:
    assert read_reason(tmp_path, "a.json", json.dumps({"articles": [row]}).encode()).startswith(reason)
