"""Find what is the first or the most of its kind within a limit, and is told without it: "the first since 1985"."""

from collections.abc import Iterator, Sequence

from qa.language.profile import Language
from qa.language.wording.limits import Ranking, find_rankings, tells_limit
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag


def find_lost_limits(statement: GuardReading, sources: Sequence[GuardReading], language: Language) -> Iterator[Flag]:
    """Yield a flag for each rank that a sentence bounds, where the statement says nothing of a limit.

    Where another sentence tells the same without one, nothing is held against it.
    """
    if tells_limit(statement.text, language.code):
        return
    told = [(source, ranking) for source in sources for ranking in find_rankings(source.text, language.code)]
    for own in find_rankings(statement.text, language.code):
        same = [(source, other) for source, other in told if _are_same(own, other, language)]
        if same and all(other.limit for _, other in same):
            source, other = same[0]
            words = " ".join((own.rank, *own.words[:1]))
            yield Flag(kind="scope", words=words, against=other.text, quote=source.quote, decides=True)


def _are_same(own: Ranking, other: Ranking, language: Language) -> bool:
    """Tell whether two ranks are of one thing: the same word, and one that follows it."""
    return own.rank == other.rank and bool({*own.words} & {*other.words} - language.stop_words)
