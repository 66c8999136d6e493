"""Hold a text against the library."""

from collections.abc import Sequence

from qa.api.options import AnyPath, Day, choose_settings
from qa.checking import CheckedText, Submission, make_manuscript, open_checker
from qa.library.catalogue.filters import make_filters, read_limit
from qa.settings import Settings


def check_text(
    text: str,
    *,
    markdown: bool = False,
    written: Day | None = None,
    library: AnyPath | None = None,
    model: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    settings: Settings | None = None,
) -> CheckedText:
    """Return a text with every statement and every quotation of it held against the library.

    To check many, keep the checker that `open_checker` gives.

    Args:
        text: A draft, an article, an answer of another program.
        markdown: What is markup in Markdown is no part of the text.
        written: The day that its "on Friday" is counted from; None takes it as the articles have it.
        library: Folder of the library; that of the settings when None.
        model: What judges the meaning; "extractive" leaves it to rules; the first that there is when None.
        since: First day of publication of what it is held against, as a date or YYYY-MM-DD.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        settings: What `load_settings()` gives when None; the arguments before it come first.

    Returns:
        The text, each of its statements with a verdict, a score and the words of the articles.

    Raises:
        UsageProblem: An argument can't be used.
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
    """
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    draft = make_manuscript(text, kind="markdown" if markdown else "text")
    submission = Submission(manuscript=draft, asked=read_limit(written, name="written"))
    with open_checker(choose_settings(settings, library=library, model=model)) as checker:
        return checker.check_texts([submission], filters=filters)[0]
