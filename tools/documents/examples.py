"""The page of the examples, made of the scripts."""

import ast
from pathlib import Path

from tools.documents.stages import ROOT

_INTRODUCTION = """\
# Examples

Scripts to start from, in `examples/` of the repository; each is run by the tests. They take library and model from the
settings (`QA_LIBRARY`, `QA_MODEL`, `./qa.toml`), so that nothing of yours stands in them.
"""


def write_examples() -> str:
    """Return the page of all examples, each with its script."""
    return "\n".join([_INTRODUCTION, *(_write_example(path) for path in sorted((ROOT / "examples").glob("*.py")))])


def _write_example(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    told = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
    return f"## {path.name}\n\n{told}\n\n```python\n{source.strip()}\n```\n"
