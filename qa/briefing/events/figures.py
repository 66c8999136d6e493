"""The figures of a topic and how they changed: what each counts, who gave it as of which day, which is the newest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from statistics import median

from qa.briefing.topic.reporting import ReportedSentence
from qa.briefing.topic.speakers import is_anonymous
from qa.briefing.topic.standing import stands_alone
from qa.briefing.topic.topic import Topic
from qa.language.attribution.speakers import find_speaker
from qa.language.dates import find_dates
from qa.language.numbers import find_numbers
from qa.language.wording.chronicle import Countable, get_chronicle
from qa.language.wording.counting import get_counting
from qa.language.words import split_words
from qa.statements.figures.figure import Figure
from qa.statements.figures.reading import read_figures

# A count that is so much smaller than one before it is of a part.
_PART_OF = 0.5
# Figures for one thing are seldom further apart; figures for two things often are.
_FURTHEST = 4.0
_NEAR_BEGINNING = 3
_SUM = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReport:
    """A figure as one sentence gives it.

    figure  what it counts and how sure it is
    teller  who gives it: a speaker, or else the outlet
    day     as of when: the day of its article
    """

    figure: Figure
    sentence: ReportedSentence = field(repr=False)
    teller: str
    day: date | None

    @property
    def text(self) -> str:
        """The figure as the article has it, with the words that limit it and its unit: "at least 11"."""
        rest = self.sentence.text[self.figure.start + len(self.figure.number.text) :].split()
        is_sum = self.figure.text.lower().endswith(("million", "billion", "trillion", "thousand"))
        unit = rest[0].rstrip(".,;") if is_sum and rest and rest[0][:1].isalpha() and len(rest[0]) > 2 else ""
        told = self.figure.text[:1].lower() + self.figure.text[1:]
        return f"{told} {unit}".strip()

    @property
    def is_background(self) -> bool:
        """Whether it only tells of what something came after: "two days after the flood that killed 17"."""
        clause = self.sentence.text[: self.figure.start].rpartition(", ")[2]
        return not get_chronicle(self.sentence.language).bounds.isdisjoint(split_words(clause))

    @property
    def value(self) -> float:
        """What it is worth."""
        return self.figure.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """What was told of one thing that is counted, the newest first; each value of each teller once.

    counts    what is counted: "dead"
    is_count  heads or things are, and no sums or shares: these are of the same thing only where one teller gives them
    """

    counts: str
    is_count: bool
    reports: tuple[FigureReport, ...]

    @property
    def newest(self) -> FigureReport:
        """The newest value, as who gave it first did."""
        return self.reports[0]

    @property
    def older(self) -> tuple[FigureReport, ...]:
        """Reports of other values from before, or of another teller on the same day, each value once."""
        firsts: dict[float, FigureReport] = {}
        for report in self.reports[1:]:
            same = report.sentence.article.id == self.newest.sentence.article.id
            if report.value != self.newest.value and not (same and report.teller == self.newest.teller):
                firsts.setdefault(report.value, report)
        return tuple(firsts.values())

    def find_later(self, sentence: ReportedSentence) -> FigureReport | None:
        """Return the newest report where it came after a sentence that gives another value."""
        own = next((report for report in self.reports if report.sentence.text == sentence.text), None)
        newest = self.newest
        if own is None or own.day is None or newest.day is None or own.value == newest.value:
            return None
        if not self.is_count and set(split_words(own.teller)).isdisjoint(split_words(newest.teller)):
            return None
        return newest if newest.day > own.day else None

    def gives_older(self, sentence: ReportedSentence) -> bool:
        """Tell whether a sentence gives another value than the newest one, and not that as well."""
        own = [report for report in self.reports if report.sentence.text == sentence.text]
        values = [report.value for report in own]
        return bool(own) and self.newest.value not in values and not all(report.is_background for report in own)

    def is_outdated(self, value: float) -> bool:
        """Tell whether a value was given before, and is not the newest one."""
        return value != self.newest.value and any(value == report.value for report in self.older)


def find_figures(topic: Topic) -> list[FigureSeries]:
    """Return the figures that are told of a topic, those that changed most first."""
    told: dict[str, list[FigureReport]] = {}
    tallies: dict[str, Countable] = {}
    for item in topic.articles:
        for sentence in item.sentences:
            for tally, report in _read_sentence(sentence):
                told.setdefault(tally.name, []).append(report)
                tallies[tally.name] = tally
    series = [
        FigureSeries(counts=name, is_count=tallies[name].kind == "count", reports=_arrange(found, tallies[name]))
        for name, found in told.items()
    ]
    kept = [one for one in series if one.reports and _is_told_well(one)]
    return sorted(kept, key=lambda one: (-len(one.older), -len(one.reports), one.counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedFigure:
    """A figure that a later one replaced: the words of both."""

    was: str
    now: str


def find_outdated(text: str, series: Sequence[FigureSeries]) -> OutdatedFigure | None:
    """Return the figure that a sentence gives as if it were the newest one; None where it tells of what day it is."""
    if find_dates(text):
        return None
    for figure in read_figures(text):
        for one in series:
            if one.counts == figure.tally and one.is_count and one.is_outdated(figure.value):
                return OutdatedFigure(was=figure.text, now=one.newest.text)
    return None


def _read_sentence(sentence: ReportedSentence) -> Iterator[tuple[Countable, FigureReport]]:
    tallies = {tally.name: tally for tally in get_chronicle(sentence.language).tallies}
    if not _names_tally(sentence.text, tallies.values()) or not find_numbers(sentence.text, sentence.language):
        return
    if not sentence.is_close or not stands_alone(sentence):
        return
    for figure in read_figures(sentence.text, published=sentence.article.published, language=sentence.article.language):
        tally = tallies.get(figure.tally)
        if tally is None or not _is_told(figure, sentence) or not _is_total(figure, tally, sentence):
            continue
        speaker = figure.teller or find_speaker(sentence.source, sentence.start, sentence.end, sentence.language)
        named = speaker and not is_anonymous(speaker, sentence.language)
        teller = speaker if speaker and named else sentence.article.source or ""
        yield tally, FigureReport(figure=figure, sentence=sentence, teller=teller, day=sentence.published)


def _is_told(figure: Figure, sentence: ReportedSentence) -> bool:
    """Tell whether a figure is told of what its tally counts; of people, the words for it have to stand by them."""
    return figure.is_told_near or figure.tally not in get_counting(sentence.language).happenings


def _names_tally(text: str, tallies: Iterable[Countable]) -> bool:
    """Tell whether a text has a word of a tally; asking that first spares parsing the others."""
    folded = f" {' '.join(split_words(text))} "
    return any(f" {word} " in folded for tally in tallies for word in tally.words)


def _is_total(figure: Figure, tally: Countable, sentence: ReportedSentence) -> bool:
    """Tell whether a figure gives all of what a tally counts, as a fact or, for a sum, as what is planned."""
    words, text, number = get_chronicle(sentence.language), sentence.text, figure.number
    kind = "percent" if number.percent else "money" if figure.unit else "count"
    is_sum = number.value >= _SUM and kind == "count"
    if tally.kind != kind and not (tally.kind == "money" and is_sum):
        return False
    before, after = text[: figure.start].lower().rstrip(), text[number.end :].lower().lstrip()
    if before.endswith(tuple(f" {word}" for word in words.aged)) or not tally.against.isdisjoint(split_words(text)):
        return False
    is_part = figure.is_part and not after.startswith(words.of_those)
    unsure = figure.is_fact is False and tally.kind != "money"
    return not (is_part or figure.is_change or figure.is_denied or unsure)


def _arrange(reports: Iterable[FigureReport], tally: Countable) -> tuple[FigureReport, ...]:
    """Return the reports, the newest first, each value of each teller once, without those of a part."""
    ordered = sorted(reports, key=lambda r: (r.day or date.min, r.sentence.article.published or "", -r.sentence.place))
    kept: list[FigureReport] = []
    most, middle = 0.0, median(report.value for report in ordered)
    for report in ordered:
        if tally.grows and report.value < _PART_OF * most:
            continue
        if not tally.grows and not middle / _FURTHEST <= report.value <= middle * _FURTHEST:
            continue
        most = max(most, report.value)
        same = [n for n, other in enumerate(kept) if other.sentence == report.sentence]
        if same and report.value > kept[same[0]].value:
            # "143 on board, 128 passengers and a crew of 15": what is told of all counts.
            kept[same[0]] = report
        elif not same and not any(report.value == other.value and report.teller == other.teller for other in kept):
            kept.append(report)
    return tuple(_lead_with_newest(kept[::-1]))


def _lead_with_newest(reports: Sequence[FigureReport]) -> list[FigureReport]:
    """Return the reports with the newest value in front, as who gave it first did."""
    if not reports:
        return []
    newest = [report for report in reports if report.sentence.article.id == reports[0].sentence.article.id]
    value = min(newest, key=lambda report: report.sentence.place).value
    run = list(takewhile(lambda report: report.value == value or report in newest, reports))
    first = [report for report in run if report.value == value][-1]
    return [first, *(report for report in reports if report is not first)]


def _is_told_well(series: FigureSeries) -> bool:
    """Tell whether a figure is told by two articles, or at the beginning of one."""
    articles = {report.sentence.article.id for report in series.reports}
    return len(articles) > 1 or any(report.sentence.place <= _NEAR_BEGINNING for report in series.reports)
