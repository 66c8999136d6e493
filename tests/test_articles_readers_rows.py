import json
from pathlib import Path

import pytest

from qa.articles import Article, ReadOptions, Skipped, read_articles


def read(folder: Path, name: str, content: str | bytes, options: ReadOptions | None = None) -> list[Article | Skipped]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles([str(path)], options))


def list_texts(found: list[Article | Skipped]) -> list[str]:
    return [article.text for article in found if isinstance(article, Article)]


def list_reasons(found: list[Article | Skipped], folder: Path) -> dict[str, str]:
    return {
        skipped.origin.removeprefix(f"{folder.resolve()}/"): skipped.reason
        for skipped in found
        if isinstance(skipped, Skipped)
    }


def test_every_line_is_an_article(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "headline": "Talks",
        "content": "The talks went on.",
        "source": {"id": None, "name": "Meridian Wire"},
        "author": "By Ann Lee and Bo Ray",
        "publishedAt": "2025-10-31T11:40:00Z",
        "updated": 1761990000,
        "language": "en-GB",
        "url": "https://meridian.example/talks",
    }
    [article] = read(tmp_path, "a.jsonl", json.dumps(row))
    assert article == Article(
        text="The talks went on.",
        title="Talks",
        source="Meridian Wire",
        authors=("Ann Lee", "Bo Ray"),
        published="2025-10-31T11:40:00+00:00",
        updated="2025-11-01T09:40:00+00:00",
        language="en",
        url="https://meridian.example/talks",
        origin=f"{(tmp_path / 'a.jsonl').resolve()}#7",
    )


def test_a_row_is_named_by_its_id_else_its_url_else_its_line(tmp_path: Path) -> None:
    rows = [
        '{"_id": "x\\ny", "url": "https://a.example", "text": "1"}',
        '{"url": "https://a.example", "text": "2"}',
        '{"text": "3"}',
    ]
    found = read(tmp_path, "a.ndjson", "\n".join(rows))
    assert [article.origin.partition("#")[2] for article in found] == ["x y", "https://a.example", "line-3"]


def test_bad_lines_are_told_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        b'{"text": "one"}',
        b'{"text": "broken',
        b"",
        b'{"title": "no text", "author": "x"}',
        b"[1, 2]",
        b'"string"',
        b"[" * 100_000,
        b'{"text": "' + b"x" * 2_000 + b'"}',
        b'{"text": "caf\xc3\xa9 \\ud83d \\u001b[31m red \x07"}',
        b'{"text": "caf\xe9"}',
        b'{"n": ' + b"1" * 900 + b', "text": "\0"}',
        b'{"text": ["not", 1]}',
        b'{"text": "last"}',
    ]
    content = b"\r\n".join(lines)
    found = read(tmp_path, "a.jsonl", content.replace(b"\0", b"\\u0000"), ReadOptions(max_bytes=1_500))
    assert list_texts(found) == ["one", "café \ufffd  red", "café", "last"]
    assert list_reasons(found, tmp_path) == {
        "a.jsonl:2": "not valid JSON: unterminated string starting at at column 10",
        "a.jsonl:4": "no text; there are: title, author",
        "a.jsonl:5#1": "not an object with fields",
        "a.jsonl:5#2": "not an object with fields",
        "a.jsonl:6": "not an object with fields",
        "a.jsonl:7": "a line larger than 1.5 kB",
        "a.jsonl:8": "a line larger than 1.5 kB",
        "a.jsonl:11": "no text; there are: n, text",
        "a.jsonl:12": "no text; there are: text",
    }


def test_deep_and_long_values_are_told(tmp_path: Path) -> None:
    content = "[" * 100_000 + '\n{"n": ' + "1" * 5_000 + '}\n{"text": "fine"}'
    found = read(tmp_path, "a.jsonl", content)
    assert list_texts(found) == ["fine"]
    assert set(list_reasons(found, tmp_path).values()) == {"not valid JSON: too deep, or a number too long"}


def test_a_huge_line_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "next"}\n')
    found = list(read_articles([str(path)]))
    path.unlink()
    assert list_texts(found) == ["next"]
    assert list_reasons(found, tmp_path) == {"a.jsonl:1": "a line larger than 20 MB"}


def test_the_users_mapping_wins_and_reaches_into_objects(tmp_path: Path) -> None:
    options = ReadOptions(fields={"text": "webText", "title": "fields.headline", "source": "site.name.first"})
    row = {"webText": "The text.", "text": "Not this.", "fields": {"headline": "Talks"}, "site.name.first": "Wire"}
    [article] = read(tmp_path, "a.jsonl", json.dumps(row), options)
    assert isinstance(article, Article)
    assert (article.text, article.title, article.source) == ("The text.", "Talks", "Wire")


def test_a_mapping_to_a_missing_field_names_those_that_there_are(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", '{"id": 1, "text": "x"}', ReadOptions(fields={"title": "headline"}))
    assert list_reasons(found, tmp_path) == {"a.jsonl:1": "no field 'headline'; there are: id, text"}


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        pytest.param('[{"text": "1"}, {"text": "2"}]', ["1", "2"], id="list"),
        pytest.param('{"status": "ok",\n "articles": [{"text": "1"}, {"text": "2"}]}', ["1", "2"], id="articles"),
        pytest.param('{"articles": [{"text": "1"}]}', ["1"], id="articles in one line"),
        pytest.param('{"version": "1",\n"items": [{"content_text": "1"}]}', ["1"], id="JSON feed"),
        pytest.param('{\n "title": "T",\n "text": "1",\n "items": []\n}', ["1"], id="one article"),
        pytest.param('{"text": "1"}\n{"text": "2"}\n', ["1", "2"], id="lines in a .json file"),
        pytest.param('\ufeff[{"text": "1"}]', ["1"], id="mark"),
    ],
)
def test_a_document_is_a_list_of_articles(tmp_path: Path, content: str, texts: list[str]) -> None:
    assert list_texts(read(tmp_path, "a.json", content)) == texts


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        pytest.param("[]", {"a.json": "no articles in it"}, id="empty list"),
        pytest.param('{"articles": []}', {"a.json:1": "no articles in it"}, id="empty articles"),
        pytest.param(
            '[{"text": "1"},\n {"text": "2"\n]',
            {"a.json": "not valid JSON: expecting ',' delimiter at line 3, column 1"},
            id="broken",
        ),
        pytest.param(
            '[{"title": "1"}, 5]',
            {"a.json#1": "no text; there are: title", "a.json#2": "not an object with fields"},
            id="rows",
        ),
    ],
)
def test_what_is_wrong_with_a_document_is_told(tmp_path: Path, content: str, reasons: dict[str, str]) -> None:
    assert list_reasons(read(tmp_path, "a.json", content), tmp_path) == reasons


def test_a_large_document_is_advised_to_become_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "a.json", '[\n{"text": "' + "x" * 2_000 + '"}]', ReadOptions(max_bytes=1_000))
    assert list_reasons(found, tmp_path) == {
        "a.json": "larger than 1 kB; as .jsonl, with one article a line, it can be of any size"
    }


def test_lines_in_utf16_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", '{"text": "one"}\n'.encode("utf-16"))
    assert list_reasons(found, tmp_path) == {"a.jsonl": "not a text file in UTF-8"}


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.jsonl"
    peaks = []
    for count in (200, 2_000):
        path.write_text("".join(f'{{"text": "{"word " * 500}{n}"}}\n' for n in range(count)))
        tracemalloc.start()
        assert sum(isinstance(found, Article) for found in read_articles([str(path)])) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000
