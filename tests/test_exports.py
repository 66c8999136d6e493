"""What `import qa` gives: every name is there, typed, and documented so that the reference can be made of it."""

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import qa
from qa import errors

# Sections of a docstring in Google style.
_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises):$", re.MULTILINE)
_OLD_STYLE = re.compile(r"^(?:Raises \w|\w+(?:, \w+)*  +\S)", re.MULTILINE)


def find_documented() -> Iterator[Any]:
    """Yield each exported function and class, and the public methods of these classes."""
    for name in qa.__all__:
        value = getattr(qa, name)
        yield pytest.param(value, id=name)
        if inspect.isclass(value) and value.__module__.startswith("qa."):
            for method, member in vars(value).items():
                if not method.startswith("_") and inspect.isfunction(member):
                    yield pytest.param(member, id=f"{name}.{method}")


def list_sections(value: Any) -> set[str]:
    return set(_SECTION.findall(inspect.getdoc(value) or ""))


@pytest.mark.parametrize("value", list(find_documented()))
def test_a_docstring_opens_with_one_line_and_is_in_google_style(value: Any) -> None:
    text = inspect.getdoc(value) or ""
    first, _, rest = text.partition("\n")
    assert first.endswith((".", ":")), first
    assert not rest or rest.startswith("\n"), "a blank line follows the first"
    assert not _OLD_STYLE.findall(rest)


@pytest.mark.parametrize("value", list(find_documented()))
def test_every_section_names_what_is_there(value: Any) -> None:
    text = inspect.getdoc(value) or ""
    told = re.findall(r"^    (\w+): ", text, re.MULTILINE)
    if inspect.isclass(value):
        known = set(inspect.signature(value.__init__).parameters) | set(getattr(value, "__annotations__", {}))
    else:
        known = set(inspect.signature(value).parameters)
    problems = {name for name in told if name.endswith(("Problem", "Missing")) or hasattr(errors, name)}
    returned = re.search(r"^(?:Returns|Yields):\n(?P<text>(?:    .*\n?)+)", text, re.MULTILINE)
    told = [name for name in told if not returned or f"    {name}: " not in returned["text"]]
    assert set(told) - known - problems - {"ValueError", "TypeError"} == set()


FUNCTIONS = [name for name in qa.__all__ if inspect.isfunction(getattr(qa, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_tells_each_of_its_arguments(name: str) -> None:
    function = getattr(qa, name)
    text = inspect.getdoc(function) or ""
    assert not [each for each in inspect.signature(function).parameters if f"    {each}: " not in text]
    assert text.startswith("Return ") or {"Returns", "Yields"} & list_sections(function)


def test_the_help_of_the_package_shows_every_exported_name() -> None:
    assert set(qa.__all__) <= set(dir(qa))
    code = "import pydoc, qa; print(pydoc.plain(pydoc.render_doc(qa)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True).stdout
    assert not [name for name in qa.__all__ if name not in shown]


def test_every_error_is_exported_and_stands_in_the_tree_at_its_place() -> None:
    kinds = {name: value for name, value in vars(errors).items() if inspect.isclass(value)}
    assert not set(kinds) - set(qa.__all__)
    depths = {
        match["name"]: len(match["indent"]) // 4
        for match in re.finditer(r"^(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)", errors.__doc__ or "", re.MULTILINE)
        if match["name"] in kinds
    }
    assert depths == {name: len(kind.__mro__) - len(errors.QAError.__mro__) for name, kind in kinds.items()}


def test_the_types_of_the_package_are_told() -> None:
    assert (Path(qa.__file__).parent / "py.typed").exists()


def test_what_calls_return_is_values() -> None:
    for name in qa.__all__:
        value = getattr(qa, name)
        if is_dataclass(value):
            assert vars(value)["__dataclass_params__"].frozen, name
            assert all(field.kw_only for field in fields(value) if field.init), name
