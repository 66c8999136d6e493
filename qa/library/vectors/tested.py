"""Which versions of chromadb have private parts that are known here: the files of its embedded engine."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

# The first and the last version that tests/test_library_vectors_contract.py was run with. Of a newer one, a
# collection is made anew where something is removed; run those tests with it, then widen the range.
FIRST_TESTED, LAST_TESTED = "1.5.9", "1.5.9"


@cache
def read_version() -> str:
    """Return the version of chromadb that is installed, "" where none is; chromadb is not imported."""
    try:
        return version("chromadb")
    except PackageNotFoundError:
        return ""


def is_tested(installed: str | None = None) -> bool:
    """Tell whether the files of a version of chromadb, of the installed one by default, are known."""
    given = _parse(read_version() if installed is None else installed)
    return _parse(FIRST_TESTED) <= given <= _parse(LAST_TESTED)


def _parse(text: str) -> tuple[int, ...]:
    """Return the numbers of a version; one that is no release is lower than any."""
    parts = text.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()
