"""A command names the groups of options that it has, and is called with what is read from them."""

import inspect
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from qa.cli import options
from qa.cli.options import clean_word, read_fields, read_first_day, read_last_day, read_own_day, read_own_language
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.articles import ReadOptions
    from qa.evals.runs.runs import RunOptions
    from qa.ingest import GatherOptions
    from qa.ingest.fetch.fetcher import FetchOptions
    from qa.library import Filters
    from qa.settings import Settings

Run = Callable[..., None]

# Every option that belongs to a group, by the name of its parameter, in the order of the help; and its default.
_OPTIONS: Mapping[str, tuple[Any, Any]] = {
    "articles": (options.ArticlesOption, None),
    "library": (options.LibraryOption, None),
    "chroma": (options.ChromaOption, None),
    "model": (options.ModelOption, None),
    "embedder": (options.EmbedderOption, None),
    "base_url": (options.BaseUrlOption, None),
    "prompts": (options.PromptsOption, None),
    "reranker": (options.RerankerOption, None),
    "judge": (options.JudgeOption, None),
    "judge_model": (options.JudgeModelOption, None),
    "length": (options.LengthOption, None),
    "k": (options.CountOption, None),
    "since": (options.SinceOption, None),
    "until": (options.UntilOption, None),
    "source": (options.SourceOption, None),
    "language": (options.LanguageOption, None),
    "as_of": (options.AsOfOption, None),
    "trace": (options.TraceOption, None),
    "limit": (options.LimitOption, None),
    "sample": (options.SampleOption, None),
    "seed": (options.SeedOption, 0),
    "jobs": (options.JobsOption, 1),
    "cache": (options.CacheOption, None),
    "no_cache": (options.NoCacheOption, False),
    "replay_only": (options.ReplayOnlyOption, False),
    "field": (options.FieldOption, None),
    "source_name": (options.SourceNameOption, None),
    "text_language": (options.TextLanguageOption, None),
    "published": (options.PublishedOption, None),
    "entries_since": (options.EntriesSinceOption, None),
    "entries_limit": (options.EntriesLimitOption, None),
    "allow_private": (options.AllowPrivateOption, False),
    "pause": (options.PauseOption, 1.0),
}

# Options of `settings`: which library, and which model reads and judges.
STORE = ("library", "chroma", "embedder")
MODEL = ("model", "base_url", "prompts")
JUDGE = ("judge", "judge_model")
# Options of `filters`: which articles.
FILTERS = ("since", "until", "source", "language")
# Options of `run_options`: of what, and how many questions at once.
SAMPLE = ("articles", "limit", "sample", "seed")
REPLIES = ("cache", "no_cache", "replay_only")
# Options of `read`, `gather` and `fetch`: what articles do not tell, which entries of feeds, how pages are got.
READ = ("field", "source_name", "text_language", "published")
GATHER = ("entries_since", "entries_limit")
FETCH = ("allow_private", "pause")


def command(**groups: Collection[str]) -> Callable[[Run], Run]:
    """Give a command the options of some groups; it is called with a value for each group, under the group's name.

    settings     options that are settings: the command gets `settings`, the Settings
    filters      options that choose articles: it gets `filters`, the Filters
    run_options  options of an evaluation: it gets `run_options`, the RunOptions
    read         options for articles that don't tell all: it gets `read`, the ReadOptions
    gather       options for the entries of feeds: it gets `gather`, the GatherOptions
    fetch        options for pages of the web: it gets `fetch`, the FetchOptions

    What the command declares itself stays, after or before these as it declares them.
    """

    def decorate(run: Run) -> Run:
        shared = [name for name in _OPTIONS if any(name in names for names in groups.values())]

        @wraps(run)
        def call(**values: Any) -> None:
            given = {name: values.pop(name) for name in shared}
            read = {group: _READERS[group](given, names) for group, names in groups.items()}
            run(**values, **read)

        parameters = _list_parameters(run, groups, shared)
        # Typer reads both; the groups are in neither.
        call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return call

    return decorate


def _list_parameters(run: Run, groups: Collection[str], shared: Collection[str]) -> list[inspect.Parameter]:
    """Return the parameters of a command, the shared ones in the place of its first group."""
    named = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(run).parameters.values())
    place = min(n for n, parameter in enumerate(own) if parameter.name in groups)
    options = [
        inspect.Parameter(name, named, annotation=annotation, default=default)
        for name, (annotation, default) in _OPTIONS.items()
        if name in shared
    ]
    before, after = (
        [parameter.replace(kind=named) for parameter in part if parameter.name not in groups]
        for part in (own[:place], own[place:])
    )
    return [*before, *options, *after]


def _read_settings(given: Mapping[str, Any], names: Collection[str]) -> "Settings":
    """Return the settings with these options on top; None is an option that was not given."""
    from qa.settings import load_settings

    settings = load_settings({name: given[name] for name in names})
    if settings.trace and "trace" in names:
        from qa.tracing import start_tracing

        start_tracing()
    return settings


def _read_filters(given: Mapping[str, Any], _: Collection[str]) -> "Filters":
    """Return the limits that the options set. Raises UsageProblem for one that is none, or days that are exchanged."""
    from qa.library import Filters
    from qa.library.catalogue.filters import check_order, read_languages

    first = read_first_day(given.get("since"), name="--since")
    last = read_last_day(given.get("until"), name="--until")
    check_order(first, last, names=("--since", "--until"))
    return Filters(
        since=first,
        until=last,
        sources=tuple(map(clean_word, given.get("source") or ())),
        languages=read_languages(map(clean_word, given.get("language") or ())),
    )


def _read_run_options(given: Mapping[str, Any], names: Collection[str]) -> "RunOptions":
    """Return how a run is made. Raises UsageProblem for options that speak against each other."""
    from qa.evals.runs.runs import RunOptions

    if given.get("articles") and given.get("library"):
        raise UsageProblem("Give the articles with --articles or their library with --library, not both.")
    if given.get("no_cache") and (given.get("cache") or given.get("replay_only")):
        raise UsageProblem("--no-cache keeps nothing: leave it out, or leave out --cache and --replay-only.")
    values = {name: given[name] for name in names if name != "no_cache"}
    return RunOptions(**values, own_library=given.get("library") is not None, keeps=not given.get("no_cache", False))


def _read_read_options(given: Mapping[str, Any], _: Collection[str]) -> "ReadOptions":
    """Return what articles are given that don't tell it themselves. Raises UsageProblem."""
    from qa.articles import ReadOptions

    return ReadOptions(
        fields=read_fields(given["field"] or []),
        default_source=given["source_name"],
        default_language=read_own_language(given["text_language"]),
        default_day=read_own_day(given["published"]),
    )


def _read_gather_options(given: Mapping[str, Any], _: Collection[str]) -> "GatherOptions":
    """Return which entries of feeds are taken. Raises UsageProblem for a day that is none."""
    from qa.ingest import GatherOptions

    return GatherOptions(since=read_first_day(given["entries_since"], name="--since"), limit=given["entries_limit"])


def _read_fetch_options(given: Mapping[str, Any], _: Collection[str]) -> "FetchOptions":
    """Return how pages are got."""
    from qa.ingest.fetch.fetcher import FetchOptions

    return FetchOptions(allow_private=given["allow_private"], pause=given["pause"])


_READERS: Mapping[str, Callable[[Mapping[str, Any], Collection[str]], Any]] = {
    "settings": _read_settings,
    "filters": _read_filters,
    "run_options": _read_run_options,
    "read": _read_read_options,
    "gather": _read_gather_options,
    "fetch": _read_fetch_options,
}
