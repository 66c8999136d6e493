"""Find where articles tell one thing differently: which versions are out of date, and which contradict each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.dates import find_dates, read_day
from qa.question import Question
from qa.retrieve import Hit
from qa.scoring import ScoredSentence
from qa.verify import find_speaker
from qa.verify.negation import is_negated
from qa.verify.numbers import Number, find_numbers
from qa.verify.quotations import find_quotations, holds_quotation
from qa.words import STOP_WORDS, split_words, stem_each, stem_words

_COMPARES = re.compile(
    r"\b(?:(?:two|both|other) (?:sides|parties)|each (?:say|said|claim)|differ|disagree|agree|contradict|compare"
    r"|same (?:number|figure|sum)|different (?:numbers|figures)|who says so|going by the|in the view of|versus)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many\s+(?:(?:of|the|its|their|more|other)\s+)*(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:per\s?cent(?:age)?|inflation|share of|rate)\b", re.IGNORECASE)
_PERCENT = frozenset(stem_words("per cent percent percentage of"))
_MONEY = re.compile(r"\bhow much (?!more pay)|\bwhat\b.*\bcosts?\b|\bprice\b|\bfined?\b|\bworth\b", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"^[\s-]*(?:a\.?m|p\.?m|o[’']clock|in the (?:morning|evening|afternoon)|years?|months?|weeks?|days?|hours?|minutes?"
    r"|seconds?|kilomet|met(?:re|er)s?|miles?|feet|degrees?|times|points?)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:man|woman|boy|girl|aged|age)(?: of)?\s+$", re.IGNORECASE)
_MILLIONS = re.compile(r"(?:thousand|million|billion|[mb]n?)$", re.IGNORECASE)
# Words for one thing that counts of the dead, the hurt and the crowd are told in.
_SAME = tuple(
    frozenset(stem_words(words))
    for words in (
        "dead die died death deaths dying kill killed toll fatalities victims lives",
        "ill infected cases sick sickened caught",
        "hurt injured injuries wounded",
        "crowd spectators attendance attended",
        "arrest arrested detained custody",
        "lose lost loses loss losses",
    )
)
# A correction repeats the figure that was wrong.
_CORRECTS = re.compile(r"\b(?:correction|corrected|wrongly|mistakenly|erroneously|misstated)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s|\s(?:and|but|while|although|though|whereas)\s")
_LEAST_OF_BEST = 0.6
_LEAST_COMPARED = 0.6
# Figures for one thing are seldom further apart; figures for two things often are.
_FURTHEST = 4.0
_NEXT_WORDS = 3
# After so many days a figure is a newer one and no longer another side's.
_UPDATED_AFTER = timedelta(days=10)
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one teller says of the thing that is asked about.

    text     the figure, the name or, where sides are compared, the sentence
    speaker  who says it, or None where the outlet says it in its own voice
    """

    text: str
    hit: Hit
    sentence: ScoredSentence
    speaker: str | None
    number: Number | None = None

    @property
    def day(self) -> date | None:
        """The day its article was published."""
        return read_day(self.hit.article.published)

    @property
    def teller(self) -> str:
        """Who says it: the speaker, else the outlet."""
        return (self.speaker or self.hit.article.source or "").casefold()


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


def _tells_version(text: str, version: Version) -> bool:
    if version.number:
        return any(version.number.equals(number) for number in find_numbers(text))
    return set(split_words(version.text)[-1:]) <= set(split_words(text)) if version.text == version.speaker else False


def find_versions(question: Question, hits: Sequence[Hit]) -> Versions:
    """Return the versions that the retrieved passages give of what a question asks for.

    Three kinds of question have any: for a figure, for who said a quotation, and for what several sides say. A figure
    is out of date where its teller or its outlet gave another one later, or anybody did ten days or more later.
    """
    figures = _sort_out(list(_find_figures(question, hits)))
    if _COMPARES.search(question.text) and not figures.differ:
        return Versions(current=_pick_tellers(question, hits))
    if quotations := find_quotations(question.text):
        return Versions(current=_find_quoted(quotations, hits))
    return figures


