import random
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import pytest
from odd_lines import find_fault, isolate, list_lines

# The demo takes seconds, for it makes a library of its own.
LINES = random.Random(11).sample([line for line in list_lines() if line[0] != "demo"], 90)


@pytest.mark.parametrize("lines", [LINES[n::3] for n in range(3)], ids=lambda _: "thirty")
def test_an_odd_command_line_ends_with_a_code_and_a_reason(
    lines: Sequence[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in isolate(tmp_path, tmp_path / "none").items():
        monkeypatch.setenv(name, value)
    with chdir(tmp_path):
        faults = {" ".join(line)[:200]: fault for line in lines if (fault := find_fault(line))}
    assert faults == {}
