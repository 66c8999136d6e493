"""Which sentences of the articles belong to which section of a briefing: what happened, who says what, what is open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from qa.briefing.events.events import Event
from qa.briefing.events.figures import FigureSeries
from qa.briefing.topic.reporting import ReportedSentence
from qa.briefing.topic.speakers import is_anonymous, name_fully
from qa.briefing.topic.standing import is_mostly_quoted, says_enough, stands_alone
from qa.briefing.topic.topic import Topic, TopicArticle
from qa.language.attribution.claims import find_claim
from qa.language.attribution.speakers import are_same_speaker, find_speaker
from qa.language.known import get_language
from qa.language.names import find_names
from qa.language.profile import Stance
from qa.language.wording.chronicle import get_chronicle
from qa.language.words import split_words, stem_each

# Sentences of each section where no model writes it. Chosen: what fits on a page.
HAPPENED, SIDES, OPEN = 7, 8, 5
# What the newest articles say is open may be settled in those before them.
_NEWEST = timedelta(days=3)
_BACKGROUND = timedelta(days=30)
_OF_SPEAKER, _OF_ARTICLE = 2, 2
_ALIKE = 0.6
# A stance tells more than that somebody said something.
_STANCES: dict[Stance, float] = {
    "denies": 1.5, "accuses": 1.5, "admits": 1.2, "calls_false": 1.2, "promises": 1.0, "warns": 1.0, "asks": 0.8,
    "asserts": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceSentence:
    """A sentence in which somebody says something, who that is and how they stand to it."""

    sentence: ReportedSentence = field(repr=False)
    speaker: str
    stance: Stance
    weight: float


def select_happened(topic: Topic, events: Sequence[Event], figures: Sequence[FigureSeries]) -> list[ReportedSentence]:
    """Return what happened: the newest state first, then how it came, from the first event on.

    The state is the beginning of the newest article and the newest of the figures that changed most; of the steps those
    are left out that only give a figure that another one replaced, but for the first.
    """
    state = [
        *list(_list_leads(topic.articles[::-1]))[:1],
        *(one.newest.sentence for one in figures[:1] if one.is_count and one.newest.sentence.is_close),
    ]
    begun = min((item.day for item in topic.articles if item.day), default=None)
    steps: list[Event] = []
    for event in sorted(events, key=lambda event: -event.weight * event.sentence.closeness):
        own = [other for other in steps if other.sentence.article.id == event.sentence.article.id]
        is_old = begun is not None and event.last < begun - _BACKGROUND
        if event.planned or is_old or len(own) >= _OF_ARTICLE:
            continue
        steps.append(event)
    ordered = sorted(steps[: 2 * HAPPENED], key=lambda event: (event.first, event.sentence.place))
    told = [event.sentence for n, event in enumerate(ordered) if not n or not is_replaced(event.sentence, figures)]
    return list(drop_alike([*state, *told]))[:HAPPENED]


def is_replaced(sentence: ReportedSentence, figures: Sequence[FigureSeries]) -> bool:
    """Tell whether a sentence gives a figure that a later one replaced."""
    return any(series.is_count and series.gives_older(sentence) for series in figures)


def _list_leads(items: Iterable[TopicArticle]) -> Iterator[ReportedSentence]:
    """Yield of each article the first sentence of its beginning that can stand alone."""
    for item in items:
        for sentence in item.sentences[:3]:
            if sentence.place > 2 or not sentence.is_close or is_mostly_quoted(sentence.text):
                continue
            if stands_alone(sentence) and says_enough(sentence):
                yield sentence
                break


def select_stances(
    topic: Topic, figures: Sequence[FigureSeries], told: Sequence[ReportedSentence]
) -> list[StanceSentence]:
    """Return who says what, the sentences of one speaker together, those who speak most first.

    told  sentences that stand in another section
    """
    others = {(sentence.article.id, sentence.place) for sentence in told}
    speakers: list[list[StanceSentence]] = []
    found = [side for item in topic.articles for side in _read_stances(item)]
    for side in sorted(found, key=lambda side: -side.weight):
        group = next((group for group in speakers if are_same_speaker(group[0].speaker, side.speaker)), None)
        if group is None:
            speakers.append([side])
        else:
            group.append(side)
    ranked = sorted(speakers, key=lambda sides: -sum(side.weight for side in sides[:3]))
    kept = [fresh for group in ranked if (fresh := _pick_fresh(group, others, figures))][:SIDES]
    room = SIDES - len(kept)
    more = [n for n, fresh in enumerate(kept) if len(fresh) > 1][:room]
    return [side for n, fresh in enumerate(kept) for side in sorted(fresh[: 1 + (n in more)], key=_order_stance)]


def _pick_fresh(
    group: Sequence[StanceSentence], others: set[tuple[str, int]], figures: Sequence[FigureSeries]
) -> list[StanceSentence]:
    """Return the best sentences of a speaker that stand in no other section, under the speaker's full name."""
    fresh = [
        side
        for side in group
        if (side.sentence.article.id, side.sentence.place) not in others and not is_replaced(side.sentence, figures)
    ]
    kept = list(drop_alike([side.sentence for side in fresh]))[:_OF_SPEAKER]
    return [replace(side, speaker=_name_fully(side, group)) for side in fresh if side.sentence in kept]


