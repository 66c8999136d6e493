"""Which earlier exchanges a question may lean on: those on its own topic, so that nothing of another leaks into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.background import Exchange
from qa.conversation.remarks import Remark
from qa.verify.mentions import find_mentions
from qa.words import STOP_WORDS, split_words, stem_each

_KEPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTurn:
    """An exchange, whether its question leaned on the one before it, and whether it stayed open what it means."""

    exchange: Exchange
    continues: bool
    is_open: bool = False


def choose_exchanges(remark: Remark, turns: Sequence[PastTurn]) -> list[Exchange]:
    """Return the exchanges that a question may lean on, the likeliest first; none for an unknown topic."""
    if remark.topic:
        turns = _return_to(remark.topic, turns)
    turns = [turn for turn in turns if turn.exchange.answer or not turn.is_open]
    chosen: list[Exchange] = []
    for place in range(len(turns) - 1, -1, -1):
        turn = turns[place]
        chosen.append(turn.exchange)
        if len(chosen) == _KEPT or not place or not (turn.continues or _shares_name(turn, turns[place - 1])):
            break
    return chosen


def _return_to(topic: str, turns: Sequence[PastTurn]) -> Sequence[PastTurn]:
    """Return the turns up to the last one that speaks of a topic."""
    wanted = _find_terms(topic)
    for place in range(len(turns) - 1, -1, -1):
        exchange = turns[place].exchange
        if wanted and wanted <= _find_terms(f"{exchange.question} {exchange.answer}"):
            return turns[: place + 1]
    return ()


def _shares_name(turn: PastTurn, before: PastTurn) -> bool:
    one, other = (
        {word for name in find_mentions(f"{each.exchange.question}") for word in name.words} for each in (turn, before)
    )
    return not one.isdisjoint(other)


def _find_terms(text: str) -> frozenset[str]:
    return frozenset(stem_each(word for word in split_words(text) if word not in STOP_WORDS))
