import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Home
from library_fakes import read_chroma_ids


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    home.run("ingest", "seeds/articles/kuala-lumpur")
    yield home


def test_an_export_through_a_pipe_gives_the_same_export_with_the_places_the_articles_are_from(home: Home) -> None:
    qa = f"{sys.executable} -m qa"
    subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{qa} export | {qa} ingest - --library other"],
        cwd=home.folder, env=home.write_environment(), check=True, capture_output=True,
    )  # fmt: skip
    first, second = home.run("export"), home.run("export", "--library", "other")
    assert first.stdout == second.stdout != ""
    assert (first.stderr, first.returncode) == ("", 0)
    assert len(first.stdout.splitlines()) == 5
    assert str((home.seeds / "kuala-lumpur" / "meridian-wire.md").resolve()) in second.stdout


def test_a_file_is_there_only_once_it_is_complete(home: Home) -> None:
    finished = home.run("export", "-o", "all.jsonl", "--chroma", "chroma")
    assert finished.stdout == "5 articles written to all.jsonl, the Chroma collection to chroma.\n"
    assert (home.folder / "all.jsonl").read_text() == home.run("export").stdout
    assert read_chroma_ids(home.folder) == read_chroma_ids(home.library)
    missing = home.run("export", "-o", "nowhere/all.jsonl")
    assert (missing.returncode, missing.stderr[:41]) == (2, "qa: nowhere/all.jsonl can't be written: N")
    assert not list(home.folder.rglob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "count"),
    [(["--source", "Meridian Wire"], 1), (["--since", "2030"], 0), (["--language", "en"], 5)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_export_can_be_limited(home: Home, arguments: list[str], count: int) -> None:
    assert len(home.run("export", *arguments).stdout.splitlines()) == count


def test_a_collection_on_a_server_is_not_copied(home: Home) -> None:
    finished = home.run("export", "--chroma", "there", environment={"QA_CHROMA": "http://127.0.0.1:1"})
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "kept by a Chroma server" in finished.stderr


def test_a_newer_export_is_refused_in_a_sentence(home: Home) -> None:
    rows = home.run("export").stdout.replace('"qa_export": 1', '"qa_export": 2')
    finished = home.run("ingest", "-", "--library", "newer", input=rows)
    assert finished.returncode == 1
    assert "skipped stdin:1: exported by a newer version of qa" in finished.stderr
    assert not Path(home.folder / "newer").exists()
