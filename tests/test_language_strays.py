"""Words and patterns of a natural language stand under qa/language/ alone; names of markup and data are none."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for path in (ROOT / "qa").rglob("*.py") if path.relative_to(ROOT).parts[1] != "language")
# Lists of names that are no words of a text, by module and constant, with what they are names of.
NAMES = {
    "qa/articles/addresses.py": {"_TRACKING": "parameters of addresses"},
    "qa/articles/fields.py": {"_NOTHING": "values that programs write for nothing"},
    "qa/articles/page/guessing.py": {"_OTHERS": "classes and ids of pages", "_SHOWS_TIME": "classes and ids of pages"},
    "qa/articles/page/hidden.py": {"_LENGTH": "the units of a style sheet"},
    "qa/articles/readers/rows/markup.py": {"_BLOCKS": "elements", "_VOID": "elements", "_INLINE": "elements"},
    "qa/drafting/reply/markup.py": {
        "_TEXT_FENCES": "languages of code",
        "_CITING_TAG": "elements",
        "_CITING_ATTRIBUTE": "attributes",
        "_BLOCK_TAG": "elements",
    },
    "qa/drafting/reply/structured.py": {"_ASIDE": "keys of JSON", "_CITES": "keys of JSON"},
    "qa/evals/cases/columns.py": {"_LABELS": "columns of data sets"},
    "qa/ingest/fetch/markup.py": {"_ROOT": "elements"},
    "qa/library/stories/outlets.py": {"_SECOND_LEVEL": "parts of domains"},
    "qa/models/openai/refusals.py": {"_ECHOES": "keys of JSON"},
    "qa/server/chat/bodies.py": {"_OTHER_KINDS": "kinds of parts of a message"},
}
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


def find_word_lists(code: str, names: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each set of words, of each text that is split, and of each pattern of words.

    names  constants of the module that are left out
    """
    tree = ast.parse(code)
    kept = [statement for statement in tree.body if not set(_list_assigned(statement)) & set(names)]
    for node in (node for statement in kept for node in ast.walk(statement)):
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


def _list_assigned(statement: ast.stmt) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


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
    names = NAMES.get(str(path.relative_to(ROOT)), {})
    assert list(find_word_lists(path.read_text(encoding="utf-8"), names)) == []


@pytest.mark.parametrize("module", NAMES)
def test_what_is_left_out_is_there_and_would_be_noticed(module: str) -> None:
    code = (ROOT / module).read_text(encoding="utf-8")
    for name in NAMES[module]:
        others = set(NAMES[module]) - {name}
        assert list(find_word_lists(code, others)), f"{name} need not be left out"
