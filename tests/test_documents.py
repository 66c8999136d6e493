"""What the documents say exists: their commands and options, what their links lead to, their settings and names."""

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import typer

import qa
from qa.cli.app import app
from qa.settings import list_settings, load_settings

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.documents.pages import PAGES  # noqa: E402
from tools.documents.stages import BANDS  # noqa: E402

_PATH = re.compile(r"`((?:qa|prompts|seeds|tools|tests|examples|adapter)/[\w./-]*)`")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^[ ]*```(?P<language>\w*)\n(?P<text>.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s#]+)(?:#[^)]*)?\)")


def find_blocks(language: str) -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for block in _BLOCK.finditer(path.read_text(encoding="utf-8")):
            if block["language"] == language:
                yield path.name, block["text"]


def find_commands() -> list[tuple[str, str]]:
    """Return each call of the program in the documents, without comments and pipes."""
    found = []
    for name, text in find_blocks("sh"):
        for line in text.splitlines():
            for call in re.split(r"\s[|>]\s|&&|;", line.partition(" #")[0]):
                if match := re.search(r"(?:^|\s)qa (?P<rest>.*)", call):
                    found.append((name, match["rest"].partition(" < ")[0].strip()))
    return found


@cache
def build_command() -> Any:
    return typer.main.get_command(app)


@pytest.mark.parametrize(("document", "call"), find_commands(), ids=lambda value: value[:60])
def test_a_command_of_the_documents_exists_with_its_options(document: str, call: str) -> None:
    words = shlex.split(call)
    command = build_command()
    while hasattr(command, "commands") and words:
        assert words[0] in command.commands, f"{document}: qa {call}"
        command = command.commands[words.pop(0)]
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    options = [word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    assert not [option for option in options if option not in known | {"--help", "-h"}], f"{document}: qa {call}"


def test_there_are_commands_to_look_at() -> None:
    assert len(find_commands()) > 40
    assert isinstance(build_command(), click.Command) or hasattr(build_command(), "commands")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_of_the_documents_leads_to_a_file(path: Path) -> None:
    targets = [match["target"] for match in _LINK.finditer(path.read_text(encoding="utf-8"))]
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert not [target for target in local if not (path.parent / target).exists()]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_made_of_the_program_is_as_the_program_is(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "It is due: uv run python -m tools.documents"


def test_every_exported_name_is_in_a_reference() -> None:
    reference, errors = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("reference.md", "errors.md"))
    told = re.findall(r"^::: qa\.(\w+)$", reference, re.MULTILINE)
    assert len(told) == len(set(told))
    assert {*told, *re.findall(r"^\| `(\w+)`", errors, re.MULTILINE)} == set(qa.__all__)


def test_every_setting_is_told() -> None:
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(list_settings())


def test_what_the_documents_say_of_folders_and_files_is_there() -> None:
    documents = [*DOCUMENTS, ROOT / "CONTRIBUTING.md"]
    named = {(path.name, match[1]) for path in documents for match in _PATH.finditer(path.read_text("utf-8"))}
    assert len(named) > 40
    # xx stands for a language that is to be added.
    assert not sorted(each for each in named if not each[1].endswith("/xx.py") and not (ROOT / each[1]).exists())


def test_every_folder_of_the_program_is_told_of() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [path.parent.name for path in (ROOT / "qa").glob("*/__init__.py")]
    assert len(folders) > 15
    assert not [name for name in folders if f"`qa/{name}/`" not in told]


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "docs" / "architecture.md"], ids=lambda path: path.name)
def test_the_stages_are_the_same_in_documents_picture_and_folders(path: Path) -> None:
    told = re.findall(r"^\w+(?: -> \w+)+$", path.read_text(encoding="utf-8"), re.MULTILINE)
    drawn = [" -> ".join(band.folders) for band in BANDS if band.is_path]
    assert sorted(told) == sorted(drawn)
    assert not [name for line in told for name in line.split(" -> ") if not list((ROOT / "qa").glob(f"{name}*"))]


def test_every_page_is_in_the_site() -> None:
    listed = re.findall(r"- (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in DOCUMENTS[1:])


def test_every_document_is_listed() -> None:
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert not [path.name for path in DOCUMENTS[1:] if path.name != "README.md" and f"({path.name})" not in listed]


def test_the_settings_of_the_documents_can_be_loaded(tmp_path: Path) -> None:
    tables = [text for _, text in find_blocks("toml")]
    assert tables
    for text in tables:
        (tmp_path / "qa.toml").write_text(text, encoding="utf-8")
        load_settings(tomllib.loads(text), folder=tmp_path)


def test_names_of_the_package_that_the_documents_import_exist() -> None:
    names = [
        name.strip()
        for _, text in find_blocks("python")
        for match in re.finditer(r"from qa import ([^\n(]+)", text)
        for name in match[1].split(",")
    ]
    assert names
    assert not [name for name in names if not hasattr(qa, name)]
