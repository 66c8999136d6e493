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


TEXT = "The council of Port Ellery closes its bridge for the winter, the mayor said on Tuesday."
HTML = f"<p>{TEXT}</p>"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"_id": {"$oid": "65a"}, "date": {"$date": "2025-10-28"}, "text": TEXT}, id="MongoDB"),
        pytest.param(
            {"_index": "n", "_id": "1", "_source": {"published": "2025-10-28", "text": TEXT}}, id="Elasticsearch"
        ),
        pytest.param({"page_content": TEXT, "metadata": {"source": "a.txt", "date": "2025-10-28"}}, id="LangChain"),
        pytest.param(
            {"lc": 1, "kwargs": {"page_content": TEXT, "metadata": {"date": "2025-10-28"}}}, id="LangChain, serialized"
        ),
        pytest.param(
            {"id": 7, "date": "2025-10-28", "title": {"rendered": "Bridge"}, "content": {"rendered": HTML}},
            id="WordPress",
        ),
        pytest.param({"webPublicationDate": "2025-10-28", "fields": {"bodyText": TEXT}}, id="a newspaper's service"),
        pytest.param({"type": "post", "attributes": {"body": TEXT, "publishedAt": "2025-10-28"}}, id="JSON:API"),
        pytest.param({"id": "rec1", "fields": {"Text": TEXT, "Date": "2025-10-28"}}, id="Airtable"),
        pytest.param({"node": {"content": TEXT, "date": "2025-10-28"}}, id="GraphQL"),
        pytest.param(
            {"fields": {"text": {"stringValue": TEXT}, "date": {"timestampValue": "2025-10-28"}}}, id="Firestore"
        ),
        pytest.param({"text": {"S": TEXT}, "date": {"S": "2025-10-28"}}, id="DynamoDB"),
    ],
)
def test_rows_of_other_programs_are_read(tmp_path: Path, row: dict[str, Any]) -> None:
    [article] = read_file(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(article, Article)
    assert (article.text, article.published) == (TEXT, "2025-10-28")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"response": {"results": [{"text": TEXT}]}}, id="a response"),
        pytest.param({"hits": {"total": 1, "hits": [{"_source": {"text": TEXT}}]}}, id="hits"),
        pytest.param({"data": {"posts": [{"text": TEXT}]}}, id="data"),
        pytest.param({"documents": [{"page_content": TEXT}]}, id="documents"),
        pytest.param({"edges": [{"node": {"text": TEXT}}]}, id="edges"),
    ],
)
def test_lists_of_articles_are_found_where_services_keep_them(tmp_path: Path, document: dict[str, Any]) -> None:
    [article] = read_file(tmp_path, "a.json", json.dumps(document).encode())
    assert isinstance(article, Article)
    assert article.text == TEXT


@pytest.mark.parametrize("nothing", ["null", "None", "N/A", "nan", "", "-", "undefined", None, float("nan")], ids=repr)
def test_what_programs_write_for_nothing_is_nothing(tmp_path: Path, nothing: object) -> None:
    row = {"text": TEXT, "title": nothing, "headline": "Bridge", "source": nothing, "author": nothing, "url": nothing}
    [article] = read_file(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(article, Article)
    assert (article.title, article.source, article.authors, article.url) == ("Bridge", None, (), None)
    [skipped] = read_file(tmp_path, "b.jsonl", json.dumps({"text": nothing, "title": "Bridge"}).encode())
    assert isinstance(skipped, Skipped)


def test_an_address_as_the_source_is_the_address_of_the_article(tmp_path: Path) -> None:
    row = {"page_content": TEXT, "metadata": {"source": "https://ellery.example/2025/10/28/bridge"}}
    [article] = read_file(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(article, Article)
    assert article.url == "https://ellery.example/2025/10/28/bridge"
    assert (article.source, article.published) == ("ellery.example", "2025-10-28")
    assert article.provenance["published"] == "its address"


def test_html_in_a_row_is_read_as_html(tmp_path: Path) -> None:
    row = {"title": "Bridge &#8211; <i>closed</i>", "body": f"{HTML}<script>x()</script><p>It costs 4 &amp; more.</p>"}
    [article] = read_file(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Bridge – closed", f"{TEXT}\n\nIt costs 4 & more.")


def test_the_field_that_would_do_is_told(tmp_path: Path) -> None:
    [skipped] = read_file(tmp_path, "a.jsonl", json.dumps({"inner": {"words": TEXT}, "id": 1}).encode())
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no text; there are: inner, id. If inner.words is the text: --field text=inner.words"
