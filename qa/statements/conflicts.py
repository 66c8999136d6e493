"""Find where articles tell one thing differently: which versions are out of date, and which contradict each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.language.attribution.quotations import find_quotations
from qa.language.attribution.speakers import are_same_speaker
from qa.language.dates import read_day
from qa.language.numbers import find_numbers
from qa.language.wording.counting import get_counting
from qa.language.words import split_words, stem_words
from qa.question import Question
from qa.retrieval.rows import split_cells
from qa.retrieval.search import Hit
from qa.statements.comparison import are_comparable
from qa.statements.figures.figure import Figure
from qa.statements.figures.matter import Matter, read_matter, states_tally
from qa.statements.figures.reading import read_figures
from qa.statements.stances import find_quoted, find_speaker_in, find_stances
from qa.statements.version import Version

# How a thing developed is told by all of its figures.
_WITHOUT_SIDES = frozenset(["development"])
# After so many days a figure is a newer one and no longer another side's. Chosen: those who disagree count within a day
# or two of each other; from 2 to 10 days nothing changes on the labelled disagreements of the starter corpus.
_UPDATED_AFTER = timedelta(days=3)
# A count that goes on is counted anew within the hours between two editions.
_COUNTED_ANEW = timedelta(hours=3)
# A figure without a noun takes up the one before it, so many sentences back at most.
_SENTENCES_BACK = 3
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions of one thing: those that stand against each other, the best first, and those out of date."""

    current: tuple[Version, ...] = ()
    outdated: tuple[Version, ...] = ()

    def tell(self, text: str, *, outdated: bool = False) -> Version | None:
        """Return the version whose figure or name a text gives, of those that are current or of those out of date."""
        versions = self.outdated if outdated else self.current
        return next((version for version in versions if _tells_version(text, version)), None)

    @property
    def differ(self) -> bool:
        """Whether there is more than one side."""
        return len(self.current) > 1


def find_versions(question: Question, hits: Sequence[Hit]) -> Versions:
    """Return the versions that the retrieved passages give of what a question asks for.

    Three kinds of question have any: for a figure, for who said a quotation, and for what several sides say of one
    thing. Figures are versions of one thing only where they count the same, of the same place and time, and both as
    so or both as expected. A figure is out of date where its teller or its outlet gave another one later, where
    anybody did three days or more later, and, of a count that goes on, where anybody did on a later day.
    """
    if question.shape in _WITHOUT_SIDES or (question.shape == "comparison" and not _asks_speakers(question)):
        return Versions()
    if quotations := find_quotations(question.text):
        return Versions(current=find_quoted(quotations, hits))
    matter = read_matter(question)
    figures = _sort_out(list(_find_figures(matter, hits)), matter) if matter else Versions()
    if figures.differ or not (stances := find_stances(question, hits)):
        return figures
    return Versions(current=stances)


def _asks_speakers(question: Question) -> bool:
    """Tell whether a question compares what people say, and not two things."""
    counting = get_counting(question.language)
    return any(counting.search(name, question.text) for name in ("asks_speakers", "asks_sides"))


def _tells_version(text: str, version: Version) -> bool:
    figure = version.figure
    if figure is None:
        named = set(split_words(version.text)[-1:]) <= set(split_words(text))
        return named and version.text == version.speaker
    given = any(figure.number.equals(number) for number in find_numbers(text))
    told = not figure.words.isdisjoint(stem_words(text))
    return given and (told or states_tally(text, figure.tally, version.hit.article.language))


def _find_figures(matter: Matter, hits: Sequence[Hit]) -> Iterator[Version]:
    """Yield a version for each figure that counts what is asked, and for those that take such a one up."""
    read = [list(_read_hit(matter, hit)) for hit in hits if _is_about(matter, hit)]
    matter = matter.leave_out(version.speaker for versions in read for _, _, version in versions if version.speaker)
    for versions in read:
        last: tuple[int, Figure] | None = None
        for place, is_first, version in versions:
            figure = version.figure
            fits = figure is not None and matter.fits(figure, version.speaker)
            follows = last is not None and place - last[0] <= _SENTENCES_BACK
            if figure and (fits or (follows and last and matter.follows(figure, last[1]))):
                yield version
                last = (place, figure) if fits and is_first else (place, last[1]) if last and not fits else None
            elif is_first and figure and (figure.noun or figure.tally):
                last = None


