"""What a question leaves open: the words in it that only what was said before gives a meaning.

A pronoun or "that" for which nothing in the question itself stands, a noun phrase with an article that nothing in it
explains, an "other" one, or nothing at all that says what the question is about. The mere lack of a name leaves
nothing open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.conversation.rewrite.dissect import read_clause
from qa.language import get_language
from qa.language.profiles.dialogue import Dialogue, Wanted
from qa.language.syntax.parse import Parsed, ParsedToken

Kind = Literal["pronoun", "possessive", "pointer", "phrase", "owner", "other", "pair", "topic"]

_EXPLAINED_BY = frozenset(["prep", "relcl", "acl", "poss", "nummod", "appos", "conj"])
_RELATIVE = ("WP", "WDT")
_EXPLAINS = ("IN", "WDT", "WP", "DT", "PRP", "HYPH")
_SUPERLATIVE = ("JJS", "RBS")
_CLAUSES = ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
_OBJECTS = ("dobj", "pobj", "dative", "iobj")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A place in a question that is open.

    wanted  what would fill it, where that is told by the word
    does    it stands for who does what the verb says, or for whom that is done to; None where either may be
    noun    the lemma of the noun of a phrase
    is_bare there is nothing but an article before the noun
    is_only it is all that says what the question is about
    speaks  it is said to say something, but not about what
    points  it says "this" or "that", so that something has to have been said
    """

    kind: Kind
    start: int
    end: int
    wanted: Wanted = "thing"
    does: bool | None = False
    noun: str = ""
    is_bare: bool = False
    is_only: bool = False
    speaks: bool = False
    points: bool = False


def find_openings(parsed: Parsed) -> list[Opening]:
    """Return what a whole question leaves open, in order; a phrase is open only if it was spoken of before."""
    dialogue = get_language("en").dialogue
    found = [opening for token in parsed.tokens if (opening := _read_token(parsed, token, dialogue))]
    found = found or [opening for opening in [_find_misread_subject(parsed, dialogue)] if opening]
    if not found and not _has_topic(parsed, dialogue):
        return [Opening(kind="topic", start=len(parsed.text), end=len(parsed.text))]
    return found


def _find_misread_subject(parsed: Parsed, dialogue: Dialogue) -> Opening | None:
    """Return the phrase that is the subject of a verb which was taken for a noun: "what did the bridge cost"."""
    clause = read_clause(parsed.text)
    words = clause.subject.split() if clause else []
    if not clause or len(words) != 2 or words[0].lower() not in dialogue.definite:
        return None
    start = parsed.text.find(clause.subject)
    end = start + len(clause.subject)
    noun = next((each for each in parsed.tokens if each.end == end and each.dep == "compound"), None)
    if start < 0 or noun is None:
        return None
    return Opening(kind="phrase", start=start, end=end, noun=noun.lemma, is_bare=True, is_only=True)


def _read_token(parsed: Parsed, token: ParsedToken, dialogue: Dialogue) -> Opening | None:
    word = token.text.lower()
    if word in dialogue.refers and token.tag in ("PRP", "PRP$", "RB", "EX"):
        return _read_pronoun(parsed, token, dialogue.refers[word])
    if word in dialogue.pointers and token.tag == "DT" and token.dep != "det" and not _is_relative(parsed, token):
        return Opening(kind="pointer", start=token.start, end=token.end, points=True)
    if word in dialogue.pairs | dialogue.others:
        return _read_choice(parsed, token, dialogue)
    if token.pos == "NOUN":
        return _read_phrase(parsed, token, dialogue)
    return None


def _is_relative(parsed: Parsed, token: ParsedToken) -> bool:
    """Tell whether a "that" joins a clause to a noun, or "those" is explained by one: "those who"."""
    after = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
    joins = token.index > 0 and parsed.tokens[token.index - 1].pos in ("NOUN", "PROPN") and token.dep in _SUBJECTS
    return joins or (after is not None and after.tag in _RELATIVE)


def _read_pronoun(parsed: Parsed, token: ParsedToken, wanted: Wanted) -> Opening | None:
    if wanted == "place":
        is_there = token.dep == "advmod" and token.tag == "RB" and not _counts(parsed, token)
        return Opening(kind="pronoun", start=token.start, end=token.end, wanted=wanted) if is_there else None
    if _means_nothing(parsed, token) or _is_bound(parsed, token):
        return None
    kind: Kind = "possessive" if token.tag == "PRP$" else "pronoun"
    if token.dep == "nsubjpass":
        return Opening(kind=kind, start=token.start, end=token.end, wanted=wanted, does=None)
    does = token.dep == "nsubj" or (kind == "possessive" and parsed.tokens[token.head].dep in _SUBJECTS)
    return Opening(kind=kind, start=token.start, end=token.end, wanted=wanted, does=does)


def _counts(parsed: Parsed, token: ParsedToken) -> bool:
    """Tell whether a "there" is only that of "how many wells are there"."""
    head = parsed.tokens[token.head]
    return head.lemma == "be" and parsed.tokens[0].text.lower() == "how"


def _means_nothing(parsed: Parsed, token: ParsedToken) -> bool:
    """Tell whether an "it" only stands in for a clause: "is it true that", "did it take long to"."""
    head = parsed.tokens[token.head]
    if token.dep == "expl":
        return True
    dialogue = get_language("en").dialogue
    return (
        token.text.lower() == "it"
        and token.dep in _SUBJECTS
        and head.lemma in dialogue.event_verbs
        and any(parsed.tokens[child].dep in _CLAUSES for child in _walk_near(parsed, head.index))
    )


