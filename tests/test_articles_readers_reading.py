import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa.articles import Article, ReadOptions, Skipped, count_bytes, read_articles

PAGE = "<html><body><article><p>The council voted on Friday to close the old bridge.</p></article></body></html>"


class Broken(io.BytesIO):
    """A stream whose reading fails after its first piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(20)


def test_one_bad_source_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.jsonl").write_text('{"text": "Two."}\n{broken\n{"text": "Three."}\n')
    sources = ["missing.txt", str(tmp_path), "https://a.example", str(tmp_path / "a.txt")]
    found = list(read_articles(sources))
    assert [one.text for one in found if isinstance(one, Article)] == ["One.", "Two.", "Three.", "One."]
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        "no such file or folder",
        "not a text file",
        "not valid JSON: expecting property name enclosed in double quotes at column 2",
        "web addresses are not read; save the page and give the file",
    ]


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        pytest.param("Plain text.\n", "", "Plain text.", id="text"),
        pytest.param("# Title\n\nText.", "Title", "Text.", id="markdown"),
        pytest.param("---\ntitle: T\n---\nText.", "T", "Text.", id="front matter"),
        pytest.param('{"title": "T", "text": "Text."}', "T", "Text.", id="a line of JSON"),
        pytest.param('[\n{"title": "T", "text": "Text."}]', "T", "Text.", id="JSON document"),
        pytest.param(
            f"\ufeff <!DOCTYPE html>{PAGE}", "", "The council voted on Friday to close the old bridge.", id="page"
        ),
        pytest.param(
            f"<!-- saved -->{PAGE}", "", "The council voted on Friday to close the old bridge.", id="saved page"
        ),
    ],
)
@pytest.mark.parametrize("named", [True, False], ids=["file", "stdin"])
def test_what_has_no_suffix_is_told_by_its_beginning(
    tmp_path: Path, content: str, title: str, text: str, named: bool
) -> None:
    path = tmp_path / "unnamed"
    path.write_text(content)
    with path.open("rb") as stdin:
        [article] = read_articles([str(path) if named else "-"], stdin=stdin)
    assert isinstance(article, Article)
    assert (article.title, article.text) == (title or ("unnamed" if named else "stdin"), text)


def test_standard_input_names_what_has_no_name_by_its_content() -> None:
    def read(content: str) -> list[str]:
        return [found.origin for found in read_articles(["-"], stdin=io.BytesIO(content.encode()))]

    assert read('{"text": "One.", "id": 12}\n{broken\n{"text": "x", "url": "https://a.example"}') == [
        "stdin#12",
        "stdin:2",
        "stdin#https://a.example",
    ]
    [first], [second], [again] = read('{"text": "One."}'), read('{"text": "Two."}'), read('{"text": "One."}')
    assert first == again != second
    [plain], [other] = read("One article."), read("Another article.")
    assert plain.startswith("stdin#") and plain != other
    assert read("") == ["stdin"]


def test_standard_input_that_fails_is_told() -> None:
    assert list(read_articles(["-"], stdin=Broken(b'{"text": "1"}\n' * 100)))[-1] == Skipped(
        origin="stdin", reason="input/output error"
    )


def test_the_caller_hears_how_far_the_reading_is(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{"word " * 100}"}}\n' * 1_000)
    (tmp_path / "b.txt").write_text("x" * 5_000)
    (tmp_path / "c.txt").write_text("Text.")
    calls: list[int] = []
    found = list(read_articles([str(tmp_path)], ReadOptions(max_bytes=1_000), on_read=calls.append))
    assert len(found) == 1_002
    assert calls == sorted(calls)
    assert len(calls) > 5
    assert calls[-1] == count_bytes([str(tmp_path)])


def test_other_documents_and_feeds_are_not_taken_for_text(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("title,text\nT,Text.\n")
    (tmp_path / "feed.xml").write_text("<rss></rss>")
    found, feed = read_articles([str(tmp_path / "a.doc"), str(tmp_path / "feed.xml")])
    assert isinstance(found, Skipped)
    assert found.reason.startswith(".doc is not read; .txt, .md,")
    assert isinstance(feed, Skipped)
    assert feed.reason == ".xml is not read; of a feed: --feed feed.xml"


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are any bytes")
def test_a_name_that_is_no_unicode_becomes_one(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Text.")
    [article] = read_articles([str(tmp_path)])
    assert article.origin == f"{tmp_path.resolve()}/caf\ufffd.txt"
    article.origin.encode()


def test_a_forbidden_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "a.txt").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):
        pytest.skip("nothing is forbidden to root")
    [found] = read_articles([str(tmp_path)])
    assert found == Skipped(origin=str((tmp_path / "a.txt").resolve()), reason="permission denied")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that can be opened but not read")
def test_a_file_that_fails_while_it_is_read_is_told() -> None:
    [found] = read_articles(["/proc/self/mem"])
    assert isinstance(found, Skipped)
    assert found.reason == "input/output error"


def test_reading_again_gives_the_same_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "in/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(read_articles([tmp_path])) == list(read_articles([str(tmp_path)]))


def test_importing_the_readers_loads_nothing_heavy() -> None:
    heavy = "{'trafilatura', 'lxml', 'yaml', 'dateutil', 'charset_normalizer'}"
    code = f"import sys, qa.articles; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_reading_text_and_lines_loads_no_page_extractor(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "word", "date": "31 October 2025"}\n')
    (tmp_path / "b.txt").write_text("Text.")
    code = (
        "import sys, qa.articles; assert len(list(qa.articles.read_articles(sys.argv[1:]))) == 2;"
        "print({'trafilatura', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
