"""What is said in a conversation besides questions: thanks, "shorter", "sources?", a return to an earlier topic."""

import re
from dataclasses import dataclass

from qa.language import get_language
from qa.language.profiles.dialogue import Act, Dialogue

# In words, chosen: what is longer is a sentence and not the name of a topic.
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
    bare = _strip(plain, dialogue.courtesies | dialogue.openers | dialogue.interjections)
    if bare in dialogue.acts or (plain and not bare and plain.split()[-1] in dialogue.acts):
        return Remark(typed=typed, text=typed, act=dialogue.acts[bare or plain.split()[-1]])
    text, is_opened = _take_openers(typed, dialogue)
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
    return _take_openers(" ".join(question.split()), get_language(language).dialogue)[0]


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


def _take_openers(text: str, dialogue: Dialogue) -> tuple[str, bool]:
    """Return the text without an "and" or a "no," at its beginning, and whether there was any and something is left."""
    bare, comma = (_write_choice(words) for words in (dialogue.openers, dialogue.interjections))
    pattern = rf"^[¿¡]?(?:(?:{bare})\b\s*|(?:{comma})\s*[,.!;:–—]\s*)+(?=\w)" if bare else r"(?!)"
    rest = re.sub(pattern, "", text, flags=re.IGNORECASE)
    return rest, rest != text


def _write_choice(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _take_phrase(text: str, phrases: frozenset[str]) -> tuple[str, bool]:
    """Return the text without a phrase at its beginning, and whether it was there and something is left."""
    choice = _write_choice(phrases)
    match = re.match(rf"[¿¡]?(?:{choice})\b[\s,:]*(?=\w)", text.replace("’", "'"), re.IGNORECASE) if choice else None
    return (text[match.end() :], True) if match else (text, False)
