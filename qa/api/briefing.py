"""Brief on a topic: a page, a line of events, what is new."""

from collections.abc import Sequence

from qa.api.options import AnyPath, Day, choose_settings
from qa.briefing import Brief, Changes, Timeline, open_briefer
from qa.errors import UsageProblem
from qa.library.catalogue.filters import make_filters, read_limit
from qa.settings import Settings


def write_brief(
    topic: str,
    *,
    library: AnyPath | None = None,
    model: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    as_of: Day | None = None,
    k: int | None = None,
    settings: Settings | None = None,
) -> Brief:
    """Return the briefing of a topic: what happened, who says what, figures, what is open, a timeline, the sources.

    To write many, keep the briefer that `open_briefer` gives.

    Args:
        topic: What the briefing is about, in a few words.
        library: Folder of the library; that of the settings when None.
        model: What writes the sections; "extractive" takes the articles' own sentences; the first there is when None.
        since: First day of publication: a date, or YYYY-MM-DD, YYYY-MM, YYYY.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        as_of: The day that "today" means.
        k: Reports to look at; 40 when None.
        settings: What `load_settings()` gives when None; the arguments before it come first.

    Returns:
        The briefing, `status` "nothing_found" where the library has nothing about the topic.

    Raises:
        InvalidQuestion: The topic is empty or too long.
        UnknownOutlet: No article of the library is from an outlet that is named.
        UsageProblem: An argument can't be used.
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
        ModelFailed: The model's endpoint answered with something that is not an answer.
    """
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    with open_briefer(choose_settings(settings, library=library, model=model, as_of=as_of)) as briefer:
        return briefer.write_brief(topic, k=k, filters=filters)


def make_timeline(
    topic: str,
    *,
    most: int = 30,
    library: AnyPath | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    k: int | None = None,
    settings: Settings | None = None,
) -> Timeline:
    """Return the events of a topic by the day on which they happened; no model is used.

    Args:
        topic: What the events are about, in a few words.
        most: The most events; the most important ones are kept.
        library: Folder of the library; that of the settings when None.
        since: First day of publication: a date, or YYYY-MM-DD, YYYY-MM, YYYY.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        k: Reports to look at; 40 when None.
        settings: What `load_settings()` gives when None.

    Raises:
        InvalidQuestion: The topic is empty or too long.
        UnknownOutlet: No article of the library is from an outlet that is named.
        UsageProblem: An argument can't be used.
        LibraryMissing: There is no library at the given place.
    """
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    with open_briefer(choose_settings(settings, library=library, model="extractive")) as briefer:
        return briefer.make_timeline(topic, most=most, k=k, filters=filters)


def find_changes(
    topic: str,
    *,
    since: Day,
    library: AnyPath | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    k: int | None = None,
    settings: Settings | None = None,
) -> Changes:
    """Return what is new, revised, corrected or gone about a topic since a day; no model is used.

    Args:
        topic: What the changes are about, in a few words.
        since: The day from which on something counts as new, that day included, as a date or YYYY-MM-DD.
        library: Folder of the library; that of the settings when None.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        k: Reports to look at; 40 when None.
        settings: What `load_settings()` gives when None.

    Raises:
        InvalidQuestion: The topic is empty or too long.
        UnknownOutlet: No article of the library is from an outlet that is named.
        UsageProblem: An argument can't be used.
        LibraryMissing: There is no library at the given place.
    """
    day = read_limit(since, name="since")
    if day is None:
        raise UsageProblem("since is the day from which on something counts as new. Give a date, or YYYY-MM-DD.")
    filters = make_filters(until=until, sources=sources, languages=languages)
    with open_briefer(choose_settings(settings, library=library, model="extractive")) as briefer:
        return briefer.find_changes(topic, since=day, k=k, filters=filters)
