"""Find where words were said: in which articles they stand, exactly or nearly, and who says them there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.articles import Article
from qa.checking.alignment import Alignment, WordDifference, align_words, cut_pieces
from qa.history.revisions import find_alike
from qa.language.attribution.speakers import find_speaker, widen_to_sentences
from qa.language.sentences import Span, split_sentences
from qa.language.words import STOP_WORDS
from qa.library import ArticleSummary, ArticleVersion, Filters, Library, fold_for_search
from qa.library.stories.copies import group_copies, list_other_outlets

__all__ = ["Place", "WordDifference", "find_places"]

NOBODY = "Nobody said these words, or nearly these, in the articles."
# Passages, chosen: words that are said so often are a phrase, and any of its places will do.
_CANDIDATES, _LOOSE_CANDIDATES = 60, 40
# In words, chosen: runs that long are rarely shared by chance, and survive a change of one word in five.
_RUN = 3
# Chosen by cost: a quotation of so many runs is found by any of them, and former versions are read one by one.
_MOST_RUNS = 60
_MOST_VERSIONS = 20
_LETTERS = re.compile(r"[^\W\d_]+|\d+")
# A place may begin in the passage before or end in the one after.
_AROUND = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand in an article: `words == text[start:end]`.

    Attributes:
        text: Of the article or, where they stand only in a former version, of that.
        alignment: How the words that were looked for lie in it.
        speaker: Who says them there, as the article has it, or None where the outlet does or it is not told.
        also_in: Other outlets that carry the same report.
        replaced_at: When the article was changed so that they stand there no more, ISO 8601 in UTC, or None.
        now: What a changed article says in their place, "" where nothing is like it.
    """

    article: ArticleSummary
    text: str = field(repr=False)
    alignment: Alignment
    speaker: str | None = None
    also_in: tuple[str, ...] = ()
    replaced_at: str | None = None
    now: str = ""

    @property
    def start(self) -> int:
        """Where the words begin in the text."""
        return self.alignment.start

    @property
    def end(self) -> int:
        """Where they end in the text."""
        return self.alignment.end

    @property
    def words(self) -> str:
        """The words as the article has them."""
        return self.text[self.start : self.end]

    @property
    def sentence(self) -> Span:
        """The offsets of the sentences that they stand in."""
        return widen_to_sentences(self.text, self.start, self.end, self.article.language)

    @property
    def differences(self) -> tuple[WordDifference, ...]:
        """What differs from the words that were looked for; empty where they are exact."""
        return self.alignment.differences

    @property
    def is_exact(self) -> bool:
        """Whether the words are the same, but for marks and capital letters."""
        return self.alignment.is_exact


def find_places(
    words: str, library: Library, *, filters: Filters | None = None, n: int = 20, articles: Iterable[str] = ()
) -> list[Place]:
    """Return the best n places where words were said, exact ones first and in the order of their days.

    Former versions of changed articles are looked at too. Copies of one report are one place.

    articles  ids of more articles to look at

    Raises UnknownOutlet.
    """
    library.check_outlets(filters)
    pieces = [[word.folded for word in piece] for piece in cut_pieces(words)]
    if not pieces:
        return []
    spans = _find_candidates(pieces, library, filters)
    texts = library.get_articles([*spans, *articles])
    for id in texts:
        spans.setdefault(id, [(0, len(texts[id].text))])
    summaries = library.get_summaries(texts)
    found = {id: place for id, text in texts.items() if (place := _place_words(words, text, summaries[id], spans[id]))}
    found |= _find_former(words, library, filters, found)
    return _merge_copies(sorted(found.values(), key=_rank_place))[:n]


def _rank_place(place: Place) -> tuple[bool, float, bool, str]:
    return not place.is_exact, -place.alignment.share, place.replaced_at is not None, place.article.published or "9999"


def _find_candidates(
    pieces: Sequence[Sequence[str]], library: Library, filters: Filters | None
) -> dict[str, list[Span]]:
    """Return the passages that may hold the words, by the id of their article."""
    phrases = " AND ".join(_write_phrase(piece) for piece in pieces)
    runs = [run for piece in pieces for run in _cut_runs(piece)][:_MOST_RUNS]
    found = library.search_words(phrases, _CANDIDATES, filters)
    found += library.search_words(" OR ".join(map(_write_phrase, runs)), _LOOSE_CANDIDATES, filters)
    spans: dict[str, list[Span]] = {}
    for passage in dict.fromkeys(hit.passage for hit in found):
        spans.setdefault(passage.article_id, []).append((max(0, passage.start - _AROUND), passage.end + _AROUND))
    return spans


def _write_phrase(words: Iterable[str]) -> str:
    """Return the FTS5 query for words in a row."""
    return '"' + fold_for_search(" ".join(words)).replace('"', " ") + '"'


def _cut_runs(words: Sequence[str]) -> list[Sequence[str]]:
    """Return the runs of three words that hold more than stop words; of fewer words, all of them."""
    runs = [words[n : n + _RUN] for n in range(max(1, len(words) - _RUN + 1))]
    return [run for run in runs if not STOP_WORDS.issuperset(run)] or runs[:1]


def _place_words(words: str, article: Article, summary: ArticleSummary, spans: Iterable[Span]) -> Place | None:
    aligned = (align_words(words, article.text, (start, min(end, len(article.text)))) for start, end in spans)
    best = max((item for item in aligned if item), key=lambda item: item.share, default=None)
    if best is None:
        return None
    speaker = find_speaker(article.text, best.start, best.end, article.language)
    return Place(article=summary, text=article.text, alignment=best, speaker=speaker)


def _find_former(
    words: str, library: Library, filters: Filters | None, current: Mapping[str, Place]
) -> dict[str, Place]:
    """Return the places in former versions that are better than those in the articles as they are now, by id."""
    longest = sorted(set(_LETTERS.findall(words)), key=len, reverse=True)
    ids = [*library.find_changed(longest[:_RUN], filters=filters, n=_MOST_VERSIONS), *current]
    summaries = library.get_summaries(ids)
    found: dict[str, Place] = {}
    for id, versions in library.get_versions_of(ids).items():
        now = current.get(id)
        for version in versions:
            place = _place_in_version(words, version, summaries[id])
            best = found.get(id) or now
            if place and (best is None or place.alignment.share > best.alignment.share):
                found[id] = replace(place, now=_find_now(place, now, library, id))
    return found


def _place_in_version(words: str, version: ArticleVersion, summary: ArticleSummary) -> Place | None:
    place = _place_words(words, version.article, summary, [(0, len(version.article.text))])
    return replace(place, replaced_at=version.replaced_at) if place else None


def _find_now(place: Place, current: Place | None, library: Library, id: str) -> str:
    if current:
        return current.text[slice(*current.sentence)]
    text = library.get_articles([id])[id].text
    sentences = [text[start:end] for start, end in split_sentences(text, place.article.language)]
    return find_alike(place.text[slice(*place.sentence)], sentences)


def _merge_copies(places: Sequence[Place]) -> list[Place]:
    """Return the places without copies of earlier ones; the first of each names the outlets of its copies."""
    around = [place.text[max(0, place.start - _AROUND) : place.end + _AROUND] for place in places]
    first = group_copies(around, [place.article.story for place in places])
    copies: dict[int, list[str | None]] = {}
    for place, leader in zip(places, first, strict=True):
        copies.setdefault(leader, []).append(place.article.source)
    return [replace(places[n], also_in=list_other_outlets(places[n].article.source, copies[n])) for n in sorted(copies)]
