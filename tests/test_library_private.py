"""What is in a library is for the eyes of its user."""

import os
import stat
import sys
from pathlib import Path

import pytest

from qa.articles import Article
from qa.chain import open_library
from qa.settings import Settings


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
def test_a_new_library_can_be_entered_by_its_user_only(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "library"
    before = os.umask(0o022)
    try:
        with open_library(Settings(library=folder, model="extractive"), create=True) as library:
            list(library.add_articles([Article(title="A", text="The mayor met the council.", origin="a.md")]))
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    with open_library(Settings(library=folder, model="extractive"), create=True):
        pass
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
