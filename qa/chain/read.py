"""First stage: the question is read as the library spells it, its time as days, and what its answer needs is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Literal

from qa.chain.components import Components
from qa.chain.state import State
from qa.drafting.plan import choose_plan
from qa.errors import UsageProblem
from qa.language.dates import read_day
from qa.library import Filters, Library
from qa.library.catalogue.filters import make_filters, read_limit
from qa.models.embeddings import find_languages
from qa.question import clean_question, read_parts, read_question
from qa.question.periods import Period, find_latest_day
from qa.question.spelling import correct_question
from qa.settings import Settings, override_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question, and what holds for it alone; what is None is as the chain's settings have it.

    Attributes:
        question: What is asked, in up to a few sentences; a bare topic asks for an overview.
        filters: Limits on the articles.
        as_of: The day that "this week" is counted from.
        k: Passages to retrieve.
        length: How long the answer is.
    """

    question: str
    filters: Filters | None = None
    as_of: date | None = None
    k: int | None = None
    length: Literal["short", "full"] | None = None

    def choose_settings(self, settings: Settings) -> Settings:
        """Return the settings that hold for it. Raises InvalidSetting."""
        return override_settings(settings, {"k": self.k, "length": self.length})


_FIELDS = tuple(f.name for f in fields(Request))
_LIMITS = tuple(f.name for f in fields(Filters))


def read_request(asked: str | Mapping[str, Any] | Request, **options: Any) -> Request:
    """Return what is asked: a question alone, or in a mapping with what holds for it.

    Args:
        asked: The question, or {"question", "filters", "as_of", "k", "length"}; filters are Filters, or a mapping
            {"since", "until", "sources", "languages"}; days are dates or YYYY-MM-DD, YYYY-MM, YYYY.
        options: Of these fields, those that go before what the mapping has.

    Raises:
        UsageProblem: There is no question, a name that does not exist, or a value that can't be used.
    """
    if isinstance(asked, Request):
        asked = {name: getattr(asked, name) for name in _FIELDS}
    given = {**(asked if isinstance(asked, Mapping) else {"question": asked}), **_drop_empty(options)}
    values = _drop_empty(given)
    _refuse_unknown(values, _FIELDS, "A request")
    if not isinstance(values.get("question"), str):
        raise UsageProblem('A request has to be text, or a mapping with the text in "question".')
    filters = values.get("filters")
    if isinstance(filters, Mapping):
        _refuse_unknown(filters, _LIMITS, '"filters"')
        filters = make_filters(**filters)
    if filters is not None and not isinstance(filters, Filters):
        raise UsageProblem(f'"filters" has to be Filters or a mapping with: {", ".join(_LIMITS)}.')
    return Request(**{**values, "filters": filters, "as_of": read_limit(values.get("as_of"), name="as_of")})


def read_state(request: Request, components: Components) -> State:
    """Return the state of a question that was just asked: its words, its time, its filters, the plan for its answer.

    Raises InvalidQuestion or UnknownOutlet.
    """
    library, settings = components.library, request.choose_settings(components.settings)
    typed, filters, as_of = clean_question(request.question), request.filters, request.as_of or settings.as_of
    library.check_outlets(filters)
    corrected, corrections = correct_question(typed, library.document_frequencies, library.iter_vocabulary)
    notices = [f"Read “{correction.read}” for “{correction.typed}”." for correction in corrections]
    newest = None if as_of else find_newest_day(library, filters)
    question = read_question(corrected, as_of=as_of, newest=newest)
    if period := question.period:
        notices.append(period.tell(newest))
        if period.limits:
            filters = limit_period(filters, period)
    if undated := library.describe_undated(filters):
        notices.append(undated)
    return State(
        typed=typed,
        question=question,
        parts=tuple(read_parts(question)),
        plan=choose_plan(question, settings, local=components.is_local),
        settings=settings,
        filters=filters,
        notices=tuple(notices),
        shortfall=library.find_language_gap(question.text, knows=find_languages(library.embedder)),
    )


def find_newest_day(library: Library, filters: Filters | None) -> date | None:
    """Return the day of the newest article that passes the filters, but for those of a day that has not come yet."""
    latest = find_latest_day()
    filters = filters or Filters()
    come = replace(filters, until=min(filters.until or latest, latest))
    newest = library.list_articles(come, limit=1) or library.list_articles(filters, limit=1)
    return read_day(newest[0].published) if newest else None


def limit_period(filters: Filters | None, period: Period) -> Filters:
    """Return the filters with articles outside of a period left out; one may be printed on the day after it."""
    filters = filters or Filters()
    since = max((day for day in (filters.since, period.first) if day), default=None)
    last = period.last + timedelta(days=1) if period.last else None
    until = min((day for day in (filters.until, last) if day), default=None)
    return replace(filters, since=since, until=until)


def _drop_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _refuse_unknown(values: Mapping[str, Any], names: tuple[str, ...], what: str) -> None:
    unknown = next((name for name in values if name not in names), None)
    if unknown is not None:
        raise UsageProblem(f"{what} has no {unknown!r}. There are: {', '.join(names)}.")
