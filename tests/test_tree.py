"""The tree of the program: how large a folder is, that names are unique, and that tests mirror what they are of."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "qa"
TESTS = ROOT / "tests"
MOST_MODULES, MOST_ON_TOP = 13, 10

# Tests of what holds across the program, or of what stands beside it.
CROSS_CUTTING = {
    "documents": "README and docs",
    "documents_api": "the docs on the API",
    "documents_endpoints": "the docs on endpoints",
    "examples": "the folder examples/",
    "exports": "what `import qa` gives",
    "invariants": "the whole program",
    "news_site": "the scripted web site of other tests",
    "numbers": "the numbers that say where they come from",
    "oracle": "the scripted judge of other tests",
    "seed_statements": "the labelled statements of seeds/",
    "seeds": "the starter corpus",
    "times_asked": "times in questions, through the whole chain",
    "tree": "the tree of the program",
    "wheel": "the package that is installed",
}


@cache
def read_modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PROGRAM.rglob("*.py"))}


def test_a_folder_holds_no_more_modules_than_can_be_looked_over() -> None:
    counts: dict[str, int] = defaultdict(int)
    for path in (path for path in read_modules() if path.stem != "__init__"):
        counts[path.parent.relative_to(ROOT).as_posix()] += 1
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}
    assert counts["qa"] <= MOST_ON_TOP


def test_a_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in read_modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_tests_are_called_after_the_module_or_folder_that_they_are_of() -> None:
    mirrored = {"_".join(path.relative_to(PROGRAM).with_suffix("").parts) for path in PROGRAM.rglob("*")}
    stages = {path.name for path in PROGRAM.iterdir() if path.is_dir()}
    lost = []
    for path in sorted(TESTS.glob("test_*.py")):
        name = path.stem.removeprefix("test_")
        # What follows a folder's or a module's name tells which of its sides is tested: library_threads.
        of_a_part = any(name.startswith(f"{each}_") for each in mirrored if each.split("_")[0] in stages)
        if name not in mirrored and name not in CROSS_CUTTING and not of_a_part:
            lost.append(path.name)
    assert lost == []
    assert [name for name in CROSS_CUTTING if not (TESTS / f"test_{name}.py").exists()] == []
