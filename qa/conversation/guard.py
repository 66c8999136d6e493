"""Check what a model made of a follow-up: a question that stands alone, is the same one and brings nothing in."""

import re
from collections.abc import Sequence

from qa.conversation.remarks import strip_opening
from qa.conversation.rewrite.background import Exchange
from qa.conversation.rewrite.dissect import has_verb
from qa.conversation.rewrite.openings import find_openings
from qa.language import get_language
from qa.language.names import find_names
from qa.language.numbers import find_numbers
from qa.language.syntax.parse import parse_text
from qa.language.words import STOP_WORDS, split_words, stem_each, stem_words
from qa.question import classify_question

# In characters, chosen: what is longer is no question made full but an answer to it.
_LONGEST_REWRITING = 300


def check_rewriting(text: str, question: str, history: Sequence[Exchange]) -> str | None:
    """Return what a model wrote as a full question, or None where it is not the same question or invents something.

    It has to be one short question of the same kind that leaves nothing open, asks nothing that was asked before, keeps
    the names and half of the words of the question, and has no name or number that was not there.
    """
    written = re.sub(r"^(?:full|rewritten)? ?question:\s*", "", text.strip(), flags=re.IGNORECASE).strip("\"“”' ")
    rewriting = strip_opening(written)
    known = " ".join([question, *(f"{item.question} {item.answer}" for item in history)])
    kind, terms = classify_question(strip_opening(question)), find_terms(question)
    kept = set(stem_words(rewriting))
    accepted = (
        rewriting.endswith("?")
        and written.isprintable()
        and len(rewriting) < _LONGEST_REWRITING
        and kind in ("other", classify_question(rewriting))
        and is_full_question(rewriting)
        and split_words(rewriting) not in [split_words(item.question) for item in history]
        and 2 * len(kept.intersection(terms)) >= len(terms)
        and kept.issuperset(stem_each(word for name in find_names(question) for word in name.words))
        and _holds_facts(rewriting, known)
    )
    return rewriting[0].upper() + rewriting[1:] if accepted else None


def is_full_question(question: str) -> bool:
    """Tell whether a question has a verb and leaves nothing open but a noun phrase, which may be told elsewhere."""
    parsed = parse_text(question.rstrip("?!. "), "en")
    return parsed is not None and has_verb(parsed) and all(each.kind == "phrase" for each in find_openings(parsed))


def find_terms(text: str) -> list[str]:
    """Return the stems of the words that say what a question is about, in order, each once."""
    general = get_language("en").dialogue.general_nouns
    words = [word for word in split_words(text) if word not in STOP_WORDS and word not in general]
    return list(dict.fromkeys(stem_each(words)))


def _holds_facts(text: str, known: str) -> bool:
    names = {word for name in find_names(text) for word in name.words}
    numbers = {number.value for number in find_numbers(text)}
    return names <= set(split_words(known)) and numbers <= {number.value for number in find_numbers(known)}
