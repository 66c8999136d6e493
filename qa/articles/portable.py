"""An article and what it said before as a row of JSON that another library takes in as it was."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.fields import read_language, read_url
from qa.articles.stored import article_from_values, article_to_values
from qa.articles.text.clean import clean_text, clip_line
from qa.urls import show_url

# Of the files that are written: it grows where older programs could not read them.
FORMAT = 1
MARK = "qa_export"
# In characters, chosen: longer than any path or address, and than any way to write a day.
_LONGEST_ORIGIN = 5_000
_LONGEST_DATE = 40
_NAMES = {f.name for f in fields(Article)}


def write_row(article: Article, former: Sequence[Article]) -> dict[str, Any]:
    """Return the row of an article; former is what it said before, oldest first, with the times it is from."""
    versions = [{"id": state.id, **article_to_values(state)} for state in former]
    row = {MARK: FORMAT, "id": article.id, **article_to_values(article)}
    return {**row, "versions": versions} if versions else row


def read_row(row: Mapping[str, object], *, place: str) -> Iterator[Article | Skipped]:
    """Yield what the article of a row said before, oldest first, and then the article; what is not sound is skipped.

    row    what has the MARK of write_row; nothing in it is trusted
    place  the source and where in it the row is, for what is skipped
    """
    if row[MARK] != FORMAT or isinstance(row[MARK], bool):
        yield Skipped(origin=place, reason=_explain_format(row[MARK]))
        return
    versions = row.get("versions", [])
    try:
        article = _restore_article(row)
        if not isinstance(versions, list):
            raise ValueError('its "versions" are no list')
    except ValueError as error:
        yield Skipped(origin=place, reason=f"damaged: {error}")
        return
    for number, values in enumerate(versions, start=1):
        try:
            yield _restore_version(values, article)
        except ValueError as error:
            yield Skipped(origin=f"{place}#version-{number}", reason=f"damaged: {error}")
    yield article


def _explain_format(found: object) -> str:
    if isinstance(found, int) and not isinstance(found, bool) and found > FORMAT:
        return f"exported by a newer version of qa (format {found}, this one reads {FORMAT}); upgrade qa"
    return "damaged: its format is not known"


def _restore_version(values: object, article: Article) -> Article:
    if not isinstance(values, Mapping):
        raise ValueError("not an object with fields")
    version = _restore_article(values)
    # A version from later than the article would take its place.
    if datetime.fromisoformat(version.retrieved or "") > datetime.fromisoformat(article.retrieved or ""):
        raise ValueError("it is from later than its article")
    return version


def _restore_article(values: Mapping[str, object]) -> Article:
    """Return the article of the values, clean as all articles are. Raises ValueError with a short reason."""
    for name, is_sound in _CHECKS.items():
        if name in values and not is_sound(values[name]):
            raise ValueError(f'its "{name}" is not what it has to be')
    if "text" not in values or "retrieved" not in values:
        raise ValueError("it lacks its text or its time")
    article = article_from_values(values)
    if article.id != values.get("id"):
        raise ValueError("its id is of another text")
    text = clean_text(article.text)
    if any(not 0 <= page <= len(article.text) for page in article.pages) or list(article.pages) != sorted(
        article.pages
    ):
        raise ValueError('its "pages" are not in its text')
    return replace(
        article,
        text=text,
        title=clip_line(article.title),
        source=clip_line(article.source or "") or None,
        authors=tuple(map(clip_line, article.authors)),
        language=read_language(article.language),
        url=read_url(article.url),
        origin=clean_text(show_url(article.origin[:_LONGEST_ORIGIN])).replace("\n", " "),
        pages=article.pages if text == article.text else (),
        section=clip_line(article.section or "") or None,
        provenance={name: clip_line(said) for name, said in article.provenance.items()},
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_DATE and _parses(value[:10], date.fromisoformat)


def _is_moment(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_DATE or not _parses(value, datetime.fromisoformat):
        return False
    return datetime.fromisoformat(value).tzinfo is not None


def _parses(value: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return value.isprintable()


def _is_list(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(type(item) is kind for item in value)


def _is_provenance(value: object) -> bool:
    return isinstance(value, dict) and all(name in _NAMES and isinstance(said, str) for name, said in value.items())


_CHECKS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("text", "title", "source", "language", "url", "origin", "section"), _is_text),
    **dict.fromkeys(("published", "updated"), _is_day),
    "retrieved": _is_moment,
    "authors": lambda value: _is_list(value, str),
    "pages": lambda value: _is_list(value, int),
    "provenance": _is_provenance,
}
