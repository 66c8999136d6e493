"""Words and patterns of a natural language stand under qa/language/ alone, in what checks statements."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("qa/verify", "qa/checking", "qa/conversation", "qa/evals/planting")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
# A set of so many words, or so many words between the bars of a pattern, are no list of a language yet.
MOST_WORDS = 5
MOST_CHOICES = 3

# Names of markup and of what a parser tells, which are no words of a text.
TERMS = frozenset(
    """script style pre table iframe hr img nav header footer aside form figure svg noscript template relcl acl advcl
    punct cc conj appos prep ccomp xcomp parataxis preconj nsubj nsubjpass dobj pobj attr agent amod compound det poss
    aux neg mark nummod advmod""".split()
)

_WORD = re.compile(r"[^\W\d_A-Z]{2,}")
_CHOICES = re.compile(r"(?:[^\W\d_A-Z]{2,}\??\|){3,}[^\W\d_A-Z]{2,}")


def find_word_lists(code: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each set of words, of each text that is split, and of each pattern of words."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Set):
            yield from _judge_words(node.lineno, _read_strings(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set"):
            yield from _judge_words(node.lineno, [word for each in node.args for word in _read_strings(each)])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield from _judge_words(node.lineno, text.value.split())
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for match in _CHOICES.finditer(node.value):
                yield from _judge_words(node.lineno, match.group().split("|"), most=MOST_CHOICES)


def _read_strings(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, ast.Set | ast.List | ast.Tuple) else []
    return [e.value for e in elements if isinstance(e, ast.Constant) and isinstance(e.value, str)]


def _judge_words(line: int, words: list[str], *, most: int = MOST_WORDS) -> Iterator[tuple[int, str]]:
    plain = [word.strip("?") for word in words if _WORD.fullmatch(word.strip("?")) and word not in TERMS]
    if len(plain) > most:
        yield line, " ".join(plain)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param('A = frozenset("not no never none nobody nothing".split())', id="a split text"),
        pytest.param('A = {"not", "no", "never", "none", "nobody", "nothing"}', id="a set"),
        pytest.param('A = frozenset(["not", "no", "never", "none", "nobody", "nothing"])', id="a frozen set"),
        pytest.param('A = re.compile(r"\\b(?:said|told|wrote|added)\\b")', id="a pattern"),
        pytest.param('A = re.compile(rf"{x}(?:said|told|wrote|added)")', id="a pattern with parts"),
    ],
)
def test_a_list_of_words_is_noticed(code: str) -> None:
    assert list(find_word_lists(code))


@pytest.mark.parametrize(
    "code",
    [
        pytest.param('A = frozenset(["said", "told"])', id="two words"),
        pytest.param('A = re.compile(r"(?:st|nd|rd)")', id="three choices"),
        pytest.param('"""Tell them that nobody nothing never neither nor none."""', id="a sentence"),
        pytest.param('A = Literal["asserts", "denies", "admits", "accuses", "asks", "warns"]', id="names of kinds"),
    ],
)
def test_what_is_no_list_of_words_is_not(code: str) -> None:
    assert not list(find_word_lists(code))


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_no_words_of_a_language_stand_elsewhere(path: Path) -> None:
    assert list(find_word_lists(path.read_text(encoding="utf-8"))) == []
