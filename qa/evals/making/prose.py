"""Tell whether a sentence of an article can be understood without the article, so that a question can be made of it."""

import re
from collections.abc import Iterable, Sequence

from qa.evals.making.facts import StrongFact
from qa.language.attribution.quotations import find_quotations
from qa.language.mentions import Mention, find_mentions
from qa.language.wording import making

# In characters, chosen: shorter ones tell too little to ask about, longer ones too much for one question.
_SHORTEST, _LONGEST = 50, 280
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)")
# In words, chosen: a subject that can be asked for, and a quotation that tells something.
_SUBJECT_WORDS = 4
_FEWEST_WORDS = 10
_PAIRED = (("“", "”"), ("(", ")"), ("[", "]"))


def is_self_contained(sentence: str, fact: StrongFact, known: Iterable[str] = ()) -> bool:
    """Tell whether the sentence is understood without the article, also where the fact is taken out.

    Its subject has to be named, no pronoun may come before a name, nothing may point to the text before it, and a name
    of two words or two names have to be left, for the question to be of this event and no other. Of a quotation, ten
    words do as well.

    known  folded words that are names in the article
    """
    outside = hide_quotations(sentence)
    is_quoted = fact.kind != "quotation" and outside[fact.start] == "_"
    if is_quoted or not _is_prose(sentence) or _points_elsewhere(outside):
        return False
    names = find_mentions(outside, known)
    left = [name for name in names if not (name.start < fact.end and fact.start < name.end)]
    if fact.kind == "quotation":
        return bool(left) or len(find_quotations(sentence)[0].split()) >= _FEWEST_WORDS
    return _is_named(outside, names, left)


def reads_alone(sentence: str, known: Iterable[str] = ()) -> bool:
    """Tell whether the sentence is understood as it stands, without the article; it may yet have no verb."""
    outside = hide_quotations(sentence)
    if not _is_text(sentence) or _points_elsewhere(outside):
        return False
    names = find_mentions(outside, known)
    return _is_named(outside, names, names)


def hide_quotations(sentence: str) -> str:
    """Return a sentence with blanks for what is quoted in it."""
    return _QUOTED.sub(lambda match: "“" + "_" * (len(match.group()) - 2) + "”", sentence)


def _is_named(outside: str, names: Sequence[Mention], left: Sequence[Mention]) -> bool:
    """Tell whether the names that are left tell of whom and what a sentence is."""
    pronoun, opening = making.PRONOUN.search(outside), making.OPENING.match(outside)
    if pronoun and not any((opening.end() if opening else 0) <= name.end <= pronoun.start() for name in left):
        return False
    before = outside[: min((name.start for name in names), default=len(outside))]
    return len(before.split()) <= _SUBJECT_WORDS and (len(left) > 1 or any(" " in name.text for name in left))


def _is_prose(sentence: str) -> bool:
    """Tell whether it is a whole sentence of running text, with a verb."""
    return _is_text(sentence) and bool(making.FINITE.search(sentence))


def _is_text(sentence: str) -> bool:
    """Tell whether it is running text of one sentence's length."""
    if not _SHORTEST <= len(sentence) <= _LONGEST or not re.search(r"[.!?][”\"’]?$", sentence):
        return False
    if any(sentence.count(begin) != sentence.count(end) for begin, end in _PAIRED) or sentence.count('"') % 2:
        return False
    return not (making.NOT_PROSE.search(sentence) or making.LABELLED.match(sentence))


def _points_elsewhere(outside: str) -> bool:
    """Tell whether what stands outside of quotations leans on the text before it, or speaks to the reader."""
    begun = outside.lstrip("“_” ,")
    found = making.READER.search(making.UNITED.sub("__", outside)) or making.POINTS.search(outside)
    return bool(found or making.LEANS.match(begun) or making.OF_WHOM.match(begun))
