"""Read an article as sentences that report: what is evidence, without questions, remarks and notices of correction."""

import re
from dataclasses import dataclass, field
from datetime import date

from qa.articles.passages import split_evidence
from qa.history.corrections import find_correction
from qa.language.dates import read_day
from qa.language.wording.chronicle import get_chronicle
from qa.language.wording.remarks import is_remark
from qa.library import ArticleSummary
from qa.verify.premise import Premise, Quote, keep_evidence

_ENDS = re.compile(r"[.!…。！؟।][”\"’')»\]]*$")
_CAPITALS = re.compile(r"[^\W\d_a-z]")
_SMALL = re.compile(r"[^\W\dA-Z_]")
# In characters, chosen: less tells nothing by itself, more is a list or a paragraph without full stops.
_SHORTEST, _LONGEST = 25, 600
# Of the nearest passage's cosine, or of the weight of the topic's words; chosen.
_CLOSE = 0.35
_BRACKETED = re.compile(r"^[(\[].*[)\]]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedSentence:
    """A sentence of an article that reports something: `text` is its words on one line, after a dateline.

    place      how many kept sentences of the article stand before it; 0 is its lead
    closeness  how near what it stands in is to the topic, in 0..1: 1 has all of its words, or is the nearest passage
    """

    article: ArticleSummary = field(repr=False)
    source: str = field(repr=False)
    start: int
    end: int
    place: int
    closeness: float = 1.0

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.source[self.start : self.end].split())

    @property
    def is_close(self) -> bool:
        """Whether it is about the topic itself, as far as that can be told."""
        return self.closeness >= _CLOSE

    @property
    def before(self) -> str:
        """What stands before it in its article."""
        return self.source[max(0, self.start - 600) : self.start]

    @property
    def published(self) -> date | None:
        """The day of its article."""
        return read_day(self.article.published)

    @property
    def language(self) -> str:
        """The language of its article; English where that is not told."""
        return (self.article.language or "en")[:2].lower()

    def quote(self) -> Quote:
        """Return it as the words that a citation shows."""
        premise = Premise(article=self.article, text=self.source, spans=((self.start, self.end),))
        return Quote(premise=premise, start=self.start, end=self.end)


def read_reported(article: ArticleSummary, text: str) -> list[ReportedSentence]:
    """Return the sentences of an article that report something, in order."""
    notice = find_correction(text)
    kept = [
        (start, end)
        for start, end in keep_evidence(split_evidence(text, article.language), text)
        if not (notice and start < notice.end and notice.start < end) and reports(text[start:end], article.language)
    ]
    return [
        ReportedSentence(article=article, source=text, start=start, end=end, place=place)
        for place, (start, end) in enumerate(kept)
    ]


def reports(sentence: str, language: str | None = None) -> bool:
    """Tell whether a sentence is one that reports: no heading, no stub of a list, no remark to the reader."""
    if not _SHORTEST <= len(sentence) <= _LONGEST or not _ENDS.search(sentence) or _BRACKETED.match(sentence):
        return False
    capitals, small = len(_CAPITALS.findall(sentence)), len(_SMALL.findall(sentence))
    shouts = bool(small) is False or (capitals > small and sentence.isascii())
    return not shouts and not is_remark(sentence, language)


def strip_joint(sentence: ReportedSentence) -> tuple[str, int]:
    """Return a sentence without the "But" that joins it to the one before, and where in the article it begins so."""
    joining = get_chronicle(sentence.language).joining
    words = sentence.source[sentence.start : sentence.end]
    first = re.match(r"([^\W\d_]+)(,?\s+)(?=[^\W\d_])", words)
    if not first or first[1].lower() not in joining:
        return sentence.text, sentence.start
    rest = " ".join(words[first.end() :].split())
    return rest[:1].upper() + rest[1:], sentence.start + first.end()
