"""Write a question to a fact of a sentence without a model: by rules that keep its words, else as a gap to fill."""

import re

from qa.evals.making.facts import StrongFact
from qa.language.attribution.quotations import find_quotations
from qa.language.wording import making

GAP = "____"


def write_question(sentence: str, fact: StrongFact) -> str:
    """Return the question to a fact: "Who said “...”?", "How many ...?" and the like, or the sentence with a gap."""
    write = {
        "quotation": _ask_speaker, "number": _ask_amount, "person": _ask_person, "date": _ask_day, "place": _ask_place
    }[fact.kind]  # fmt: skip
    return write(sentence, fact) or _leave_gap(sentence, fact)


def _ask_speaker(sentence: str, fact: StrongFact) -> str | None:
    return f"Who said “{find_quotations(sentence)[0]}”?"


def _ask_amount(sentence: str, fact: StrongFact) -> str | None:
    """Return "How many ...?" or "What percentage of ...?" where the amount opens the sentence and is its subject."""
    rest = _end(sentence[fact.end :])
    if not re.fullmatch(making.HEDGE, sentence[: fact.start], re.IGNORECASE) or "“" in rest:
        return None
    if "%" in fact.answers[0] or "percent" in fact.answers[0].lower() or "per cent" in fact.answers[0].lower():
        return f"What percentage{rest}?" if re.match(r" of [a-zA-Z]", rest) else None
    opening = " ".join(rest.split()[:8])
    if (
        making.MEASURE.match(rest)
        or not re.match(r" [a-z]", rest)
        or not making.PLURAL_VERB.search(opening.partition(",")[0])
    ):
        return None
    return f"How many{rest}?" if fact.answers[0][:1] not in "$€£¥₹U" else None


def _ask_person(sentence: str, fact: StrongFact) -> str | None:
    """Return "Who ...?" where the name, with a title before it or not, is the subject that opens the sentence."""
    before, rest = sentence[: fact.start], _end(sentence[fact.end :])
    opens = not before or (
        making.ROLE_BEFORE.search(before) and len(before.split()) <= 6 and not re.search(r"[,“]", before)
    )
    if opens and re.match(rf" {making.VERB}", rest) and not making.NO_SUBJECT.search(before):
        return f"Who{rest}?"
    return None


def _ask_day(sentence: str, fact: StrongFact) -> str | None:
    return _invert(sentence, fact, "When", r" on $")


def _ask_place(sentence: str, fact: StrongFact) -> str | None:
    return _invert(sentence, fact, "Where", r" (?:in|at|near) $")


def _invert(sentence: str, fact: StrongFact, word: str, preposition: str) -> str | None:
    """Return "When was ...?" of "... was ... on Friday.", where the sentence ends with the fact."""
    head, end = sentence[: fact.start], sentence[fact.end :]
    match = making.SUBJECT.fullmatch(re.sub(preposition, "", head))
    if (
        end.strip() != "."
        or not re.search(preposition, head)
        or not match
        or making.NO_SUBJECT.search(match["subject"])
    ):
        return None
    subject = re.sub(r"^(?:The|An?) ", lambda found: found.group().lower(), match["subject"])
    return f"{word} {match['verb']} {subject} {match['rest']}?"


def _leave_gap(sentence: str, fact: StrongFact) -> str:
    text = f"{sentence[: fact.start]}{GAP}{sentence[fact.end :]}"
    return f"Complete: “{text.replace('“', '‘').replace('”', '’')}”"


def _end(text: str) -> str:
    return text.rstrip(' .!?”"')