def _walk_near(parsed: Parsed, index: int) -> Iterator[int]:
    """Yield what depends on a word, and on what is said to be: "that" hangs on "true" in "is it true that"."""
    for child in parsed.children[index]:
        yield child
        if parsed.tokens[child].dep in ("acomp", "attr"):
            yield from parsed.children[child]


def _is_bound(parsed: Parsed, token: ParsedToken) -> bool:
    """Tell whether a pronoun may mean something that the question itself names.

    That is a noun before it, but none of the same verb beside which it stands as an object; and for a possessive in
    front of the verb, the subject behind that.
    """
    nouns = [each for each in parsed.tokens if each.pos in ("NOUN", "PROPN") and each.dep != "compound"]
    verb = _find_verb(parsed, token.index)
    if token.tag == "PRP$":
        own = token.head
        subjects = [each.index for each in nouns if each.dep in _SUBJECTS and each.head == verb]
        return any(each.index < token.index or each.index in subjects for each in nouns if each.index != own)
    before = [each.index for each in parsed.tokens[: token.index] if each in nouns or each.tag in _RELATIVE]
    return any(_find_verb(parsed, index) != verb and index not in _list_fillers(parsed, index) for index in before)


def _list_fillers(parsed: Parsed, index: int) -> frozenset[int]:
    """Return the noun itself where it only says when: "in the last year"."""
    dialogue = get_language("en").dialogue
    return frozenset([index]) if parsed.tokens[index].lemma in dialogue.time_nouns else frozenset()


def _find_verb(parsed: Parsed, index: int) -> int:
    """Return the verb that a word belongs to."""
    return next((up for up in parsed.walk_up(index) if parsed.tokens[up].pos in ("VERB", "AUX")), -1)


def _read_choice(parsed: Parsed, token: ParsedToken, dialogue: Dialogue) -> Opening | None:
    """Return "the other one", "the latter", "both" and "the two" where nothing follows that they belong to."""
    is_pair = token.text.lower() in dialogue.pairs
    first, last = token, token
    before = parsed.tokens[token.index - 1] if token.index else None
    if before and before.text.lower() in dialogue.definite | dialogue.pointers:
        first = before
    elif not is_pair or token.text.lower() != "both":
        return None
    after = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
    if after and after.lemma in ("one", "side", "party", "man", "woman", "people"):
        last, after = after, parsed.tokens[after.index + 1] if after.index + 1 < len(parsed.tokens) else None
    if after and (after.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") or after.text in ("of", "-")):
        return None
    if after and after.tag == "VBN" and is_pair:
        return None
    return Opening(
        kind="pair" if is_pair else "other", start=first.start, end=last.end, wanted="several", points=not is_pair
    )


def _read_phrase(parsed: Parsed, token: ParsedToken, dialogue: Dialogue) -> Opening | None:
    """Return a noun phrase with an article that nothing in it explains."""
    if token.lemma in dialogue.time_nouns or token.dep == "compound":
        return None
    children = [parsed.tokens[child] for child in parsed.children[token.index]]
    article = next((each for each in children if each.dep == "det"), None)
    points = article is not None and article.text.lower() in dialogue.pointers
    if article is None or not (points or article.text.lower() in dialogue.definite):
        return None
    after = parsed.tokens[token.index + 1] if token.index + 1 < len(parsed.tokens) else None
    explained = any(
        each.dep in _EXPLAINED_BY or each.tag in _SUPERLATIVE or each.pos == "PROPN" or each.text[:1].isupper()
        for each in children
        if each != article
    )
    if explained or (after is not None and after.tag in _EXPLAINS and after.text.lower() != "about"):
        return None
    is_bare = len(children) == 1
    own = {token.index, *parsed.children[token.index]}
    return Opening(
        kind="phrase",
        start=article.start,
        end=token.end,
        noun=token.lemma,
        points=points,
        is_bare=is_bare,
        is_only=not any(_tells_topic(each, dialogue) for each in parsed.tokens if each.index not in own),
        speaks=is_bare and _only_speaks(parsed, token, dialogue),
    )


def _only_speaks(parsed: Parsed, token: ParsedToken, dialogue: Dialogue) -> bool:
    """Tell whether all that is asked is what somebody said: "what did the mayor say"."""
    verb = parsed.tokens[token.head]
    said = verb.lemma in get_language("en").sayings and token.dep in _SUBJECTS and verb.index == len(parsed.tokens) - 1
    return said and token.lemma in dialogue.person_nouns


def _has_topic(parsed: Parsed, dialogue: Dialogue) -> bool:
    """Tell whether anything in a question says what it is about, or that it is about those who speak."""
    clause = read_clause(parsed.text)
    subject = set(clause.subject.lower().split()) if clause else set()
    known = get_language("en").stop_words | dialogue.general_nouns | dialogue.time_nouns | dialogue.elses
    if subject - known:
        return True
    own = get_language("en").own_pronouns | frozenset(["you", "your", "my", "our"])
    return any(
        token.text.lower() in own or token.text[1:].lower() != token.text[1:] or _tells_topic(token, dialogue)
        for token in parsed.tokens
    )


def _tells_topic(token: ParsedToken, dialogue: Dialogue) -> bool:
    """Tell whether a word says what a question is about: a name, a number, a noun of some meaning."""
    is_noun = token.pos == "NOUN" and token.lemma not in dialogue.general_nouns | dialogue.time_nouns
    return is_noun or token.pos in ("PROPN", "NUM") or (token.index > 0 and token.text[:1].isupper())
