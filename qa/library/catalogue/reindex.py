"""Make the two full-text indexes of a catalogue anew: they hold no text, so they can't forget what they do not know."""

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.changes import index_passage

FULL_TEXT_TABLES = ("words", "spellings")
_NEXT_PASSAGES = "SELECT row FROM passages WHERE row > ? ORDER BY row LIMIT 500"


def rebuild_words(catalogue: Catalogue) -> None:
    """Make both full-text indexes anew from the passages."""
    last = 0
    with catalogue.write() as connection:
        for table in FULL_TEXT_TABLES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        while rows := [row for (row,) in catalogue.query(_NEXT_PASSAGES, [last])]:
            last = rows[-1]
            passages = catalogue.get_passages_by_row(rows)
            articles = catalogue.get_summaries(passage.article_id for passage in passages.values())
            for row, passage in passages.items():
                index_passage(connection, row, articles[passage.article_id].title, passage.text)
