import io
import json
import re

import pytest
from cli_runs import Home

ARTICLE = """---
title: Flood in Port Ellery
source: Meridian Wire
published: 2025-11-01
language: en
url: https://meridian.example/flood
---
The flood in Port Ellery killed 48 people on Friday, the mayor, Orla Denn, said.

“We will rebuild the old bridge by the spring, but only if the province pays half,” said Piet Marsh.
"""
GOOD = "# The flood\n\nThe flood in Port Ellery killed **48 people** on Friday.\n"
BAD = """# The flood

The flood in Port Ellery killed 84 people on Friday. Snow fell on the harbour of Skerrow. Who knows?

- “We will rebuild the old bridge by the spring,” said Piet Marsh.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    (home.folder / "flood.md").write_text(ARTICLE)
    (home.folder / "good.md").write_text(GOOD)
    (home.folder / "bad.md").write_text(BAD)
    assert home.run("ingest", "flood.md").returncode == 0
    return home


def test_a_draft_that_holds_is_shown_and_exit_code_0(home: Home) -> None:
    checked = home.run("check", "good.md", "--no-judge")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.splitlines() == [
        "The flood",
        "",
        "The flood in Port Ellery killed 48 people on Friday. ✓",
        "",
        "1 statement: 1 supported. Judged by words and rules alone.",
    ]


def test_what_does_not_hold_is_shown_below_its_paragraph_and_exit_code_3(home: Home) -> None:
    checked = home.run("check", "bad.md", "--no-judge")
    assert (checked.returncode, checked.stderr) == (3, "")
    lines = checked.stdout.splitlines()
    assert lines[2].startswith("The flood in Port Ellery killed 84 people on Friday. ✗1 Snow fell ")
    assert lines[2].endswith("Skerrow. ?2 Who knows?")
    assert lines[3] == "  ✗1 The articles contradict this."
    assert any("“84" in line and "“48" in line for line in lines)
    assert "     “The flood in Port Ellery killed 48 people on Friday, the mayor, Orla Denn, said.”" in lines
    assert "     Meridian Wire, 1 November 2025: Flood in Port Ellery" in lines
    assert "     Cut short; with it goes “but only if the province pays half”." in lines
    assert lines[-1].startswith("3 statements: ")
    assert "1 quotation: 1 cut short; 1 sentence with nothing to check." in lines[-1]


def test_the_json_has_each_statement_with_its_place_in_the_draft(home: Home) -> None:
    values = json.loads(home.run("check", "bad.md", "--no-judge", "--json").stdout)
    assert (values["name"], values["verdict"], values["judge"]) == ("bad.md", "contradicted", "rules")
    for statement in values["statements"]:
        assert BAD[statement["start"] : statement["end"]] == statement["text"]
    assert values["statements"][0]["citations"] == [values["citations"][0]["n"]]
    assert values["statements"][2]["quotations"][0]["state"] == "cut"


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_a_draft_is_written_for_other_programs(home: Home, format: str) -> None:
    checked = home.run("check", "bad.md", "--no-judge", "--format", format)
    assert (checked.returncode, checked.stderr) == (3, "")
    assert "✗1" in checked.stdout and "killed 48 people" in checked.stdout


def test_a_draft_comes_from_standard_input_as_text_or_docx(home: Home) -> None:
    from docx import Document

    checked = home.run("check", "-", "--no-judge", input=GOOD)
    assert (checked.returncode, checked.stdout.count("✓")) == (0, 1)
    document, stream = Document(), io.BytesIO()
    document.add_paragraph("The flood in Port Ellery killed 48 people on Friday.")
    document.save(stream)
    checked = home.run("check", "-", "--no-judge", "--json", input=stream.getvalue())
    values = json.loads(checked.stdout)
    assert (checked.returncode, values["name"], values["verdict"]) == (0, "standard input", "supported")


def test_lines_of_json_give_a_line_each_in_their_order(home: Home) -> None:
    rows = [
        {"id": 7, "text": "The flood killed 48 people. The flood killed 84 people.", "kind": "mixed"},
        {"text": "It killed 48 people.", "question": "How many people did the flood in Port Ellery kill?"},
        {"id": "q", "text": "Who knows?"},
    ]
    checked = home.run("check", "-", "--no-judge", "--json", input="\n".join(map(json.dumps, rows)))
    found = [json.loads(line) for line in checked.stdout.splitlines()]
    assert (checked.returncode, checked.stderr) == (3, "")
    assert [(row["id"], row["verdict"]) for row in found] == [(7, "contradicted"), (None, "supported"), ("q", None)]
    assert found[0]["kind"] == "mixed"
    assert [(s["text"], s["start"], s["verdict"]) for s in found[0]["statements"]] == [
        ("The flood killed 48 people.", 0, "supported"),
        ("The flood killed 84 people.", 28, "contradicted"),
    ]
    assert found[0]["citations"][0]["quote"].startswith("The flood in Port Ellery killed 48")


def test_a_bad_line_is_a_row_with_an_error_and_exit_code_1(home: Home) -> None:
    lines = ['{"id": 1, "text": "The flood killed 48 people."}', '{"id": 2}', "no", '{"id": 4, "text": 5}', "[1]"]
    lines += ['{"text": "It rained.", "asked": "soon"}', "\xff", '{"text": "The flood killed 84 people."}']
    checked = home.run("check", "-", "--no-judge", "--json", input="\n".join(lines).encode("latin-1"))
    found = [json.loads(line) for line in checked.stdout.splitlines()]
    assert checked.returncode == 1
    assert [row.get("verdict") for row in (found[0], found[-1])] == ["supported", "contradicted"]
    assert [row["line"] for row in found[1:-1]] == [2, 3, 4, 5, 6, 7]
    assert [row["error"].partition(".")[0].partition(":")[0] for row in found[1:-1]] == [
        "The line has no text",
        "The line is not JSON",
        '"text" has to be text',
        "The line is not an object",
        "asked can't be 'soon'",
        "The line is not UTF-8",
    ]


def test_a_file_of_lines_is_told_by_its_name(home: Home) -> None:
    (home.folder / "some.jsonl").write_text('{"text": "The flood killed 48 people."}\n')
    checked = home.run("check", "some.jsonl", "--no-judge", "--json")
    assert (checked.returncode, json.loads(checked.stdout)["verdict"]) == (0, "supported")


def test_a_draft_is_marked_on_a_terminal_of_80_columns(home: Home) -> None:
    shown = home.run_on_terminal("check", "bad.md", "--no-judge")
    assert "\x1b[31mThe flood in Port Ellery killed 84 people" in shown
    lines = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\\\|\x1b\[[?\d;]*[a-zA-Z]", "", shown).rpartition("\r")[2].splitlines()
    assert lines[-1].endswith("words and rules alone.")
    assert max(len(line) for line in lines if "https:" not in line) <= 80


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["none.md"], 2, "qa: none.md can't be read: No such file or directory.", id="no file"),
        pytest.param(["empty.md"], 2, "qa: There is nothing to check in empty.md", id="empty"),
        pytest.param(["good.md", "--library", "none"], 4, "qa: There is no library at none.", id="no library"),
        pytest.param(["good.md", "--as-of", "soon"], 2, "qa: --as-of can't be 'soon'.", id="no day"),
        pytest.param([".", "--json"], 2, "qa: . can't be read: Is a directory.", id="a folder"),
    ],
)
def test_what_can_not_be_checked_is_a_line(home: Home, arguments: list[str], code: int, message: str) -> None:
    (home.folder / "empty.md").write_text("\n")
    checked = home.run("check", *arguments, "--no-judge")
    assert (checked.returncode, checked.stdout) == (code, "")
    assert checked.stderr.startswith(message) and checked.stderr.count("\n") == 1


def test_without_a_model_it_is_said_that_rules_decide(home: Home) -> None:
    checked = home.run("check", "good.md", "--judge", "--model", "extractive")
    assert (checked.returncode, checked.stderr) == (0, "")
