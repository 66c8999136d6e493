import json
import re
from collections.abc import Iterator

import pytest
from cli_runs import Home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    home.run("ingest", "seeds/articles")
    yield home


def test_a_pipe_gets_plain_lines_of_a_fixed_width(home: Home) -> None:
    finished = home.run("stats")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert re.match(r"articles  \d+ in \d+ passages\n", finished.stdout)
    assert "\nArticles by month\n" in finished.stdout and "\nArticles by outlet\n" in finished.stdout
    assert max(map(len, finished.stdout.splitlines())) == 72
    assert "\x1b" not in finished.stdout


def test_a_terminal_gets_its_width(home: Home) -> None:
    shown = home.run_on_terminal("stats")
    assert "\x1b[" in shown
    visible = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, visible.splitlines())) == 80
    assert "\x1b" not in home.run_on_terminal("stats", NO_COLOR="1")


def test_a_stream_without_blocks_gets_number_signs(home: Home) -> None:
    shown = home.run("stats", environment={"PYTHONIOENCODING": "ascii"}).stdout
    assert "###" in shown and "?" not in shown


def test_filters_and_json_go_together(home: Home) -> None:
    values = json.loads(home.run("stats", "--source", "Meridian Wire", "--json").stdout)
    assert values["articles"] == sum(row["articles"] for row in values["times"]) > 0
    assert [row["name"] for row in values["outlets"]] == ["Meridian Wire"]
    assert json.loads(home.run("stats", "--until", "1990", "--json").stdout)["articles"] == 0
    assert home.run("stats", "--until", "1990").stdout.startswith("articles  0 in 0 passages\n")


def test_which_way_searches_go_is_told(home: Home) -> None:
    assert "\nsearch    exactly in the catalogue\n" in home.run("stats").stdout
    search = json.loads(home.run("stats", "--json").stdout)["search"]
    assert (search["one_shot"], search["lasting"]) == ("catalogue", "catalogue")
    assert search["collection"] == "qa-articles" and search["chromadb"]
    checks = json.loads(home.run("doctor", "--json").stdout)["checks"]
    [check] = [check for check in checks if check["check"] == "search"]
    assert (check["state"], check["text"]) == ("ok", "Vectors are searched exactly in the catalogue.")
