"""Read a question: the words that matter in it, and what kind of thing would answer it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from qa.errors import InvalidQuestion
from qa.language.known import detect_language
from qa.language.words import SPEECH_VERBS, STOP_WORDS, split_words, stem_each
from qa.question.periods import Period, read_period
from qa.question.shape import Shape, recognize_shape, split_question

Kind = Literal["number", "date", "place", "name", "reason", "yes_no", "other"]

LONGEST_QUESTION = 2_000
# A part of a question with fewer words of its own leans on the others.
_TERMS_ALONE = 3
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "number",
        r"\bhow (many|much|old|long|often|far|large|big|tall|high|deep|wide|fast|heavy)\b|\bpercent(age)?\b"
        r"|\bwhat (age|number|share|price|score|margin|amount|was the (final )?score)\b|\bhow \w+ (is|are|was|were)\b"
        r"|\bcu[aá]nt[oa]s?\b|\bcombien\b|\bwie ?viele?\b|\bquant[oiae]\b|\bсколько\b|\bكم\b",
    ),
    (
        "date",
        r"\bwhen\b|\bwhat (was|is|were) the (exact )?(date|day|year|month|time)\b"
        r"|\b(what|which) (year|date|day|month|week|time)\b|\bcu[aá]ndo\b|\bquand\b|\bwann\b|\bquando\b"
        r"|\bкогда\b|\bمتى\b",
    ),
    (
        "reason",
        r"\bwhy\b|\bwhat (prompted|caused|led|made)\b|\bpor qu[eé]\b|\bpourquoi\b|\bwarum\b|\bperché\b|\bпочему\b",
    ),
    ("place", r"\bwhere\b|\bd[oó]nde\b|\boù\b|\bwo\b|\bdove\b|\bгде\b"),
    (
        "name",
        r"\b(who|whom|whose|which)\b|\bwhat (is|was|are|were) the names?\b"
        r"|\bwhat (city|country|state|company|party)\b"
        r"|\bqui[eé]n(es)?\b|\bqui\b|\bwer\b|\bchi\b|\bкто\b",
    ),
    ("yes_no", r"^(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b"),
)
_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen
    dozens hundreds thousands millions billions half third quarter""".split()
)
_DATE_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight week
    month year spring summer autumn fall winter morning evening afternoon noon midnight""".split()
)
_NOW = re.compile(
    r"\b(today|tonight|yesterday|tomorrow|now|currently|recent(ly)?|latest|newest|so far|"
    r"(this|last|past|coming|earlier this|next) (week|month|year|weekend|(mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|on|off|from|to|into|across|around|over|en|à|au|bei)\s+((?:the\s+)?[^\W\d_a-z]\S*"
    r"(?:\s+[^\W\d_a-z]\S*)*)"
)
_SAYING = re.compile(
    r"\bwhat (?:did|does|do|has|have|had|was|is)\s+(.+?)\s+(?:say|said|tell|told|claim|warn|announce|argue|call|ask|"
    r"demand|promise|state|write|think|accuse|respond|reply)\b",
    re.IGNORECASE,
)
# A verb of saying belongs to a name up to so many words before or after it.
_VERB_BEHIND = 3
_VERB_AHEAD = 5
_SPEAKING = frozenset(SPEECH_VERBS)
# After these the speaker may follow; whoever follows "told" or "asked" is spoken to.
_INVERTED = frozenset("according said says wrote writes added adds".split())
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
    language = language or detect_language(text)
    words = split_words(text)
    stems = stem_each(words)
    kept = {stem: word for word, stem in zip(words, stems, strict=True) if word not in STOP_WORDS}
    kept = kept or dict(zip(stems, words, strict=True))
    terms = tuple(kept)
    period = read_period(text, as_of or newest, language)
    parts = split_question(text, language)
    return Question(
        text=text,
        kind=classify_question(text),
        words=tuple(kept.values()),
        terms=terms,
        names=_find_names(text) & frozenset(terms),
        pairs=frozenset(pair for pair in pairwise(stems) if set(pair) & set(terms)),
        asked=_find_asked(text),
        as_of=as_of or (newest if period and period.relative else None),
        is_now=bool(_NOW.search(text)),
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


def classify_question(text: str) -> Kind:
    """Return what kind of thing the question asks for, by its question words; "other" where none is known."""
    lowered = text.lower().strip()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, lowered)), "other")


def can_answer(question: Question, sentence: str, common: frozenset[str] = frozenset()) -> bool:
    """Tell whether the sentence has a thing of the kind asked for that the question does not hold already.

    common  words that the text around it writes in lower case: with a capital, they open a sentence and name nothing
    """
    check = {"number": _is_number, "date": _is_date, "name": _is_name, "place": _is_name}.get(question.kind)
    if check is None:
        return True
    known = set(split_words(question.text))
    tokens = _TOKEN.findall(sentence)
    if check is _is_name and not any(token[:1].isupper() for token in tokens):
        return sentence.lower() == sentence.upper()
    fresh = [token for token in tokens if not set(split_words(token)) - {"s"} <= known]
    if check is _is_name and fresh and fresh[0] == tokens[0] and not set(split_words(fresh[0])).isdisjoint(common):
        fresh = fresh[1:]
    if question.kind == "place":
        places = {token for match in _PLACE.finditer(sentence) for token in _TOKEN.findall(match[1])}
        fresh = [token for token in fresh if token in places]
    return any(check(token) for token in fresh)


def has_speaker(question: Question, sentence: str) -> bool:
    """Tell whether the sentence has the one speak whose words are asked for; any does where nobody's are."""
    if not question.asked:
        return True
    words = split_words(sentence)
    return any(
        word in question.asked
        and (
            not _INVERTED.isdisjoint(words[max(0, n - _VERB_BEHIND) : n])
            or not _SPEAKING.isdisjoint(words[n + 1 : n + _VERB_AHEAD])
        )
        for n, word in enumerate(words)
    )


def _find_asked(text: str) -> frozenset[str]:
    match = _SAYING.search(text)
    return frozenset(split_words(match[1])) - STOP_WORDS if match else frozenset()


def _is_number(token: str) -> bool:
    return any(c.isdigit() for c in token) or any(word in _NUMBER_WORDS for word in split_words(token))


def _is_date(token: str) -> bool:
    return any(c.isdigit() for c in token) or token.lower().strip(".'’") in _DATE_WORDS


def _is_name(token: str) -> bool:
    return token.lstrip("'‘")[:1].isupper() and token.lower().strip(".'’") not in STOP_WORDS


def _find_names(text: str) -> frozenset[str]:
    tokens = _TOKEN.findall(text)
    names = [t for n, t in enumerate(tokens) if (t[:1].isupper() and n > 0) or any(c.isdigit() for c in t)]
    return frozenset(stem_each([word for token in names for word in split_words(token)]))


def find_common_words(text: str) -> frozenset[str]:
    """Return the words that a text writes in lower case."""
    return frozenset(token.strip(".'’") for token in _TOKEN.findall(text) if token[:1].islower())
