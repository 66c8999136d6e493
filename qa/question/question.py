"""Read a question: the words that matter in it, and what kind of thing would answer it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from qa.errors import InvalidQuestion
from qa.language.codes import detect_script
from qa.language.known import detect_language, get_language
from qa.language.questions import KINDS_ELSEWHERE, Kind, QuestionForms, get_question_forms, list_forms
from qa.language.words import STOP_WORDS, find_stop_words, split_words, stem_each
from qa.question.periods import Period, read_period
from qa.question.shape import Shape, recognize_shape, split_question

# In characters, chosen: room for a question with its story; more would be most of a prompt of the local model.
LONGEST_QUESTION = 2_000
# A part of a question with fewer words of its own leans on the others.
_TERMS_ALONE = 3
_TOKEN = re.compile(r"[^\s\"“”()\[\],;:!?—–]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as the stages need it.

    words  its words that carry meaning, folded, in order
    terms  the stems of these words, each once, by the rules of the index
    names  those of the terms that were written as names or numbers
    pairs  neighbouring stems, for the matching of phrases
    asked  the folded words that name who is to have said something, in "what did X say"; empty in other questions
    as_of  the day the question is asked from, or None
    period the time it speaks of, or None
    shape  what the answer looks like
    parts  the questions that are asked in it, where these are more than one
    language  the code of the language that it is in, None where neither its words nor anybody tell
    is_now it speaks of the present ("this week", "latest"): without a day to count from, the newest news is meant
    """

    text: str
    kind: Kind
    words: tuple[str, ...]
    terms: tuple[str, ...]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    asked: frozenset[str]
    as_of: date | None
    is_now: bool
    period: Period | None = None
    language: str | None = None
    shape: Shape = "fact"
    parts: tuple[str, ...] = ()


def clean_question(text: str) -> str:
    """Return what a user typed without needless space; nothing else is read of it.

    Raises InvalidQuestion where it has no word in it or is longer than 2,000 characters.
    """
    text = " ".join(text.split())
    if not re.search(r"\w", text):
        raise InvalidQuestion('The question is empty. Ask one in words: qa ask "Who met in Kuala Lumpur?"')
    if len(text) > LONGEST_QUESTION:
        raise InvalidQuestion(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. Ask a shorter one."
        )
    return text


def read_question(
    text: str, *, as_of: date | None = None, newest: date | None = None, language: str | None = None
) -> Question:
    """Return a question read from what a user typed.

    newest    the day of the newest article, from which "last week" counts where as_of is None
    language  the code of its language where that is known; else its words tell it

    Raises what clean_question does.
    """
    text = clean_question(text)
    language = language or detect_language(text) or detect_script(text)
    words = split_words(text)
    stems = stem_each(words)
    stop_words = find_stop_words(language)
    kept = {stem: word for word, stem in zip(words, stems, strict=True) if word not in stop_words}
    kept = kept or dict(zip(stems, words, strict=True))
    terms = tuple(kept)
    period = read_period(text, as_of or newest, language)
    parts = split_question(text, language)
    return Question(
        text=text,
        kind=classify_question(text, language),
        words=tuple(kept.values()),
        terms=terms,
        names=_find_names(text) & frozenset(terms),
        pairs=frozenset(pair for pair in pairwise(stems) if set(pair) & set(terms)),
        asked=_find_asked(text, language, stop_words),
        as_of=as_of or (newest if period and period.relative else None),
        is_now=_is_now(text, language),
        period=period,
        language=language,
        shape=recognize_shape(text, language),
        parts=parts if len(parts) > 1 else (),
    )


def read_parts(question: Question) -> list[Question]:
    """Return the parts of a question as questions of their own, from the same day and about the same time.

    A part that says too little to be searched for by itself ("Who says so?") is searched for with the whole question.
    """
    read = [read_question(part, as_of=question.as_of, language=question.language) for part in question.parts]
    told = [part if _stands_alone(part) else question for part in read]
    return [replace(part, period=part.period or question.period, is_now=question.is_now) for part in told]


def _stands_alone(part: Question) -> bool:
    return bool(part.names) or sum(word not in STOP_WORDS for word in part.words) >= _TERMS_ALONE


def classify_question(text: str, language: str | None = None) -> Kind:
    """Return what kind of thing the question asks for, by its question words; "other" where none is known."""
    language = language or detect_language(text) or detect_script(text)
    asked = text.lower().strip()
    own = [kind for forms in list_forms(language) for kind in (*forms.kinds, *_ask_yes_no(forms, language))]
    known = own if get_language(language).is_known else [*own, *KINDS_ELSEWHERE]
    return next((kind for kind, pattern in known if re.search(pattern, asked)), "other")


def _ask_yes_no(forms: QuestionForms, language: str | None) -> Iterator[tuple[Kind, str]]:
    """Yield what tells a question for yes or no; where its language is not known, a mark has to end it."""
    end = "" if language or forms is get_question_forms("en") else r".*\?$"
    yield "yes_no", rf"^\W*(?:{forms.opens})\b{end}"


def _find_asked(text: str, language: str | None, stop_words: frozenset[str]) -> frozenset[str]:
    patterns = (pattern for forms in list_forms(language) for pattern in forms.said)
    match = next((found for pattern in patterns if (found := re.search(pattern, text, re.IGNORECASE))), None)
    return frozenset(split_words(match[1])) - stop_words if match else frozenset()


def _is_now(text: str, language: str | None) -> bool:
    return any(re.search(rf"\b(?:{forms.now})\b", text, re.IGNORECASE) for forms in list_forms(language))


def _find_names(text: str) -> frozenset[str]:
    tokens = _TOKEN.findall(text)
    names = [t for n, t in enumerate(tokens) if (t[:1].isupper() and n > 0) or any(c.isdigit() for c in t)]
    return frozenset(stem_each([word for token in names for word in split_words(token)]))
