"""Hold the quotations of a draft against the library: exact, drifted, cut short, given to another, or changed since."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from qa.checking.alignment import place_words
from qa.checking.places import Place, find_places
from qa.language.attribution.speakers import find_speaker, is_another, reads_as_quotation
from qa.language.sentences import Span, split_sentences
from qa.language.wording.remarks import adds_on, cut_limit_after, cut_limit_before
from qa.language.words import STOP_WORDS, split_words, stem_words
from qa.library import Filters, Library

QuotationState = Literal["exact", "changed", "cut", "attributed", "drifted", "not_found"]
# From the best to the worst.
STATES: tuple[QuotationState, ...] = ("exact", "changed", "cut", "attributed", "drifted", "not_found")

# Chosen: the right speaker is mostly in the first; more are looked at where several say the same words.
_PLACES = 12
# Fewer words are a phrase, and no statement that something could be taken back of.
_STATING = 4
_KEPT = 0.5
_LIMITING_WORDS = 12
# Characters around a sentence in which somebody is named whom "he" may mean.
_NEAR = 400
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]*)(?:[”\"»]|$)")
_CLAUSE_END = re.compile(r"[;:–—.!?]|,(?=\s)")
# A quotation that is closed as a whole sentence is, and a clause that does not end there.
_WHOLE = re.compile(r"\s*[.,!?]+[”\"»]")
_GOES_ON = re.compile(r"\s+\w")
_CONDITION = re.compile(r"^\W*(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuotation:
    """A quotation of a draft and what became of it.

    Attributes:
        start: Where its words stand in the draft, without the marks.
        end: Where its words stand in the draft, without the marks.
        states: All that is wrong with it, the worst first; "exact" alone where nothing is.
        place: Where the words stand in the articles, or None where they do not.
        claimed: Who says them by the draft, where that is another than by the article.
        limit: Words of the article that belong to it and were cut: "but only if ...".
    """

    words: str
    start: int
    end: int
    states: tuple[QuotationState, ...]
    place: Place | None = None
    claimed: str = ""
    limit: str = ""

    @property
    def state(self) -> QuotationState:
        """The worst of its states."""
        return self.states[0]

    @property
    def is_exact(self) -> bool:
        """Whether it may stand as it is."""
        return self.state == "exact"


def check_quotation(
    text: str,
    span: Span,
    library: Library,
    *,
    language: str | None = None,
    filters: Filters | None = None,
    articles: Iterable[str] = (),
) -> CheckedQuotation:
    """Return what becomes of a quotation.

    text      the prose that it stands in, and the language of it
    span      its words in the text; the offsets of what is returned are into the text too
    articles  ids of articles that the text around it rests on: they are looked at first
    """
    words = text[slice(*span)]
    claimed = find_speaker(text, *span, language) or ""
    near = frozenset(articles)
    places = find_places(words, library, filters=filters, n=_PLACES, articles=near)
    if not places:
        return CheckedQuotation(words=words, start=span[0], end=span[1], states=("not_found",))
    found = min(places, key=lambda place: _rank_place(place, claimed, near))
    limit = find_cut(found, text, span)
    wrong: dict[QuotationState, bool] = {
        "drifted": not found.is_exact,
        "attributed": is_another(claimed, found.speaker) and not _may_mean(found, claimed),
        "cut": bool(limit),
        "changed": found.replaced_at is not None,
    }
    return CheckedQuotation(
        words=words,
        start=span[0],
        end=span[1],
        states=tuple(state for state, is_so in wrong.items() if is_so) or ("exact",),
        place=found,
        claimed=claimed if wrong["attributed"] else "",
        limit=limit,
    )


def find_cut(place: Place, draft: str, span: Span) -> str:
    """Return words of the article that limit what is quoted and that neither the quotation nor the draft has, or "".

    They follow in the same sentence ("but only if ..."), stand before it ("If ..., "), or where an ellipsis is; or the
    quotation, closed like a whole sentence, leaves out the end of its clause. Where somebody speaks, only words of
    theirs count.
    """
    if len(list(place_words(place.words))) < _STATING:
        return ""
    around = _cut_around(draft, span)
    language = place.article.language
    start, end = place.sentence
    spoken = reads_as_quotation(place.text, place.start)
    after = _keep_spoken(place.text[place.end : end], spoken)
    gaps = [place.text[one[1] : other[0]] for one, other in pairwise(place.alignment.spans)]
    for rest in [after, *gaps]:
        limit = _cut_clause(cut_limit_after(rest, language))
        if limit and not _keeps(around, limit):
            return limit
    if (
        _WHOLE.match(draft, span[1])
        and draft[span[0]].isupper()
        and _GOES_ON.match(after)
        and not adds_on(after, language)
    ):
        return _cut_clause(_CLAUSE_END.split(after)[0])
    before = place.text[start : place.start]
    opened = max(before.rfind(mark) for mark in '“"„«') + 1 if spoken else 0
    return _find_limit_ahead(before[opened:], around, language)


def _may_mean(place: Place, claimed: str) -> bool:
    """Tell whether "he" beside the words of a place may be who the draft says: both are named before, neither there."""
    start, end = place.sentence
    here = set(split_words(place.text[start : end + _NEAR]))
    before = set(split_words(place.text[max(0, start - _NEAR) : start]))
    speaker, meant = set(split_words(place.speaker or "")), set(split_words(claimed)) - STOP_WORDS
    return not here & (speaker - STOP_WORDS) and bool(before & meant)


def _find_limit_ahead(before: str, around: str, language: str | None) -> str:
    """Return the limiting words that lead up to what is quoted: in its own clause, or a condition that opens it."""
    parts = _CLAUSE_END.split(before)
    first = _CONDITION.match(before)
    if len(parts) > 1 and first and not parts[-1].strip() and cut_limit_before(first[1], language):
        limit = before.strip(" ,")
        return "" if _keeps(around, limit) else limit
    limit = cut_limit_before(parts[-1], language).strip()
    return "" if limit and limit.split()[0].lower() in around.lower().split() else limit


def _keeps(around: str, limit: str) -> bool:
    """Tell whether the draft has most of the meaning words of a limit beside the quotation."""
    wanted = set(stem_words(limit)) - STOP_WORDS
    return bool(wanted) and len(wanted & set(stem_words(around))) >= _KEPT * len(wanted)


def _cut_around(draft: str, span: Span) -> str:
    """Return the sentence of a quotation and the one after it, without the quotation."""
    begin, close = draft.rfind("\n", 0, span[0]) + 1, draft.find("\n", span[1])
    line = draft[begin : close if close >= 0 else len(draft)]
    spans = [(begin + start, begin + end) for start, end in split_sentences(line)]
    held = [n for n, (start, end) in enumerate(spans) if end > span[0] and start < span[1]]
    if not held:
        return ""
    last = spans[min(held[-1] + 1, len(spans) - 1)]
    return draft[spans[held[0]][0] : span[0]] + " " + draft[span[1] : max(last[1], span[1])]


def _keep_spoken(rest: str, spoken: bool) -> str:
    """Return of the rest of a sentence what belongs to the quotation that it goes on with."""
    if not spoken:
        return rest
    closing = re.search(r"[”\"»]", rest)
    if closing is None:
        return rest
    return " ".join([rest[: closing.start()], *_QUOTED.findall(rest[closing.end() :])])


def _cut_clause(text: str) -> str:
    words = text.split()[:_LIMITING_WORDS]
    return " ".join(words).rstrip(' .,;:”"»')


def _rank_place(place: Place, claimed: str, near: frozenset[str]) -> tuple[bool, bool, bool, bool, float]:
    """Order places by how well they fit: exact, said by the right one, not former, in an article that is cited."""
    return (
        not place.is_exact,
        is_another(claimed, place.speaker) and not _may_mean(place, claimed),
        place.replaced_at is not None,
        place.article.id not in near,
        -place.alignment.share,
    )
