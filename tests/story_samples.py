"""A labelled set of copies and of different reports, made of the starter corpus: who edits agency copy, and how."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from qa.articles import Article, read_articles
from qa.data import find_data

# Three papers of the corpus print one agency's report.
TRUE_COPIES = {
    "ilmaria-rate-cut": {
        frozenset(pair) for pair in combinations(("karsavia-herald.md", "ondra-times.md", "harbour-post.md"), 2)
    }
}
FOOTER = (
    "Sign up for our morning newsletter and never miss the stories that matter to you and your family. "
    "Follow us for more news from the region, and tell us what you think in the comments below. "
)
INTRO = "Reporting by our own staff and news agencies. This is what we know so far about what happened this week. "

Edit = Callable[[list[str], random.Random], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts and whether one is a copy of the other; kind is how they came to be."""

    one: str
    other: str
    is_copy: bool
    kind: str


def read_seeds() -> list[Article]:
    """Return the articles of the starter corpus."""
    return [item for item in read_articles([find_data("seeds") / "articles"]) if isinstance(item, Article)]


def make_pairs(seed: int = 7) -> list[Pair]:
    """Return copies of each article by each edit, and all pairs of different reports."""
    articles = read_seeds()
    return [*_make_copies(articles, random.Random(seed)), *_pair_reports(articles)]


def change_words(share: float) -> Edit:
    """Replace so great a share of the words by others of the text."""

    def edit(sentences: list[str], chance: random.Random) -> list[str]:
        words = " ".join(sentences).split()
        return [
            " ".join(chance.choice(words) if chance.random() < share else word for word in sentence.split())
            for sentence in sentences
        ]

    return edit


def keep_beginning(share: float) -> Edit:
    """Cut the end off."""
    return lambda sentences, chance: sentences[: max(3, round(share * len(sentences)))]


def drop_middle(sentences: list[str], chance: random.Random) -> list[str]:
    """Cut a third out of the middle."""
    third = len(sentences) // 3
    return [*sentences[:third], *sentences[2 * third :]]


def move_end(sentences: list[str], chance: random.Random) -> list[str]:
    """Begin with what stood at the end."""
    half = len(sentences) // 2
    return [*sentences[half:], *sentences[:half]]


def correct_number(sentences: list[str], chance: random.Random) -> list[str]:
    """Change the first number."""
    return re.sub(r"\d+", lambda match: str(int(match[0]) + 3), "\n".join(sentences), count=1).split("\n")


def change_marks(sentences: list[str], chance: random.Random) -> list[str]:
    """Write other quotation marks and dashes."""
    return [sentence.translate(str.maketrans("“”‘’–—", "\"\"''--")) for sentence in sentences]


def add_around(sentences: list[str], chance: random.Random) -> list[str]:
    """Put the outlet's own lines around the text."""
    return [INTRO, *sentences, FOOTER]


EDITS: dict[str, Sequence[Edit]] = {
    "the same": (),
    "few words": (change_words(0.03),),
    "more words": (change_words(0.08),),
    "a number": (correct_number,),
    "marks": (change_marks,),
    "beginning": (keep_beginning(0.35),),
    "middle": (drop_middle,),
    "order": (move_end,),
    "around": (add_around,),
    "cut, words, around": (keep_beginning(0.5), change_words(0.05), add_around),
    "middle, number, marks": (drop_middle, correct_number, change_marks, change_words(0.03)),
    "order, words, cut": (move_end, change_words(0.05), keep_beginning(0.6)),
}


def _make_copies(articles: Sequence[Article], chance: random.Random) -> Iterator[Pair]:
    for article in articles:
        for kind, edits in EDITS.items():
            sentences = re.split(r"(?<=[.!?”])\s+", article.text)
            for edit in edits:
                sentences = edit(sentences, chance)
            other = "\n".join(sentences)
            is_copy = correct_number not in edits or other == article.text
            yield Pair(one=article.text, other=other, is_copy=is_copy, kind=kind)


def _pair_reports(articles: Sequence[Article]) -> Iterator[Pair]:
    for one, other in combinations(articles, 2):
        paths = Path(one.origin), Path(other.origin)
        same_event = paths[0].parent == paths[1].parent
        is_copy = same_event and frozenset(path.name for path in paths) in TRUE_COPIES.get(paths[0].parent.name, ())
        kind = "agency" if is_copy else "one event" if same_event else "two events"
        # Each with the same lines around it, as one outlet prints them.
        texts = (article.text if is_copy else f"{INTRO}{article.text} {FOOTER}" for article in (one, other))
        yield Pair(one=next(texts), other=next(texts), is_copy=is_copy, kind=kind)
