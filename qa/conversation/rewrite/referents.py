"""What the last question and its answer speak of, and which of it a "he", an "it" or "the company" may mean."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.conversation.rewrite.clause import Clause
from qa.conversation.rewrite.dissect import has_verb
from qa.language import get_language
from qa.language.mentions import Mention, find_mentions
from qa.language.syntax.parse import Parsed, ParsedToken, parse_text

Sort = Literal["person", "group", "place", "thing", "time", "name"]
# What a pronoun or a noun phrase asks for.
Wanted = Literal["person", "thing", "several", "place", "group"]

_SORTS: dict[str, Sort] = {
    "PERSON": "person", "ORG": "group", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place",
    "DATE": "time", "TIME": "time",
}  # fmt: skip
# How well each sort fits what is wanted: 2 surely, 1 as far as can be told.
_FITS: dict[Wanted, dict[Sort, int]] = {
    "person": {"person": 2, "name": 1},
    "thing": {"thing": 2, "group": 2, "name": 1, "place": 1},
    "several": {"group": 1},
    "place": {"place": 2},
    "group": {"group": 2, "name": 1},
}
_NOT_SUBJECT = ("amount", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
_HOLDS_PRONOUN = re.compile(
    rf"\b(?:{'|'.join(get_language('en').possessives | get_language('en').pronouns)})\b", re.IGNORECASE
)
_INSIDE = frozenset(["relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis", "npadvmod", "nsubj"])
_SUBJECTS = ("nsubj", "nsubjpass")
# In words, chosen: a longer answer is a sentence, and no one thing that "he" or "there" can mean.
_LONGEST_ASKED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Somebody or something that was spoken of.

    text      the noun phrase, with its article
    noun      the lemma of its noun
    is_name   it is named, not described
    is_plural it is several
    is_first  it is the subject
    does      it is who does what the verb says, not whom that is done to
    is_there  it follows a preposition of place
    members   how many are joined by "and"
    """

    text: str
    noun: str
    sort: Sort
    is_name: bool
    is_plural: bool
    is_first: bool = False
    does: bool = False
    is_there: bool = False
    members: int = 1

    def fits(self, wanted: Wanted) -> int:
        """Return how well it fits: 2 surely, 1 as far as can be told, 0 not at all."""
        if wanted == "several":
            return 2 if self.is_plural and self.sort != "time" else _FITS[wanted].get(self.sort, 0)
        if self.members > 1 or (self.is_plural and not self.is_name):
            return 0
        return _FITS[wanted].get(self.sort, 0)


def find_referents(text: str, known: Iterable[str] = ()) -> tuple[Referent, ...]:
    """Return what a statement speaks of, in order, each once; a group joined by "and" before its members.

    known  folded words that are names elsewhere
    """
    parsed = parse_text(text, "en")
    if not parsed:
        return ()
    mentions = find_mentions(text, known)
    found: dict[str, Referent] = {}
    for head in parsed.tokens:
        if _heads_phrase(parsed, head):
            for referent in _read_phrase(parsed, head, mentions):
                found.setdefault(referent.text.lower(), referent)
    return tuple(found.values())


