"""Make a full question of one that leans on what was asked before, by rules and without a model."""

import re
from collections.abc import Callable, Sequence

from qa.follow_up import Exchange, find_terms, leans_back, points_back, strip_opening
from qa.question import classify_question
from qa.verify.mentions import Mention, find_mentions
from qa.words import split_words, stem_each

_NAMES, _WORDS, _BACK = 4, 3, 3
_PREPOSITION = "at|by|for|from|in|near|on|since|to|under|until|with"
_AUXILIARY = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might"
_ADVERB = (
    r"(?:when|where|why|how(?: long| often| soon| far)?|(?:what|which) (?:day|date|time|year|month|week|city|place))"
)
_ASKS = re.compile(
    rf"(?:(?:{_PREPOSITION}) )?(?:{_ADVERB}|who|whom|how much)(?:,? and {_ADVERB})?(?= exactly$| then$|$)",
    re.IGNORECASE,
)
_ASKS_ELSE = re.compile(r"(who|whom|what|anything|anyone|where) else", re.IGNORECASE)
_FULL = re.compile(
    rf"(?P<asks>(?:(?:{_PREPOSITION}) )?(?:who|whom|(?:what|which|whose|how)(?: [a-z]+){{0,3}}?|when|where|why)) "
    rf"(?P<rest>(?:{_AUXILIARY})\b.+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?P<asks>who|which|how many|how much) (?P<rest>.+)", re.IGNORECASE)
