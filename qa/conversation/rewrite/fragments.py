"""Complete a question of which only a part is there: "Why?", "By whom?", "And Mexico?", "In 2024?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.conversation.rewrite.background import Background
from qa.conversation.rewrite.clause import Clause
from qa.conversation.rewrite.dissect import find_question_words
from qa.conversation.rewrite.referents import Referent, find_referents
from qa.language import get_language
from qa.language.mentions import find_mentions
from qa.language.syntax.parse import Parsed, parse_text

_PREPOSITIONS = ("IN", "TO")
_COUNTS = re.compile(r"how (many|much)(?: of them)?(?: more| exactly)?$")
_EVERY_TIME = ("where", "when", "since when")


def rewrite_fragment(fragment: str, background: Background) -> str:
    """Return the last question with what a lone question word asks for in place of what it asked, or ""."""
    lowered = fragment.lower()
    clause, filled = background.clause, background.filled
    if clause is None:
        return ""
    if any(lowered.endswith(f" {word}") for word in get_language("en").dialogue.elses):
        return _ask_for_others(lowered, clause)
    if re.fullmatch(r"which(?: ones?)?", lowered):
        return _ask_which("Which", clause)
    if counts := _COUNTS.fullmatch(lowered):
        return _count(counts[1], clause)
    if lowered in ("who", "what", "whom"):
        return _name_subject(fragment, clause)
    if filled is None or not filled.subject:
        return ""
    if lowered == "why not":
        return filled.deny().ask("Why")
    asks, _, rest = lowered.partition(" ")
    if asks == "how" and rest in get_language("en").dialogue.measures:
        return f"{_capitalize(fragment)} is {background.asked or filled.subject}?"
    if not filled.predicate and lowered not in _EVERY_TIME:
        return ""
    return _ask_adverb(fragment, filled)


def swap_topic(fragment: str, backgrounds: Sequence[Background], *, is_about: bool, corrects: bool = False) -> str:
    """Return the last question about what a fragment names instead of something like it, "" where nothing is like it.

    is_about  it was led by "what about", so that what the question is about is the likeliest
    corrects  it says what was meant in the first place
    """
    parsed, background = parse_text(fragment, "en"), backgrounds[0]
    if not parsed or not parsed.tokens:
        return ""
    question = background.question.rstrip("?!. ")
    known = {word for name in find_mentions(f"is {fragment}") for word in name.words}
    found = find_referents(fragment, known)
    if parsed.tokens[0].tag in _PREPOSITIONS and len(parsed.tokens) > 1:
        return _put_phrase(parsed, found, question)
    if not found:
        return ""
    new = _recognize(found[0], backgrounds)
    if new.sort == "time":
        return _put_time(fragment, question)
    # Of what is asked, only what stands in the question itself can be taken out of it.
    slots = [each for each in background.told if _place(each.text, question)]
    beside = [each for each in slots if is_about and re.search(rf"\babout {re.escape(each.text)}", question, re.I)]
    if (same := _find_same(new, slots)) is not None:
        others = [each for each in slots if each.sort == same.sort and each is not same and each.members == 1]
        return _swap(question, same.text, others[0].text) if len(others) == 1 else ""
    if old := _find_like(new, [*beside, *slots], loosely=corrects):
        return _put(fragment, old.text, question)
    asked = background.find_asked() if background.asked else None
    if asked and background.filled and asked.is_name == new.is_name and _find_like(new, [asked]):
        return _say(background.filled, fragment)
    return ""


def _ask_adverb(fragment: str, filled: Clause) -> str:
    """Return a filled question with when, where, why, how or a phrase asked for; what stands behind comes last."""
    parsed = parse_text(fragment, "en")
    words = find_question_words(parsed) if parsed else ()
    if parsed is None or not words:
        return ""
    behind = next((t for t in parsed.tokens if t.index > words[-1].index and t.tag in _PREPOSITIONS), None)
    asks = fragment if behind is None else fragment[: behind.start].strip()
    tail = "" if behind is None else f" {fragment[behind.start :]}"
    if words[0].index and parsed.tokens[0].tag in _PREPOSITIONS:
        filled = _drop_phrase(filled, parsed.tokens[0].text)
    if words[0].text.lower() in ("what", "which", "who", "whose") and not words[0].index:
        times = get_language("en").dialogue.time_nouns | frozenset(["city", "town", "place", "country"])
        return filled.ask(_capitalize(asks)) if parsed.tokens[-1].lemma in times else ""
    counts = words[0].text.lower() == "how" and any(token.lemma in ("many", "much") for token in parsed.tokens)
    if counts and not words[0].index:
        return ""
    return f"{filled.ask(_capitalize(asks)).rstrip('?')}{tail}?"


def _drop_phrase(filled: Clause, preposition: str) -> Clause:
    """Return a clause without the phrase that is asked for: of "by whom", without "by the council"."""
    cut = re.sub(rf" {re.escape(preposition)} (?:the )?[^,]*$", "", f" {filled.predicate}", flags=re.IGNORECASE).strip()
    return replace(filled, predicate=cut) if cut else filled


def _ask_for_others(lowered: str, clause: Clause) -> str:
    asks = {"anything": "what", "anyone": "who", "anybody": "who"}.get(lowered.split()[0], lowered.split()[0])
    own = clause.asks.lower().split()
    if own[:1] != [asks]:
        return ""
    if clause.noun and len(own) > 1:
        return _ask_which(f"{own[0].capitalize()} other", clause)
    return _with_asks(f"{asks.capitalize()} else", clause)


def _ask_which(asks: str, clause: Clause) -> str:
    """Return the question with "which" before the noun that it counts, or before a subject of which it says "do"."""
    if clause.noun:
        return _with_asks(f"{asks} {clause.noun}", clause)
    if clause.role == "nothing" and _is_bare_plural(clause.subject):
        return f"{asks} {clause.tell()}?"
    return ""


def _count(measure: str, clause: Clause) -> str:
    asks = f"How {measure}"
    if clause.role == "subject" and clause.asks.lower() == "who":
        return _with_asks(f"{asks} people", clause)
    if clause.noun and not clause.asks.lower().startswith("how"):
        return _with_asks(f"{asks} {clause.noun}", clause)
    if clause.role == "nothing" and clause.subject.lower() == "there":
        return f"{asks} {re.sub(r'^(?:any|an?|some) ', '', clause.predicate)} {clause.auxiliary} there?"
    if clause.role == "nothing" and _is_bare_plural(clause.subject):
        return f"{asks} {clause.tell()}?"
    if clause.role == "nothing" and _is_somebody(clause.subject):
        told = clause.tell()[len(clause.subject) :].strip()
        return f"{asks} people {re.sub(r'^was ', 'were ', told)}?"
    return ""


def _name_subject(fragment: str, clause: Clause) -> str:
    """Return "who" in place of an "anyone"."""
    if clause.role != "nothing" or not _is_somebody(clause.subject):
        return ""
    told = clause.tell()[len(clause.subject) :].strip()
    return f"{_capitalize(fragment)} {re.sub(r'^else ', '', told)}?"


def _with_asks(asks: str, clause: Clause) -> str:
    """Return the clause with other words asking for the same part of it."""
    if clause.role != "subject":
        return clause.ask(asks)
    told = clause.fill("X")
    return f"{asks} {told.tell()[len(told.subject) :].strip()}?" if told else ""


def _is_bare_plural(subject: str) -> bool:
    found = find_referents(f"{subject} were there") if subject else ()
    is_bare = subject.split()[:1] != ["the"] and subject.lower() not in get_language("en").pronouns
    return bool(found) and found[0].is_plural and found[0].text == subject and is_bare


def _is_somebody(subject: str) -> bool:
    return subject.lower().removesuffix(" else") in ("anyone", "anybody", "someone", "somebody", "any people")


def _put_phrase(parsed: Parsed, found: Sequence[Referent], question: str) -> str:
    """Return the question with a prepositional phrase in place of one with the same preposition, or behind it."""
    preposition, fragment = parsed.tokens[0].text.lower(), parsed.text
    is_time = bool(found and found[0].sort == "time") or fragment[-1:].isdigit()
    if is_time:
        return _put_time(fragment, question)
    held = parse_text(question, "en")
    for token in held.tokens if held else ():
        if held and token.text.lower() == preposition and token.dep == "prep":
            inside = sorted(held.walk_down(token.index))
            old = held.text[token.start : held.tokens[inside[-1]].end]
            if not any(held.tokens[each].entity in ("DATE", "TIME") for each in inside):
                return _put(fragment, old, question)
    if preposition == "about":
        return ""
    return f"{question} {_lower(fragment)}?"


def _put_time(fragment: str, question: str) -> str:
    """Return the question with a time in place of its own, or behind it."""
    fragment = f"in {fragment}" if re.fullmatch(r"\d{4}", fragment) else _lower(fragment)
    held = parse_text(question, "en")
    times = [token for token in held.tokens if token.entity in ("DATE", "TIME")] if held else []
    if held and times:
        first, last = times[0], times[-1]
        before = held.tokens[first.index - 1] if first.index else first
        if before.tag != "IN" and last.text.isdigit() and (year := re.fullmatch(r"in (\d{4})", fragment)):
            # Before a noun a year stands alone: "the 2025 final".
            return f"{question[: last.start]}{year[1]}{question[last.end :]}?"
        has_own = fragment.split()[0].lower() in ("in", "on", "at", "before", "after", "since", "during", "by", "until")
        if before.tag == "IN" and (has_own or fragment.split()[0] in ("last", "this", "next", "yesterday", "today")):
            first = before
        return f"{question[: first.start]}{fragment}{question[last.end :]}?"
    return f"{question} {fragment}?"


def _recognize(new: Referent, backgrounds: Sequence[Background]) -> Referent:
    """Return a name with what is known of it from before: alone, it does not tell what it names."""
    words = set(new.text.lower().split())
    for background in backgrounds:
        for each in (*background.told, *background.named):
            if new.is_name and each.is_name and each.sort != "name" and words <= set(each.text.lower().split()):
                return replace(new, sort=each.sort)
    return new


def _find_same(new: Referent, slots: Sequence[Referent]) -> Referent | None:
    words = set(new.text.lower().split())
    return next((each for each in slots if words <= set(each.text.lower().split()) and each.members == 1), None)


def _find_like(new: Referent, slots: Sequence[Referent], *, loosely: bool = False) -> Referent | None:
    """Return the first of the slots of the same sort, a name for a name; of unknown sort with any but a place."""
    single = [each for each in slots if each.members == 1 and each.sort != "time"]
    single.sort(key=lambda each: each.is_plural != new.is_plural)
    exact = [each for each in single if each.sort == new.sort and each.is_name == new.is_name]
    person = [each for each in single if each.sort == new.sort == "person"]
    named = {"name", "person", "group", "thing"}
    alike = [each for each in single if new.is_name and each.is_name and {new.sort, each.sort} <= named]
    names = [each for each in single if each.is_name]
    # A name of which nothing is known goes with the only one that there is.
    rest = [
        each for each in single if (loosely or (new.sort == "name" and len(names) == 1)) and each.is_name == new.is_name
    ]
    same = [each for each in single if each.noun == new.noun]
    return next(iter([*same, *exact, *person, *alike, *rest]), None)


def _say(filled: Clause, name: str) -> str:
    """Return "Was Mexico chosen?" of "Who was chosen?", the answer to which was another."""
    other = replace(filled, subject=name)
    return other.ask("")[:1].upper() + other.ask("")[1:]


def _place(text: str, question: str) -> bool:
    return bool(re.search(rf"\b{re.escape(text)}(?!\w)", question, re.IGNORECASE))


def _put(new: str, old: str, question: str) -> str:
    return re.sub(rf"\b{re.escape(old)}(?!\w)", lambda _: new, question, count=1, flags=re.IGNORECASE) + "?"


def _swap(question: str, one: str, other: str) -> str:
    marked = _put("\0", one, question).rstrip("?")
    return _put(one, other, marked).replace("\0", other)


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
