"""How far a matter has come: accused, charged, convicted; proposed, approved, signed."""

from collections.abc import Iterator

from qa.verify.guards.frames.pairs import Pair
from qa.verify.verdict import Flag


def compare_status(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where the statement is a step further than the article."""
    if pair.match != "step":
        return
    told, found = pair.language.place_on_ladder(pair.told.lemma), pair.language.place_on_ladder(pair.found.lemma)
    if told and found and told[1] > found[1] and pair.count_same() and not pair.told.negated and not pair.found.negated:
        yield pair.make_flag("status", pair.told.text, pair.found.text, decides=True)
