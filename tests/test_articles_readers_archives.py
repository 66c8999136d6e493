import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from file_samples import PAGE, make_pdf, make_zip, read_file, read_one, read_reason

from qa.articles import Article, ReadOptions, Skipped, read_articles
from qa.articles.readers import archives


def lock(data: bytes) -> bytes:
    """Set the flag of encryption on all files of a zip."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data = data[: start + place] + b"\1\0" + data[start + place + 2 :]
            start = data.find(mark, start + 4)
    return data


def nest(data: bytes, *, times: int) -> bytes:
    for _ in range(times):
        data = make_zip({"in.zip": data})
    return data


def test_every_file_in_a_zip_is_read_by_its_own_reader(tmp_path: Path) -> None:
    files = {
        "a.txt": b"One.",
        "b/c.jsonl": b'{"text": "Two.", "id": 7}\n{broken\n',
        "d.html": PAGE.encode(),
        "e.pdf": make_pdf([["Four of them."]]),
        "f.zip": make_zip({"g.md": b"# Five\n\nText."}),
        "photo.jpg": b"\xff",
        ".hidden.txt": b"Not this.",
        "__MACOSX/a.txt": b"Not this.",
    }
    found = read_file(tmp_path, "a.zip", make_zip(files))
    place = str((tmp_path / "a.zip").resolve())
    assert [item.origin.removeprefix(place) for item in found] == [
        "#a.txt",
        "#b/c.jsonl#7",
        "#b/c.jsonl:2",
        "#d.html",
        "#e.pdf",
        "#f.zip#g.md",
    ]
    assert [type(item) for item in found] == [Article, Article, Skipped, Article, Article, Article]
    assert found[4].pages == (0,)  # type: ignore[union-attr]


def test_a_zip_is_read_from_standard_input(tmp_path: Path) -> None:
    data = make_zip({"a.txt": b"One.", "b.txt": b"Two."})
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(data)
    with os.fdopen(reading, "rb") as stdin:
        found = list(read_articles(["-"], stdin=stdin))
    assert [item.origin for item in found] == ["stdin#a.txt", "stdin#b.txt"]


def test_a_sidecar_in_a_zip_belongs_to_its_page(tmp_path: Path) -> None:
    data = make_zip({"in/a.html": PAGE.encode(), "in/a.json": b'{"title": "T", "date": "2025-11-01"}'})
    article = read_one(tmp_path, "a.zip", data)
    assert (article.title, article.published) == ("T", "2025-11-01")


@pytest.mark.parametrize(
    "name", ["../../etc/evil.txt", "/etc/evil.txt", "C:\\evil.txt", "in\\..\\evil.txt", "a/\x1b[31m\n/evil.txt"]
)
def test_names_lead_nowhere(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    [found] = read_file(folder, "a.zip", make_zip({name: b"Text."}))
    assert isinstance(found, Article)
    assert found.origin.isprintable()
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_links_in_a_zip_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The secret.")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(tmp_path / "secret.txt"))
    assert read_reason(tmp_path, "a.zip", stream.getvalue()) == "no articles in this zip"


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    inner = make_zip({"a.txt": b"Text."})
    assert read_one(tmp_path, "a.zip", nest(inner, times=2)).text == "Text."
    assert read_reason(tmp_path, "b.zip", nest(inner, times=3)) == "an archive inside of 3 others"
    assert read_reason(tmp_path, "c.zip", nest(inner, times=30)) == "an archive inside of 3 others"


@pytest.mark.parametrize("name", ["a.txt", "a.zip", "a.pdf", "a.docx"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    data = make_zip({name: b"\0" * 50_000_000, "b.txt": b"Text."})
    bomb, article = read_file(tmp_path, "bomb.zip", data)
    assert isinstance(bomb, Skipped)
    assert bomb.reason == "expands more than 200 times (a bomb?)"
    assert isinstance(article, Article)


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_BYTES", 4_600)
    files = {f"{n}.txt": os.urandom(500).hex().encode() for n in range(4)}
    data = make_zip({"in.zip": make_zip(files), "last.txt": b"Text.", "more.zip": make_zip(files)})
    found = read_file(tmp_path, "a.zip", data)
    assert [type(item) for item in found] == [Article, Article, Skipped, Skipped, Article, Skipped]
    reasons = {item.reason for item in found if isinstance(item, Skipped)}
    assert reasons == {"the archive is larger than 4.6 kB when it is unpacked"}


def test_a_file_that_lies_about_its_size_is_told(tmp_path: Path) -> None:
    data = make_zip({"a.txt": b"Text of it." * 900, "b.txt": b"Text."})
    size = struct.pack("<I", 9_900)
    bad, good = read_file(tmp_path, "a.zip", data.replace(size, struct.pack("<I", 20)))
    assert isinstance(bad, Skipped)
    assert bad.reason == "can't be unpacked (BadZipFile)"
    assert isinstance(good, Article)


def test_a_list_of_files_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LARGEST_LIST", 1_000)
    data = make_zip({f"{n}.txt": b"" for n in range(100)})
    assert read_reason(tmp_path, "a.zip", data) == "not a zip, or a broken one"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "not a zip, or a broken one", id="empty"),
        pytest.param(b"PK\x03\x04nonsense", "not a zip, or a broken one", id="broken"),
        pytest.param(make_zip({"a.txt": b"Text."})[:-30], "not a zip, or a broken one", id="cut"),
        pytest.param(make_zip({}), "no articles in this zip", id="nothing"),
        pytest.param(make_zip({"a.jpg": b"\xff"}), "no articles in this zip", id="pictures"),
        pytest.param(lock(make_zip({"a.txt": b"Text."})), "locked by a password", id="locked"),
        pytest.param(
            make_zip({"a.txt": b"Text." * 99}, compression=zipfile.ZIP_LZMA), "packed in a way that is not", id="LZMA"
        ),
        pytest.param(
            make_zip({"a.txt": b"Text of it."}, compression=zipfile.ZIP_STORED).replace(b"Text of", b"Test of", 1),
            "can't be unpacked (BadZipFile)",
            id="changed",
        ),
    ],
)
def test_a_zip_that_is_none_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read_reason(tmp_path, "a.zip", data).startswith(reason)


def test_the_limits_of_an_article_hold_in_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({"a.txt": os.urandom(500).hex().encode()}))
    [found] = read_articles([tmp_path / "a.zip"], ReadOptions(max_bytes=100))
    assert isinstance(found, Skipped)
    assert found.reason == "larger than 100 bytes"
