"""What is done to a whole library, part by part: finishing, removal, embedding anew, and bringing Chroma in step."""

from collections.abc import Callable, Iterable, Sequence

from qa.library.adding import PassageEmbedder
from qa.library.catalogue.lock import hold_lock
from qa.library.parts.intake import finish_interrupted
from qa.library.parts.linking import has_unlinked, link_stories
from qa.library.parts.manifest import forget_superseded
from qa.library.parts.opened import OpenParts, Part
from qa.library.upkeep.reembed import re_embed_passages
from qa.library.upkeep.removal import finish_removal, remove_articles
from qa.library.vectors import sync

_PAGES = "SELECT origin FROM origins WHERE article_id IN (?)"


def finish_parts(parts: OpenParts, *, notify: Callable[[str], None]) -> None:
    """Finish what was interrupted: in each part a removal, between two parts a move."""
    for part in parts.list_parts():
        finish_removal(part.catalogue, part.target, notify=notify)
    if finish_interrupted(parts):
        sync_parts(parts, embedder=parts.main.catalogue.get_meta("embedder"))


def remove_from_parts(parts: OpenParts, ids: Sequence[str], *, notify: Callable[[str], None]) -> int:
    """Remove articles from whatever parts they are in, frozen and added ones too; return how many there were.

    What one of them said before goes too where a part that was added keeps it out of sight.
    Needs the writer lock of the open part. Raises LibraryUnwritable, before anything is removed, where a part that has
    one of them can't be written.
    """
    main, *others = parts.list_parts()
    former = {id for (id,) in main.catalogue.query_in("SELECT id FROM versions WHERE current IN (?)", ids)}
    held = [(part, _select_held(part, {*ids, *(former & part.hidden.keys())})) for part in others]
    shown = {id for part, own in held for id in own if id not in part.hidden}
    rest = set(_select_held(main, ids))
    for part, own in held:
        if own:
            part.catalogue.check_writable()
    for part, own in held:
        if own:
            with hold_lock(part.target.folder):
                sync.begin_changes(part.catalogue, part.target)
                pages = part.catalogue.query_in(_PAGES, own)
                remove_articles(part.catalogue, part.target, own, replies=main.target.folder, notify=notify)
            with main.catalogue.write() as connection:
                connection.executemany("DELETE FROM visits WHERE kind = 'page' AND url = ?", pages)
                forget_superseded(connection, part.entry.name, own)
    if rest or not shown:
        remove_articles(main.catalogue, main.target, list(rest) or ids, notify=notify)
    return len(shown | rest)


def sync_parts(parts: OpenParts, *, embedder: str) -> None:
    """Bring Chroma in step with every part that can be written but the open one."""
    for part in parts.list_parts()[1:]:
        if part.catalogue.writable and sync.needs_sync(part.catalogue, part.target):
            with hold_lock(part.target.folder):
                sync.begin_changes(part.catalogue, part.target)
                sync.sync_vectors(part.catalogue, part.target, embedder=embedder)


def link_new_stories(parts: OpenParts) -> None:
    """Compare what is new in the open part with the articles of the others. Needs no lock."""
    main, *others = parts.list_parts()
    if others and has_unlinked(main.catalogue):
        with hold_lock(main.target.folder):
            link_stories(main.catalogue, [part.catalogue for part in others])


def re_embed_parts(parts: OpenParts, embedder: PassageEmbedder, on_progress: Callable[[int, int], None] | None) -> int:
    """Embed all passages of all parts anew, those of the open one last; return how many.

    An interrupted run goes on with the part that it was in; until it is done, parts of two embedders are not searched.
    """
    main, *others = parts.list_parts()
    total = sum(part.catalogue.count().passages for part in (main, *others))
    is_resumed = main.catalogue.get_meta("embedder") != embedder.name
    done = 0
    for part in (*others, main):
        if is_resumed and part.catalogue.get_meta("embedder") == embedder.name:
            done += part.catalogue.count().passages
            continue
        before = done

        def tell(some: int, _: int, before: int = before) -> None:
            if on_progress:
                on_progress(before + some, total)

        done += re_embed_passages(part.catalogue, part.target, embedder=embedder, on_progress=tell)
    return done


def _select_held(part: Part, ids: Iterable[str]) -> list[str]:
    return [row[0] for row in part.catalogue.query_in("SELECT id FROM articles WHERE id IN (?)", ids)]
