"""Take articles in beside the parts that have some already: what is there is unchanged, what is replaced comes back."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TypeVar

from qa.articles.article import Article
from qa.errors import LibraryBusy
from qa.library.adding import Added
from qa.library.catalogue import changes
from qa.library.catalogue.lock import hold_lock
from qa.library.parts import moving
from qa.library.parts.manifest import forget_superseded, note_superseded
from qa.library.parts.opened import OpenParts, Part
from qa.library.vectors import sync

Item = TypeVar("Item")

# Chosen: looking for so many at once costs hardly more than for one, and nobody waits for them; nor are they many
# characters, so that long ones are not in memory at once.
_ITEMS_AT_ONCE, _CHARACTERS_AT_ONCE = 16, 160_000


def add_beside_parts(
    parts: OpenParts,
    items: Iterable[Item],
    *,
    get_article: Callable[[Item], Article],
    add: Callable[[Iterable[Item]], Iterable[Added]],
) -> Generator[Added, None, None]:
    """Add what no part has to the open one; yield what became of each, in the order of the items.

    An article that a new one may take the place of, in whatever part it is, is moved to the open part first. So what
    happens to it there, to its versions and to what it was read from, is what would happen in one library.

    get_article  tells the article of an item
    add          adds items to the open part, and yields what became of each
    """
    if len(parts.list_parts()) == 1:
        yield from add(items)
        return
    told: deque[Added | None] = deque()

    def sift() -> Iterator[Item]:
        waiting = iter(items)
        while chunk := _take_some(waiting, get_article):
            others = parts.list_parts()[1:]
            articles = [get_article(item) for item in chunk]
            known = _find_known(others, articles)
            recall_predecessors(parts, [article for article in articles if article.id not in known])
            for item, article in zip(chunk, articles, strict=True):
                if article.id not in known:
                    told.append(None)
                    yield item
                    continue
                told.append(Added(article_id=article.id, origin=article.origin, status="unchanged", passages=0))

    for added in add(sift()):
        yield from _take_told(told)
        told.popleft()
        yield added
    yield from _take_told(told)


def recall_predecessors(parts: OpenParts, articles: Sequence[Article]) -> None:
    """Move the articles of the same urls or origins as these from the other parts to the open one.

    In a part that was added they stay too, out of sight.
    """
    main = parts.main
    for part in parts.list_parts()[1:]:
        found = changes.find_predecessors(part.catalogue, articles)
        sizes = part.show(moving.count_passages_of(part.catalogue, found))
        if not sizes:
            continue
        with hold_lock(main.target.folder):
            sync.begin_changes(main.catalogue, main.target)
            with main.catalogue.write() as connection:
                moving.copy_articles(part.catalogue, main.catalogue, connection, list(sizes), keep_rows=False)
                note_superseded(connection, part.entry.name, sizes)
            finish_moves(parts)


def finish_moves(parts: OpenParts) -> None:
    """Delete in each part that a split made what the open part has in its place. Needs the writer lock of that.

    What is noted stays out of sight until then, however long that takes; in a part that was added, for good.
    """
    for part in parts.list_parts()[1:]:
        if not _is_to_finish(part) or not part.catalogue.writable:
            continue
        with hold_lock(part.target.folder):
            sync.begin_changes(part.catalogue, part.target)
            with part.catalogue.write() as connection:
                moving.delete_articles(part.catalogue, connection, list(part.hidden))
        with parts.main.catalogue.write() as connection:
            forget_superseded(connection, part.entry.name, part.hidden)


def finish_interrupted(parts: OpenParts) -> bool:
    """Finish what a killed process left undone between two parts; where somebody else is writing, leave it to them.

    Tell whether there was any, and it is done.
    """
    if not parts.main.catalogue.writable or not any(map(_is_to_finish, parts.list_parts()[1:])):
        return False
    try:
        with hold_lock(parts.main.target.folder, timeout=0):
            finish_moves(parts)
    except LibraryBusy:
        return False
    return True


def _is_to_finish(part: Part) -> bool:
    return bool(part.hidden) and not part.entry.added


def _find_known(others: Sequence[Part], articles: Sequence[Article]) -> set[str]:
    """Return the ids of the articles that a part has, or that were read before from the same place."""
    known: set[str] = set()
    for part in others:
        unknown = {article.id for article in changes.find_unknown(part.catalogue, articles)}
        own = {article.id for article in articles} - unknown - part.hidden.keys()
        if part.hidden:
            # What a hidden article said before is told by the part that has it now.
            former = part.catalogue.query_in("SELECT id, current FROM versions WHERE id IN (?)", own)
            own -= {id for id, current in former if current in part.hidden}
        known |= own
    return known


def _take_some(waiting: Iterator[Item], get_article: Callable[[Item], Article]) -> list[Item]:
    """Return the next items that are looked for at once."""
    chunk: list[Item] = []
    characters = 0
    for item in waiting:
        chunk.append(item)
        characters += len(get_article(item).text)
        if len(chunk) >= _ITEMS_AT_ONCE or characters >= _CHARACTERS_AT_ONCE:
            break
    return chunk


def _take_told(told: "deque[Added | None]") -> Iterator[Added]:
    while told and (added := told[0]) is not None:
        told.popleft()
        yield added
