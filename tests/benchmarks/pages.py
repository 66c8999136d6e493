"""Measure fetching and reading pages: articles are put on a news site on loopback and compared with what comes back.

    cd tests && uv run python -m benchmarks.pages ARTICLES.jsonl [--limit 1000] [--show 10]

Articles are rows {"id", "url", "title", "text", "published", "source", "lang"}, paragraphs parted by empty lines. Each
becomes a page with linked data and all that surrounds a text on real pages. It comes back right when its text is the
same but for white space, its title is the same, and it was published at the same moment.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from news_pages import NewsPage
from news_site import run_news_site

from qa.articles import Skipped
from qa.articles.dates import parse_date
from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions
from qa.ingest.web.reading import read_fetched

Row = Mapping[str, str]


def main() -> None:
    """Print how many articles come back right, what is different, and how fast it goes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=1_000)
    parser.add_argument("--show", type=int, default=10, help="how many of the differences to print")
    arguments = parser.parse_args()
    rows = read_rows(arguments.path, arguments.limit)
    fetched = fetch_pages(rows)
    begun = time.perf_counter()
    differences = {path: list(compare_page(rows[path], page)) for path, page in fetched.items()}
    seconds = time.perf_counter() - begun
    wrong = {path: found for path, found in differences.items() if found}
    right = len(fetched) - len(wrong)
    print(f"parsed: {len(fetched):,} pages, {len(fetched) / seconds:.0f}/s")
    print(f"right: {right:,} of {len(rows):,} ({right / len(rows):.1%})")
    print(f"wrong: {dict(Counter(field for found in wrong.values() for field, _ in found))}")
    for path, found in islice(wrong.items(), arguments.show):
        print(path, *(f"  {field}: {difference}" for field, difference in found), sep="\n")


def read_rows(path: Path, limit: int) -> dict[str, Row]:
    """Return the first articles by the path of their pages; those that have only a day get a time of it."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, limit)]
    return {f"/articles/{row['id']}": row | {"published": add_time(row["published"], n)} for n, row in enumerate(rows)}


def add_time(day: str | None, number: int) -> str | None:
    """Return a day with a time that depends on the number; what has a time already stays as it is."""
    is_day = day is not None and len(day) == len("2025-10-31")
    return f"{day}T{number % 24:02}:{number % 60:02}:00-05:00" if is_day else day


def fetch_pages(rows: Mapping[str, Row]) -> dict[str, Fetched]:
    """Return the pages by path as they come back from the site, and print how fast that was."""
    with run_news_site() as site, Fetcher(FetchOptions(allow_private=True, pause=0)) as fetcher:
        urls = {site.publish_page(make_page(path, row)): path for path, row in rows.items()}
        begun = time.perf_counter()
        pages = list(fetcher.fetch_all(urls))
        seconds = time.perf_counter() - begun
    megabytes = sum(len(page.content) for page in pages if isinstance(page, Fetched)) / 1e6
    print(f"fetched: {len(pages):,} pages, {len(pages) / seconds:.0f}/s, {megabytes / seconds:.1f} MB/s")
    failed = [page.reason for page in pages if not isinstance(page, Fetched)]
    print(f"not fetched: {dict(Counter(failed))}")
    return {urls[page.url]: page for page in pages if isinstance(page, Fetched)}


def make_page(path: str, row: Row) -> NewsPage:
    """Return the page of an article."""
    return NewsPage(
        path=path,
        title=row["title"],
        paragraphs=[paragraph for paragraph in row["text"].split("\n\n") if paragraph.strip()],
        published=row["published"],
        language=row["lang"],
        outlet=row["source"],
    )


def compare_page(row: Row, fetched: Fetched) -> Iterator[tuple[str, str]]:
    """Yield the fields that did not come back as they were, each with the difference."""
    article = read_fetched(fetched)
    if isinstance(article, Skipped):
        yield "skipped", article.reason
        return
    if article.text.split() != row["text"].split():
        yield "text", describe_difference(row["text"].split(), article.text.split())
    if article.title.split() != row["title"].split():
        yield "title", f"{row['title']!r} came back as {article.title!r}"
    if article.published != parse_date(row["published"]):
        yield "published", f"{row['published']} came back as {article.published}"


def describe_difference(before: Sequence[str], after: Sequence[str]) -> str:
    """Return the first few runs of words that differ."""
    codes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    changes = [
        f"{' '.join(before[a:b])[:200]!r} > {' '.join(after[c:d])[:200]!r}"
        for tag, a, b, c, d in codes
        if tag != "equal"
    ]
    return "; ".join(changes[:4])


if __name__ == "__main__":
    main()
