"""Tell the sentences of a line of a reply apart, each with the passages that it cites; quotations stay whole."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.drafting.reply.marks import Mark
from qa.language import get_language
from qa.language.sentences import is_ordinal, split_sentences

_STOPPED = re.compile(r"[.!?…。！？؟।॥։።][”\"’'»)」』\]]*\s*\Z")
_WIDE_STOP = re.compile(r"[。！？।]+[”’」』）)]*\s*(?=.)")
_BEGINS = re.compile(r"\s*(?P<first>[“\"‘'«„「『(¿¡]*[^\W_])")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›"}
# Chosen: what opens a quotation and does not end it within so many characters is a slip.
_LONGEST_QUOTATION = 1_500
_LONGEST_TAG = 6
_ASIDE = re.compile(r"\[[^\s\[\]]{0,12}\d[^\s\[\]]{0,12}\]|\([^()\n]{1,120}\)")
# Chosen: far longer than a paragraph of an answer.
_WINDOW = 6_000
_INNER_STOP = re.compile(r"[.!?。！？।][”\"’)»]*\s+|[。！？।]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentence:
    """A sentence and the numbers of the passages that it cites.

    is_whole  it ends as a sentence does, or with a mark
    """

    text: str
    cited: tuple[int, ...]
    is_whole: bool


def cut_sentences(text: str, marks: Sequence[Mark], *, language: str | None, leads: bool) -> list[ReplySentence]:
    """Return the sentences of a line; marks at its very beginning belong to the first of them.

    leads  the reply sets its marks before what they stand for
    """
    starts = _find_starts(text, marks, language)
    cited: list[list[int]] = [[] for _ in starts]
    ends = [*starts[1:], len(text)]
    marked_ends = set()
    for mark in marks:
        n = _find_owner(text, mark, starts, leads=leads)
        cited[n].append(mark.number)
        if not text[mark.place : ends[n]].strip(" .!?,;:"):
            marked_ends.add(n)
    return [
        ReplySentence(
            text=text[start:end].strip(),
            cited=tuple(dict.fromkeys(cited[n])),
            is_whole=n in marked_ends or is_finished(text[start:end]),
        )
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def is_finished(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_STOPPED.search(text[-12:]))


def find_quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand, with their marks; what is opened and not closed is none."""
    found: list[tuple[int, int]] = []
    straight = text.count('"') % 2 == 0
    opened, closers = -1, ""
    for place, letter in enumerate(text):
        if opened >= 0 and letter in closers:
            found.append((opened, place + 1))
            opened = -1
        elif opened >= 0 and place - opened > _LONGEST_QUOTATION:
            opened = -1
        elif letter in _CLOSERS and (opened < 0 or letter == text[opened]):
            opened, closers = place, _CLOSERS[letter]
        elif letter == '"' and straight and opened < 0:
            opened, closers = place, '"'
    return found


def _find_starts(text: str, marks: Sequence[Mark], language: str | None) -> list[int]:
    """Return where the sentences begin."""
    starts = {0, *_split_windows(text, language)}
    for mark in marks:
        begins = _BEGINS.match(text, mark.place)
        if begins and is_finished(text[max(0, mark.place - 12) : mark.place]):
            starts.add(begins.start("first"))
    starts |= {match.end() for match in _WIDE_STOP.finditer(text)}
    quotations = find_quoted_spans(text)
    openings = [start for start, _ in quotations]
    forms = frozenset(get_language(language or "en").reporting.forms)
    kept = [0]
    first = len(text) - len(text.lstrip())
    for start in sorted(starts - {0}):
        at = bisect_right(openings, start - 1) - 1
        if at >= 0 and quotations[at][0] < start < quotations[at][1]:
            continue
        if start <= first or is_ordinal(text[max(0, start - 20) : start].rstrip(), text[start : start + 20]):
            continue
        if at >= 0 and text[quotations[at][1] : start].strip() == "" and _is_tag(text[start : start + 120], forms):
            continue
        kept.append(start)
    return kept


def _split_windows(text: str, language: str | None) -> Iterator[int]:
    """Yield where sentences begin, some thousand characters at a time: the time for a line grows with its square."""
    begin = 0
    while begin < len(text):
        end = begin + _WINDOW
        if end < len(text):
            ends = [match.end() for match in _INNER_STOP.finditer(text, begin + _WINDOW // 2, end)]
            end = ends[-1] if ends else end
        yield from (begin + start for start, _ in split_sentences(text[begin:end], language))
        begin = end


def _is_tag(after: str, forms: frozenset[str]) -> bool:
    """Tell whether what follows a quotation only says who said it: `“We won!” Tarn said.`"""
    clause = re.split(r"[.!?;:“\"„«]", after, maxsplit=1)[0]
    words = _WORD.findall(clause)
    return 0 < len(words) <= _LONGEST_TAG and any(word.lower() in forms for word in words) and len(clause) < len(after)


def _find_owner(text: str, mark: Mark, starts: Sequence[int], *, leads: bool) -> int:
    """Return the number of the sentence that a mark belongs to."""
    n = bisect_right(starts, mark.place) - 1
    at_start = not text[starts[n] : mark.place].strip()
    if leads:
        stopped = is_finished(text[max(0, mark.place - 12) : mark.place])
        return min(n + 1, len(starts) - 1) if stopped and not at_start else n
    return n - 1 if at_start and n > 0 else n


def join_lines(before: str, after: str) -> bool:
    """Tell whether a sentence goes on in the next line of a text that was wrapped."""
    return bool(before) and not is_finished(before) and not before.endswith((":", "：", ";")) and after[:1].islower()


def says_something(text: str) -> bool:
    """Tell whether a text has words beside marks that cite nothing and a source in brackets: `[-1] (The Quay) ^`."""
    told = _ASIDE.sub(lambda match: match.group() if is_finished(match.group()[:-1]) else "", text)
    return any(iterate_words(told))


def iterate_words(text: str) -> Iterator[str]:
    """Yield the words of a text that have letters or figures."""
    yield from re.findall(r"[^\W_]+", text)
