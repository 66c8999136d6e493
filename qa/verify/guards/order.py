"""Check what a statement says of the order and distance of two events, by the days that the articles give of both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.language.dates import describe_mention
from qa.language.dates.order import compare_distance, order_spans
from qa.language.syntax.parse import parse_text
from qa.language.wording.sequence import OrderClaim, read_order, write_event_query
from qa.verify.guards.events import DatedEvent, date_event
from qa.verify.hypothesis import Hypothesis
from qa.verify.verdict import Flag, Verdict

# Chosen: in characters; what is longer is no event that has one day.
_LONGEST_PART = 300
# What of an event has to be told for its day to rule a statement out. Chosen: all but a rounding error.
_WHOLLY_TOLD = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCheck:
    """What the days of two events say of a statement about them.

    holds  they come in the order and at the distance that it says
    parts  what is left to check of it: that each of the two happened, but for a day that needs no event
    """

    claim: OrderClaim
    one: DatedEvent
    other: DatedEvent
    holds: bool
    parts: tuple[Hypothesis, ...]

    @property
    def flag(self) -> Flag:
        """What speaks against the statement where it does not hold: the day of its first event."""
        event = self.one if self.one.quote else self.other
        told = (
            f"{event.mention.text} ({describe_mention(event.mention)})"
            if event.mention.relative
            else event.mention.text
        )
        sure = min(self.one.told, self.other.told) >= _WHOLLY_TOLD
        return Flag(kind="direction", words=self.claim.word, against=told, quote=event.quote, decides=sure)


def check_order(hypothesis: Hypothesis) -> OrderCheck | None:
    """Return what the days of two events say of their order in a statement; None where they do not tell for certain.

    Both events have to be told with a certain day, by two sentences that may be of two articles.
    """
    language = next((premise.language for premise in hypothesis.premises), None)
    claim = read_order(hypothesis.text, language)
    if claim is None or max(len(claim.one), len(claim.other)) > _LONGEST_PART:
        return None
    one, other = (date_event(text, hypothesis.premises) for text in (claim.one, claim.other))
    if one is None or other is None or (one.quote is None and other.quote is None):
        return None
    if one.quote == other.quote and one.mention == other.mention:
        return None
    holds = _compare(claim, one, other)
    if holds is None:
        return None
    parts = tuple(_write_part(event, hypothesis, language) for event in (one, other) if event.quote)
    return OrderCheck(claim=claim, one=one, other=other, holds=holds, parts=parts)


def join_verdicts(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on a statement whose events come as it says: that of the part which is less sure."""
    weakest = min(verdicts, key=lambda verdict: (verdict.supported, verdict.score))
    quotes = tuple(dict.fromkeys(quote for verdict in verdicts for quote in verdict.quotes))
    return replace(weakest, quotes=quotes)


def _compare(claim: OrderClaim, one: DatedEvent, other: DatedEvent) -> bool | None:
    """Tell whether the days are as a claim says; None where they leave it open, as the hours of one day do."""
    order = order_spans(one.span, other.span)
    if order is None or (order == "same" and claim.order != "same"):
        return None
    if order != claim.order:
        return False
    if claim.distance is None:
        return True
    agreement = compare_distance(one.span, other.span, claim.distance)
    return None if agreement is None else agreement == "agrees"


def _write_part(event: DatedEvent, hypothesis: Hypothesis, language: str | None) -> Hypothesis:
    """Return an event as a statement of its own, which its dated sentence may carry."""
    parsed = parse_text(event.text, language)
    root = next((token for token in parsed.tokens if token.head == token.index), None) if parsed else None
    named = root is not None and root.pos not in ("VERB", "AUX")
    text = write_event_query(event.text, language) if named else f"{event.text}."
    return replace(hypothesis, text=text)
