"""Find what a sentence of an article could be asked for: its strong facts, where it can be understood alone."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.dates import DateMention, find_dates
from qa.mentions import Mention, find_mentions
from qa.verify.claims import find_claim
from qa.verify.numbers import Number, find_numbers
from qa.verify.quotations import find_quotations

FactKind = Literal["number", "date", "person", "place", "quotation"]

_SHORTEST, _LONGEST = 50, 280
_LEANS = re.compile(
    r"(?:but|and|so|or|yet|then|also|there|both|either|instead|however|meanwhile|still|moreover|similarly|since then"
    r"|after that|in addition|for example|for instance|as a result|in response|at the time|this|that|these|those"
    r"|another|others?|such|here|some|many|most|one of)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|hers|him|them|their|theirs|its)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:i|we|us|our|ours|my|me|you|your)\b(?!\.)|\bhere’s\b", re.IGNORECASE)
_UNITED = re.compile(r"\bU\.?S\b|\bUS\b")
_NOT_PROSE = re.compile(
    r"https?:|www\.|[|@©#{}<>\\]|\.\.\.|…|\b(?:click|subscribe|newsletter|sign up|read more|getty images|file photo"
    r"|pictured|via|photo|image|video|watch)\b",
    re.IGNORECASE,
)
# A dateline, a label with a colon, or a year in a list of what happened when.
_LABELLED = re.compile(r"[^.]{0,60}(?:\([A-Z][\w .]+\)|CNN|Reuters|AP|AFP)\s*[—–-]|[^.,“\"]{0,40}:\s|\d{4}\s*[–—-]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
_OF_WHOM = re.compile(r"(?:the|a|an) (?:\w+ )?\w+[’']s?\b", re.IGNORECASE)
_SUBJECT_WORDS = 4
_ROLES = (
    "president|minister|premier|secretary|chancellor|governor|gov|senator|sen|congressman|congresswoman|representative"
    "|rep|lawmaker|mp|mayor|ambassador|judge|justice|gen|general|colonel|captain|sheriff|officer|commissioner|director"
    "|chairman|chairwoman|chair|chief|executive|ceo|founder|owner|manager|coach|head|leader|spokes(?:man|woman|person)"
    "|professor|dr|mr|mrs|ms|king|queen|prince|princess|pope|analyst|economist|lawyer|attorney|prosecutor|actor|actress"
    "|singer|rapper|musician|comedian|artist|writer|author|editor|journalist|reporter|scientist|researcher|candidate"
    "|nominee|activist|farmer|driver|pilot|chef|teacher|striker|defender|midfielder|goalkeeper|quarterback|forward"
)
ROLE_BEFORE = re.compile(rf"\b(?:{_ROLES})\.?\s+$", re.IGNORECASE)
_ROLE_AFTER = re.compile(rf"^,? (?:\(|who\b|\d\d,|(?:an?|the|whose|[A-Z’'\w]+) [^,.]{{0,40}}\b(?:{_ROLES})\b)")
_UNIT = re.compile(r" (?!(?:of|to|and|or|in|on|at|for|by|from|as|a|am|pm|percentage|with|is|was|but|vs)\b)[a-z]{3,}")
_DEFINITE = re.compile(
    r"\b(?:the|these|those|all|both|its|their|his|her|other|last|first|next|another)\s+$", re.IGNORECASE
)
_AFTER_PLACE = re.compile(
    r"[,.;:]|$| (?:on|in|after|when|where|before|during|for|to|and|as|that|by|with|since|who|was|is)\b"
)
_FEWEST_QUOTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongFact:
    """A fact that a sentence has just one of, of its kind.

    start, end  where it stands in the sentence
    answers     the forms that a right answer may have, the one of the sentence first
    """

    kind: FactKind
    start: int
    end: int
    answers: tuple[str, ...]


def find_strong_facts(sentence: str, published: date | None, known: Iterable[str] = ()) -> list[StrongFact]:
    """Return the facts that the sentence can be asked for: of each kind, the one that it has, if it has just one.

    published  the day that "on Friday" counts from
    known      folded words that are names in the article
    """
    mentions = find_mentions(sentence, known)
    finders: Mapping[FactKind, Callable[[], list[StrongFact]]] = {
        "quotation": lambda: _find_quotation(sentence),
        "number": lambda: _find_amount(sentence, published),
        "date": lambda: _find_day(sentence, published),
        "person": lambda: [_make_person(m) for m in mentions if _has_role(sentence, m)],
        "place": lambda: [_make_fact("place", m, [m.text]) for m in mentions if _is_place(sentence, m)],
    }
    return [facts[0] for find in finders.values() if len(facts := find()) == 1]


def stands_alone(sentence: str, fact: StrongFact, known: Iterable[str] = ()) -> bool:
    """Tell whether the sentence is prose that can be understood without the article, also where the fact is taken out.

    Its subject has to be named, no pronoun may come before a name, nothing may point to the text before it, and a name
    of two words or two names have to be left, for the question to be of this event and no other.
    """
    if not (_SHORTEST <= len(sentence) <= _LONGEST and re.search(r"[.!?][”\"’]?$", sentence)):
        return False
    outside = _QUOTED.sub(lambda match: "“" + "_" * (len(match.group()) - 2) + "”", sentence)
    if (
        _NOT_PROSE.search(sentence)
        or _READER.search(_UNITED.sub("__", outside))
        or _LEANS.match(outside.lstrip("“_” ,"))
    ):
        return False
    if (
        any(sentence.count(mark) != sentence.count(other) for mark, other in ("“”", "()", "[]"))
        or sentence.count('"') % 2
    ):
        return False
    names = [m for m in find_mentions(outside, known) if not (m.start < fact.end and fact.start < m.end)]
    if fact.kind == "quotation":
        return bool(names) or len(find_quotations(sentence)[0].split()) >= 2 * _FEWEST_QUOTED
    pronoun = _PRONOUN.search(outside)
    if pronoun and not any(name.end <= pronoun.start() for name in names):
        return False
    named = min((m.start for m in find_mentions(outside, known)), default=len(sentence))
    if len(outside[:named].split()) > _SUBJECT_WORDS or _OF_WHOM.match(outside):
        return False
    return len(names) > 1 or any(len(name.words) > 1 for name in names)


def has_value(kind: FactKind, sentence: str, published: date | None, answers: Iterable[str]) -> bool:
    """Tell whether a sentence has a thing of the kind, so that it could be another answer.

    answers  what is looked for: of numbers, only those count that are alike in being a share, an amount of money or
             neither
    """
    if kind == "number":
        shapes = {_shape(number) for answer in answers for number in find_numbers(answer)[:1]}
        return any(_shape(number) in shapes for number in _list_amounts(sentence, published))
    if kind == "date":
        return bool(find_dates(sentence, published))
    if kind == "place":
        return any(mention.is_place for mention in find_mentions(sentence))
    if kind == "person":
        return any(m.may_be_person for m in find_mentions(sentence))
    return True


def _find_quotation(sentence: str) -> list[StrongFact]:
    """Return the one who is said to have said the one quotation of a sentence."""
    quoted = [words for words in find_quotations(sentence) if len(words.split()) >= _FEWEST_QUOTED]
    claim = find_claim(sentence)
    if len(quoted) != 1 or len(find_quotations(sentence)) != 1 or claim is None or claim.is_pronoun:
        return []
    people = find_mentions(f"so {claim.speaker}")
    start = sentence.find(claim.speaker)
    if (
        len(people) != 1
        or not people[0].may_be_person
        or start < 0
        or quoted[0] not in sentence[claim.start : claim.end]
    ):
        return []
    return [
        StrongFact(
            kind="quotation",
            start=start,
            end=start + len(claim.speaker),
            answers=_unique([people[0].text, people[0].text.split()[-1], claim.speaker]),
        )
    ]


def _find_amount(sentence: str, published: date | None) -> list[StrongFact]:
    numbers = _list_amounts(sentence, published)
    return (
        [_make_amount(sentence, number) for number in numbers] if all(_is_counted(sentence, n) for n in numbers) else []
    )


def _list_amounts(sentence: str, published: date | None) -> list[Number]:
    dates = find_dates(sentence, published)
    return [
        number
        for number in find_numbers(sentence)
        if not any(day.start < number.end and number.start < day.end for day in dates)
        and not (number.spelled and (number.value <= 1 or number.ordinal))
    ]


def _is_counted(sentence: str, number: Number) -> bool:
    """Tell whether a number is an amount: with a unit, outside of quotations, names and scores."""
    before, after = sentence[: number.start], sentence[number.end :]
    in_quotes = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    in_name = re.search(r"[A-Z]\w*[ -]$|[-–/#:]$", before) and not re.fullmatch(r"\w+ ", before)
    in_name = in_name or _DEFINITE.search(before)
    has_unit = number.percent or number.currency or _UNIT.match(after)
    return bool(
        has_unit and not number.ordinal and not in_quotes and not in_name and after[:1] not in ("-", "–", "/", ":")
    )


def _make_amount(sentence: str, number: Number) -> StrongFact:
    start = number.start + len(sentence[number.start : number.end]) - len(sentence[number.start : number.end].lstrip())
    figure = (
        f"{number.value:,.0f}" if number.spelled and number.value < 1e6 and number.value == int(number.value) else ""
    )
    return StrongFact(kind="number", start=start, end=start + len(number.text), answers=_unique([number.text, figure]))


def _shape(number: Number) -> tuple[bool, bool]:
    return number.percent, bool(number.currency)


def _find_day(sentence: str, published: date | None) -> list[StrongFact]:
    days = find_dates(sentence, published)
    return [_make_day(day) for day in days] if all(_is_told(sentence, day) for day in days) else []


def _is_told(sentence: str, day: DateMention) -> bool:
    """Tell whether a day, or a month or year by its name, stands by itself: in no range, and as nobody's."""
    alone = not re.search(r"[-–/]$", sentence[: day.start]) and not re.match(r"[-–/’']", sentence[day.end :])
    return alone and day.first is not None and (day.first == day.last or not day.relative)