def _name_fully(side: StanceSentence, group: Iterable[StanceSentence]) -> str:
    """Return the fullest name that the article itself has for a speaker: in another one it may be somebody else's."""
    own = [other.speaker for other in group if other.sentence.article.id == side.sentence.article.id]
    return name_fully(side.speaker, own, side.sentence.source, side.sentence.language)


def _order_stance(side: StanceSentence) -> date:
    return side.sentence.published or date.min


def _read_stances(item: TopicArticle) -> Iterator[StanceSentence]:
    for sentence in item.sentences:
        claim = find_claim(sentence.text, sentence.language)
        if claim is None or claim.verb == "":
            continue
        speaker = find_speaker(sentence.source, sentence.start, sentence.end, sentence.language)
        if not speaker or is_anonymous(speaker, sentence.language):
            continue
        if not stands_alone(sentence, speaker=speaker) or not says_enough(sentence):
            continue
        quoted = any(mark in sentence.text for mark in '“"«„')
        named = bool(find_names(speaker, sentence.language))
        weight = _STANCES.get(claim.stance, 0.5) + 0.5 * quoted + 0.4 * named
        yield StanceSentence(
            sentence=sentence, speaker=speaker, stance=claim.stance, weight=weight * sentence.closeness
        )


def select_open(topic: Topic, events: Sequence[Event]) -> list[ReportedSentence]:
    """Return what the newest articles say is not known, not decided or awaited, and plans for days that are to come."""
    newest = topic.newest
    recent = [item for item in topic.articles if newest is None or (item.day and newest - item.day <= _NEWEST)]
    planned = [
        event.sentence
        for event in events
        if event.planned and event.sentence.is_close and (newest is None or event.last >= newest)
    ]
    found = [
        sentence
        for item in recent[::-1]
        for sentence in item.sentences
        if sentence.is_close
        and get_chronicle(sentence.language).tells_open_matter(sentence.text)
        and not is_mostly_quoted(sentence.text)
        and stands_alone(sentence)
        and says_enough(sentence)
    ]
    return list(drop_alike([*found, *planned]))[:OPEN]


def select_claims(topic: Topic) -> list[ReportedSentence]:
    """Return the sentences in which somebody says something, whether they can stand alone or not."""
    return [
        sentence
        for item in topic.articles
        for sentence in item.sentences
        if find_claim(sentence.text, sentence.language) or is_mostly_quoted(sentence.text)
    ]


def drop_alike(sentences: Iterable[ReportedSentence]) -> Iterator[ReportedSentence]:
    """Yield the sentences that say something else than those before them."""
    seen: list[frozenset[str]] = []
    for sentence in sentences:
        words = (word for word in split_words(sentence.text) if word not in get_language(sentence.language).stop_words)
        stems = frozenset(stem_each(words, sentence.language))
        if all(len(stems & other) < _ALIKE * min(len(stems), len(other)) for other in seen):
            seen.append(stems)
            yield sentence
