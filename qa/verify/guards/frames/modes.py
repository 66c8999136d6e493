"""Whether it is certain, done or to come: a possibility, a plan, a condition or a duty that is told as a fact."""

from collections.abc import Iterator

from qa.language.syntax.frames import Frame
from qa.verify.guards.frames.pairs import Pair
from qa.verify.verdict import Flag

UNREAL = frozenset(["possible", "planned", "conditional", "obliged", "alleged"])


def compare_modes(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where one of both tells as a fact what the other does not, or as done what is to come."""
    told, found = pair.told, pair.found
    if pair.match != "same" or told.kind == "noun" or found.kind == "noun":
        return
    one, other = _read_modes(told), _read_modes(found)
    if not one & UNREAL and other & UNREAL:
        if "alleged" in other:
            yield pair.make_flag(
                "status", _quote(told, pair.statement.text), _quote(found, pair.source.text), decides=True
            )
        elif not ("future" in one and other & UNREAL <= {"planned"}):
            yield pair.make_flag(
                "mode", _quote(told, pair.statement.text), _quote(found, pair.source.text), decides=True
            )
        else:
            yield pair.make_flag("mode", _quote(told, pair.statement.text), _quote(found, pair.source.text))
    elif (one & UNREAL and not other & UNREAL) or _differ_in_time(pair, one, other):
        yield pair.make_flag("mode", _quote(told, pair.statement.text), _quote(found, pair.source.text))


def _differ_in_time(pair: Pair, one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether one of both is done and the other one is to come."""
    return ("future" in one) != ("future" in other) and _is_past(pair.told if "future" in other else pair.found)


def _read_modes(frame: Frame) -> frozenset[str]:
    """Return the modes of a frame; "would" after a verb of saying is what "will" is before it."""
    if "conditional" in frame.modes and frame.reports:
        return frame.modes - {"conditional"} | {"future"}
    return frame.modes


def _is_past(frame: Frame) -> bool:
    return frame.tag in ("VBD", "VBN") and not frame.modes


def _quote(frame: Frame, text: str) -> str:
    """Return a predicate with the words right before it."""
    before = text[: frame.start].split(" ")[-4:]
    return " ".join([*before, frame.text]).strip(' ,“"')
