"""An article beside what it said before, the words that are others now struck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Any
from urllib.parse import quote as percent_encode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qa.checking.alignment import Word, place_words
from qa.errors import ArticleMissing
from qa.history.revisions import FieldChange, TextChange, align_texts, list_steps
from qa.language.dates.format import format_day
from qa.library import Library
from qa.server.frame import send_page
from qa.server.services import Services

# Chosen: more than an article is ever changed; each is a whole text on the page.
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPiece:
    """Words of a version that stand in the other one too, or that differ."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """Sentences of two versions beside each other, in pieces; of those that are the same, only their text."""

    same: str = ""
    before: tuple[WordPiece, ...] = ()
    after: tuple[WordPiece, ...] = ()
    name: str = ""


async def show_versions(request: Request) -> Response:
    """Show what an article said before beside what it says now; one that changed since leads to what it is now."""
    services: Services = request.app.state.services
    id = request.path_params["id"]
    shown = await services.read(lambda: _describe_versions(services.library, id))
    if shown is None:
        current = await services.read(lambda: services.library.find_current(id))
        if current is None:
            raise ArticleMissing("This article is not in the library, or not any more.")
        return RedirectResponse(f"/library/versions/{percent_encode(current)}", status_code=303)
    return send_page(request.scope, "server/versions.html", **shown)


def _describe_versions(library: Library, id: str) -> dict[str, Any] | None:
    article = library.get_articles([id]).get(id)
    if article is None:
        return None
    versions = library.get_versions(id)
    texts = [*(version.article.text for version in versions), article.text]
    steps = zip(list_steps(article, versions), [*pairwise(texts)][::-1], strict=True)
    return {
        "title": article.title or "(no title)",
        "id": id,
        "about": ", ".join(filter(None, [article.source, format_day(article.published)])),
        "steps": [
            {
                "at": format_day(step.at),
                "rows": [*_pair_fields(step.fields), *_pair_texts(*pair)],
            }
            for step, pair in [*steps][:_MOST_STEPS]
        ],
        "left_out": max(0, len(versions) - _MOST_STEPS),
    }


def _pair_fields(fields: Sequence[FieldChange]) -> Iterator[VersionRow]:
    for field in fields:
        before, after = mark_words(field.before, field.after)
        yield VersionRow(name=field.name, before=before, after=after)


def _pair_texts(before: str, after: str) -> Iterator[VersionRow]:
    """Yield the sentences of two texts; those that follow each other and are the same are one row."""
    for is_same, changes in groupby(align_texts(before, after), key=lambda change: change.kind == "same"):
        if is_same:
            yield VersionRow(same=" ".join(change.after for change in changes))
        else:
            yield from map(_pair_sentences, changes)


def _pair_sentences(change: TextChange) -> VersionRow:
    before, after = mark_words(change.before, change.after)
    return VersionRow(before=before, after=after)


def mark_words(before: str, after: str) -> tuple[tuple[WordPiece, ...], tuple[WordPiece, ...]]:
    """Return two texts in pieces, the words that are not the same in both told apart."""
    old, new = list(place_words(before)), list(place_words(after))
    matcher = SequenceMatcher(
        a=[before[word.start : word.end] for word in old],
        b=[after[word.start : word.end] for word in new],
        autojunk=False,
    )
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    spans = [_find_span(old, code[1], code[2]) for code in codes], [_find_span(new, code[3], code[4]) for code in codes]
    return tuple(_cut_pieces(before, spans[0])), tuple(_cut_pieces(after, spans[1]))


def _find_span(words: Sequence[Word], first: int, past: int) -> tuple[int, int]:
    return (words[first].start, words[past - 1].end) if first < past else (0, 0)


def _cut_pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[WordPiece]:
    done = 0
    for start, end in spans:
        if start < end:
            yield from (WordPiece(text=text[done:start], differs=False),) if done < start else ()
            yield WordPiece(text=text[start:end], differs=True)
            done = end
    if done < len(text):
        yield WordPiece(text=text[done:], differs=False)
