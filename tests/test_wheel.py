"""The wheel works where there is no checkout: prompts, starter corpus and templates of pages are in it."""

import os
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import USER_ENVIRONMENT

PAGE = """
from qa.render.briefing.document import Document
from qa.render.pages.document import write_document_page
from qa.render.pages.page import read_template_file

assert read_template_file("report.js")
print(write_document_page(Document(title="Port Ellery", refusal="Nothing.")))
"""
ROOT = Path(__file__).resolve().parent.parent
UV = USER_ENVIRONMENT.get("UV") or shutil.which("uv")


@pytest.mark.skipif(UV is None, reason="needs uv")
def test_a_wheel_installed_elsewhere_runs_the_demo(tmp_path: Path) -> None:
    def run(*command: str | Path, **changes: str) -> str:
        environment = {name: value for name, value in USER_ENVIRONMENT.items() if name != "VIRTUAL_ENV"}
        finished = subprocess.run(
            command, cwd=tmp_path, env=environment | changes, capture_output=True, text=True, check=False
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    assert UV is not None
    run(UV, "build", "--quiet", "--wheel", "--out-dir", tmp_path / "dist", ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with ZipFile(wheel) as packed:
        assert "qa/py.typed" in packed.namelist()
    run(UV, "venv", "--quiet", tmp_path / "venv")
    pins = ROOT / ".ci" / "constraints.txt"
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    plain = tmp_path / "constraints.txt"
    plain.write_text("\n".join(line.split(" \\")[0] for line in pins.read_text().splitlines() if "==" in line))
    run(UV, "pip", "install", "--quiet", "--python", python, "--constraint", plain, wheel)
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "QA_CACHE": str(tmp_path / "cache")}
    shown = run(
        python, "-m", "qa", "demo", "When did Trump meet Xi Jinping, and where?", "--model", "extractive", **home
    )
    assert "Busan" in shown
    assert "[1]" in shown
    page = run(python, "-c", PAGE)
    assert page.startswith("<!doctype html>") and "Port Ellery</h1>" in page