def find_asked(clause: Clause | None, question: str, answer: str, *, strictly: bool = False) -> str:
    """Return the name, or names, that a sentence of an answer gives for a "who" or "which", "" where none is told.

    It stands in the answer where the question word stands in the question: beside the same verb, in the same part.

    strictly  it stands there, else the first person that is named is taken for the one of a "who"
    """
    parsed = parse_text(answer, "en") if answer else None
    if not clause or not parsed or clause.role not in ("subject", "object", "attribute"):
        return ""
    if clause.asks.lower().startswith("how"):
        return ""
    if not has_verb(parsed) and len(answer.split()) <= _LONGEST_ASKED and clause.asks.lower() != "what":
        return answer.rstrip(". ")
    mentions = find_mentions(answer)
    known = {word for name in find_mentions(question) for word in name.words}
    new = [name for name in mentions if known.isdisjoint(name.words)]
    beside = {parsed.tokens[index].start for index in _find_beside(parsed, clause)}
    places = [name for name in new if any(name.start <= start < name.end for start in beside)]
    persons = [name for name in new if _is_entity(parsed, name, "PERSON" if not clause.noun else "")]
    chosen = places or ([] if strictly else persons)
    if clause.asks.lower() == "what":
        if clause.role == "attribute":
            return ""
        return next((each.text for each in find_referents(answer, known) if _stands_at(each, parsed, beside)), "")
    if not chosen:
        return ""
    text = f"the {chosen[0].text}" if chosen[0].before == "the" and not chosen[0].is_modifier else chosen[0].text
    joined = (each for each in find_referents(answer, known) if each.members > 1 or "&" in each.text)
    return next((each.text for each in joined if each.text.startswith(text)), text)


def _is_entity(parsed: Parsed, name: Mention, label: str) -> bool:
    return any(name.start <= token.start < name.end and (token.entity == label or not label) for token in parsed.tokens)


def _stands_at(referent: Referent, parsed: Parsed, starts: set[int]) -> bool:
    place = parsed.text.lower().find(referent.text.lower())
    within = len(referent.text.split()) <= _LONGEST_ASKED and referent.sort != "time"
    return within and any(place <= start < place + len(referent.text) for start in starts)


def choose_referent(wanted: Wanted, referents: Iterable[Referent], *, does: bool | None = None) -> Referent | None:
    """Return which of some referents is meant, the first of those that fit best; None where none does.

    does  the word stands for who does something (or to whom it is done): of several, the one in the same part is meant
    """
    fitting = [(fit, referent) for referent in referents if (fit := referent.fits(wanted))]
    if wanted == "thing":
        # What only says which: of "the wind farm on Gannet Bank", the farm is meant.
        outer = [referent.text for _, referent in fitting]
        fitting = [(fit, each) for fit, each in fitting if not any(each.text in o != each.text for o in outer)]
    best = max((fit for fit, _ in fitting), default=0)
    chosen = [referent for fit, referent in fitting if fit == best and best]
    parallel = [referent for referent in chosen if does is None or referent.does == does]
    if wanted == "thing" and len(chosen) > 1:
        chosen = parallel
    # "its rate" stands for nothing without what "its" stands for.
    return chosen[0] if chosen and not _HOLDS_PRONOUN.search(chosen[0].text) else None


def _find_beside(parsed: Parsed, clause: Clause) -> Iterator[int]:
    """Yield the words of an answer that stand in the part of its verb that the question asks for."""
    is_passive = clause.role == "subject" and not clause.supported and clause.verb != "be"
    for token in parsed.tokens:
        if token.lemma != clause.verb:
            continue
        wanted = ("nsubjpass", "dobj") if is_passive or clause.role == "object" else ("nsubj", "attr")
        passive = parsed.find_child(token.index, "nsubjpass") is not None
        if passive and not is_passive and clause.role == "subject":
            agents = parsed.find_children(token.index, "agent")
            yield from (child for agent in agents for child in parsed.find_children(agent, "pobj"))
            continue
        yield from parsed.find_children(token.index, *wanted)


def _heads_phrase(parsed: Parsed, token: ParsedToken) -> bool:
    return token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "amod", "npadvmod")


def _read_phrase(parsed: Parsed, head: ParsedToken, mentions: Sequence[Mention]) -> Iterator[Referent]:
    joined = [head.index, *_find_joined(parsed, head.index)]
    if len(joined) > 1 and head.dep != "conj":
        start, end = _span(parsed, head.index)[0], _span(parsed, joined[-1])[1]
        yield _make_referent(parsed, head, (start, end), mentions, joined=joined[1:])
    yield _make_referent(parsed, head, _span(parsed, head.index), mentions)


