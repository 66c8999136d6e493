"""Tell what changed in an article: sentence by sentence, and whether the words of a quote were others before."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from qa.answer import Revision
from qa.articles import Article
from qa.language.folding import drop_invisible
from qa.language.sentences import split_sentences
from qa.library import ArticleVersion

# Two sentences so alike (share of the characters) are one sentence that was changed.
_ALIKE = 60.0
# Pairing sentences, and going back in time, is bounded: texts may be made to take for ever.
_NEAR, _MOST_VERSIONS, _MOST_SENTENCES = 40, 5, 1_000
_FIELDS = ("title", "source", "authors", "published", "updated", "language", "url")
_MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "…": "...",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A sentence of two texts: before is "" for one that was added, after for one that was removed."""

    kind: Literal["added", "removed", "changed", "same"]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A fact of an article that is not what it was, each as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What changed from one version of an article to the next; at is when the next was fetched or taken in."""

    at: str
    fields: tuple[FieldChange, ...]
    text: tuple[TextChange, ...]


def find_revision(quote: str, text: str, versions: Sequence[ArticleVersion]) -> Revision | None:
    """Return what the sentences of a quote were before, by the latest version that has them otherwise.

    text      of the article as it is now
    versions  former states of the article, oldest first; the last five count

    A sentence that was only added to a growing story was not changed: a version counts only where it has a sentence
    that is alike and that does not stand in the article any more. White space, quotation marks and dashes make no
    difference.
    """
    if not versions:
        return None
    now = fold_typography(text)
    sentences = [quote[start:end] for start, end in split_sentences(quote)]
    for version in reversed(versions[-_MOST_VERSIONS:]):
        before = fold_typography(version.article.text)
        missing = [sentence for sentence in sentences if fold_typography(sentence) not in before]
        gone = (
            [s for s in _cut(version.article.text)[:_MOST_SENTENCES] if fold_typography(s) not in now]
            if missing
            else []
        )
        for sentence in missing:
            if alike := find_alike(sentence, gone):
                return Revision(at=version.replaced_at, before=alike)
    return None


def diff_texts(before: str, after: str) -> tuple[TextChange, ...]:
    """Return the sentences that are not the same in two texts, in the order of the text after."""
    return tuple(change for change in align_texts(before, after) if change.kind != "same")


def align_texts(before: str, after: str) -> tuple[TextChange, ...]:
    """Return the sentences of two texts beside each other, in the order of the text after."""
    old, new = _cut(before), _cut(after)
    matcher = SequenceMatcher(a=[fold_typography(s) for s in old], b=[fold_typography(s) for s in new], autojunk=False)
    changes: list[TextChange] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[a:b], new[c:d], strict=True)
            changes += [TextChange(kind="same", before=own, after=other) for own, other in pairs]
        else:
            changes += _pair_sentences(old[a:b], new[c:d])
    return tuple(changes)


def list_steps(article: Article, versions: Sequence[ArticleVersion]) -> list[Step]:
    """Return what changed between the versions of an article, oldest first, and it; the last change first."""
    states = [*(version.article for version in versions), article]
    steps = [
        Step(at=version.replaced_at, fields=_compare_fields(before, after), text=diff_texts(before.text, after.text))
        for version, (before, after) in zip(versions, pairwise(states), strict=True)
    ]
    return steps[::-1]


def fold_typography(text: str) -> str:
    """Return text with plain quotation marks and dashes and single spaces, and without what nobody sees."""
    return " ".join(drop_invisible(text).translate(_MARKS).split())


def find_alike(sentence: str, others: Sequence[str]) -> str:
    """Return the one of other sentences that is most like a sentence; "" where none is like it."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(sentence, others, scorer=fuzz.ratio, processor=fold_typography, score_cutoff=_ALIKE)
    return found[0] if found else ""


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def _pair_sentences(old: Sequence[str], new: Sequence[str]) -> list[TextChange]:
    """Return the changes between two runs of sentences; those that are alike are one that was changed."""
    left = list(old)
    changes: list[TextChange] = []
    for sentence in new:
        before = find_alike(sentence, left[:_NEAR])
        if before:
            removed = left[: left.index(before)]
            changes += [TextChange(kind="removed", before=other) for other in removed]
            left = left[len(removed) + 1 :]
            changes.append(TextChange(kind="changed", before=before, after=sentence))
        else:
            changes.append(TextChange(kind="added", after=sentence))
    return [*changes, *(TextChange(kind="removed", before=sentence) for sentence in left)]


def _compare_fields(before: Article, after: Article) -> tuple[FieldChange, ...]:
    values = ((name, _spell(before, name), _spell(after, name)) for name in _FIELDS)
    return tuple(FieldChange(name=name, before=old, after=new) for name, old, new in values if old != new)


def _spell(article: Article, name: str) -> str:
    value = getattr(article, name)
    return ", ".join(value) if isinstance(value, tuple) else value or ""
