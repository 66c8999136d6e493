"""Lay words beside a text: where in it they stand, exactly or nearly, and what differs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa.language.folding import drop_invisible, fold_words, list_visible
from qa.language.sentences import Span

# Chosen: below it, more than two words of five are others, and it is another sentence.
LEAST_SHARE = 0.6
_SHORT = 3
_TOKEN = re.compile(r"[$€£¥%‰]|\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
# What an editor puts into a quotation: an ellipsis, or words of his own in brackets.
_EDITED = re.compile(r"\[[^\[\]]*\]|\(?(?:\.\s?\.\s?\.|…)\)?")
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, a number or a sign, folded, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDifference:
    """Words that are not the same: of what is quoted, and of the text; one of them may be ""."""

    quoted: str
    said: str

    def describe(self) -> str:
        """Return it in a few words: `“convicted” for “charged”`."""
        if not self.said:
            return f"adds “{self.quoted}”"
        return f"“{self.quoted}” for “{self.said}”" if self.quoted else f"leaves out “{self.said}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where in a text words stand.

    spans  of the pieces of an edited quotation, in order; of others one
    share  of the words that are the same, in 0..1
    """

    spans: tuple[Span, ...]
    share: float
    differences: tuple[WordDifference, ...] = ()

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.spans[-1][1]

    @property
    def is_exact(self) -> bool:
        """Whether the words are the same, but for marks and capital letters."""
        return not self.differences


def cut_pieces(quoted: str) -> list[list[Word]]:
    """Return the words of a quotation, in a piece for each stretch between what an editor put into it."""
    pieces: list[list[Word]] = []
    begin = 0
    for start, end in [*(match.span() for match in _EDITED.finditer(quoted)), (len(quoted), len(quoted))]:
        if words := list(place_words(quoted, begin, start)):
            pieces.append(words[:_MOST_WORDS])
        begin = end
    return pieces


def place_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a stretch of a text; each character of a script without spaces is one.

    What nobody sees parts none.
    """
    stretch = text[start:end]
    plain = drop_invisible(stretch)
    places = range(start, start + len(stretch)) if plain == stretch else [start + n for n in list_visible(stretch)]
    for match in _TOKEN.finditer(plain):
        folded = fold_words(match[0]).replace("’", "'").split()
        own = places[match.start() : match.end()]
        if len(folded) == len(match[0]):
            for letter, place in zip(folded, own, strict=True):
                yield Word(folded=letter, start=place, end=place + 1)
        else:
            yield Word(folded="".join(folded), start=own[0], end=own[-1] + 1)


def align_words(quoted: str, text: str, span: Span | None = None) -> Alignment | None:
    """Return the best place of quoted words in a stretch of a text, or None where nothing there is like them.

    Its pieces have to stand in their order. Up to three words have to be there exactly.
    """
    begin, end = span or (0, len(text))
    words = list(place_words(text, begin, end))
    pieces = cut_pieces(quoted)
    if not pieces or not words:
        return None
    found: list[Alignment] = []
    first = 0
    for piece in pieces:
        placed = _align_piece(quoted, piece, text, words[first:])
        if placed is None:
            return None
        alignment, past = placed
        found.append(alignment)
        first += past
    total = sum(map(len, pieces))
    share = sum(item.share * len(piece) for item, piece in zip(found, pieces, strict=True)) / total
    return Alignment(
        spans=tuple(span for item in found for span in item.spans),
        share=share,
        differences=tuple(difference for item in found for difference in item.differences),
    )


def _align_piece(quoted: str, piece: Sequence[Word], text: str, words: Sequence[Word]) -> tuple[Alignment, int] | None:
    """Return where a piece stands and the number of the word after it, or None where nothing is like it."""
    from rapidfuzz.distance import Levenshtein

    own, others = [word.folded for word in piece], [word.folded for word in words]
    begin, end = _find_exactly(own, others) or _find_nearly(own, others)
    if begin >= end:
        return None
    share = Levenshtein.normalized_similarity(own, others[begin:end])
    if share < (1.0 if len(own) <= _SHORT else LEAST_SHARE):
        return None
    differences = tuple(
        WordDifference(
            quoted=_cut(quoted, piece[code.src_start : code.src_end]),
            said=_cut(text, words[begin + code.dest_start : begin + code.dest_end]),
        )
        for code in _merge_changes(Levenshtein.opcodes(own, others[begin:end]))
    )
    return Alignment(spans=((words[begin].start, words[end - 1].end),), share=share, differences=differences), end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


def _merge_changes(codes: Iterable[Any]) -> list[_Change]:
    """Return the changes among operations; those that follow each other are one."""
    changes: list[_Change] = []
    for code in codes:
        if code.tag == "equal":
            continue
        last = changes[-1] if changes else None
        joins = last is not None and (last.src_end, last.dest_end) == (code.src_start, code.dest_start)
        begun = changes.pop() if joins else code
        changes.append(
            _Change(
                src_start=begun.src_start, src_end=code.src_end, dest_start=begun.dest_start, dest_end=code.dest_end
            )
        )
    return changes


def _find_exactly(own: Sequence[str], others: Sequence[str]) -> Span | None:
    for n, word in enumerate(others):
        if word == own[0] and others[n : n + len(own)] == own:
            return n, n + len(own)
    return None


def _find_nearly(own: Sequence[str], others: Sequence[str]) -> Span:
    """Return the run of words that is most like others: the best one as long as these, then longer or shorter."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    if len(others) <= len(own):
        begin, end = 0, len(others)
    else:
        best = fuzz.partial_ratio_alignment(own, others)
        begin, end = (best.dest_start, best.dest_end) if best else (0, 0)
    slack = max(2, len(own) // 3)

    def rate(span: Span) -> tuple[float, int]:
        return Levenshtein.normalized_similarity(own, others[span[0] : span[1]]), -abs(span[1] - span[0] - len(own))

    starts = range(max(0, begin - slack), min(end, begin + slack + 1))
    begin = max(((start, end) for start in starts), key=rate, default=(0, 0))[0]
    ends = range(max(begin + 1, end - slack), min(len(others), end + slack) + 1)
    return max(((begin, past) for past in ends), key=rate, default=(0, 0))


def _cut(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""