_SECOND = re.compile(r",? and (?:when|where|why|how|who|what|with whom)$", re.IGNORECASE)
_TOPIC = re.compile(
    rf"(?P<about>(?:what|how) about )?(?P<before>(?:about|{_PREPOSITION}) )?(?P<topic>\S+(?: \S+){{0,4}})",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(rf"\b(?:{_AUXILIARY}|who|whom|what|which|when|where|why|how)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:he|she|his|him|her|they|them|their|its|the two|both(?= \w+$|$))\b"
    r"|\bit\b(?! (?:true|that|when|likely|possible|known|clear|take)\b)"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere$",
    re.IGNORECASE,
)
_POSSESSIVE = frozenset(["his", "their", "its"])
_PARENTHESIS = re.compile(r" \(about: ([^()]*)\)$")


def complete_question(question: str, history: Sequence[Exchange]) -> str:
    """Return a question that can be understood alone, from one that leans on the last exchange.

    A lone question word takes the rest of the last question, a lone name takes the place of another in it, a pronoun
    becomes the name that it most likely stands for. Where that does not make a whole, what the last question was about
    is put behind: "Was it long? (about: Hegseth, meet, Dong Jun)".
    """
    text = strip_opening(question).rstrip("?!. ")
    last = _PARENTHESIS.sub("", history[-1].question).rstrip("?!. ")
    about = _PARENTHESIS.search(history[-1].question)
    whole = _ask_again(text, last, history[-1].answer) or _ask_of_another(text, last)
    if whole:
        return f"{whole[0].upper()}{whole[1:]}?{about[0] if about else ''}"
    named = _replace_pronouns(text, history)
    named = f"{named[0].upper()}{named[1:]}?" if named else question
    return named if named != f"{text}?" and not leans_back(named) else _add_topics(named, history)


def _ask_again(text: str, last: str, answer: str) -> str:
    """Return the last question with another question word, which "Why?" or "Who else?" asks for; else ""."""
    if other := _ASKS_ELSE.fullmatch(text):
        asks = {"anything": "what", "anyone": "who"}.get(other[1].lower(), other[1].lower())
        return f"{asks} else{last[len(asks) :]}" if last.lower().startswith(asks + " ") else ""
    asks = _ASKS.match(text)
    rest = _take_rest(_SECOND.sub("", last), answer) if asks else ""
    return f"{asks[0]} {rest}" if asks and rest else ""


def _take_rest(last: str, answer: str) -> str:
    """Return what follows the question word, so that it can follow another one."""
    if re.match(rf"(?:{_AUXILIARY})\b", last, re.IGNORECASE):
        return last[0].lower() + last[1:]
    full = _FULL.fullmatch(last)
    if full and (re.fullmatch(_ASKS, full["asks"]) or re.match("d(?:id|oes|o) ", full["rest"])):
        return full["rest"]
    subject = _SUBJECT.fullmatch(last)
    if not subject:
        return ""
    if subject["asks"].lower() != "who":
        return f"was it that {'the ' if subject['asks'].lower() == 'which' else ''}{subject['rest']}"
    answers = [name.text for name in _find_new(last, answer)]
    return f"was it that {answers[0]} {subject['rest']}" if answers else ""


def _ask_of_another(text: str, last: str) -> str:
    """Return the last question about another name or time, which "What about China?" or "In May?" asks for; else ""."""
    match = _TOPIC.fullmatch(text)
    if not match or _HAS_VERB.search(match["topic"]):
        return ""
    before, topic = (match["before"] or "").strip().lower(), match["topic"]
    names = find_mentions(last)
    if before and before != "about":
        beside = [name for name in names if re.search(rf"\b{before} (?:the )?$", last[: name.start], re.IGNORECASE)]
        return _put(topic, beside[-1], last) if beside else f"{_SECOND.sub('', last)} {before} {topic}"
    if topic == topic.lower():
        return ""
    new = find_mentions(topic, split_words(topic))[:1]
    if new and new[0].words in [name.words for name in names]:
        return _swap(names[0], names[1], last) if len(names) == 2 else ""
    is_person = any(name.may_be_person for name in new)
    like = [name for name in names if match["about"] and re.search(r"\babout (?:the )?$", last[: name.start])]
    like += [name for name in names if name.may_be_person == is_person and not name.is_modifier]
    return _put(topic, like[0], last) if like else ""


def _put(topic: str, name: Mention, text: str) -> str:
    start = name.start - len("the ") if name.before == "the" else name.start
    return text[:start] + topic + text[name.end :]


def _swap(one: Mention, other: Mention, text: str) -> str:
    return text[: one.start] + other.text + text[one.end : other.start] + one.text + text[other.end :]


def _replace_pronouns(text: str, history: Sequence[Exchange]) -> str:
    """Return the text with a name for each pronoun for which the last exchanges have one."""
    done = ""
    while match := _PRONOUN.search(text, len(done)):
        pronoun = match[0].lower()
        done, after = done + text[len(done) : match.start()], text[match.end() :]
        is_object = pronoun in ("him", "them") or not after
        name = _find_meant(pronoun, text, history) if is_object or not find_mentions(done) else ""
        is_possessive = pronoun in _POSSESSIVE or (
            pronoun == "her" and bool(re.match(r" (?!in|at|on|about|for)\w", after))
        )
        done += (name + ("'s" if is_possessive else "")) if name else match[0]
        text = done + after
    return text


def _find_meant(pronoun: str, text: str, history: Sequence[Exchange]) -> str:
    """Return the name that a pronoun most likely stands for, "" where none fits."""
    find = _REFERENTS.get(pronoun, _find_person)
    own = [name.words for name in find_mentions(text)]
    for exchange in reversed(history[-_BACK if find is _find_person else -1 :]):
        asked = find_mentions(_PARENTHESIS.sub("", exchange.question))
        new = _find_new(exchange.question, exchange.answer)
        kind = classify_question(exchange.question)
        answer_first = kind == ("place" if find is _find_place else "name")
        # Of a group or a thing, only what was asked for is likely to be meant.
        if find is _find_thing or (find in (_find_party, _find_people) and not answer_first):
            new = []
        names = [name for name in ([*new, *asked] if answer_first else [*asked, *new]) if name.words not in own]
        if name := find(names):
            return name
    return ""


def _find_person(names: Sequence[Mention]) -> str:
    return next((name.text for name in names if name.may_be_person), "")


def _find_people(names: Sequence[Mention]) -> str:
    people = [name.text for name in names if name.may_be_person]
    return " and ".join(people[:2]) if len(people) > 1 else ""


def _find_party(names: Sequence[Mention]) -> str:
    return _find_thing(names[:1]) or _find_people(names) or _find_thing(names)


def _find_thing(names: Sequence[Mention]) -> str:
    things = [name for name in names if not (name.may_be_person or name.is_place or name.is_modifier)]
    return next((("the " if name.before == "the" else "") + name.text for name in things), "")


def _find_place(names: Sequence[Mention]) -> str:
    return next((f"{name.before} {name.text}" for name in names if name.is_place), "")


_REFERENTS: dict[str, Callable[[Sequence[Mention]], str]] = {
    **dict.fromkeys(["it", "its"], _find_thing),
    **dict.fromkeys(["they", "them", "their"], _find_party),
    **dict.fromkeys(["the two", "both"], _find_people),
    "there": _find_place,
}


def _find_new(question: str, answer: str) -> list[Mention]:
    """Return the names that the answer adds; its first word is one where a name was asked for."""
    known = {word for name in find_mentions(question) for word in name.words}
    first = split_words(answer)[:1] if classify_question(question) == "name" else []
    return [name for name in find_mentions(answer, [*known, *first]) if known.isdisjoint(name.words)]


def _find_topics(question: str) -> list[Mention]:
    """Return the names in a question and in the topics behind it."""
    about = _PARENTHESIS.search(question)
    return find_mentions(question, split_words(about[1]) if about else ())


def _add_topics(question: str, history: Sequence[Exchange]) -> str:
    """Return the question followed by the names that the conversation was last about.

    Other words of the last question draw the search back to its answer, so they are added only where the new one has
    none of its own, or a pronoun that may stand for what they tell.
    """
    last = next((item for item in reversed(history) if _find_topics(item.question)), history[-1])
    own = set(stem_each(split_words(question)))
    names = _find_topics(last.question)
    topics = {name.start: name.text for name in names[:_NAMES] if not own.issuperset(stem_each(name.words))}
    if points_back(strip_opening(question)) or not find_terms(question) or not names:
        named = {word for name in names for word in name.words}
        found = re.compile(r"[^\W\d_]+").finditer(last.question, last.question.find("(about: ") + 1)
        words = [match for match in found if named.isdisjoint(split_words(match[0]))]
        others = [match for match in words if set(find_terms(match[0])) - own]
        topics |= {match.start(): match[0] for match in others[:_WORDS]}
    said = [topics[start] for start in sorted(topics)]
    if not names:
        said += [name.text for name in _find_new(last.question, last.answer)[:2]]
    return f"{question} (about: {', '.join(dict.fromkeys(said))})" if said else question
