import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Home

WIRE = "Meridian Wire"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    home.run("ingest", "seeds/articles/kuala-lumpur")
    yield home


def list_sources(home: Home) -> list[str]:
    return [line.split("\t")[2] for line in home.run("articles", "list").stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "Nothing to remove", id="nothing"),
        pytest.param(["abc", "--source", WIRE], "either ids or --source", id="both"),
        pytest.param(["--source", WIRE], "--dry-run, then give --yes", id="nobody to ask"),
        pytest.param(["--since", "never"], "--since can't be 'never'", id="no day"),
    ],
)
def test_what_is_not_clear_removes_nothing(home: Home, arguments: list[str], told: str) -> None:
    finished = home.run("articles", "remove", *arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert told in finished.stderr
    assert len(list_sources(home)) == 5


def test_a_dry_run_lists_what_would_go_and_changes_nothing(home: Home) -> None:
    before = {path: path.read_bytes() for path in home.library.rglob("*") if path.is_file()}
    finished = home.run("articles", "remove", "--source", WIRE, "--dry-run")
    assert (finished.returncode, finished.stderr) == (0, "qa: 1 article would be removed.\n")
    assert finished.stdout == home.run("articles", "list", "--source", WIRE).stdout != ""
    rows = json.loads(home.run("articles", "remove", "--source", WIRE, "--dry-run", "--json").stdout)
    assert (rows["removed"], len(rows["ids"])) == (0, 1)
    assert {path: path.read_bytes() for path in before} == before


def test_articles_go_by_outlet_and_day_together(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.run("ingest", "seeds/articles/kuala-lumpur")
    assert (
        home.run("articles", "remove", "--source", WIRE, "--until", "2024", "--yes").stdout == "Removed 0 articles.\n"
    )
    assert home.run("articles", "remove", "--source", WIRE, "--since", "2025-10", "--yes").stdout == (
        "Removed 1 article.\n"
    )
    assert len(list_sources(home)) == 4 and WIRE not in list_sources(home)
    shown = home.run_on_terminal("articles", "remove", "--since", "2025", typed="n\n")
    assert "Remove 4 articles? [y/N]" in shown
    assert len(list_sources(home)) == 4
    assert json.loads(home.run("articles", "remove", "--since", "2025", "--yes", "--json").stdout)["removed"] == 4