def _pick_tellers(question: Question, hits: Sequence[Hit]) -> tuple[Version, ...]:
    """Return the best sentence of each teller, those whom the question names first."""
    asked = set(split_words(question.text)) - STOP_WORDS
    counts = question.kind == "number"
    best: dict[str, Version] = {}
    for version in _read_versions(question, hits, least=_LEAST_COMPARED):
        text = version.sentence.text
        if counts and not any(_is_asked(question, text, number) for number in find_numbers(text)):
            continue
        kept = best.get(version.teller)
        if kept is None or kept.sentence.score < version.sentence.score:
            best[version.teller] = version
    ranked = sorted(best.values(), key=lambda v: (not asked & set(split_words(v.teller)), -v.sentence.score))
    speaking = [version for version in ranked if version.speaker]
    return tuple(_drop_repeats(speaking if len(speaking) > 1 else ranked))[:_MOST]


def _drop_repeats(versions: Iterable[Version]) -> Iterator[Version]:
    """Yield the versions that say something else than those before them."""
    seen: list[tuple[set[str], bool]] = []
    for version in versions:
        negated = is_negated(version.sentence.text)
        stems = set(stem_words(version.sentence.text)) - STOP_WORDS
        figures = {number.value for number in find_numbers(version.sentence.text)}
        said = stems | {str(figure) for figure in figures}
        if all(denied != negated or len(said & o) < 0.6 * min(len(said), len(o)) for o, denied in seen):
            seen.append((said, negated))
            yield version


def _find_quoted(quotations: Sequence[str], hits: Sequence[Hit]) -> tuple[Version, ...]:
    """Return for each speaker whom an article gives the quotation to the best such sentence."""
    best: dict[str, Version] = {}
    for hit in hits:
        for place, sentence in enumerate(hit.sentences):
            if not all(holds_quotation(sentence.text, quotation) for quotation in quotations):
                continue
            speaker = find_speaker(sentence.text, _join_before(hit, place))
            if speaker and speaker.casefold() not in best:
                best[speaker.casefold()] = Version(text=speaker, hit=hit, sentence=sentence, speaker=speaker)
    return tuple(version for version in best.values() if not _is_part(version, best.values()))[:_MOST]


def _is_part(version: Version, others: Iterable[Version]) -> bool:
    """Tell whether another version names the same speaker more fully, or as fully and before."""
    own = set(split_words(version.text))
    return any(own < set(split_words(other.text)) for other in others)


def _read_versions(question: Question, hits: Sequence[Hit], *, least: float) -> Iterator[Version]:
    """Yield a version for each sentence that tells nearly as much of what is asked as the best one.

    least  how much of the question's words it and its neighbours have, of what the best one has
    """
    least *= max((s.features["near_terms"] for hit in hits for s in hit.sentences), default=0.0)
    for hit in hits:
        for place, sentence in enumerate(hit.sentences):
            if sentence.features["near_terms"] >= least:
                speaker = find_speaker(sentence.text, _join_before(hit, place))
                yield Version(text=sentence.text, hit=hit, sentence=sentence, speaker=speaker)


def _join_before(hit: Hit, place: int) -> str:
    return " ".join(sentence.text for sentence in hit.sentences[max(0, place - 2) : place])


def _find_figures(question: Question, hits: Sequence[Hit]) -> Iterator[Version]:
    wanted = _reads_figures(question)
    if not any(wanted):
        return
    for version in _read_versions(question, hits, least=_LEAST_OF_BEST):
        if _CORRECTS.search(version.sentence.text):
            continue
        figures = [n for n in find_numbers(version.sentence.text) if _is_asked(question, version.sentence.text, n)]
        if len({number.value for number in figures}) == 1:
            yield Version(
                text=figures[0].text,
                hit=version.hit,
                sentence=version.sentence,
                speaker=version.speaker,
                number=figures[0],
            )


