"""Tell what the answer to a question looks like, and the questions that are asked in one."""

import re
from collections.abc import Iterator
from functools import cache

from qa.language import detect_language
from qa.language.questions import QuestionForms, Shape, get_question_forms

__all__ = ["MOST_PARTS", "Shape", "recognize_shape", "split_question"]

# Chosen: each part is searched for by itself; what has more is taken as a list.
MOST_PARTS = 4
_ENDS = re.compile(r"[?？؟;]+\s*|(?<=[^\W\d]{3})[.!]\s+")
# Chosen: more words without a question mark are a request and no name of a topic.
_TOPIC_WORDS = 8
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def recognize_shape(text: str, language: str | None = None) -> Shape:
    """Return the shape of the answer that a question asks for; a bare topic, a few words, asks for an overview.

    language  that of the question; its words tell it where it is None
    """
    asking = get_question_forms(language or detect_language(text))
    for shape, pattern in _compile_shapes(asking):
        if pattern.search(text):
            return shape
    if re.match(rf"\W*(?:{asking.opens})\b", text, re.IGNORECASE):
        return "yes_no"
    return "overview" if _is_topic(text, asking) else "fact"


def split_question(text: str, language: str | None = None) -> tuple[str, ...]:
    """Return the questions that are asked in one text, in their order, at most four; the text alone where it is one.

    A sentence is split where a joining word is followed by a question word or by a verb that opens a question, and
    where both halves can be asked: "Who won, and when did they last do so?"

    language  that of the question; its words tell it where it is None
    """
    asking = get_question_forms(language or detect_language(text))
    parts = [part for sentence in _ENDS.split(text) if sentence.strip() for part in _split_sentence(sentence, asking)]
    asked = [part for part in parts if _is_question(part, asking)]
    return tuple(f"{part[:1].upper()}{part[1:]}?" for part in asked) if 1 < len(asked) <= MOST_PARTS else (text,)


def _split_sentence(sentence: str, asking: QuestionForms) -> Iterator[str]:
    """Yield the parts of a sentence, each of which begins with a question word or with the verb of a question."""
    starts = [0]
    for match in _compile_joint(asking).finditer(sentence):
        if _is_question(sentence[starts[-1] : match.start()], asking):
            starts.append(match.end("joint"))
    for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True):
        part = sentence[start:end]
        yield re.sub(rf"[\s,]+(?:{asking.joins})\s*$", "", part, flags=re.IGNORECASE).strip(" ,;.?!")


def _is_question(part: str, asking: QuestionForms) -> bool:
    """Tell whether some words can be asked by themselves: a question word and a verb's worth of others behind it."""
    words = _WORD.findall(part)
    return len(words) > 1 and bool(
        re.match(
            rf"\W*(?:(?:{asking.before})\s+)?(?:{asking.words}|{asking.opens}|{asking.commands})\b", part, re.IGNORECASE
        )
    )


def _is_topic(text: str, asking: QuestionForms) -> bool:
    if "?" in text or len(_WORD.findall(text)) > _TOPIC_WORDS:
        return False
    return not re.search(rf"\b(?:{asking.words})\b|^\W*(?:{asking.commands})\b", text, re.IGNORECASE)


@cache
def _compile_shapes(asking: QuestionForms) -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    return tuple((shape, re.compile(pattern, re.IGNORECASE)) for shape, pattern in asking.shapes)


@cache
def _compile_joint(asking: QuestionForms) -> re.Pattern[str]:
    """Return what finds a joint between two questions; a question for yes or no has its subject after the verb."""
    words = rf"(?:(?:{asking.before})\s+)?(?:{asking.words})\b"
    return re.compile(
        rf"(?P<joint>(?:\s*,)?\s+(?:{asking.joins})\s+|,\s+(?={words}))(?={words}|(?:{asking.opens})\s+\w+\s+\w+)",
        re.IGNORECASE,
    )
