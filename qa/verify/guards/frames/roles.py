"""Who does it, and whom it is done to: sides that change places, and another name in the place of one."""

from collections.abc import Iterator

from qa.language.names import Name, find_names, holds_name
from qa.language.numbers import find_numbers
from qa.language.syntax.phrases import Phrase, relate_phrases
from qa.verify.guards.frames.pairs import Pair, is_named_before
from qa.verify.guards.reading import read_sentence
from qa.verify.verdict import Flag


def compare_roles(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where the sides of a deed change places."""
    told, found = pair.told, pair.found
    if pair.match != "same" or told.kind == "copula" or _is_mutual(pair):
        return
    if _are_same(told.agent, found.agent) or _are_same(told.patient, found.patient):
        return
    as_patient, as_agent = _are_same(told.agent, found.patient), _are_same(told.patient, found.agent)
    if as_patient and as_agent and told.agent and told.patient:
        words = f"{told.agent.text} {told.text} {told.patient.text}"
        yield pair.make_flag("roles", words, _quote_sides(pair), decides=True)
    elif crossed := _find_crossed(pair):
        yield pair.make_flag("roles", " … ".join(side.text for side in crossed), _quote_sides(pair), decides=True)
    elif as_agent and told.patient and not told.agent and found.patient:
        yield pair.make_flag("roles", f"{told.patient.text} {told.text}", _quote_sides(pair))
    elif as_patient and told.agent and told.patient and not found.agent:
        yield pair.make_flag("roles", f"{told.agent.text} {told.text}", _quote_sides(pair))


def _is_mutual(pair: Pair) -> bool:
    """Tell whether it does not matter who is named first: "met", "married"."""
    return not pair.grammar.mutual.isdisjoint((pair.told.lemma, pair.found.lemma))


def _change_places(pair: Pair) -> bool:
    told, found = pair.told, pair.found
    return _are_same(told.agent, found.patient) or _are_same(told.patient, found.agent)


def _find_crossed(pair: Pair) -> tuple[Phrase, Phrase] | None:
    """Return two sides of the statement's frame that are each other's in the article, such as who tells whom."""
    told, found = pair.told.list_roles(), pair.found.list_roles()
    names = [name for name in told if name in found]
    for n, name in enumerate(names):
        for other in names[n + 1 :]:
            crossed = _are_same(told[name], found[other]) and _are_same(told[other], found[name])
            if crossed and not _are_same(told[name], found[name]):
                return told[name], told[other]
    return None


def compare_names(pair: Pair) -> Iterator[Flag]:
    """Yield a flag for each side that has another name."""
    if pair.match == "opposite" or (_is_mutual(pair) and _change_places(pair)):
        return
    for name, one, other in pair.list_slots():
        if relate_phrases(one, other) == "other" and not (pair.told.kind == "copula" and _is_one_of_many(pair)):
            people = one.person and other.person
            surely = people if pair.told.kind != "copula" else people and name == "agent" and _hold_same_office(pair)
            yield pair.make_flag("name", one.text, other.text, decides=surely)
        elif name == "agent" and _is_somebody_else(one, other, pair):
            yield pair.make_flag("name", one.text, other.text)


def _is_somebody_else(one: Phrase, other: Phrase, pair: Pair) -> bool:
    """Tell whether who does it in the statement is not who does it in the article, though neither is called so.

    "He" is somebody who does something right before. "The minister" has a name that stands before. What does something
    else in the same sentence, or right before, is another thing.
    """
    if one.pointing or pair.match != "same":
        return False
    if other.pointing:
        acting = _list_acting_before(pair) if other.text.lower() in pair.language.pronouns else []
        return bool(one.names and acting) and not any(_are_named_alike(one, name) for name in acting)
    if one.names and not other.names:
        return not is_named_before(one, pair)
    if one.names or other.names or one.lemma == other.lemma or find_numbers(other.text):
        return False
    frames = (*pair.source.frames, *read_sentence(pair.source.before, pair.source.language).frames)
    return any(frame.agent and frame.agent.lemma == one.lemma for frame in frames if frame != pair.found)


def _list_acting_before(pair: Pair) -> list[Name]:
    """Return the names of who does something in the sentences before, and in the sentence itself before the verb."""
    before = read_sentence(pair.source.before, pair.source.language)
    earlier = [frame for frame in pair.source.frames if frame.end <= pair.found.start]
    agents = [frame.agent for frame in (*before.frames, *earlier) if frame.agent]
    return [name for agent in agents for name in find_names(agent.text)]


def _are_named_alike(one: Phrase, name: Name) -> bool:
    words = frozenset(name.words)
    return any(holds_name(own, words, words, name.text) or not words.isdisjoint(own.words) for own in one.names)


def _is_one_of_many(pair: Pair) -> bool:
    """Tell whether others may be the same: "X is a spokesman"."""
    sides = (pair.told.patient, pair.found.patient)
    return any(side is not None and side.text.split()[0].lower() in pair.grammar.indefinite for side in sides)


def _hold_same_office(pair: Pair) -> bool:
    """Tell whether two people are told to be the same thing of the same body: the chief executive of Acme."""
    told, found = pair.told.patient, pair.found.patient
    bodies = [
        kind for name, one, other in pair.list_slots() for kind in [relate_phrases(one, other)] if name != "agent"
    ]
    same = bool(told and found and told.stems & found.stems and "other" not in bodies)
    return same and (len(bodies) > 1 or bool(told and found and len(told.stems & found.stems) > 1))


def _are_same(one: Phrase | None, other: Phrase | None) -> bool:
    return bool(one and other and relate_phrases(one, other) == "same")


def _quote_sides(pair: Pair) -> str:
    """Return the words of the article from the first side to the last."""
    sides = [side for side in (pair.found.agent, pair.found.patient) if side]
    start = min(pair.found.start, *(side.start for side in sides))
    return pair.source.text[start : max(pair.found.end, *(side.end for side in sides))]
