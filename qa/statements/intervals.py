"""Answer which of two events came first, or how much time lies between them, from the days that the articles give."""

from collections.abc import Sequence

from qa.language.dates import format_span
from qa.language.dates.order import measure_distance, order_spans
from qa.language.wording.sequence import read_order_question, write_interval, write_order, write_side
from qa.verify.guards.events import DatedEvent, date_event
from qa.verify.premise import Premise
from qa.verify.verdict import Verdict

_JUDGE = "days"


def answer_interval(question: str, premises: Sequence[Premise]) -> tuple[str, Verdict] | None:
    """Return the answer to a question for the order or the distance of two events, with both days and their quotes.

    None where the question is for neither, or where the articles do not give a certain day of both events.

    Args:
        question: as it was asked: "How many days after the ferry sank did Osterhout step aside?"
        premises: what was found for it, the best first.
    """
    language = next((premise.language for premise in premises), None)
    asked = read_order_question(question, language)
    if asked is None:
        return None
    one, other = (date_event(text, premises) for text in (asked.one, asked.other))
    if one is None or other is None or one.quote is None or other.quote is None or one.mention == other.mention:
        return None
    order = order_spans(one.span, other.span)
    if order is None:
        return None
    ordered = (one, other) if order != "after" or asked.asked == "side" else (other, one)
    days = (_spell(ordered[0], language), _spell(ordered[1], language))
    apart = measure_distance(one.span, other.span)
    if asked.asked == "order":
        text = write_order(ordered[0].text, ordered[1].text, days, apart, language)
    elif asked.asked == "side":
        text = write_side(order, days, apart, language)
    else:
        text = write_interval(days, apart, language)
    quotes = tuple(event.quote for event in ordered if event.quote)
    return text, Verdict(name="supported", score=1.0, judge=_JUDGE, quotes=quotes)


def _spell(event: DatedEvent, language: str | None) -> str:
    return format_span(event.span.first, event.span.last, language=language)
