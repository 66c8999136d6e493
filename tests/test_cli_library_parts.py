import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Home

QUESTION = "What did Hegseth tell Dong Jun in Kuala Lumpur?"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("whole"))
    assert home.run("ingest", "seeds/articles").returncode == 0
    yield home


@pytest.fixture(scope="module")
def parted(whole: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("parted"))
    shutil.copytree(whole.library, home.library)
    finished = home.run("library", "split", "--by", "month", "--freeze")
    assert (finished.returncode, finished.stderr) == (0, "")
    yield home


def read(home: Home, *arguments: str) -> object:
    finished = home.run(*arguments)
    assert finished.returncode == 0, finished.stderr
    value = json.loads(finished.stdout)
    for changing in ("seconds", "sizes", "search"):
        if isinstance(value, dict):
            value.pop(changing, None)
    return value


def test_the_parts_are_listed_with_what_they_hold(whole: Home, parted: Home) -> None:
    [alone] = json.loads(whole.run("library", "parts", "--json").stdout)
    listed = json.loads(parted.run("library", "parts", "--json").stdout)
    assert [part["state"] for part in listed] == ["open", *["frozen"] * (len(listed) - 1)]
    assert len(listed) > 3
    assert sum(part["articles"] for part in listed) == alone["articles"]
    assert sum(part["passages"] for part in listed) == alone["passages"]
    rows = parted.run("library", "parts").stdout.splitlines()
    assert [row.split("\t")[0] for row in rows] == [part["name"] for part in listed]
    assert rows[1].split("\t")[7].endswith(f"library/parts/{listed[1]['name']}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", QUESTION, "--model", "extractive", "--json"),
        ("search", QUESTION, "--json"),
        ("stats", "--json"),
        ("articles", "list", "--json"),
        ("articles", "list", "--stories", "--json"),
        ("quote", "good and constructive", "--json"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_commands_tell_of_parts_what_they_tell_of_one_library(
    arguments: tuple[str, ...], whole: Home, parted: Home
) -> None:
    assert read(parted, *arguments) == read(whole, *arguments)


def test_a_text_is_checked_against_all_parts(whole: Home, parted: Home) -> None:
    text = "Hegseth met Dong Jun in Kuala Lumpur."
    found = [home.run("check", "-", "--model", "extractive", input=text) for home in (whole, parted)]
    assert found[0].stdout == found[1].stdout
    assert found[0].returncode == found[1].returncode


def test_what_is_ingested_again_is_unchanged(parted: Home) -> None:
    values = read(parted, "ingest", "seeds/articles", "--json")
    assert isinstance(values, dict)
    assert (values["new"], values["replaced"], values["skipped"]) == (0, 0, [])


def test_the_doctor_tells_a_line_of_each_sound_part(parted: Home) -> None:
    finished = parted.run("doctor")
    assert finished.returncode == 0, finished.stdout
    lines = [line.split() for line in finished.stdout.splitlines()]
    assert {line[1] for line in lines if line[2] == "all"} == {line[1] for line in lines} - {"open"}
    checks = json.loads(parted.run("doctor", "--json").stdout)["checks"]
    assert {check["part"] for check in checks} == {line[1] for line in lines}


def test_an_export_has_the_articles_of_all_parts(whole: Home, parted: Home) -> None:
    ids = [{json.loads(line)["id"] for line in home.run("export").stdout.splitlines()} for home in (whole, parted)]
    assert ids[0] == ids[1]


def test_a_part_is_detached_added_thawed_and_frozen(parted: Home, tmp_path: Path) -> None:
    home = Home(tmp_path)
    shutil.copytree(parted.library, home.library)
    name = json.loads(home.run("library", "parts", "--json").stdout)[1]["name"]
    folder = home.library / "parts" / name
    assert home.run("library", "detach", name).stdout == (f"{name} is detached. It is a library of its own: {folder}\n")
    finished = home.run("library", "add", str(folder), "--name", "old")
    assert finished.stdout.startswith("old is added: "), finished.stderr
    assert home.run("library", "freeze", "old").stdout.startswith("old is frozen: ")
    assert home.run("library", "thaw", "old").stdout.startswith("old is thawed: ")
    again = home.run("library", "add", str(folder))
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"qa: {folder} is a part of the library already. See them: qa library parts\n"
    unknown = home.run("library", "freeze", "nowhere")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("qa: There is no part 'nowhere'. There are: ")


def test_a_part_that_is_missing_is_an_error_that_says_what_to_do(parted: Home, tmp_path: Path) -> None:
    home = Home(tmp_path)
    shutil.copytree(parted.library, home.library)
    name = json.loads(home.run("library", "parts", "--json").stdout)[1]["name"]
    shutil.rmtree(home.library / "parts" / name)
    asked = home.run("ask", QUESTION, "--model", "extractive")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert f"qa library detach {name}" in asked.stderr
    listed = json.loads(home.run("library", "parts", "--json").stdout)
    assert [part["state"] for part in listed if part["name"] == name] == ["missing"]
    assert home.run("doctor").returncode == 1
    assert home.run("library", "detach", name).returncode == 0
    assert home.run("ask", QUESTION, "--model", "extractive").returncode == 0


def test_an_added_library_is_told_with_what_is_hidden_and_a_detached_one_with_what_is_there(
    whole: Home, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    shutil.copytree(whole.library, home.library)
    other = tmp_path / "other"
    shutil.copytree(whole.library, other)
    [alone] = json.loads(home.run("library", "parts", "--json").stdout)
    line = home.run("library", "add", str(other)).stdout
    assert line.startswith("other is added: 0 articles, 0 passages, ")
    assert f"{alone['articles']} more are in the library already, and hidden in this part." in line
    listed = json.loads(home.run("library", "parts", "--json").stdout)
    assert [(part["articles"], part["hidden"]) for part in listed] == [(alone["articles"], 0), (0, alone["articles"])]
    assert read(home, "stats", "--json") == read(whole, "stats", "--json")
    assert home.run("doctor").returncode == 0
    (other / "catalogue.sqlite").write_bytes(b"nothing" * 5000)
    assert "qa library detach other" in home.run("search", QUESTION).stderr
    assert "is damaged" in home.run("library", "detach", "other").stdout
    home.run("library", "detach", "other")
    kept = json.loads(home.run("library", "parts", "--json").stdout)
    assert [part["articles"] for part in kept] == [alone["articles"]]
