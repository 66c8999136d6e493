"""Make the full-text index of a catalogue anew: it holds no text, so it can't forget what it does not know."""

from collections.abc import Iterator

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.words.indexing import clear_index, index_passages

FULL_TEXT_TABLES = ("words",)
_NEXT_PASSAGES = "SELECT row FROM passages WHERE row > ? ORDER BY row LIMIT 500"


def rebuild_words(catalogue: Catalogue) -> None:
    """Make the full-text index and the counts of its words anew from the passages."""
    with catalogue.write() as connection:
        clear_index(connection)
        index_passages(connection, _iterate_passages(catalogue))


def _iterate_passages(catalogue: Catalogue) -> Iterator[tuple[int, str, str]]:
    last = 0
    while rows := [row for (row,) in catalogue.query(_NEXT_PASSAGES, [last])]:
        last = rows[-1]
        passages = catalogue.get_passages_by_row(rows)
        articles = catalogue.get_summaries(passage.article_id for passage in passages.values())
        for row, passage in passages.items():
            yield row, articles[passage.article_id].title, passage.text
