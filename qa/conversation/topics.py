"""Which earlier exchanges a question may lean on: those on its own topic, so that nothing of another leaks into it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.conversation.remarks import Remark
from qa.conversation.rewrite.background import Exchange, read_background
from qa.language import detect_language, get_language
from qa.language.known import CODES
from qa.language.mentions import find_mentions
from qa.language.words import STOP_WORDS, split_words, stem_each

# Chosen: further back a topic was mostly left.
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
    # What answers a question that was open may be about anything, unless it gives just what was asked.
    turns = [turn for turn in turns if not turn.is_open or read_background(turn.exchange).is_sure]
    chosen: list[Exchange] = []
    for place in range(len(turns) - 1, -1, -1):
        turn = turns[place]
        chosen.append(turn.exchange)
        if len(chosen) == _KEPT or not place or not (turn.continues or _shares_name(turn, turns[place - 1])):
            break
    return chosen


def find_question_language(typed: str, turns: Sequence[PastTurn]) -> str:
    """Return the language of a question: of its words, else that of the last question, else English."""
    if told := detect_language(typed):
        return told
    words = set(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", typed.lower()))
    scores = {code: len(words & _list_words(code)) for code in CODES}
    best = max(scores, key=lambda code: scores[code])
    if scores[best] > scores["en"]:
        return best
    last = detect_language(turns[-1].exchange.question) if turns else None
    return last or "en" if not scores["en"] else "en"


def _list_words(code: str) -> frozenset[str]:
    dialogue = get_language(code).dialogue
    phrases = (*dialogue.acts, *dialogue.about, *dialogue.corrections, *dialogue.returns)
    return dialogue.question_words | dialogue.openers | {word for phrase in phrases for word in phrase.split()}


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
