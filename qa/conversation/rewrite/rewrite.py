"""Make a question that can be understood alone of one that leans on what was asked before, by rules and the parse."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.conversation.remarks import Remark
from qa.conversation.rewrite.background import Background, Exchange, find_topics, read_background
from qa.conversation.rewrite.coreference import fill_openings
from qa.conversation.rewrite.dissect import find_question_words, has_verb
from qa.conversation.rewrite.fragments import rewrite_fragment, swap_topic
from qa.conversation.rewrite.openings import Opening, find_openings
from qa.conversation.rewrite.surface import complete_by_words
from qa.language import detect_language
from qa.language.syntax.parse import Parsed, can_parse, parse_text
from qa.language.words import split_words

# In characters, chosen: a longer question tells all that it is about by itself, and costs a parse.
_LONGEST_PARSED = 300
# Chosen: more words are a question of their own; of more topics a follow-up that asks for more would be a list.
_MOST_FRAGMENT_WORDS = 8
_MOST_TOPICS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """How a question of a conversation is understood.

    question    as it is asked
    is_follow_up it leans on what was asked before
    is_open     what stayed open, so that it is asked as it was typed; "" where nothing did
    """

    question: str
    is_follow_up: bool = False
    is_open: str = ""


def rewrite_turn(remark: Remark, exchanges: Sequence[Exchange], language: str = "en") -> Rewriting:
    """Return how a question in a language is understood after the exchanges on its topic, the last one first."""
    exchanges = [each for each in exchanges if (detect_language(each.question) or language) == language]
    if not can_parse(language):
        return _read_by_words(remark, exchanges, language)
    typed, text = remark.typed, remark.text.rstrip("?!. ")
    if not exchanges:
        return Rewriting(question=typed)
    alone = Rewriting(question=_write(text) if remark.is_led or remark.topic else typed)
    parsed = parse_text(text, "en") if len(typed) <= _LONGEST_PARSED and text else None
    if not parsed or not parsed.tokens:
        return alone
    if not has_verb(parsed):
        return _read_fragment(parsed, remark, [read_background(exchange) for exchange in exchanges])
    openings = find_openings(parsed)
    backgrounds = [read_background(exchange) for exchange in exchanges]
    if remark.topic and all(opening.kind == "phrase" for opening in openings):
        is_placed = any(background.find_frame() for background in backgrounds)
        openings = [*openings, *([Opening(kind="topic", start=len(text), end=len(text))] if is_placed else [])]
    if not openings:
        return alone
    filled = fill_openings(text, openings, backgrounds)
    if filled.is_open and remark.topic:
        topic = Exchange(question=f"What is known about {remark.topic}?", answer="")
        filled = fill_openings(text, openings, [read_background(topic), *backgrounds])
    if filled.is_open:
        return replace(alone, is_follow_up=True, is_open=filled.is_open)
    if not filled.was_filled:
        return alone
    return Rewriting(question=_write(filled.question), is_follow_up=True)


def _read_by_words(remark: Remark, exchanges: Sequence[Exchange], language: str) -> Rewriting:
    full = complete_by_words(remark, exchanges[0], language) if exchanges else None
    if full is None:
        return Rewriting(question=remark.typed)
    if not full:
        return Rewriting(question=remark.typed, is_follow_up=True, is_open=remark.text)
    return Rewriting(question=full, is_follow_up=True)


def rewrite_more(remark: Remark, exchanges: Sequence[Exchange]) -> Rewriting:
    """Return the question for what else is known of a topic, or of what was last spoken of."""
    topics = [] if remark.topic and not exchanges else _list_topics(exchanges)
    if remark.topic:
        topics = [topic for topic in topics if set(split_words(remark.topic)) <= set(split_words(topic))][:1]
        topics = topics or [remark.topic]
    if not topics:
        return Rewriting(question=remark.typed, is_follow_up=True, is_open=remark.typed)
    return Rewriting(question=f"What else is known about {' and '.join(topics)}?", is_follow_up=True)


def _list_topics(exchanges: Sequence[Exchange]) -> list[str]:
    """Return at most two things that the last exchange that names any is about, none within the other."""
    for exchange in exchanges:
        background = read_background(exchange)
        names = [background.asked] if background.asked else []
        names += [topic.text for topic in find_topics(background)]
        chosen: list[str] = []
        for name in names:
            if not any(name in other or other in name for other in chosen):
                chosen.append(name)
        if chosen:
            return chosen[:_MOST_TOPICS]
    return []


def _read_fragment(parsed: Parsed, remark: Remark, backgrounds: Sequence[Background]) -> Rewriting:
    """Return the reading of words without a verb; without a mark or a word that leads them they are a topic."""
    text = parsed.text
    if find_question_words(parsed) and not remark.is_about:
        if len(parsed.tokens) > _MOST_FRAGMENT_WORDS:
            return Rewriting(question=remark.typed)
        question = rewrite_fragment(text, backgrounds[0])
    elif not _is_fragment(parsed, remark):
        return Rewriting(question=remark.typed)
    else:
        question = swap_topic(text, backgrounds, is_about=remark.is_about, corrects=remark.corrects)
    if not question:
        return Rewriting(question=remark.typed, is_follow_up=True, is_open=text)
    return Rewriting(question=_write(question), is_follow_up=True)


def _is_fragment(parsed: Parsed, remark: Remark) -> bool:
    is_asked = remark.typed.rstrip().endswith("?") or parsed.tokens[0].tag in ("IN", "TO", "PRP")
    return (remark.is_led or is_asked) and len(parsed.tokens) <= _MOST_FRAGMENT_WORDS


def _write(question: str) -> str:
    text = re.sub(r"\s+", " ", question).strip().rstrip("?!. ")
    return f"{text[:1].upper()}{text[1:]}?"
