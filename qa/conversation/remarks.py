"""What is said in a conversation besides questions: thanks, "shorter", "sources?", a return to an earlier topic."""

import re
from dataclasses import dataclass

from qa.language import get_language
from qa.language.dialogue import Act

_LONGEST_TOPIC = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was typed, read.

    text      what is asked, without the words that lead it
    act       what it is where it asks nothing new, else None
    is_led    it was led by "and", "what about", "I meant"
    is_about  it was led by "what about"
    corrects  it was led by "I meant"
    topic     the earlier topic that it returns to, or ""
    """

    typed: str
    text: str
    act: Act | None = None
    is_led: bool = False
    is_about: bool = False
    corrects: bool = False
    topic: str = ""


def read_remark(typed: str, language: str = "en") -> Remark:
    """Return what was typed in a conversation, read."""
    dialogue = get_language(language).dialogue
    typed = " ".join(typed.split())
    plain = _fold(typed)
    if plain in dialogue.acts:
        return Remark(typed=typed, text=typed, act=dialogue.acts[plain])
    bare = _strip(plain, dialogue.courtesies | dialogue.openers)
    if bare in dialogue.acts:
        return Remark(typed=typed, text=typed, act=dialogue.acts[bare])
    text, is_opened = _take_words(typed, dialogue.openers)
    text, corrects = _take_phrase(text, dialogue.corrections)
    text, is_about = _take_phrase(text, dialogue.about)
    rest, returns = _take_phrase(text, dialogue.returns)
    topic, text = _split_topic(rest) if returns else ("", text)
    return Remark(
        typed=typed,
        text=text,
        is_led=is_opened or corrects or is_about,
        is_about=is_about,
        corrects=corrects,
        topic=topic,
    )


def strip_opening(question: str, language: str = "en") -> str:
    """Return a question on one line without an "and" or "but so" before it."""
    return _take_words(" ".join(question.split()), get_language(language).dialogue.openers)[0]


def _split_topic(text: str) -> tuple[str, str]:
    """Return the topic that is returned to, and what is asked of it, "" where nothing is."""
    topic, *rest = re.split(r"[:,;.–—-]\s+", text, maxsplit=1)
    asked = rest[0].strip() if rest else ""
    topic = topic.rstrip(":?!. ")
    return (topic, asked) if len(topic.split()) <= _LONGEST_TOPIC else ("", text)


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s';’-]|(?<!\w)[-']", " ", text.lower().replace("’", "'")).split())


def _strip(text: str, words: frozenset[str]) -> str:
    parts = text.split()
    while parts and parts[0] in words:
        parts = parts[1:]
    while parts and parts[-1] in words:
        parts = parts[:-1]
    return " ".join(parts)


def _take_words(text: str, words: frozenset[str]) -> tuple[str, bool]:
    """Return the text without words of some at its beginning, and whether there were any and something is left."""
    choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    rest = re.sub(rf"^(?:(?:{choice})\b[\s,.!]*)+(?=\w)", "", text, flags=re.IGNORECASE) if choice else text
    return rest, rest != text


def _take_phrase(text: str, phrases: frozenset[str]) -> tuple[str, bool]:
    """Return the text without a phrase at its beginning, and whether it was there and something is left."""
    choice = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    match = re.match(rf"(?:{choice})\b[\s,:]*(?=\w)", text.replace("’", "'"), re.IGNORECASE) if choice else None
    return (text[match.end() :], True) if match else (text, False)
