"""On which day what a sentence tells happened: which of the days that it names belongs to what it mainly tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.briefing.events.clauses import CONTENT, PLANS, TIME_ENTITIES, ClauseReader
from qa.briefing.topic.reporting import ReportedSentence
from qa.language.dates import DateMention, find_dates
from qa.language.known import get_language
from qa.language.syntax.grammar import Grammar, find_grammar
from qa.language.syntax.parse import Parsed, ParsedToken, parse_text
from qa.language.wording.chronicle import Chronicle, get_chronicle

# Said by the sentence itself, or the day of its article for the news that opens it.
Basis = Literal["said", "published"]

# In days, chosen: a span of more than a year and a bit is an era and no event.
_LONGEST_SPAN = 400
# In days, chosen: an article tells as its news what happened so short before it, over a weekend too.
_JUST_BEFORE = 3
# In clauses, chosen: what is new is told in one of the first.
_NEAR_BEGINNING = 2
# In days, chosen: a deed so long before it is told is background, and the telling is the event.
_LONG_AGO = 14
# In days: "Monday" in an article of Sunday may be the next day as well as the last week's.
_NEARLY_A_WEEK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDay:
    """When what a sentence tells happened or is to happen.

    first, last  the days it spans, both included
    planned      it was still to come when the article was written
    basis        whether the sentence says so or the day of its article stands for it
    """

    first: date
    last: date
    planned: bool = False
    basis: Basis = "said"


def resolve_days(text: str, published: date | None) -> list[DateMention]:
    """Return the days that a text names, resolved against the day of its article."""
    return [mention for mention in find_dates(text, published) if mention.first and mention.last]


def find_event_day(sentence: ReportedSentence) -> EventDay | None:
    """Return the day of what a sentence tells, or None where it tells no event, or of which day is not certain."""
    text, published = sentence.text, sentence.published
    mentions = resolve_days(text, published)
    is_lead = sentence.place == 0 and published is not None
    if not mentions and not is_lead:
        return None
    grammar = find_grammar(sentence.language)
    parsed = parse_text(text, sentence.language) if grammar else None
    if parsed is None:
        return _read_unparsed(sentence, mentions)
    assert grammar is not None
    reader = _DayReader(parsed, grammar, get_chronicle(sentence.language), published)
    if day := reader.choose(mentions):
        return day
    return reader.take_publication(mentions) if is_lead else reader.take_aside(mentions, sentence.place)


def _read_unparsed(sentence: ReportedSentence, mentions: Sequence[DateMention]) -> EventDay | None:
    """Return the first day that a sentence in a language without a parser names."""
    words = get_language(sentence.language).future
    bounds = get_chronicle(sentence.language).bounds
    for mention in mentions:
        before = sentence.text[: mention.start].lower().split()
        if before[-1:] and before[-1] in bounds:
            continue
        assert mention.first and mention.last
        ahead = sentence.published is not None and mention.first > sentence.published
        told = not words.isdisjoint(sentence.text.lower().split())
        return EventDay(first=mention.first, last=mention.last, planned=ahead or told)
    return None


class _DayReader:
    """Reads the day of what one parsed sentence tells."""

    def __init__(self, parsed: Parsed, grammar: Grammar, words: Chronicle, published: date | None) -> None:
        self._parsed, self._words, self._published = parsed, words, published
        self._clauses = ClauseReader(parsed, grammar, words)
        self._reporting = get_language("en").reporting.forms

    def choose(self, mentions: Sequence[DateMention]) -> EventDay | None:
        """Return the day of the verb that the sentence is about.

        It is of what is told rather than of telling it, but where that is news of something long ago.
        """
        found: list[tuple[bool, EventDay]] = []
        for mention in mentions:
            verb = self._find_predicate(mention)
            if verb is not None and (day := self._date(verb, mention)):
                tells = any(self._parsed.tokens[child].dep in CONTENT for child in self._parsed.children[verb])
                found.append((tells, day))
        # "The 2024 season began last week": what is narrower is the day of it.
        deeds = sorted((day for tells, day in found if not tells), key=lambda day: day.last - day.first)
        tellings = [day for tells, day in found if tells]
        if deeds and tellings and (tellings[0].first - deeds[0].last).days > _LONG_AGO:
            return tellings[0]
        return next(iter([*deeds, *tellings]), None)

    def take_publication(self, mentions: Sequence[DateMention]) -> EventDay | None:
        """Return the day of the article, for news that opens it and names no time of its own; or a day that it names.

        What is told first of all is as new as the article, or became known on a day just before it that an aside tells.
        """
        parsed, published = self._parsed, self._published
        roots = [token.index for token in parsed.tokens if token.head == token.index]
        if published is None or len(roots) != 1 or not self._clauses.is_past(roots[0]):
            return None
        if (
            set(self._clauses.find_modes(roots[0]))
            or self._clauses.is_denied(roots[0])
            or self._has_time(roots[0], mentions)
        ):
            return None
        told = [m.last for m in mentions if m.last and self._tells_news(m) and self._is_just_before(m.last)]
        day = max(told, default=published)
        return EventDay(first=day, last=day, basis="said" if told else "published")

    def take_aside(self, mentions: Sequence[DateMention], place: int) -> EventDay | None:
        """Return the day of a clause near the beginning that tells what is new: "whose report came out on Tuesday"."""
        if self._published is None or not 0 < place <= _NEAR_BEGINNING:
            return None
        for mention in mentions:
            inside = [t for t in self._parsed.tokens if t.start < mention.end and mention.start < t.end]
            above = self._parsed.walk_up(inside[0].index) if inside else ()
            verb = next((n for n in above if self._parsed.tokens[n].pos == "VERB"), None)
            if verb is None or self._parsed.tokens[verb].dep != "relcl" or not self._clauses.is_past(verb):
                continue
            if mention.last and mention.first == mention.last and self._is_just_before(mention.last):
                return EventDay(first=mention.last, last=mention.last)
        return None

    def _is_just_before(self, day: date) -> bool:
        return self._published is not None and 0 <= (self._published - day).days <= _JUST_BEFORE

    def _tells_news(self, mention: DateMention) -> bool:
        """Tell whether a day in an aside is that on which it became known: "that they announced on Monday"."""
        for token in self._parsed.tokens:
            if token.start < mention.end and mention.start < token.end and mention.first == mention.last:
                above = (self._parsed.tokens[n] for n in self._parsed.walk_up(token.index))
                verb = next((t for t in above if t.pos == "VERB"), None)
                return verb is not None and verb.text.lower() in self._reporting
        return False

    def _has_time(self, verb: int, mentions: Sequence[DateMention]) -> bool:
        """Tell whether a verb has a time of its own that is no day: "on the night of the flood", "for five years"."""
        parsed = self._parsed
        for child in parsed.children[verb]:
            inner = parsed.tokens[child]
            target = parsed.find_child(child, "pobj") if inner.dep == "prep" else None
            token = parsed.tokens[target] if target is not None else inner
            if inner.dep not in ("prep", "npadvmod", "advmod") or token.text.lower() in self._words.recent:
                continue
            if any(mention.start <= token.start < mention.end for mention in mentions):
                continue
            if token.entity in TIME_ENTITIES or token.lemma in self._words.moments:
                return True
            if inner.dep == "prep" and any(parsed.tokens[n].entity in TIME_ENTITIES for n in parsed.children[child]):
                return True
        return False

    def _find_predicate(self, mention: DateMention) -> int | None:
        """Return the finite verb whose time a mention tells; None for the time of a thing, a bound, or an aside."""
        parsed = self._parsed
        inside = [t for t in parsed.tokens if t.start < mention.end and mention.start < t.end]
        if not inside:
            return None
        within = {token.index for token in inside}
        token = next((t for t in inside if t.head not in within or t.head == t.index), inside[0])
        if self._is_bounded(inside[0]):
            return None
        verb = self._clauses.find_predicate(token, loose=self._hangs_loose(inside[0], mention))
        return None if verb is not None and self._is_uncertain(verb, mention) else verb

    def _is_uncertain(self, verb: int, mention: DateMention) -> bool:
        """Tell whether it is open which day is meant: of an aside that is not to come, or a weekday of which week.

        "Early on Wednesday" in an article of Tuesday that was written on, is rather the day after than six days before.
        """
        assert mention.first
        if self._published is None:
            return False
        aside = any(self._parsed.tokens[n].dep == "relcl" for n in (verb, *self._parsed.walk_up(verb)))
        bare = mention.text.lower() in get_language("en").weekdays
        return (aside and mention.first <= self._published) or (
            bare and (self._published - mention.first).days == _NEARLY_A_WEEK
        )

    def _is_bounded(self, first: ParsedToken) -> bool:
        before = self._parsed.tokens[first.index - 1].text.lower() if first.index else ""
        return before in self._words.bounds or first.text.lower() in self._words.bounds

    def _hangs_loose(self, first: ParsedToken, mention: DateMention) -> bool:
        """Tell whether a mention is the time of a deed however it was parsed: "on Friday", but no "Friday's vote"."""
        before = self._parsed.tokens[first.index - 1] if first.index else None
        words = self._words.days_after | self._words.planned_for
        after_preposition = before is not None and before.text.lower() in words
        return mention.first == mention.last and after_preposition and not self._is_owner(mention)

    def _is_owner(self, mention: DateMention) -> bool:
        following = next((t for t in self._parsed.tokens if t.start >= mention.end), None)
        return following is not None and (following.tag == "POS" or following.text in ("'s", "’s"))

    def _date(self, verb: int, mention: DateMention) -> EventDay | None:
        """Return the day of a verb, where its tense and the day go together."""
        assert mention.first and mention.last
        if (mention.last - mention.first).days > _LONGEST_SPAN:
            return None
        modes = set(self._clauses.find_modes(verb))
        if "conditional" in modes:
            return None
        ahead = self._published is not None and mention.first > self._published
        called_for = ahead and self._read_before(mention) in self._words.planned_for
        planned = bool(modes & PLANS) or called_for or (ahead and not self._clauses.is_past(verb))
        # A plan for a day that is over, a deed on one to come, and a state in the present are no events.
        if planned != (planned and (ahead or self._still_open(mention))) or ahead > planned:
            return None
        if not planned and not self._clauses.is_past(verb):
            return None
        return EventDay(first=mention.first, last=mention.last, planned=planned)

    def _read_before(self, mention: DateMention) -> str:
        """Return the word before a mention."""
        return next((t.text.lower() for t in reversed(self._parsed.tokens) if t.end <= mention.start), "")

    def _still_open(self, mention: DateMention) -> bool:
        """Tell whether a day was not over when the article was written."""
        return self._published is None or mention.last is None or mention.last >= self._published
