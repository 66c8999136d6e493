"""Measure the search by words at several sizes, against a bare query of FTS5 in the same run.

    cd tests && uv run python -m benchmarks.words ARTICLES.jsonl [--passages 10000 100000] [--library FOLDER]

The articles are made from those of the file (made_news.py), and questions from their sentences. For each kind of
question the median and the 95th percentile of the processor's time are told in milliseconds, for the search and for
`bm25()` over any of the words; and how many of its five best passages are among those of the bare query. A million
passages are measured with `--passages 1000000`, or with `--library` in a folder that has them already.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.made_news import MadeEmbedder, make_articles, read_pool
from qa.library import Filters, Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import write_condition
from qa.library.catalogue.words.bm25 import count_words
from qa.library.catalogue.words.ranking import rank_words
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.target import Target
from qa.question import read_question

_N, _QUESTIONS, _BARE = 40, 200, 60
_JOIN = "JOIN passages ON passages.row = words.rowid JOIN articles ON articles.row = passages.article"


def main() -> None:
    """Build what is asked for, and print a line a kind of question and size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--passages", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--library", type=Path, help="measure this one, and build none")
    options = parser.parse_args()
    if options.library:
        measure(options.library)
        return
    for size in options.passages:
        with tempfile.TemporaryDirectory() as folder:
            build(options.articles, Path(folder), size)
            measure(Path(folder))


def build(source: Path, folder: Path, size: int) -> None:
    """Make a library of about so many passages, and tell what a passage takes."""
    begun = time.process_time()
    pool = read_pool(source)
    with Library.open(folder, embedder=MadeEmbedder(), create=True) as library:
        first = 0
        while library.count().passages < size:
            list(library.add_articles(make_articles(pool, first, first + 500, total=size // 8)))
            first += 500
        made = library.count().passages
    print(f"{made:,} passages: {1e6 * (time.process_time() - begun) / made:.0f} µs each to make and write", flush=True)


def measure(folder: Path) -> None:
    """Print what each kind of question takes in a library."""
    catalogue = Catalogue.open(folder, create=False)
    questions = list(make_questions(catalogue))
    [(first, last, outlet)] = catalogue.query("SELECT min(day), max(day), max(outlet) FROM articles")
    middle = date.fromordinal((date.fromisoformat(first).toordinal() + date.fromisoformat(last).toordinal()) // 2)
    kinds = {
        "questions": (questions, None),
        "one common word": ([[find_commonest(catalogue, words)] for words in questions], None),
        "one rare word": ([[find_commonest(catalogue, words, last=-1)] for words in questions], None),
        "of half the days": (questions, Filters(since=middle)),
        "of ten days": (questions, Filters(since=middle, until=date.fromordinal(middle.toordinal() + 9))),
        "of an outlet": (questions, Filters(sources=(outlet or "none",))),
        "in English": (questions, Filters(languages=("en",))),
    }
    print(f"{catalogue.count().passages:,} passages: p50 and p95 in ms, of the bare query, the best five in common")
    for kind, (asked, filters) in kinds.items():
        print(f"  {kind:18} {compare(catalogue, asked, filters)}", flush=True)
    catalogue.close()


def make_questions(catalogue: Catalogue) -> Iterator[list[str]]:
    """Yield the words of sentences from all over the library, up to eight of each, as those of a question."""
    chance = random.Random(7)
    [(most,)] = catalogue.query("SELECT max(row) FROM articles")
    found = 0
    while found < _QUESTIONS:
        for (text,) in catalogue.query("SELECT text FROM articles WHERE row = ?", [chance.randint(1, most)]):
            sentence = chance.choice([line for line in text.replace("\n", " ").split(". ") if len(line) > 40] or [text])
            if words := read_question(f"What about {sentence[:120]}?").words[:8]:
                found += 1
                yield list(words)


def find_commonest(catalogue: Catalogue, words: Sequence[str], *, last: int = 0) -> str:
    """Return the word that most passages have, or with last=-1 the one that fewest have."""
    counts = count_words(catalogue, words).frequencies
    return sorted(words, key=lambda word: -counts[word])[last]


def compare(catalogue: Catalogue, questions: Sequence[list[str]], filters: Filters | None) -> str:
    """Return the figures of one kind of question."""
    dense = DenseSearch(catalogue, Target(folder=catalogue.folder))
    own = [clock(partial(rank_filtered, catalogue, dense, words, filters)) for words in questions]
    bare = [clock(partial(ask_fts5, catalogue, words, filters)) for words in questions[:_BARE]]
    shares = [
        len(set(list(mine)[:5]) & set(list(theirs)[:5])) / len(list(theirs)[:5])
        for (mine, _), (theirs, _) in zip(own, bare, strict=False)
        if theirs
    ]
    share = sum(shares) / len(shares) if shares else 1.0
    return f"{quantiles([ms for _, ms in own])}   {quantiles([ms for _, ms in bare])}   {share:.3f}"


def rank_filtered(
    catalogue: Catalogue, dense: DenseSearch, words: Sequence[str], filters: Filters | None
) -> dict[int, float]:
    """Return what the search finds."""
    return rank_words(catalogue, words, _N, dense.narrow(filters), title_weight=2.0)


def ask_fts5(catalogue: Catalogue, words: Sequence[str], filters: Filters | None) -> dict[int, float]:
    """Return what FTS5 finds for any of the words, with a join for a filter."""
    condition = write_condition(filters)
    sql = (
        f"SELECT words.rowid, -words.rank FROM words {_JOIN if filters else ''} WHERE words MATCH ? "
        f"AND words.rank MATCH 'bm25(2.0, 1.0)' AND {condition.sql} ORDER BY words.rank LIMIT ?"
    )
    match = " OR ".join(json.dumps(word, ensure_ascii=False) for word in dict.fromkeys(words))
    return dict(catalogue.query(sql, [match, *condition.parameters, _N]))


def clock(search: Callable[[], dict[int, float]]) -> tuple[dict[int, float], float]:
    """Return what a search finds, and its processor time in milliseconds."""
    begun = time.process_time()
    found = search()
    return found, 1_000 * (time.process_time() - begun)


def quantiles(values: Sequence[float]) -> str:
    """Return the median and the 95th percentile."""
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:7.1f} {ordered[int(0.95 * len(ordered))]:7.1f}"


if __name__ == "__main__":
    main()
