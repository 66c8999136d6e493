"""Complete follow-ups in languages without a parser, by the words of their profile: fewer kinds, no guesses."""

import re
from collections.abc import Sequence

from qa.conversation.remarks import Remark
from qa.conversation.rewrite.background import Exchange
from qa.language import get_language
from qa.language.mentions import Mention, find_mentions
from qa.language.profiles.dialogue import Dialogue

# Chosen: without a parse only the shortest are told for fragments.
_MOST_FRAGMENT_WORDS = 5
_MARKS = "¿?¡!. "


def complete_by_words(remark: Remark, exchange: Exchange, language: str) -> str | None:
    """Return a follow-up as a full question, "" where it is open what it asks, and None where it stands alone."""
    dialogue = get_language(language).dialogue
    text = remark.text.strip(_MARKS)
    if text.lower() in dialogue.adverbs:
        return _ask_again(text, exchange, language)
    is_fragment = remark.is_led and len(text.split()) <= _MOST_FRAGMENT_WORDS
    if is_fragment and dialogue.question_words.isdisjoint(text.lower().split()):
        return _swap_name(text, exchange, language) if remark.is_about or _is_name(text, language) else None
    return _fill_person(text, exchange, language)


def _ask_again(asks: str, exchange: Exchange, language: str) -> str:
    dialogue, last = get_language(language).dialogue, exchange.question.strip(_MARKS)
    words = last.split()
    if _opens(last, dialogue.adverbs):
        rest = re.sub(rf"^(?:{_write_choice(dialogue)})\s+", "", last, flags=re.IGNORECASE)
        return _finish(f"{asks} {rest}", exchange.question)
    answers = _find_new(exchange, language)
    if len(words) < 3 or words[0].lower() not in dialogue.subjects or not answers:
        return ""
    order = [words[1], answers[0].text, *words[2:]] if dialogue.inverts else [answers[0].text, *words[1:]]
    return _finish(" ".join([asks, *order]), exchange.question)


def _swap_name(name: str, exchange: Exchange, language: str) -> str:
    """Return the last question about another name, where only one of its names can be meant."""
    new = find_mentions(f"- {name}", name.lower().split(), language)
    if not new:
        return ""
    held = find_mentions(exchange.question, (), language)
    slots = [each for each in held if each.may_be_person == new[0].may_be_person]
    if len(slots) != 1:
        return ""
    question = exchange.question
    return _finish(question[: slots[0].start] + name + question[slots[0].end :], exchange.question)


def _fill_person(text: str, exchange: Exchange, language: str) -> str | None:
    """Return the question with the person that was spoken of for "he"; None where nothing in it stands for one."""
    persons = [word for word, wanted in get_language(language).dialogue.refers.items() if wanted == "person"]
    found = re.search(rf"\b(?:{'|'.join(persons)})\b", text, re.IGNORECASE) if persons else None
    if not found or find_mentions(text[: found.start()], (), language):
        return None
    spoken = [*_find_new(exchange, language), *find_mentions(exchange.question, (), language)]
    names = {each.text for each in spoken if each.may_be_person}
    if len(names) != 1:
        return ""
    return _finish(text[: found.start()] + names.pop() + text[found.end() :], exchange.question)


def _find_new(exchange: Exchange, language: str) -> list[Mention]:
    known = {word for name in find_mentions(exchange.question, (), language) for word in name.words}
    first = exchange.answer.lower().split()[:1]
    names = [name for name in find_mentions(exchange.answer, first, language) if known.isdisjoint(name.words)]
    return sorted(names, key=lambda name: not name.may_be_person)


def _is_name(text: str, language: str) -> bool:
    return bool(find_mentions(f"- {text}", text.lower().split(), language))


def _opens(text: str, phrases: Sequence[str] | frozenset[str]) -> bool:
    return any(text.lower().startswith(f"{phrase} ") for phrase in phrases)


def _write_choice(dialogue: Dialogue) -> str:
    return "|".join(sorted(map(re.escape, dialogue.adverbs), key=len, reverse=True))


def _finish(text: str, like: str) -> str:
    """Return a question with a capital and the marks of another."""
    text = text.strip(_MARKS)
    opening = "¿" if like.lstrip().startswith("¿") else ""
    return f"{opening}{text[:1].upper()}{text[1:]}{' ?' if like.rstrip().endswith(' ?') else '?'}"
