"""The events of a topic: what its articles tell that happened or is to happen on a day, each once."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qa.briefing.events.days import Basis, EventDay, find_event_day, resolve_days
from qa.briefing.topic.reporting import ReportedSentence, strip_joint
from qa.briefing.topic.standing import is_mostly_quoted, says_enough, stands_alone
from qa.briefing.topic.topic import Topic, TopicArticle
from qa.language.words import STOP_WORDS, stem_words
from qa.models.embeddings import Embedder
from qa.verify.premise import Quote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Of the weight of the words of the shorter of two lines of one day: so many shared, they tell of the same. The first
# is enough alone, the second where they are near in meaning as well. Both were chosen on the starter corpus.
_SAME_WORDS, _SOME_WORDS, _SAME_MEANING = 0.6, 0.25, 0.54
_APART = timedelta(days=1)
_LONGEST_PAIR = 380
_MOST_OF_ARTICLE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, or is to happen, on a day or in a span of days.

    text      the sentence that tells it best, on one line, without a "But" before it
    start     where that begins in its article
    planned   it was still to come when its article was written
    basis     whether a sentence says the day, or that of the article stands for it
    others    sentences of other articles that tell the same
    outlets   all that tell it, or carry a copy of a report that does
    """

    first: date
    last: date
    text: str
    sentence: ReportedSentence = field(repr=False)
    start: int
    planned: bool = False
    basis: Basis = "said"
    others: tuple[ReportedSentence, ...] = field(default=(), repr=False)
    outlets: tuple[str, ...] = ()
    weight: float = 0.0

    @property
    def is_day(self) -> bool:
        """Whether it is one day and no span."""
        return self.first == self.last

    @property
    def published(self) -> date | None:
        """The day of the article that tells it."""
        return self.sentence.published

    def quote(self) -> Quote:
        """Return the words that tell it."""
        return replace(self.sentence.quote(), start=self.start)


def find_events(topic: Topic, embedder: Embedder) -> list[Event]:
    """Return the events of a topic in the order of their days, each once."""
    found = [event for item in topic.articles for event in _read_events(item, topic)]
    return sorted(_merge(found, topic, embedder), key=_order)


def _order(event: Event) -> tuple[date, int, date, int]:
    """Order by day; a span before the days in it, and what was written first before the rest."""
    return event.first, -(event.last - event.first).days, event.published or date.max, event.sentence.place


def _read_events(item: TopicArticle, topic: Topic) -> Iterable[Event]:
    wanted = _choose_dated(item, topic)
    before: ReportedSentence | None = None
    told = False
    for sentence in item.sentences:
        day = find_event_day(sentence) if sentence.place in wanted else None
        alone = day is not None and stands_alone(sentence) and says_enough(sentence)
        if day is not None and alone:
            yield _make_event(item, sentence, day)
        elif day is not None and before and not told and (joined := join_sentences(before, sentence)):
            yield _make_event(item, joined, day)
            alone = True
        before, told = sentence, alone


def _choose_dated(item: TopicArticle, topic: Topic) -> set[int]:
    """Return the places of the sentences that may tell an event: with a day, or at the beginning.

    Of a long article, they are those that are nearest to the topic.
    """
    words = frozenset(stem_words(topic.text))
    dated = [
        sentence
        for sentence in item.sentences
        if not is_mostly_quoted(sentence.text)
        and (sentence.place == 0 or resolve_days(sentence.text, sentence.published))
    ]
    ranked = sorted(dated, key=lambda s: (s.place > 2 and words.isdisjoint(stem_words(s.text)), s.place))
    return {sentence.place for sentence in ranked[:_MOST_OF_ARTICLE]}


def _make_event(item: TopicArticle, sentence: ReportedSentence, day: EventDay) -> Event:
    text, start = strip_joint(sentence)
    return Event(
        first=day.first,
        last=day.last,
        text=text,
        sentence=sentence,
        start=start,
        planned=day.planned,
        basis=day.basis,
        outlets=item.outlets,
        weight=1.0 / (1.0 + sentence.place / 8),
    )


def join_sentences(before: ReportedSentence, sentence: ReportedSentence) -> ReportedSentence | None:
    """Return two sentences as one, for a second one that leans on the first: "He was arrested on 28 December".

    None where they are in two paragraphs, are long, or the first can't stand alone either.
    """
    joined = replace(before, end=sentence.end)
    between = before.source[before.end : sentence.start]
    if between.strip() or "\n" in between or len(joined.text) > _LONGEST_PAIR or is_mostly_quoted(joined.text):
        return None
    return joined if stands_alone(before) and says_enough(before) else None


def _merge(events: Sequence[Event], topic: Topic, embedder: Embedder) -> list[Event]:
    """Return the events with those that tell of the same on the same day as one."""
    known = frozenset(stem_words(topic.text))
    stems = [frozenset(stem_words(event.text)) - STOP_WORDS - known for event in events]
    counts = Counter(stem for own in stems for stem in own)
    weights = {stem: 1.0 / math.log(2 + count) for stem, count in counts.items()}
    vectors = _embed_close(events, embedder)
    kept: list[int] = []
    members: dict[int, list[int]] = {}
    for n in sorted(range(len(events)), key=lambda n: _rank(events[n])):
        same = next((m for m in kept if _tell_the_same(n, m, events, stems, weights, vectors)), None)
        if same is None:
            kept.append(n)
        members.setdefault(n if same is None else same, []).append(n)
    return [_join(events[leader], [events[n] for n in members[leader] if n != leader]) for leader in kept]


def _rank(event: Event) -> tuple[bool, bool, date, int]:
    """Order by who tells an event best: as done, as a day, first of all, early in an article."""
    return event.planned, not event.is_day, event.published or date.max, event.sentence.place


def _embed_close(events: Sequence[Event], embedder: Embedder) -> "dict[int, NDArray[np.float32]]":
    """Return the vectors of the events that share a day with one of another article."""
    close = [
        n
        for n, event in enumerate(events)
        if any(_share_day(event, other) and other.sentence.article.id != event.sentence.article.id for other in events)
    ]
    return dict(zip(close, embedder.embed_passages([events[n].text for n in close]), strict=True)) if close else {}


def _share_day(one: Event, other: Event) -> bool:
    """Tell whether two events may be on one day; a day that only the article gives may be off by one."""
    slack = _APART if "published" in (one.basis, other.basis) else timedelta(0)
    if one.is_day != other.is_day:
        return False
    return one.first - slack <= other.first <= one.first + slack and one.last - slack <= other.last <= one.last + slack


def _tell_the_same(
    n: int,
    m: int,
    events: Sequence[Event],
    stems: Sequence[frozenset[str]],
    weights: Mapping[str, float],
    vectors: "Mapping[int, NDArray[np.float32]]",
) -> bool:
    if not _share_day(events[n], events[m]):
        return False
    shared = sum(weights[stem] for stem in stems[n] & stems[m])
    least = min(sum(weights[stem] for stem in stems[k]) for k in (n, m)) or 1.0
    if shared / least >= _SAME_WORDS:
        return True
    meaning = float(vectors[n] @ vectors[m]) if n in vectors and m in vectors else 0.0
    return shared / least >= _SOME_WORDS and meaning >= _SAME_MEANING


def _join(leader: Event, others: Sequence[Event]) -> Event:
    outlets = dict.fromkeys(outlet for event in (leader, *others) for outlet in event.outlets)
    return replace(
        leader,
        others=tuple(event.sentence for event in others),
        outlets=tuple(outlets),
        weight=leader.weight + len(outlets) - 1,
    )