def _make_referent(
    parsed: Parsed,
    head: ParsedToken,
    span: tuple[int, int],
    mentions: Sequence[Mention],
    *,
    joined: Sequence[int] = (),
) -> Referent:
    first, last = span
    sorts = [_sort(parsed, parsed.tokens[each], first, mentions) for each in (head.index, *joined)]
    sort = "person" if "person" in sorts else sorts[0]
    # A name may go on where the parse ends: "the Tour de France".
    ends = [name.end for name in mentions if name.start <= head.start < name.end]
    text = parsed.text[parsed.tokens[first].start : max(parsed.tokens[last].end, *ends, 0)]
    is_name = head.pos == "PROPN" or sort == "name" or any(n.start <= head.start < n.end for n in mentions)
    return Referent(
        text=text if parsed.tokens[first].tag in ("NNP", "NNPS") or (first == head.index and is_name) else _lower(text),
        noun=head.lemma,
        sort=sort,
        is_name=is_name,
        is_plural=bool(joined) or head.tag in ("NNS", "NNPS"),
        is_first=head.dep in _SUBJECTS,
        does=head.dep == "nsubj",
        is_there=head.dep == "pobj" and parsed.tokens[head.head].text.lower() in get_language("en").naming.places_after,
        members=1 + len(joined),
    )


def _find_joined(parsed: Parsed, index: int) -> Iterator[int]:
    if any(parsed.tokens[child].text == "&" for child in parsed.find_children(index, "cc")):
        return
    for child in parsed.find_children(index, "conj"):
        if parsed.tokens[child].pos in ("NOUN", "PROPN"):
            yield child
            yield from _find_joined(parsed, child)


def _span(parsed: Parsed, head: int) -> tuple[int, int]:
    """Return the first and last token of a noun phrase: what stands before its noun, and the phrases behind it."""
    inside = sorted(parsed.walk_down(head, without=_INSIDE))
    first = last = head
    if any(parsed.tokens[child].text == "&" for child in parsed.find_children(head, "cc")):
        inside = sorted({*inside, *parsed.walk_down(head, without=_INSIDE - {"cc", "conj"})})
    while first - 1 in inside:
        first -= 1
    while (last + 1 in inside and parsed.tokens[last + 1].dep != "nummod") or _names_more(parsed, head, last + 1):
        last += 1
    return first, last - (parsed.tokens[last].dep == "case")


def _names_more(parsed: Parsed, head: int, index: int) -> bool:
    """Tell whether a name follows a noun without a comma: "the asteroid Tamsin"."""
    token = parsed.tokens[index] if index < len(parsed.tokens) else None
    if token is None or token.pos != "PROPN" or index != head + 1 or parsed.tokens[head].pos != "NOUN":
        return False
    return token.head == head or (token.head == parsed.tokens[head].head and token.dep == parsed.tokens[head].dep)


def _sort(parsed: Parsed, head: ParsedToken, first: int, mentions: Sequence[Mention]) -> Sort:
    """Return what a noun phrase stands for."""
    dialogue = get_language("en").dialogue
    name = next((name for name in mentions if name.start <= head.start < name.end), None)
    if name is None and (head.pos != "PROPN" or head.text.islower()):
        if head.lemma in dialogue.time_nouns or head.entity in ("DATE", "TIME"):
            return "time"
        nouns: tuple[tuple[Sort, frozenset[str]], ...] = (
            ("group", dialogue.group_nouns),
            ("person", dialogue.person_nouns),
            ("place", dialogue.place_nouns),
        )
        return next((sort for sort, words in nouns if head.lemma in words), "thing")
    if head.entity in ("DATE", "TIME"):
        return "time"
    if name and not name.may_be_person:
        return "place" if _SORTS.get(head.entity) == "place" or name.is_place else _SORTS.get(head.entity, "thing")
    sort = _SORTS.get(head.entity, "name")
    has_article = parsed.tokens[first].tag == "DT"
    return "thing" if has_article and sort in ("person", "name") else sort


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
