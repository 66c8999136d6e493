"""Resolve what the articles tell differently: leave out what is out of date, say as of when, give each side."""

from dataclasses import replace

from qa.answer import Side, Statement
from qa.language.dates.format import format_day
from qa.statements.conflicts import Versions
from qa.statements.statements import Doubt, Statements, add_quote
from qa.statements.version import Version
from qa.verify.premise import Quote, read_premise
from qa.verify.verdict import Flag, Verdict


def resolve_statement(before: Statements, after: Statements, versions: Versions, *, wrote: str | None) -> Statements:
    """Return what is written after a statement was added; without it where it only gives a figure that is out of date.

    A statement that gives the current figure says as of when, where others gave an older one.

    wrote  the statement as a model wrote it, which is told as a doubt instead; None for the words of an article
    """
    if len(after.statements) == len(before.statements):
        return after
    *kept, statement = after.statements
    current = versions.tell(statement.text)
    if current is None and (old := versions.tell(statement.text, outdated=True)):
        doubts = [Doubt(text=wrote, verdict=_contradict(old, versions))] if wrote else []
        return replace(before, doubts=(*before.doubts, *doubts), outdated=True)
    if current and versions.outdated:
        return replace(after, statements=(*kept, _date_statement(statement, after)))
    return after


def add_versions(written: Statements, versions: Versions) -> tuple[Statements, tuple[Side, ...]]:
    """Return what is written with a statement for each side that it does not give yet, and the sides.

    Where a statement was left out as out of date, the newest figure takes its place.
    """
    replaces = written.outdated and not any(_find_telling(written, version) for version in versions.current)
    for version in versions.current if versions.differ or replaces else ():
        if not _find_telling(written, version):
            written = _add_version(written, version, versions)
    if not versions.differ:
        return written, ()
    return written, tuple(_describe_side(written, version) for version in versions.current)


def _contradict(old: Version, versions: Versions) -> Verdict:
    """Return the verdict on a figure that is out of date: the newest one says otherwise."""
    newest = next(iter(versions.current), None)
    quote = _quote_version(newest or old)
    flag = Flag(kind="outdated", words=old.text, against=newest.text if newest else "", decides=True)
    return Verdict(name="contradicted", score=0.0, judge="rules", quotes=(quote,), flags=(flag,))


def _quote_version(version: Version) -> Quote:
    premise = read_premise(version.hit)
    return Quote(premise=premise, start=version.sentence.start, end=version.sentence.end)


def _add_version(written: Statements, version: Version, versions: Versions) -> Statements:
    article = version.hit.article
    origin = ", ".join(part for part in (article.source, format_day(article.published)) if part)
    lead = f"{origin}: " if versions.differ and origin else ""
    written = add_quote(written, _quote_version(version), lead=lead)
    if versions.outdated and not versions.differ:
        *before, last = written.statements
        return replace(written, statements=(*before, _date_statement(last, written)))
    return written


def _date_statement(statement: Statement, written: Statements) -> Statement:
    """Return a statement that says as of when it holds: the day of the article that it cites first."""
    cited = next(citation.article for citation in written.citations if citation.n in statement.citations)
    day = format_day(cited.published)
    if not day:
        return statement
    text = statement.text if day in statement.text else f"{statement.text.rstrip('.')} (as of {day})."
    return replace(statement, text=text, as_of=(cited.published or "")[:10])


def _find_telling(written: Statements, version: Version) -> Statement | None:
    """Return the statement that gives a version: its figure or name, or the sentence that it stands in."""
    spans = {
        citation.n: (citation.start, citation.end)
        for citation in written.citations
        if citation.article.id == version.hit.article.id
    }
    for statement in written.statements:
        if Versions(current=(version,)).tell(statement.text):
            return statement
        cited = [spans[n] for n in statement.citations if n in spans]
        if version.figure is None and any(start <= version.sentence.start < end for start, end in cited):
            return statement
    return None


def _describe_side(written: Statements, version: Version) -> Side:
    statement = _find_telling(written, version)
    article = version.hit.article
    return Side(
        text=version.text,
        source=article.source,
        speaker=version.speaker,
        published=article.published,
        citations=statement.citations if statement else (),
    )
