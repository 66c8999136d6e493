"""Make the copies of one report one story whatever parts they are in: its number is that of the whole library."""

from collections.abc import Sequence

from qa.library.catalogue.catalogue import Catalogue
from qa.library.stories.sketches import fingerprint_text
from qa.library.stories.stories import find_copied, merge_stories

# In `meta`: up to which row the articles of a catalogue were compared with those of the other parts.
LINKED = "linked"
# Chosen: row numbers of no library come near, so the numbers of stories of parts that were made apart never meet.
_STORIES_OF_A_PART = 1 << 40
_NEXT_ARTICLES = "SELECT row, text FROM articles WHERE row > ? AND story IS NOT NULL ORDER BY row LIMIT 64"


def link_stories(catalogue: Catalogue, others: Sequence[Catalogue]) -> None:
    """Compare the articles that are new in a catalogue with those of the other parts.

    A story that is one with that of another part gets its number. Needs the writer lock.
    """
    while rows := catalogue.query(_NEXT_ARTICLES, [read_linked(catalogue)]):
        for row, text in rows if others else ():
            _link_story(catalogue, row, text, others)
        catalogue.set_meta({LINKED: str(rows[-1][0])})


def read_linked(catalogue: Catalogue) -> int:
    """Return up to which row the articles of a catalogue were compared with those of the other parts."""
    return int(catalogue.get_meta(LINKED) or 0)


def has_unlinked(catalogue: Catalogue) -> bool:
    """Tell whether articles of a catalogue were not compared with those of the other parts yet."""
    return bool(catalogue.query(_NEXT_ARTICLES, [read_linked(catalogue)]))


def mark_linked(catalogue: Catalogue) -> None:
    """Note that all articles of a catalogue are compared with those of the other parts."""
    [(last,)] = catalogue.query("SELECT coalesce(max(row), 0) FROM articles")
    catalogue.set_meta({LINKED: str(last)})


def renumber_stories(catalogue: Catalogue, others: Sequence[Catalogue]) -> None:
    """Give the stories of a library that was made apart numbers that no other part has. Needs the writer lock."""
    top = max((catalogue_top(other) for other in others), default=0)
    base = (top // _STORIES_OF_A_PART + 1) * _STORIES_OF_A_PART
    with catalogue.write() as connection:
        connection.execute("UPDATE articles SET story = story + ? WHERE story IS NOT NULL", [base])
        connection.execute("UPDATE fingerprints SET story = story + ?", [base])
        catalogue.set_meta({LINKED: ""})


def catalogue_top(catalogue: Catalogue) -> int:
    """Return the highest number of a story."""
    return int(catalogue.query("SELECT coalesce(max(story), 0) FROM articles")[0][0])


def _link_story(catalogue: Catalogue, row: int, text: str, others: Sequence[Catalogue]) -> None:
    fingerprints = fingerprint_text(text)
    found: set[int] = set()
    for other in others:
        with other.read() as connection:
            found.update(find_copied(connection, text, fingerprints))
    if not found:
        return
    leader = min(found)
    found |= {story for (story,) in catalogue.query("SELECT story FROM articles WHERE row = ?", [row])}
    for holder in (catalogue, *others):
        held = holder.query_in("SELECT DISTINCT story FROM articles WHERE story IN (?)", found - {leader})
        with holder.write() if held else holder.read() as connection:
            for (story,) in held:
                merge_stories(connection, story, into=leader)
