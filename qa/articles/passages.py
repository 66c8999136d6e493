"""Split an article into passages, runs of whole sentences, and find its evidence, by offsets into its text."""

from dataclasses import dataclass

from qa.articles.article import Article
from qa.articles.text.boilerplate import find_boilerplate, find_list_end, is_stub
from qa.articles.text.datelines import skip_dateline
from qa.language.dates.format import format_day
from qa.language.sentences import Span, split_sentences

# In characters, chosen: a list up to that is kept with what leads it.
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
    day = format_day(article.published)
    line = ", ".join(part for part in (article.source, day) if part)
    return "\n".join(part for part in (article.title, line) if part)


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
