"""Plant statements: true and false ones made of sentences of articles, balanced over kinds, the same for a seed."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from qa.articles import Article
from qa.evals.planting.gather import gather_samples
from qa.evals.planting.kinds import FALSE_KINDS, KINDS, TRUE_KINDS
from qa.evals.planting.sample import Sample, Substitution, Surroundings, is_told
from qa.render.json import write_json

# So many of one kind are made of one article at most.
MOST_OF_ARTICLE = 4

# No statement is longer, in characters; chosen: news has few sentences beyond it.
_LONGEST = 320
# Articles that are parsed: for each statement so many, and never fewer than that, where there are as many.
_ARTICLES_EACH = 3
_FEWEST_ARTICLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A statement that is known to be true or false of an article.

    sentence    the sentence that it was made of, at start and end in the text of the article
    changed     what became of what: "rose → fell"; "" where nothing was changed
    """

    id: str
    text: str
    kind: str
    label: Literal["true", "false"]
    article: str
    sentence: str
    start: int
    end: int
    changed: str
    question: str | None = None
    asked: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as values of JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planting:
    """The statements that were made, and how many of each kind could have been, as far as it was counted."""

    statements: tuple[Planted, ...]
    found: Mapping[str, int]


def plant_statements(
    articles: Iterable[Article],
    *,
    count: int,
    seed: int = 0,
    kinds: Sequence[str] = tuple(KINDS),
    on_article: Callable[[int], None] = lambda done: None,
) -> Planting:
    """Return so many statements made of articles: half of them true, each half spread evenly over its kinds.

    Kinds that the articles do not yield enough of leave their share to the others of their half. One article is in
    memory at a time, and of each kind no more candidates than are wanted, drawn with the seed.

    on_article  called with the number of articles that are done
    """
    pools = {kind: _Pool(count) for kind in kinds}
    for done, article in enumerate(articles, start=1):
        for kind, rank, planted in _plant_article(article, seed, kinds):
            pools[kind].add(rank, planted, seed)
        on_article(done)
    halves = [[kind for kind in kinds if kind in half] for half in (TRUE_KINDS, FALSE_KINDS)]
    shares = _share(count, [min(count, sum(len(pools[kind]) for kind in half)) for half in halves])
    statements = [
        planted
        for half, share in zip(halves, shares, strict=True)
        for kind, wanted in zip(half, _share(share, [len(pools[kind]) for kind in half]), strict=True)
        for planted in pools[kind].take(wanted)
    ]
    return Planting(statements=tuple(statements), found={kind: pools[kind].seen for kind in kinds})


def draw_articles(articles: Iterable[Article], *, count: int, seed: int = 0) -> frozenset[str]:
    """Return the ids of the articles that so many statements are to be made of, drawn with the seed.

    It takes more than there are statements, since rare kinds are found in few; only the ids are kept.
    """
    size = max(_FEWEST_ARTICLES, _ARTICLES_EACH * count)
    keys = ((hashlib.sha256(f"{seed} {article.id}".encode()).hexdigest(), article.id) for article in articles)
    return frozenset(id for _, id in heapq.nsmallest(size, keys))


def write_statements(statements: Iterable[Planted]) -> str:
    """Return statements as lines of JSON."""
    return "".join(write_json(planted.to_json()) + "\n" for planted in statements)


class _Pool:
    """The candidates of a kind that are kept: those that come first in an order drawn with the seed."""

    def __init__(self, size: int) -> None:
        self.seen = 0
        self._size = size
        self._heap: list[tuple[int, str, Planted]] = []

    def __len__(self) -> int:
        return len(self._heap)

    def add(self, rank: int, planted: Planted, seed: int) -> None:
        """Keep a candidate, if need be in place of the last one. Those of a lower rank in their article come first."""
        drawn = hashlib.sha256(f"{seed} {planted.id} {planted.article}".encode()).hexdigest()
        item = (-rank, _invert(drawn), planted)
        # A copy of the article makes the same statement: the one that comes first is kept.
        twin = next((n for n, kept in enumerate(self._heap) if kept[2].id == planted.id), None)
        if twin is not None:
            self._heap[twin] = max(item, self._heap[twin], key=lambda item: item[:2])
            heapq.heapify(self._heap)
            return
        self.seen += 1
        if len(self._heap) < self._size:
            heapq.heappush(self._heap, item)
        elif item[:2] > self._heap[0][:2]:
            heapq.heapreplace(self._heap, item)

    def take(self, count: int) -> list[Planted]:
        """Return so many, the first ones."""
        return [planted for *_, planted in sorted(self._heap, key=lambda item: item[:2], reverse=True)[:count]]


def _plant_article(article: Article, seed: int, kinds: Sequence[str]) -> Iterator[tuple[str, int, Planted]]:
    """Yield the statements of an article, each with its kind and how many of that kind came before it."""
    around = gather_samples(article, seed)
    ranks: Counter[str] = Counter()
    for kind in kinds:
        for sample in around.others:
            change = next(_sift(KINDS[kind](sample, around), kind, sample, around), None)
            if change and ranks[kind] < MOST_OF_ARTICLE:
                yield kind, ranks[kind], _make_planted(change, kind, sample)
                ranks[kind] += 1


def _sift(changes: Iterator[Substitution], kind: str, sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield the changes that change something, and are said nowhere else in the article."""
    for change in changes:
        if (kind != "as it stands" and change.text == sample.text) or len(change.text) > _LONGEST:
            continue
        if kind not in FALSE_KINDS or not is_told(change, sample, around):
            yield change


def _make_planted(change: Substitution, kind: str, sample: Sample) -> Planted:
    article = sample.article
    digest = hashlib.sha256(f"{kind}\n{change.text}".encode()).hexdigest()[:12]
    return Planted(
        id=f"planted-{digest}",
        text=change.text,
        kind=kind,
        label="true" if kind in TRUE_KINDS else "false",
        article=article.url or article.id,
        sentence=sample.text,
        start=sample.start,
        end=sample.end,
        changed=f"{change.was} → {change.now}" if change.was or change.now else "",
    )


def _share(count: int, available: Sequence[int]) -> list[int]:
    """Return how many to take of each so that count are taken as evenly as what is available allows."""
    shares = [0] * len(available)
    while count > 0 and any(share < most for share, most in zip(shares, available, strict=True)):
        open_ = [n for n, most in enumerate(available) if shares[n] < most]
        step = max(1, count // len(open_))
        for n in open_:
            taken = min(step, available[n] - shares[n], count)
            shares[n] += taken
            count -= taken
    return shares


def _invert(digest: str) -> str:
    """Return a hash in whose order the smallest comes last."""
    return f"{(1 << 256) - 1 - int(digest, 16):064x}"
