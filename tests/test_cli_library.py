import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Home

TAIWAN = "What did China's defence ministry say about Taiwan?"
HOSTILE = """---
title: "Owned \\e[31m \\u009b2J [bold]title[/] \\u202e"
source: "Evil \\a outlet"
published: 2025-01-02
url: javascript:alert(1)
---
The zyzzogeton \x1b]0;owned\x07 of Xanadu weighs [red]42[/red] kilograms, said Kubla Khan on Monday.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    finished = home.run("ingest", "seeds/articles/kuala-lumpur")
    assert re.fullmatch(r"5 articles in: 5 new, 0 unchanged, 0 replaced; 0 skipped; \d+\.\d s\.\n", finished.stdout)
    assert (finished.returncode, finished.stderr) == (0, "")
    yield home


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_ingesting_again_changes_nothing_and_says_so_as_json(home: Home) -> None:
    values = json.loads(home.run("ingest", "seeds/articles/kuala-lumpur", "nowhere", "--json").stdout)
    assert {**values, "seconds": 0} == {
        "new": 0,
        "unchanged": 5,
        "replaced": 0,
        "skipped": [{"origin": str(home.folder / "nowhere"), "reason": "no such file or folder"}],
        "passages": 0,
        "seconds": 0,
    }


def test_what_can_not_be_read_does_not_stop_the_rest(empty_home: Home) -> None:
    (empty_home.folder / "binary.txt").write_bytes(bytes(range(256)))
    finished = empty_home.run("ingest", "nowhere", "binary.txt", "seeds/articles/kuala-lumpur/meridian-wire.md")
    assert finished.returncode == 0
    assert finished.stdout.startswith("1 article in: 1 new, 0 unchanged, 0 replaced; 2 skipped;")
    assert [line.partition(": ")[2] for line in finished.stderr.splitlines()] == [
        f"skipped {empty_home.folder / 'nowhere'}: no such file or folder",
        f"skipped {empty_home.folder / 'binary.txt'}: not a text file",
    ]


def test_nothing_that_can_be_read_is_exit_code_1_and_makes_no_library(empty_home: Home) -> None:
    finished = empty_home.run("ingest", "nowhere")
    assert finished.returncode == 1
    assert finished.stderr.endswith("qa: Nothing could be read, so nothing was taken in.\n")
    assert not empty_home.library.exists()


def test_only_the_first_twenty_reasons_are_told(empty_home: Home) -> None:
    finished = empty_home.run("ingest", *(f"none{n}" for n in range(23)))
    assert len(finished.stderr.splitlines()) == 22
    assert "and 3 more skipped" in finished.stderr


def test_fields_and_defaults_are_given_by_options(empty_home: Home) -> None:
    row = {
        "kopf": "Titel",
        "leib": "Der Fluss trat am Montag über die Ufer, sagte die Polizei in Bonn.",
        "tag": "2025-01-02",
    }
    options = ["--field", "title=kopf", "--field", "text=leib", "--field", "published=tag"]
    options += ["--source-name", "Der Bote", "--language", "de"]
    assert empty_home.run("ingest", "-", *options, input=json.dumps(row)).returncode == 0
    listed = empty_home.run("articles", "list").stdout
    assert listed.partition("\t")[2] == "2025-01-02\tDer Bote\tde\tTitel\n"


@pytest.mark.parametrize(
    "command",
    [["articles", "list"], ["ask", "Who won?"], ["search", "the cup"], ["stats"], ["ingest", "-"]],
    ids=lambda command: command[0],
)
def test_what_is_no_language_is_refused_in_one_line(empty_home: Home, command: list[str]) -> None:
    finished = empty_home.run(*command, "--language", "klingon")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert re.fullmatch(r"qa: .*'klingon'.*[Gg]ive a name or a code such as en, de, 'German'\.\n", finished.stderr)


def test_articles_of_a_language_are_found_by_its_name(home: Home) -> None:
    listed, named = (home.run("articles", "list", "--language", each).stdout for each in ("en", "English"))
    assert listed and listed == named


def test_an_interrupted_ingest_keeps_what_is_in(empty_home: Home) -> None:
    rows = [{"title": f"Title {n}", "text": f"Rain fell on village {n} on Monday, they said."} for n in range(5_000)]
    (empty_home.folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with subprocess.Popen(
        [sys.executable, "-m", "qa", "ingest", "rows.jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=empty_home.folder,
        env=empty_home.write_environment(),
    ) as process:
        while process.poll() is None and not empty_home.run("articles", "list").stdout:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    match = re.fullmatch(r"qa: Stopped; what is in stays in\. ([\d,]+) articles in: .*\n", told)
    assert match
    assert len(empty_home.run("articles", "list").stdout.splitlines()) >= int(match[1].replace(",", "")) > 0


def test_a_question_is_answered_in_a_pipe_without_escapes_or_wrapping(home: Home) -> None:
    finished = home.run("ask", TAIWAN, "--model", "extractive")
    assert finished.returncode == 0
    assert "\x1b" not in finished.stdout + finished.stderr
    assert re.search(r"^\S.* \[1\]$", finished.stdout, re.MULTILINE)
    assert re.search(r"^    https://\S+#:~:text=\S+$", finished.stdout, re.MULTILINE)


def test_every_quote_is_the_text_of_its_article_at_its_offsets(home: Home) -> None:
    answer = json.loads(home.run("ask", TAIWAN, "--model", "extractive", "--json").stdout)
    assert answer["citations"]
    for citation in answer["citations"]:
        article = json.loads(home.run("articles", "show", citation["article"]["id"], "--json").stdout)
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_by_the_model_that_was_asked_for_needs_no_notice(home: Home) -> None:
    finished = home.run("ask", TAIWAN, "--model", "extractive")
    assert finished.stderr == ""


def test_what_the_articles_do_not_say_is_exit_code_3(home: Home) -> None:
    finished = home.run("ask", "Who won the chess olympiad in Reykjavik?", "--model", "extractive")
    assert finished.returncode == 3
    assert finished.stdout.startswith("The articles do not say")


def test_many_questions_are_answered_as_json_lines(home: Home) -> None:
    lines = [TAIWAN, '{"question": 3, "id": "b"}', json.dumps({"question": TAIWAN, "id": "c", "until": "1999"})]
    finished = home.run("ask", "-", "--model", "extractive", input="\n".join(lines))
    rows = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [(row.get("id"), row.get("status")) for row in rows] == [
        (None, "answered"),
        ("b", None),
        ("c", "not_answered"),
    ]
    assert finished.returncode == 2


def test_a_search_marks_the_best_sentence(home: Home) -> None:
    finished = home.run("search", "Taiwan", "talks", "in", "Busan", "-k", "2")
    assert finished.returncode == 0
    assert len(re.findall(r"»[^«]+«", finished.stdout)) == 2
    hits = json.loads(home.run("search", "Taiwan talks in Busan", "-k", "2", "--json").stdout)
    for hit in hits:
        start, end = (hit["best"][side] - hit["start"] for side in ("start", "end"))
        assert hit["text"][start:end] == hit["best"]["text"]


def test_a_search_that_finds_nothing_is_exit_code_3(home: Home) -> None:
    finished = home.run("search", "Taiwan", "--until", "1999")
    assert (finished.returncode, finished.stdout) == (3, "")
    assert json.loads(home.run("search", "Taiwan", "--until", "1999", "--json").stdout) == []


def test_the_listing_is_limited_by_options(home: Home) -> None:
    assert len(home.run("articles", "list").stdout.splitlines()) == 5
    assert len(home.run("articles", "list", "--limit", "2").stdout.splitlines()) == 2
    rows = json.loads(home.run("articles", "list", "--source", "meridian wire", "--json").stdout)
    assert [row["source"] for row in rows] == ["Meridian Wire"]
    assert home.run("articles", "list", "--until", "1999").stdout == ""


def test_articles_are_shown_and_removed_by_the_beginning_of_their_id(empty_home: Home) -> None:
    empty_home.run("ingest", "seeds/articles/kuala-lumpur/meridian-wire.md")
    id = empty_home.run("articles", "list").stdout.partition("\t")[0]
    shown = empty_home.run("articles", "show", id[:6]).stdout
    assert shown.startswith("Hegseth and Dong meet in Kuala Lumpur and differ over Taiwan\n")
    assert "\nKUALA LUMPUR (Meridian Wire) - " in shown
    unknown = empty_home.run("articles", "remove", id, "zzz")
    assert (unknown.returncode, unknown.stderr[:29]) == (4, "qa: There is no article 'zzz'")
    assert empty_home.run("articles", "remove", id[:6]).stdout == "Removed 1 article.\n"
    assert empty_home.run("articles", "list").stdout == ""
    answer = empty_home.run("ask", TAIWAN, "--model", "extractive")
    assert answer.returncode == 3
    assert answer.stdout.startswith("The library is empty")


def test_a_library_can_be_embedded_anew(empty_home: Home) -> None:
    empty_home.run("ingest", "seeds/articles/kuala-lumpur/meridian-wire.md")
    assert re.fullmatch(r"\d+ passages embedded anew\.\n", empty_home.run("ingest", "--re-embed").stdout)


def test_a_terminal_shows_styles_links_and_wrapped_lines(home: Home) -> None:
    shown = home.run_on_terminal("ask", TAIWAN, "--model", "extractive")
    assert "\x1b]8;" in shown and "\x1b[1m" in shown
    assert "#:~:text=" in shown
    visible = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert "#:~:text=" not in visible
    assert all(len(line) <= 80 for line in visible.splitlines() if "https://" not in line)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_escape_is_written_where_none_is_wanted(home: Home, variables: dict[str, str]) -> None:
    shown = home.run_on_terminal("ask", TAIWAN, "--model", "extractive", **variables)
    assert "\x1b" not in shown
    assert "#:~:text=" in shown


def test_nothing_in_an_article_reaches_the_terminal(empty_home: Home) -> None:
    path = empty_home.folder / "hostile.md"
    path.write_text(HOSTILE)
    assert "1 new" in empty_home.run("ingest", str(path)).stdout
    commands = [
        ("ask", "How much does the zyzzogeton of Xanadu weigh?", "--model", "extractive"),
        ("search", "zyzzogeton"),
        ("articles", "list"),
        ("articles", "show", str(path)),
        ("search", "zyzzogeton", "--json"),
    ]
    for command in commands:
        shown = empty_home.run_on_terminal(*command)
        visible = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", visible)
        assert "\x1b[31m" not in shown and "javascript:alert(1)\x1b" not in shown
        assert "[bold]" in visible or "[red]" in visible


@pytest.mark.parametrize(("typed", "left"), [("n\n", 1), ("y\n", 0)], ids=["no", "yes"])
def test_removing_asks_first_on_a_terminal(empty_home: Home, typed: str, left: int) -> None:
    empty_home.run("ingest", "seeds/articles/kuala-lumpur/meridian-wire.md")
    id = empty_home.run("articles", "list").stdout.partition("\t")[0]
    shown = empty_home.run_on_terminal("articles", "remove", id, typed=typed)
    assert f"{id}  Hegseth and Dong meet" in shown and "Remove 1 article? [y/N]" in shown
    assert len(empty_home.run("articles", "list").stdout.splitlines()) == left


def test_a_reader_that_goes_away_is_no_news(home: Home) -> None:
    command = f"{sys.executable} -m qa articles list --json | head -1"
    finished = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True, text=True, cwd=home.folder, env=home.write_environment(), check=False,
    )  # fmt: skip
    assert (finished.stdout, finished.stderr) == ("[\n", "")


def test_copies_are_listed_as_one_story(empty_home: Home) -> None:
    empty_home.run("ingest", "seeds/articles/ilmaria-rate-cut")
    rows = [row.split("\t") for row in empty_home.run("articles", "list", "--stories").stdout.splitlines()]
    assert sorted(row[3] for row in rows) == ["1", "3"]
    [copied] = json.loads(empty_home.run("articles", "list", "--copies", "--json").stdout)
    assert len(copied["articles"]) == 3