def _read_hit(matter: Matter, hit: Hit) -> Iterator[tuple[int, bool, Version]]:
    """Yield the figures of a passage with the place of their sentence, and whether they are the first in it."""
    article = hit.article
    for place, sentence in enumerate(hit.sentences):
        text = sentence.text
        if text.rstrip().endswith("?") or not find_numbers(text) or matter.counting.search("corrects", text):
            continue
        if split_cells(text):
            # A row has a figure for each column, of which none says what it counts.
            continue
        for n, figure in enumerate(read_figures(text, published=article.published, language=article.language)):
            speaker = figure.teller or find_speaker_in(hit, sentence)
            yield place, n == 0, Version(text=figure.text, hit=hit, sentence=sentence, speaker=speaker, figure=figure)


def _is_about(matter: Matter, hit: Hit) -> bool:
    """Tell whether a passage, its title and outlet name what the question names, and no later than it is asked from."""
    day, as_of = read_day(hit.article.published), matter.question.as_of
    if day and as_of and day > as_of:
        return False
    held = frozenset(stem_words(f"{hit.article.title} {hit.article.source} {hit.passage.text}"))
    return 2 * len(matter.names & held) >= len(matter.names)


def _sort_out(versions: Sequence[Version], matter: Matter) -> Versions:
    stated = [version for version in versions if version.figure and not version.figure.is_denied]
    if not stated:
        return Versions()
    near = _gather_comparable(max(stated, key=lambda version: version.sentence.score), versions, matter)
    outdated: list[Version] = []
    current: list[Version] = []
    for version in near:
        if version.figure and not version.figure.is_denied:
            out = any(_updates(new, version, matter) for new in near)
            (outdated if out else current).append(version)
    sides = [version for version in current if any(_contradict(version, other) for other in current)]
    newest = _put_newest_first(_merge_equal(sides or current))
    return Versions(current=newest[: _MOST if sides else 1], outdated=_put_newest_first(_merge_equal(outdated))[:_MOST])


def _gather_comparable(anchor: Version, versions: Sequence[Version], matter: Matter) -> list[Version]:
    """Return the versions that are comparable with the anchor; of a count that goes on, also those that lead to it."""
    held = [anchor, *(v for v in versions if v is not anchor and are_comparable(v, anchor, matter))]
    if matter.tally in matter.counting.running:
        for one in held:
            others = (v for v in versions if not any(v is other for other in held))
            held += [v for v in others if _grows(v, one) and are_comparable(v, one, matter)]
    return held


def _grows(one: Version, other: Version) -> bool:
    """Tell whether the later of two figures is the larger one."""
    if not (one.day and other.day and one.figure and other.figure) or one.day == other.day:
        return False
    return (one.day < other.day) == (one.figure.value < other.figure.value)


def _updates(new: Version, old: Version, matter: Matter) -> bool:
    """Tell whether a figure puts another one out of date."""
    if new.figure is None or old.figure is None or new is old:
        return False
    if new.figure.is_denied:
        if new.figure.is_told:
            return False
        return new.figure.number.equals(old.figure.number) and (new.day or date.max) >= (old.day or date.min)
    if new.figure.number.equals(old.figure.number) or new.hit.article.id == old.hit.article.id:
        return False
    named = new.speaker is not None and old.speaker is not None and not are_same_speaker(new.teller, old.teller)
    asked = matter.asks_of(new.speaker) and matter.asks_of(old.speaker)
    if (named and asked) or (matter.asks_speakers and not are_same_speaker(new.teller, old.teller)):
        return False
    running = matter.tally in matter.counting.running
    if running and not named and new.moment and old.moment and new.moment - old.moment >= _COUNTED_ANEW:
        return True
    if new.day is None or old.day is None or new.day <= old.day:
        return False
    same = are_same_speaker(new.teller, old.teller) or new.hit.article.source == old.hit.article.source
    return same or running or new.day - old.day >= _UPDATED_AFTER


def _merge_equal(versions: Iterable[Version]) -> list[Version]:
    """Return of the versions with the same figure the one that is told best: by somebody, then the newest."""
    best: dict[float, Version] = {}
    for version in sorted(versions, key=lambda v: (v.speaker is not None, v.day or date.min, v.sentence.score)):
        best[version.figure.value if version.figure else 0.0] = version
    return list(best.values())


def _contradict(one: Version, other: Version) -> bool:
    """Tell whether two figures contradict each other and others tell them.

    Of two figures of one article both need a teller: an outlet does not disagree with itself.
    """
    if one is other or one.figure is None or other.figure is None or one.figure.agrees(other.figure):
        return False
    if one.hit.article.id == other.hit.article.id and (one.speaker is None or other.speaker is None):
        return False
    return not are_same_speaker(one.teller, other.teller)


def _put_newest_first(versions: Iterable[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda v: (v.day or date.min, v.sentence.score), reverse=True))
