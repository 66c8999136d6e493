"""The figures of a topic and how they changed: what each counts, who gave it as of which day, and which is the newest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import takewhile
from statistics import median

from qa.briefing.reporting import ReportedSentence
from qa.briefing.standing import stands_alone
from qa.briefing.topic import Topic
from qa.language.chronicle import Chronicle, Tally, get_chronicle
from qa.language.known import get_language
from qa.verify.speakers import name_speaker
from qa.verify.elements import find_amounts
from qa.verify.numbers import Number
from qa.verify.parse import parse_text

_CLAUSE = re.compile(r"[,;:()–—]\s|\s[-–—]\s|\s(?=(?:and|but|while|with|including|among|und|y|et)\s)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_AGE = re.compile(r"^(?:[- ]years?[- ]old|,)|^ (?:years|months) old")
_NAMED_AGE = re.compile(r"[^\W\d_], $")
_LARGE = re.compile(r"(?:thousand|million|billion|trillion|[mb]n?)$", re.IGNORECASE)
# A count that is so much smaller than one before it is of a part.
_PART_OF = 0.5
# Figures for one thing are seldom further apart; figures for two things often are.
_FURTHEST = 4.0
_NEAR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReport:
    """A figure as one sentence gives it.

    text    the figure with the words that limit it and the unit, as the article has them: "at least 11"
    teller  who gives it: a speaker, or else the outlet
    day     as of when: the day of its article
    """

    text: str
    number: Number = field(repr=False)
    sentence: ReportedSentence = field(repr=False)
    teller: str
    day: date | None

    @property
    def value(self) -> float:
        """What it is worth."""
        return self.number.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """What was told of one thing that is counted, the newest first; each value of each teller once.

    counts  what is counted: "dead"
    """

    counts: str
    reports: tuple[FigureReport, ...]

    @property
    def newest(self) -> FigureReport:
        """The newest report."""
        return self.reports[0]

    @property
    def older(self) -> tuple[FigureReport, ...]:
        """Reports of other values before the newest one."""
        seen = [self.newest.value]
        kept = []
        for report in self.reports[1:]:
            if report.value not in seen:
                seen.append(report.value)
                kept.append(report)
        return tuple(kept)

    @property
    def moved(self) -> bool:
        """Whether there are different values."""
        return bool(self.older)

    def find_later(self, report: FigureReport) -> FigureReport | None:
        """Return the newest report where it came after another one and gives another value."""
        newest = self.newest
        is_later = newest.day is not None and report.day is not None and newest.day > report.day
        return newest if is_later and newest.value != report.value else None


def find_figures(topic: Topic) -> list[FigureSeries]:
    """Return the figures that are told of a topic, those told most often first."""
    told: dict[str, list[FigureReport]] = {}
    grows: dict[str, bool] = {}
    for item in topic.articles:
        for sentence in item.sentences:
            found = read_figures(sentence)
            for tally, report in found if found and stands_alone(sentence) else ():
                told.setdefault(tally.name, []).append(report)
                grows[tally.name] = tally.grows
    series = [FigureSeries(counts=name, reports=_arrange(reports, grows[name])) for name, reports in told.items()]
    kept = [one for one in series if one.reports and _is_told_well(one)]
    return sorted(kept, key=lambda one: (-len(one.older), -len(one.reports), one.counts))


def read_figures(sentence: ReportedSentence) -> list[tuple[Tally, FigureReport]]:
    """Return the figures in a sentence, each with what it counts."""
    return list(_read_text(sentence))


@lru_cache(maxsize=8192)
def _split_clauses(text: str) -> tuple[tuple[int, int], ...]:
    starts = [0, *(match.end() for match in _CLAUSE.finditer(text))]
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


def _read_text(sentence: ReportedSentence) -> Iterator[tuple[Tally, FigureReport]]:
    words, text = get_chronicle(sentence.language), sentence.text
    if not words.tallies:
        return
    for number in find_amounts(text, sentence.language):
        if not _may_count(number, text, words):
            continue
        start, end = next(span for span in _split_clauses(text) if span[0] <= number.start < span[1])
        if tally := _choose_tally(number, text, (start, end), words):
            yield tally, _make_report(number, sentence)


def _may_count(number: Number, text: str, words: Chronicle) -> bool:
    before, after = text[: number.start], text[number.end :]
    if before.lower().rstrip().endswith(tuple(f" {word}" for word in words.aged)):
        return False
    if number.ordinal or (number.spelled and number.value <= 1):
        return False
    return not (_AGE.match(after) and (_NAMED_AGE.search(before) or not after.startswith(","))) and not after.startswith("-")


def _choose_tally(number: Number, text: str, clause: tuple[int, int], words: Chronicle) -> Tally | None:
    """Return what a number counts: the tally of which a word is nearest to it in its clause."""
    start, end = clause
    after = text[number.end : end].lower()
    if after.lstrip().startswith(words.parts):
        return None
    following = _WORD.match(after.lstrip())
    noun = following.group() if following else ""
    kind = "percent" if number.percent else "money" if number.currency or _LARGE.search(number.text) else "count"
    best: tuple[int, Tally] | None = None
    for tally in words.tallies:
        distance = _measure_distance(number, text, clause, tally)
        fits = tally.kind == kind or (kind == "money" and tally.kind == "count" and noun in words.counted)
        if distance is None or not fits or (tally.kind == "count" and not _counts_that(number, text, tally, words)):
            continue
        if not tally.against.isdisjoint(_WORD.findall(text[start:end].lower())):
            continue
        if best is None or distance < best[0]:
            best = distance, tally
    return best[1] if best else None


def _counts_that(number: Number, text: str, tally: Tally, words: Chronicle) -> bool:
    """Tell whether the word after a number is one of the counted, of the tally, or no noun at all."""
    following = _WORD.match(text[number.end :].lstrip())
    noun = following.group().lower() if following else ""
    if not noun or noun in words.counted or noun in tally.words:
        return True
    parsed = parse_text(text)
    token = next((t for t in parsed.tokens if t.start >= number.end), None) if parsed else None
    return token is not None and token.pos not in ("NOUN", "PROPN", "ADJ")


def _measure_distance(number: Number, text: str, clause: tuple[int, int], tally: Tally) -> int | None:
    """Return how many characters are between a number and the nearest word of a tally in its clause, or None."""
    start, end = clause
    part = text[start:end].lower()
    found = [
        max(start + match.start() - number.end, number.start - (start + match.end()), 0)
        for word in tally.words
        for match in re.finditer(rf"\b{re.escape(word)}\b", part)
    ]
    nearest = min(found, default=None)
    return nearest if nearest is not None and nearest <= _NEAR else None


def _make_report(number: Number, sentence: ReportedSentence) -> FigureReport:
    speaker = name_speaker(sentence.text, sentence.before, sentence.language)
    return FigureReport(
        text=spell_figure(number, sentence.text, sentence.language),
        number=number,
        sentence=sentence,
        teller=speaker or sentence.article.source or "",
        day=sentence.published,
    )


def spell_figure(number: Number, text: str, language: str) -> str:
    """Return a number with the words that limit it, and its unit where it is a sum: "about 310 million marks"."""
    limits = "|".join(re.escape(word) for word in sorted(get_language(language).approximations, key=len, reverse=True))
    before = re.search(rf"\b(?:{limits})\s+$", text[: number.start], re.IGNORECASE) if limits else None
    after = re.match(r"\s+[^\W\d_]+", text[number.end :]) if _LARGE.search(number.text) and not number.currency else None
    small = get_language(language).stop_words
    unit = after.group() if after and after.group().strip().lower() not in small else ""
    return f"{before.group() if before else ''}{number.text}{unit}".strip()


def _arrange(reports: Iterable[FigureReport], grows: bool) -> tuple[FigureReport, ...]:
    """Return the reports, the newest first, each value of each teller once, without those of a part."""
    ordered = sorted(reports, key=lambda r: (r.day or date.min, r.sentence.article.published or "", -r.sentence.place))
    kept: list[FigureReport] = []
    most = 0.0
    middle = median(report.value for report in ordered)
    for report in ordered:
        if grows and report.value < _PART_OF * most:
            continue
        if not grows and not middle / _FURTHEST <= report.value <= middle * _FURTHEST:
            continue
        most = max(most, report.value)
        if not any(report.value == other.value and report.teller == other.teller for other in kept):
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
    return len(articles) > 1 or any(report.sentence.place <= 3 for report in series.reports)
