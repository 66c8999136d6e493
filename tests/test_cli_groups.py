import inspect
from typing import Any

import pytest

from qa.cli.groups import FILTERS, SAMPLE, command
from qa.errors import UsageProblem


def make_command(got: dict[str, Any]) -> Any:
    @command(settings=("library", "k"), filters=FILTERS, run_options=SAMPLE)
    def run(text: str, settings: Any, filters: Any, run_options: Any, last: bool = False) -> None:
        got.update(text=text, settings=settings, filters=filters, run_options=run_options, last=last)

    return run


def list_defaults(run: Any) -> dict[str, Any]:
    parameters = inspect.signature(run).parameters.values()
    return {one.name: one.default for one in parameters if one.default is not inspect.Parameter.empty}


def test_the_options_of_the_groups_stand_where_the_first_group_is_named() -> None:
    shared = ["articles", "library", "k", "since", "until", "source", "language", "limit", "sample", "seed"]
    assert list(inspect.signature(make_command({})).parameters) == ["text", *shared, "last"]


def test_a_command_gets_what_its_groups_are_read_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_LIBRARY", raising=False)
    got: dict[str, Any] = {}
    run = make_command(got)
    run(**{**list_defaults(run), "text": "x", "k": 4, "since": "2025-10", "source": ["A\udcff"], "limit": 3})
    assert (got["text"], got["last"], got["settings"].k) == ("x", False, 4)
    assert (str(got["filters"].since), got["filters"].sources) == ("2025-10-01", ("A?",))
    assert (got["run_options"].limit, got["run_options"].own_library) == (3, False)


def test_options_that_speak_against_each_other_are_refused() -> None:
    run = make_command({})
    with pytest.raises(UsageProblem, match="not both"):
        run(**{**list_defaults(run), "text": "x", "articles": "a", "library": "b"})
