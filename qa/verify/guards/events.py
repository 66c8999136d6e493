"""Find on which day an event happened: the sentences that tell it, and the day that belongs to it in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.language.dates import DateMention, find_dates
from qa.language.dates.spans import DaySpan
from qa.language.syntax.parse import Parsed, ParsedToken, can_parse, parse_text
from qa.language.wording.sequence import EventWords, get_event_words
from qa.verify.elements import Element, Reading, find_common_stems, find_elements, split_with_initials
from qa.verify.premise import Premise, Quote, widen_premise

# So much of an event has to be in its sentence, in those before it and in the title. Chosen.
_LEAST_TOLD = 0.75
_AS_GOOD = 0.01
_SENTENCES_BEFORE = 2
_MOST_ARTICLES = 6
_NOUNS = frozenset(["NOUN", "PROPN"])
_VERBS = frozenset(["VERB", "AUX"])
_SIDES = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """An event with its day or days, and the words that say so; no quote where it is told by its day alone.

    told  how much of the event the quote has, with what stands before it, in 0..1
    """

    text: str
    span: DaySpan
    mention: DateMention
    quote: Quote | None = None
    told: float = 1.0


def date_event(text: str, premises: Sequence[Premise]) -> DatedEvent | None:
    """Return an event with its day, or None where no sentence tells it with a certain one, or two tell it differently.

    Args:
        text: a clause or the name of an event: "the ferry sank", "the flood in the Teln valley".
        premises: what may tell it, the best first; their articles are read whole.
    """
    if (own := _read_day_alone(text)) is not None:
        return own
    found = list(_find_tellings(text, premises))
    best = max((event.told for event in found), default=0.0)
    events = [event for event in found if event.told >= best - _AS_GOOD]
    days = {(event.span.first, event.span.last) for event in events if event.mention.precision == "day"}
    if len(days) > 1:
        return None
    events.sort(key=lambda event: event.mention.precision != "day")
    spans = {(event.span.first, event.span.last) for event in events}
    return events[0] if events and (days or len(spans) == 1) else None


def _read_day_alone(text: str) -> DatedEvent | None:
    """Return the day that a text is in itself: "3 May 2025"."""
    mentions = find_dates(text)
    if len(mentions) != 1 or mentions[0].relative or mentions[0].first is None:
        return None
    rest = [e for e in find_elements(text, None) if e.kind != "date"]
    span = _take_span(mentions[0])
    return DatedEvent(text=text, span=span, mention=mentions[0]) if span and not rest else None


def _find_tellings(text: str, premises: Sequence[Premise]) -> Iterator[DatedEvent]:
    """Yield an event once for each sentence that tells it with a certain day."""
    language = premises[0].language if premises else None
    elements = [element for element in find_elements(text, None, language) if element.kind != "date"]
    if not elements:
        return
    event = parse_text(text, language)
    for premise in _list_articles(premises):
        mentions = [m for m in find_dates(premise.text, premise.published, language=premise.language) if m.certain]
        for place, (start, end) in enumerate(premise.spans):
            inside = [m for m in mentions if start <= m.start < end and m.first and m.last]
            told = _measure(elements, text, premise, place) if inside else 0.0
            if told < _LEAST_TOLD:
                continue
            sentence = premise.text[start:end]
            own = [m for m in inside if _belongs(event, sentence, m.start - start, m.end - start, premise)]
            if len({(m.first, m.last) for m in own}) == 1 and (span := _take_span(own[0])):
                quote = Quote(premise=premise, start=start, end=end)
                yield DatedEvent(text=text, span=span, mention=own[0], quote=quote, told=told)


def _list_articles(premises: Sequence[Premise]) -> list[Premise]:
    articles: dict[str, Premise] = {}
    for premise in premises:
        if premise.article.id not in articles and len(articles) < _MOST_ARTICLES:
            articles[premise.article.id] = _widen(premise)
    return list(articles.values())


@lru_cache(maxsize=64)
def _widen(premise: Premise) -> Premise:
    return widen_premise(premise)


def _measure(elements: Sequence[Element], text: str, premise: Premise, place: int) -> float:
    """Return how much of an event a sentence tells, with the sentences before it and the title, in 0..1."""
    total = sum(element.weight for element in elements)
    held = [element for element in elements if _read(premise, place).holds(element, text)]
    own = sum(element.weight for element in held) / total
    if not held or own == 1.0:
        return own
    missing = [element for element in elements if element not in held]
    around = [_read(premise, n) for n in range(max(0, place - _SENTENCES_BEFORE), place)]
    near = [e for e in missing if any(other.holds(e, text) for other in (*around, _read_title(premise)))]
    return own + sum(element.weight for element in near) / total


def _read(premise: Premise, place: int) -> Reading:
    start, end = premise.spans[place]
    return _make_reading(premise, premise.text[start:end])


def _read_title(premise: Premise) -> Reading:
    return _make_reading(premise, premise.title)


def _make_reading(premise: Premise, text: str) -> Reading:
    return Reading(
        text=text,
        published=premise.published,
        language=premise.language,
        far=split_with_initials(premise.text),
        common=find_common_stems(premise.text),
    )


def _belongs(event: Parsed | None, sentence: str, start: int, end: int, premise: Premise) -> bool:
    """Tell whether a day in a sentence is that of an event: of its verb, or of the noun that names it.

    Without a parser only a sentence that names one day and nothing but the event is taken.
    """
    if event is None or not can_parse(premise.language):
        return False
    parsed = parse_text(sentence, premise.language)
    inside = [token for token in parsed.tokens if token.start < end and start < token.end] if parsed else []
    if not parsed or not inside:
        return False
    root = _find_deed(event)
    words = get_event_words(premise.language)
    if root is None:
        return False
    if root.pos in _VERBS or event.find_children(root.index, "aux", "auxpass"):
        return _is_of_verb(parsed, root.lemma, inside[0].index, words)
    return _is_of_noun(parsed, root.lemma, inside[0].index, words)


def _find_deed(event: Parsed) -> ParsedToken | None:
    """Return the verb or the noun that an event is, also in the order of a question: "was the light switched off"."""
    root = next((token for token in event.tokens if token.head == token.index), None)
    verbs = [token for token in event.tokens if token.pos == "VERB"]
    return verbs[-1] if root and root.pos == "AUX" and verbs else root


def _is_of_verb(parsed: Parsed, lemma: str, day: int, words: EventWords) -> bool:
    """Tell whether a day hangs on a verb, or on one at whose time it was: "died on Friday when the ferry sank"."""
    verb = next((n for n in parsed.walk_up(day) if parsed.tokens[n].pos in _VERBS), None)
    if verb is None:
        return False
    meanwhile = [
        child for child in parsed.find_children(verb, "advcl")
        if any(parsed.tokens[n].text.lower() in words.at_once for n in parsed.find_children(child, "advmod", "mark"))
    ]  # fmt: skip
    return any(parsed.tokens[n].lemma == lemma for n in (verb, *meanwhile))


def _is_of_noun(parsed: Parsed, lemma: str, day: int, words: EventWords) -> bool:
    """Tell whether a day hangs on a noun ("the flood of 7 August"), or on a verb that says that it happened."""
    for n in parsed.walk_up(day):
        token = parsed.tokens[n]
        if token.lemma == lemma and token.pos in _NOUNS:
            return True
        if token.pos in _VERBS:
            sides = [parsed.tokens[side].lemma for side in parsed.find_children(n, *_SIDES)]
            return token.lemma in words.happening and lemma in sides
    return False


def _take_span(mention: DateMention) -> DaySpan | None:
    if mention.first is None or mention.last is None:
        return None
    return DaySpan(first=mention.first, last=mention.last)
