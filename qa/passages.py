"""Split an article into sentences and into passages, which are runs of whole sentences, by offsets into its text."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import sentencex

from qa.articles.article import Article
from qa.articles.text.boilerplate import find_boilerplate, find_list_end, is_stub
from qa.articles.text.datelines import skip_dateline
from qa.language import get_language

Span = tuple[int, int]

_CLOCK_TIME = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SENTENCE = 2_000
_LONGEST_LIST = 400
# A dateline stands before one of so many first sentences that tell something.
_DATELINES_BEFORE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of whole sentences of one article: `text == article.text[start:end]`."""

    article_id: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """The article's id and the offsets: the same text always has the same passage ids."""
        return f"{self.article_id}:{self.start}-{self.end}"


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """Return the offsets of the sentences of text, without the white space around them.

    A line break always ends a sentence; what is longer than 2,000 characters without an end is cut at a space.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        spans += [(offset + start, offset + end) for start, end in _split_line(line, language or "en")]
        offset += len(line)
    return spans


def split_evidence(text: str, language: str | None = None, *, opens: bool = True) -> list[Span]:
    """Return the offsets of the sentences of text that tell something: no headings, links, calls, credits or notes.

    The first begins after its dateline; one that only announces what follows ("The dead by county:") is one with
    the list or the quotation below it.

    opens  the text begins as its article does
    """
    sentences = split_sentences(text, language)
    found = find_boilerplate(text, sentences, language, opens=opens)
    spans: list[Span] = []
    place = 0
    while place < len(sentences):
        start, end = sentences[place]
        after = place + 1
        if is_stub(text[start:end]):
            after = find_list_end(text, sentences, place, most=_LONGEST_LIST)
            while after > place + 1 and found[after - 1]:
                after -= 1
            if after > place + 1:
                spans.append((start, sentences[after - 1][1]))
        elif not found[place]:
            spans.append((skip_dateline(text, start, end) if opens and len(spans) < _DATELINES_BEFORE else start, end))
        place = after
    return spans


def asks(sentence: str) -> bool:
    """Tell whether a sentence is a question, and so tells nothing."""
    return sentence.rstrip(" ”\"’')").endswith(("?", "؟", "？")) and not sentence.lstrip().startswith(("“", '"'))


def split_article(article: Article, *, size: int) -> list[Passage]:
    """Return the passages of an article, in order, without overlap, each at most about size characters.

    A passage ends at the end of a paragraph where one is near, and a short rest joins the passage before it, so a
    passage may be a quarter longer than size; a single sentence longer than size is a passage of its own.
    """
    groups: list[list[Span]] = []
    for paragraph in _group_paragraphs(article.text, article.language):
        for sentence in paragraph:
            if (
                groups
                and sentence[1] - groups[-1][0][0] <= size
                and not _is_full(groups[-1], sentence, paragraph, size)
            ):
                groups[-1].append(sentence)
            else:
                groups.append([sentence])
    if len(groups) > 1 and _is_rest(groups[-2], groups[-1], size):
        groups[-2:] = [groups[-2] + groups[-1]]
    return [_cut_passage(article, group[0][0], group[-1][1]) for group in groups]


def write_header(article: Article) -> str:
    """Return the lines that are embedded above each passage of an article: its title, then outlet and day."""
    day = spell_day(article.published)
    line = ", ".join(part for part in (article.source, day) if part)
    return "\n".join(part for part in (article.title, line) if part)


def spell_day(published: str | None) -> str:
    """Return the day of an ISO 8601 date or date-time in words ("31 October 2025"), or "" where there is none."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def _split_line(line: str, language: str) -> list[Span]:
    spans: list[Span] = []
    joins = False
    for boundary in sentencex.get_sentence_boundaries(language, line):
        start, end = _strip(line, boundary["start_index"], boundary["end_index"])
        if start == end:
            continue
        if joins and not _opens_sentence(line, start, language):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joins = bool(_CLOCK_TIME.search(line, start, end))
    parted = [part for start, end in spans for part in _part_months(line, start, end, language)]
    return [piece for start, end in parted for piece in _cut_overlong(line, start, end)]


def _opens_sentence(line: str, start: int, language: str) -> bool:
    """Tell whether what follows "5 p.m." is a sentence of its own: it opens with a small word, and not with a name."""
    word = _FIRST_WORD.match(line, start)
    return word is not None and word[0].lower() in get_language(language).stop_words


def _part_months(line: str, start: int, end: int, language: str) -> list[Span]:
    """Return the sentences of a piece: a month's whole name is no abbreviation, and a stop after it ends one."""
    ends = [match.end() for match in _compile_month_end(language).finditer(line, start, end)]
    bounds = [start, *ends, end]
    return [_strip(line, first, last) for first, last in pairwise(bounds)]


@cache
def _compile_month_end(language: str) -> re.Pattern[str]:
    """Return what finds the stop after a whole name of a month, before a capital; "Sept." is no whole name."""
    months = get_language(language).months
    whole = [name for name in months if not any(other != name and other.startswith(name) for other in months)]
    names = "|".join(re.escape(name) for name in whole) or "(?!)"
    return re.compile(rf"\b(?:{names})\.(?=\s+[^\W\d_])(?=\s+(?-i:[^\W\d_a-zà-ÿ]))", re.IGNORECASE)


def _cut_overlong(line: str, start: int, end: int) -> list[Span]:
    pieces = []
    while end - start > _LONGEST_SENTENCE:
        space = line.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = space if space > start else start + _LONGEST_SENTENCE
        pieces.append(_strip(line, start, cut))
        start = cut
    return [*pieces, _strip(line, start, end)]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _group_paragraphs(text: str, language: str | None) -> list[list[Span]]:
    paragraphs: list[list[Span]] = []
    last_end = None
    for start, end in split_sentences(text, language):
        if last_end is None or "\n" in text[last_end:start]:
            paragraphs.append([])
        paragraphs[-1].append((start, end))
        last_end = end
    return paragraphs


def _is_full(group: list[Span], sentence: Span, paragraph: list[Span], size: int) -> bool:
    """Tell whether the group had better end: a paragraph begins that would be cut, and the group is long enough."""
    begins = sentence is paragraph[0]
    return begins and paragraph[-1][1] - group[0][0] > size and sentence[0] - group[0][0] > size * 3 // 5


def _is_rest(before: list[Span], last: list[Span], size: int) -> bool:
    """Tell whether the last group is short and fits into the one before it."""
    return last[-1][1] - last[0][0] < size // 3 and last[-1][1] - before[0][0] <= size * 5 // 4


def _cut_passage(article: Article, start: int, end: int) -> Passage:
    return Passage(article_id=article.id, start=start, end=end, text=article.text[start:end])
