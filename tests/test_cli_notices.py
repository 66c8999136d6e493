from pathlib import Path

import pytest

from qa.cli.progress import Reporter
from qa.models.resolve import NO_MODEL_NOTICE


def test_that_there_is_no_model_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for _ in range(2):
        Reporter().notify(NO_MODEL_NOTICE)
        Reporter().notify("Something else.")
    assert capsys.readouterr().err.splitlines() == [
        f"qa: {NO_MODEL_NOTICE}",
        "qa: Something else.",
        "qa: Something else.",
    ]
