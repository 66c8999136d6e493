"""`qa brief`, `qa timeline` and `qa changes` as a user runs them: formats, exit codes, errors."""

import json
from datetime import date
from pathlib import Path

import pytest
from cli_runs import Home

from qa.briefing import read_since
from qa.errors import UsageProblem


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    assert home.run("ingest", "seeds/articles").returncode == 0
    return home


COMMANDS = [
    ("brief", "Teln valley flood", "--model", "extractive"),
    ("timeline", "Teln valley flood"),
    ("changes", "Teln valley flood", "--since", "2024-08-09"),
]
NAMES = [command[0] for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_json_is_one_object_with_citations_whose_quotes_are_the_articles(home: Home, command: tuple[str, ...]) -> None:
    finished = home.run(*command, "--json")
    assert (finished.returncode, finished.stderr) == (0, "")
    value = json.loads(finished.stdout)
    assert value["topic"] == "Teln valley flood"
    assert value["citations"]


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_format_has_the_flood(home: Home, command: tuple[str, ...], format: str) -> None:
    finished = home.run(*command, "--format", format)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "interior ministry put the number of dead at 23" in finished.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_a_topic_without_articles_is_exit_code_3(home: Home, command: tuple[str, ...]) -> None:
    name, _, *options = command
    finished = home.run(name, "zebra migration in Botswana", *options)
    assert finished.returncode == 3
    assert "The library has no articles about this." in finished.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_a_library_that_is_not_there_is_exit_code_4(home: Home, command: tuple[str, ...]) -> None:
    finished = home.run(*command, "--library", "nowhere")
    assert finished.returncode == 4
    assert "There is no library at" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_that_nothing_changed_is_an_answer(home: Home) -> None:
    finished = home.run("changes", "Teln valley flood", "--since", "2026-01-01")
    assert finished.returncode == 0
    assert finished.stdout.endswith("Nothing changed.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("changes", "Teln", "--since", "soon"), "--since can't be 'soon'"),
        (("timeline", "Teln", "--picture", "x.gif"), "--picture can't be 'x.gif'"),
        (("timeline", "Teln", "-k", "0"), "-k can't be 0"),
        (("changes", "Teln"), "--since"),
        (("brief", ""), "question"),
    ],
    ids=["a since that is no day", "a picture of another kind", "no reports", "no since", "no topic"],
)
def test_wrong_usage_is_told_in_a_line(home: Home, arguments: tuple[str, ...], message: str) -> None:
    finished = home.run(*arguments)
    assert finished.returncode == 2
    assert message in finished.stderr
    assert len(finished.stderr.splitlines()) == 1


def test_a_picture_is_drawn_beside_the_timeline(home: Home, tmp_path: Path) -> None:
    finished = home.run("timeline", "Teln valley flood", "--picture", str(tmp_path / "flood.svg"), "--dark")
    assert finished.returncode == 0
    assert "siren" in (tmp_path / "flood.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-11-02", date(2025, 11, 2)),
        ("2025-11", date(2025, 11, 1)),
        ("2025", date(2025, 1, 1)),
        ("yesterday", date(2025, 11, 11)),
        ("last week", date(2025, 11, 3)),
        ("Monday", date(2025, 11, 10)),
        ("1 October", date(2025, 10, 1)),
    ],
)
def test_since_may_be_a_day_or_words(value: str, day: date) -> None:
    assert read_since(value, today=date(2025, 11, 12)) == day


def test_words_without_a_day_to_count_from_are_refused() -> None:
    with pytest.raises(UsageProblem, match="last week"):
        read_since("last week", today=None)
