import os
import socket
from pathlib import Path

import pytest

from qa.articles import Skipped, count_bytes
from qa.articles.readers.sources import SourceFile, find_files, load_sidecar


def list_names(folder: Path, source: Path) -> list[str]:
    return [str(found.path.relative_to(folder)) for found in find_files(source) if isinstance(found, SourceFile)]


def make_files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Text.")


def test_a_folder_is_walked_in_order_and_without_hidden_or_other_files(tmp_path: Path) -> None:
    make_files(tmp_path, "b.txt", "a/z.MD", "a/b.html", "c.jsonl", "photo.png", "LICENSE", ".hidden.txt", ".git/x.txt")
    assert list_names(tmp_path, tmp_path) == ["a/b.html", "a/z.MD", "b.txt", "c.jsonl"]


def test_links_are_followed_once(tmp_path: Path) -> None:
    make_files(tmp_path, "in/a.txt", "in/.kept/b.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/self.txt").symlink_to(tmp_path / "in/self.txt")
    (tmp_path / "in/other").symlink_to(tmp_path / "in/.kept")
    (tmp_path / "in/other2").symlink_to(tmp_path / "in/.kept")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "in/gone").symlink_to(tmp_path / "gone")
    assert list_names(tmp_path, tmp_path / "in") == ["in/a.txt", "in/other/b.txt"]
    reasons = [found.reason for found in find_files(tmp_path / "in") if isinstance(found, Skipped)]
    assert reasons == ["no such file or folder", "too many levels of symbolic links"]


@pytest.mark.parametrize("to", ["../out", "../out/b.txt", "../out/../out/b.txt", "inner/up/out/b.txt"])
def test_a_link_in_a_folder_does_not_lead_out_of_it(tmp_path: Path, to: str) -> None:
    make_files(tmp_path, "in/a.txt", "out/b.txt", "in/inner/c.txt")
    (tmp_path / "in/inner/up").symlink_to(tmp_path)
    (tmp_path / "in/link.txt").symlink_to(to)
    assert list_names(tmp_path, tmp_path / "in") == ["in/a.txt", "in/inner/c.txt"]
    told = {
        Path(found.origin).name: found.reason for found in find_files(tmp_path / "in") if isinstance(found, Skipped)
    }
    assert set(told) == {"up", "link.txt"}
    assert all(reason.startswith("a link that leads out of the folder") for reason in told.values())


def test_a_folder_or_file_that_is_named_may_be_a_link(tmp_path: Path) -> None:
    make_files(tmp_path, "out/b.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "file.txt").symlink_to(tmp_path / "out/b.txt")
    assert list_names(tmp_path, tmp_path / "folder") == ["folder/b.txt"]
    assert list_names(tmp_path, tmp_path / "file.txt") == ["file.txt"]


def test_what_a_link_beside_a_page_leads_to_says_nothing_of_it(tmp_path: Path) -> None:
    make_files(tmp_path, "in/a.html")
    (tmp_path / "secret.json").write_text('{"title": "The secret"}')
    (tmp_path / "in/a.json").symlink_to(tmp_path / "secret.json")
    assert load_sidecar(str(tmp_path / "in/a.json")) is None


def test_a_named_file_counts_whatever_it_is_called(tmp_path: Path) -> None:
    make_files(tmp_path, ".note", "speech")
    assert list_names(tmp_path, tmp_path / ".note") == [".note"]
    assert list_names(tmp_path, tmp_path / "speech") == ["speech"]


def test_a_folder_without_articles_says_what_is_read(tmp_path: Path) -> None:
    make_files(tmp_path, "photo.png")
    [found] = find_files(tmp_path)
    assert isinstance(found, Skipped)
    assert found.origin == str(tmp_path.resolve())
    assert found.reason.startswith("no articles in this folder: .txt, .md, ")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            "https://a.example/x", "web addresses are not read; save the page and give the file", id="address"
        ),
        pytest.param("ftp://a.example/x", "not an http or https address", id="other address"),
        pytest.param("no-such-file.txt", "no such file or folder", id="missing"),
        pytest.param("", "an empty name", id="empty"),
        pytest.param("a\0b", "not a path that can be read", id="NUL"),
        pytest.param("x" * 5_000, "file name too long", id="long"),
        pytest.param("/dev/null", "a device, not a file; pipe its content in and give -", id="device"),
    ],
)
def test_what_is_no_file_is_skipped_with_a_reason(source: str, reason: str) -> None:
    [found] = find_files(source)
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_pipes_and_sockets_are_skipped_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("a.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("b.txt")
        reasons = [found.reason.split(",")[0] for found in find_files(".") if isinstance(found, Skipped)]
    assert reasons[:2] == ["a pipe", "a socket"]


def test_a_forbidden_folder_is_told(tmp_path: Path) -> None:
    make_files(tmp_path, "a.txt", "secret/b.txt")
    (tmp_path / "secret").chmod(0)
    if os.access(tmp_path / "secret", os.R_OK):
        pytest.skip("nothing is forbidden to root")
    reasons = [found.reason for found in find_files(tmp_path) if isinstance(found, Skipped)]
    (tmp_path / "secret").chmod(0o700)
    assert reasons == ["permission denied"]


def test_sizes_are_added_up(tmp_path: Path) -> None:
    make_files(tmp_path, "in/a.txt", "in/b.md", "c.txt")
    sources = [str(tmp_path / "in"), str(tmp_path / "c.txt"), "-", "no-such-file", "https://a.example"]
    assert count_bytes(sources) == 3 * len("Text.")