def _reads_figures(question: Question) -> tuple[bool, bool, bool]:
    """Return whether a count, a share or a sum of money is asked for."""
    if question.kind not in ("number", "other"):
        return False, False, False
    text = question.text
    return bool(_COUNTED.search(text)), bool(_SHARE.search(text)), bool(_MONEY.search(text))


def _is_asked(question: Question, sentence: str, number: Number) -> bool:
    """Tell whether a number is of the kind asked for, and stands in a clause about what is asked."""
    counts, shares, sums = _reads_figures(question)
    before, after = sentence[: number.start], sentence[number.end :]
    if number.ordinal or (number.spelled and number.value <= 1) or _OTHER_UNIT.match(after) or _AGE.search(before):
        return False
    if any(day.start <= number.start < day.end for day in find_dates(sentence)):
        return False
    if any(number.equals(other) for other in find_numbers(question.text)):
        return False
    clause = set(stem_words(_CLAUSE.split(before)[-1] + " " + _CLAUSE.split(after)[0]))
    matter = _widen(frozenset(question.terms) - question.names)
    if shares or number.percent:
        named = frozenset(stem_words(" ".join(_SHARE.findall(question.text)))) - _PERCENT
        return shares and number.percent and not (named or matter).isdisjoint(clause)
    if sums:
        return bool(number.currency or _MILLIONS.search(number.text)) and not matter.isdisjoint(clause)
    return counts and not number.currency and _tells(question, clause, after)


def _tells(question: Question, clause: set[str], after: str) -> bool:
    """Tell whether a clause counts what is asked: the thing by name or in other words, and what happened to it."""
    counted = _COUNTED.search(question.text)
    noun = frozenset(stem_words(counted["noun"])) if counted else frozenset()
    matter = frozenset(question.terms) - question.names - noun
    held = any(not group.isdisjoint(clause) for group in _SAME if not group.isdisjoint(matter | noun))
    named = not _widen(noun).isdisjoint(stem_each(split_words(after)[:_NEXT_WORDS]))
    told = len(matter & clause)
    return held or told > 1 or (named and (told > 0 or not matter))


def _widen(noun: frozenset[str]) -> frozenset[str]:
    return noun.union(*(group for group in _SAME if not group.isdisjoint(noun)))


def _sort_out(versions: Sequence[Version]) -> Versions:
    if not versions:
        return Versions()
    anchor = max(versions, key=lambda version: version.sentence.score)
    near = [version for version in versions if _is_near(version, anchor)]
    newest: dict[float, Version] = {}
    for version in sorted(near, key=lambda v: (v.day or date.min, v.sentence.score)):
        newest[version.number.value if version.number else 0.0] = version
    outdated = [old for old in newest.values() if any(_updates(new, old) for new in near)]
    current = [version for version in newest.values() if version not in outdated]
    return Versions(current=_keep_tellers(_put_newest_first(current)), outdated=_put_newest_first(outdated))


def _keep_tellers(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return the best version of each teller: nobody disagrees with himself."""
    best: dict[str, Version] = {}
    for version in sorted(versions, key=lambda v: -v.sentence.score):
        best.setdefault(version.teller, version)
    return tuple(version for version in versions if best[version.teller] is version)


def _put_newest_first(versions: Iterable[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda v: (v.day or date.min, v.sentence.score), reverse=True)[:_MOST])


def _is_near(one: Version, other: Version) -> bool:
    if one.number is None or other.number is None:
        return False
    low, high = sorted((one.number.value, other.number.value))
    return low > 0 and high / low <= _FURTHEST


def _updates(new: Version, old: Version) -> bool:
    if new.number is None or old.number is None or new.number.equals(old.number):
        return False
    if is_negated(new.sentence.text) and any(old.number.equals(n) for n in find_numbers(new.sentence.text)):
        return True
    if new.day is None or old.day is None or new.day <= old.day:
        return False
    same = new.teller == old.teller or new.hit.article.source == old.hit.article.source
    return same or new.day - old.day >= _UPDATED_AFTER
