"""What a metric is: a pure function of a case and its answer, and how its values over many cases become one score."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qa.evals.cases.case import Case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What is measured: answers to questions, or the check of statements.
Task = Literal["answer", "check"]
AnswerJson = Mapping[str, Any]
Pair = tuple[Case, AnswerJson]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """A score of many cases that is not the mean of theirs.

    extract  the numbers that it needs of one case and its answer, or None to leave them out
    combine  makes the score of them, shaped (cases, numbers); None where they have none
    """

    extract: Callable[[Case, AnswerJson], Sequence[float] | None]
    combine: Callable[["NDArray[np.float64]"], float | None]

    def __call__(self, pairs: Sequence[Pair]) -> float | None:
        """Return the score of cases and their answers."""
        rows = self.collect(pairs)
        return self.combine(rows) if len(rows) else None

    def collect(self, pairs: Sequence[Pair]) -> "NDArray[np.float64]":
        """Return the numbers of the cases, shaped (cases, numbers)."""
        import numpy as np

        rows = (self.extract(case, answer) for case, answer in pairs)
        return np.array([row for row in rows if row is not None], dtype=float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One score of a run.

    description  its formula and where it is from
    measure      the value of one case and its answer (as JSON), or None where the metric does not apply to them
    needs        what has to be there: the reason that is given where the metric applies to no case
    aggregate    the score of many cases; None for the mean of the values that there are
    task         what runs have it
    """

    name: str
    description: str
    higher_is_better: bool
    measure: Callable[[Case, AnswerJson], float | None]
    needs: str
    aggregate: Aggregate | None = None
    task: Task = "answer"


def is_answered(answer: AnswerJson) -> bool:
    """Tell whether an answer says anything."""
    return answer.get("status") == "answered"


def read_answer_text(answer: AnswerJson) -> str:
    """Return what an answer says, without the numbers of its citations; "" where it says nothing."""
    if not is_answered(answer):
        return ""
    statements = [str(statement["text"]) for statement in answer.get("statements") or ()]
    return " ".join(statements) or str(answer.get("text") or "")


def match_article(name: str, article: Mapping[str, Any]) -> bool:
    """Tell whether a gold article's name is the id, the url or the title of an article, passage or citation.

    Of urls, the scheme, "www.", the fragment and a last slash don't count; of titles, case and white space.
    """
    return not name_article(article).isdisjoint(list_name_forms(name))


def name_article(article: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Return what an article may be called by: pairs of "id", "url" or "title" and its simplified form."""
    url, title = article.get("url") or "", article.get("title") or ""
    ids = {("id", value) for name in ("article_id", "id") if (value := article.get(name))}
    urls = {("url", _simplify_url(url))} if url else set()
    return frozenset(ids | urls | ({("title", _simplify_title(title))} if title else set()))


def list_name_forms(name: str) -> frozenset[tuple[str, str]]:
    """Return what a gold article's name may stand for: the same pairs as name_article has."""
    return frozenset({("id", name), ("url", _simplify_url(name)), ("title", _simplify_title(name))})


def _simplify_url(url: str) -> str:
    bare = url.partition("#")[0].partition("://")
    return (bare[2] or bare[0]).removeprefix("www.").rstrip("/")


def _simplify_title(title: str) -> str:
    return " ".join(title.casefold().split())
