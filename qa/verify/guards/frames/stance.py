"""Who tells it and how they stand to it: said, denied, admitted, laid to somebody; and said by whom."""

from collections.abc import Iterator

from qa.language.syntax.frames import Frame, Report
from qa.language.syntax.phrases import relate_phrases
from qa.verify.guards.frames.pairs import Pair, is_named_before
from qa.verify.verdict import Flag

_HELD_FALSE = frozenset(["denies", "calls_false"])
_HELD_TRUE = frozenset(["", "asserts", "admits", "promises", "warns"])


def compare_stance(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where what is denied or laid to somebody is told as so, or the other way round."""
    if pair.match != "same":
        return
    told, found = find_report(pair.told, pair), find_report(pair.found, pair)
    one, other = read_stance(told, pair), read_stance(found, pair)
    turned = (one in _HELD_TRUE and other in _HELD_FALSE) or (one in _HELD_FALSE and other in _HELD_TRUE)
    laid = one in _HELD_TRUE and other == "accuses"
    owned = told is None and found is not None and found.verb in pair.grammar.contending
    if turned or laid or owned:
        words, against = told.verb if told else pair.told.text, found.verb if found else pair.found.text
        yield pair.make_flag("stance", words, against, decides=True)


def compare_speakers(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where somebody else tells it."""
    told, found = find_report(pair.told, pair), find_report(pair.found, pair)
    if not told or not told.owner or told.owner.pointing or pair.match != "same":
        return
    if not found or not found.owner:
        return
    if relate_phrases(told.owner, found.owner) == "other":
        yield pair.make_flag("speaker", told.owner.text, found.owner.text, decides=True)
    elif found.owner.pointing and told.owner.names and not is_named_before(told.owner, pair):
        yield pair.make_flag("speaker", told.owner.text, found.owner.text)


def find_report(frame: Frame, pair: Pair) -> Report | None:
    """Return who tells what a frame says, or None."""
    return next((report for report in frame.reports if report.verb in pair.language.sayings), None)


def read_stance(report: Report | None, pair: Pair) -> str:
    """Return the stance of a report: a saying that is negated denies; "" where nobody is said to tell it."""
    if report is None:
        return ""
    return pair.language.sayings[report.verb]
