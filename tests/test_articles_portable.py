import io
import json
from dataclasses import replace
from typing import Any

import pytest

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions
from qa.articles.portable import FORMAT, MARK, write_row
from qa.articles.readers.rows.rows import read_json, read_json_lines
from qa.articles.readers.streams import open_metered

OLD = Article(
    text="Rain fell.\n\nIt rained on.",
    title="Rain",
    source="The Bote",
    authors=("A. Writer", "B. Zoë"),
    published="2025-01-02",
    updated="2025-01-02T10:00:00+01:00",
    language="de",
    url="https://bote.example/rain",
    origin="/folder/two  spaces.pdf",
    pages=(0, 12),
    section="Weather",
    retrieved="2025-01-02T11:00:00+00:00",
    provenance={"published": "JSON-LD datePublished"},
)
NEW = replace(OLD, text="Rain fell.\n\nIt stopped.", retrieved="2025-01-03T11:00:00+00:00")


def read(row: object, **options: Any) -> list[Article | Skipped]:
    stream = open_metered(io.BytesIO(json.dumps(row).encode() + b"\n"), lambda size: None)
    return list(read_json_lines(stream, "/x.jsonl", ReadOptions(**options)))


def reason(row: object) -> str:
    [*_, skipped] = [item for item in read(row) if isinstance(item, Skipped)]
    return skipped.reason


def test_a_row_gives_what_it_was_made_of_whatever_the_options_say() -> None:
    row = write_row(NEW, [OLD])
    found = read(row, default_source="Other", fields={"title": "headline"}, known={"language": ["fr"]})
    assert found == [OLD, NEW]
    assert [(item.id, item.retrieved) for item in found if isinstance(item, Article)] == [
        (OLD.id, OLD.retrieved),
        (NEW.id, NEW.retrieved),
    ]


def test_rows_may_stand_in_one_document_with_others() -> None:
    other = {"title": "Snow", "text": "Snow fell.", "id": "7"}
    stream = open_metered(io.BytesIO(json.dumps([write_row(NEW, []), other]).encode()), lambda size: None)
    found = list(read_json(stream, "/x.json", ReadOptions()))
    assert found[0] == NEW
    assert isinstance(found[1], Article) and found[1].origin == "/x.json#7"


@pytest.mark.parametrize("format", [FORMAT + 1, 99])
def test_a_newer_format_is_refused_in_a_sentence(format: int) -> None:
    expected = f"exported by a newer version of qa (format {format}, this one reads {FORMAT}); upgrade qa"
    assert reason({**write_row(NEW, []), MARK: format}) == expected


@pytest.mark.parametrize("format", [0, -1, "1", None, True, [1], 1.5])
def test_a_format_that_is_none_is_damage(format: object) -> None:
    assert reason({**write_row(NEW, []), MARK: format}) == "damaged: its format is not known"


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Rain fell."},
        {"text": None},
        {"text": ["Rain"]},
        {"title": 3},
        {"title": "\ud800"},
        {"authors": "A. Writer"},
        {"authors": ["A. Writer", None]},
        {"published": "yesterday"},
        {"published": "2025-01-02" + "0" * 100},
        {"pages": [0, True]},
        {"pages": [0, 1.5]},
        {"pages": [12, 0]},
        {"pages": [0, 10_000]},
        {"pages": [-1]},
        {"retrieved": "2025-01-02"},
        {"retrieved": 7},
        {"provenance": {"password": "x"}},
        {"provenance": ["x"]},
        {"provenance": {"title": {}}},
        {"id": None},
        {"versions": {}},
        {"versions": 3},
    ],
    ids=repr,
)
def test_a_damaged_row_is_skipped_with_a_reason(change: dict[str, object]) -> None:
    found = read({**write_row(NEW, [OLD]), **change})
    assert [type(item) for item in found] == [Skipped]
    assert reason({**write_row(NEW, [OLD]), **change}).startswith("damaged: ")


@pytest.mark.parametrize("name", ["text", "retrieved", "id"])
def test_a_row_that_lacks_what_it_needs_is_skipped(name: str) -> None:
    row = {key: value for key, value in write_row(NEW, []).items() if key != name}
    assert reason(row).startswith("damaged: ")


@pytest.mark.parametrize(
    "version", [None, [], {"text": "x"}, {**write_row(OLD, []), "retrieved": "2025-06-01T00:00:00+00:00"}], ids=repr
)
def test_a_damaged_version_does_not_stop_its_article(version: object) -> None:
    found = read({**write_row(NEW, []), "versions": [version, write_row(OLD, [])]})
    assert isinstance(found[0], Skipped) and found[0].origin == "/x.jsonl:1#version-1"
    assert found[1:] == [OLD, NEW]


def test_a_forged_row_is_cleaned_as_every_article_is() -> None:
    forged = Article(
        text="Rain\x1b[31m fell\x00.\r\n",
        title="Two\nlines \x1b]0;x\x07",
        url="javascript:alert(1)",
        origin="/a\x1b[2J\nb",
        pages=(0, 3),
        retrieved="2025-01-03T11:00:00+00:00",
        provenance={"title": "\x1b[31mred"},
    )
    [article] = read(write_row(forged, []))
    assert isinstance(article, Article)
    assert (article.text, article.title, article.url, article.origin) == ("Rain fell.", "Two lines", None, "/a b")
    assert (article.pages, article.provenance) == ((), {"title": "red"})
