"""A number that decides something says where it comes from: fitted, measured, or chosen and why."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

QA = Path(__file__).parent.parent / "qa"
FOLDERS = (
    "articles", "ingest", "retrieval", "verify", "drafting", "statements", "briefing", "question", "conversation",
    "checking", "history", "library", "language/attribution", "evals/making", "evals/planting",
)  # fmt: skip


def find_numbers(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Yield line and name of each number at the top of a module, and whether a comment stands with it.

    A comment counts for the assignments that follow it line by line.
    """
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.parse(source).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        flat = [each for target in targets for each in (target.elts if isinstance(target, ast.Tuple) else [target])]
        names = [target.id for target in flat if isinstance(target, ast.Name) and target.id.strip("_").isupper()]
        value = getattr(node, "value", None)
        if names and isinstance(value, ast.expr) and holds_number(value):
            first = node.lineno - 1
            while first and re.match(r"[\w, ]+(?:: [^=]+)? = ", lines[first - 1]):
                first -= 1
            told = first > 0 and lines[first - 1].startswith("#")
            inside = any("# " in line for line in lines[node.lineno - 1 : node.end_lineno])
            yield node.lineno, names[0], told or inside


def holds_number(value: ast.expr) -> bool:
    """Tell whether a value is a number, or numbers alone."""
    match value:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float()):
            return True
        case ast.UnaryOp(operand=operand):
            return holds_number(operand)
        case ast.Call(func=ast.Name(id="timedelta")):
            return True
        case ast.BinOp(left=left, right=right):
            return holds_number(left) and holds_number(right)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return bool(elements) and all(map(holds_number, elements))
        case ast.Dict(values=values):
            return bool(values) and all(map(holds_number, values))
    return False


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_number_says_where_it_comes_from(folder: str) -> None:
    numbers = [(path, *each) for path in (QA / folder).rglob("*.py") for each in find_numbers(path)]
    assert numbers
    untold = [f"{path.relative_to(QA.parent)}:{line} {name}" for path, line, name, told in numbers if not told]
    assert not untold, "Say in a comment before it: fitted (by which script), measured, or chosen (why)."


def test_what_is_fitted_names_what_fitted_it() -> None:
    comments = [
        (path.relative_to(QA.parent), re.sub(r"\s*#\s*", " ", block[0]))
        for path in QA.rglob("*.py")
        for block in re.finditer(r"(?:^# .*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    fitted = [(path, text) for path, text in comments if re.search(r"\bfitted\b", text, re.IGNORECASE)]
    assert fitted
    assert not [
        each for each in fitted if not re.search(r"tools/fit_\w+\.py|script that was not kept|not fitted", each[1])
    ]