def _make_day(day: DateMention) -> StrongFact:
    first = day.first
    american = f"{first:%B} {first.day}" if first and first == day.last else ""
    bare = f"{first.day} {first:%B}" if american and first else ""
    return StrongFact(
        kind="date",
        start=day.start,
        end=day.end,
        answers=_unique([day.text, day.spell(), american and f"{american}, {first:%Y}", american, bare]),
    )


def _has_role(sentence: str, mention: Mention) -> bool:
    """Tell whether a mention is a full name with what the person is beside it."""
    if len(mention.text.split()) < 2 or not mention.may_be_person or mention.is_modifier:
        return False
    before, after = sentence[: mention.start], sentence[mention.end :]
    return not after.startswith(("’", "'")) and bool(ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after))


def _make_person(mention: Mention) -> StrongFact:
    return _make_fact("person", mention, [mention.text, mention.text.split()[-1]])


def _is_place(sentence: str, mention: Mention) -> bool:
    return mention.before != "at" and mention.is_place and bool(_AFTER_PLACE.match(sentence[mention.end :]))


def _make_fact(kind: FactKind, mention: Mention, answers: list[str]) -> StrongFact:
    return StrongFact(kind=kind, start=mention.start, end=mention.end, answers=_unique(answers))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def iterate_facts(sentence: str, published: date | None, known: Iterable[str] = ()) -> Iterator[StrongFact]:
    """Yield the strong facts of a sentence that can be understood without them and without the article."""
    known = tuple(known)
    for fact in find_strong_facts(sentence, published, known):
        if stands_alone(sentence, fact, known):
            yield fact
