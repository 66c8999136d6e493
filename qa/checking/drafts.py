"""Read a draft, and find the sentences in it that state something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Literal

from qa.articles.readers.documents import read_markdown
from qa.articles.readers.docx import parse_docx, read_docx
from qa.articles.readers.formats import choose_reader
from qa.articles.readers.isolation import Unreadable, call_isolated
from qa.articles.text.clean import decode_bytes
from qa.checking.markup import Block, split_markdown, split_plain
from qa.errors import UsageProblem
from qa.language.known import detect_language
from qa.language.sentences import is_question, split_sentences
from qa.language.wording.remarks import is_remark
from qa.language.words import split_words

Kind = Literal["text", "markdown", "docx"]
Aside = Literal["question", "remark"]

# Chosen: a book; what is longer is a corpus, and would be checked for hours.
MOST_CHARACTERS = 2_000_000
# Chosen: a document that takes longer was made to keep the program busy.
_SECONDS = 60.0
_SUFFIXES: dict[str, Kind] = {".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".txt": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """A sentence of a draft.

    start, end  where it stands in the draft's text
    text        its words, without markup
    block       the number of its block in the draft
    aside       why there is nothing in it to check, or None
    """

    text: str
    start: int
    end: int
    block: int
    aside: Aside | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A draft that was read: all offsets are into its text; language is a code of ISO 639-1, or None."""

    name: str
    kind: Kind
    language: str | None = None
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[DraftSentence, ...] = field(repr=False)


def read_manuscript(data: bytes, *, name: str, language: str | None = None) -> Manuscript:
    """Return the draft that a file holds: text, Markdown or DOCX, as its name or else its beginning tells.

    language  of the draft, a code of ISO 639-1; its words tell where it is None

    Raises UsageProblem for what can't be read and where there is nothing to check.
    """
    kind = _SUFFIXES.get(PurePath(name).suffix.lower()) or _tell_kind(data)
    text = _read_docx_text(data, name) if kind == "docx" else decode_bytes(data)
    if text is None:
        raise UsageProblem(f"{name} is not a text, a Markdown file or a DOCX. Save it as one of these.")
    if len(text) > MOST_CHARACTERS:
        raise UsageProblem(f"{name} has more than {MOST_CHARACTERS:,} characters. Give a part of it.")
    draft = make_manuscript(text.replace("\r\n", "\n"), name=name, kind=kind, language=language)
    if not any(sentence.aside is None for sentence in draft.sentences):
        raise UsageProblem(f"There is nothing to check in {name}: it has no sentence that states something.")
    return draft


def make_manuscript(text: str, *, name: str = "", kind: Kind = "text", language: str | None = None) -> Manuscript:
    """Return a text as a draft."""
    blocks = tuple(split_markdown(text) if kind == "markdown" else split_plain(text))
    language = language or detect_language(text)
    sentences = _cut_sentences(blocks, language)
    return Manuscript(name=name, kind=kind, language=language, text=text, blocks=blocks, sentences=sentences)


def make_answer_text(text: str, *, language: str | None = None) -> Manuscript:
    """Return an answer, or another text that is all statement: only questions in it are not checked."""
    blocks = tuple(split_plain(text, headings=False))
    language = language or detect_language(text)
    sentences = _cut_sentences(blocks, language)
    kept = tuple(replace(own, aside=None) if own.aside == "remark" else own for own in sentences)
    return Manuscript(name="", kind="text", language=language, text=text, blocks=blocks, sentences=kept)


def _cut_sentences(blocks: Sequence[Block], language: str | None) -> tuple[DraftSentence, ...]:
    return tuple(
        sentence
        for n, block in enumerate(blocks)
        if block.kind in ("prose", "item")
        for sentence in _cut_block(block, n, language)
    )


def _cut_block(block: Block, number: int, language: str | None) -> Iterator[DraftSentence]:
    for span in split_sentences(block.text, language):
        text = block.text[span[0] : span[1]]
        if any(letter.isalnum() for letter in text):
            start, end = block.place(span)
            yield DraftSentence(text=text, start=start, end=end, block=number, aside=_find_aside(text, language))


def _find_aside(text: str, language: str | None) -> Aside | None:
    if is_question(text):
        return "question"
    return "remark" if is_remark(text, language) or len(split_words(text)) < 2 else None


def _tell_kind(data: bytes) -> Kind:
    reader = choose_reader(data[:65_536])
    return "docx" if reader is read_docx else "markdown" if reader is read_markdown else "text"


def _read_docx_text(data: bytes, name: str) -> str:
    try:
        found = call_isolated(parse_docx, data, seconds=_SECONDS)
    except Unreadable as error:
        raise UsageProblem(f"{name} is a DOCX that {error}.") from None
    return "\n\n".join(line.strip() for line in found["lines"] if line.strip())
