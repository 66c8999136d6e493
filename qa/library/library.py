"""The library: articles in a catalogue and their vectors in Chroma, kept in step whatever happens."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from qa.articles.article import Article
from qa.articles.passages import split_article
from qa.library.adding import (
    Added,
    Embedded,
    LargeEmbedder,
    PassageEmbedder,
    Split,
    batch_articles,
    check_dimensions,
    embed_each,
    report_batch,
)
from qa.library.ahead import map_ahead
from qa.library.bulk import MOST_AHEAD, batch_embedded, find_known_vectors, group_batches
from qa.library.catalogue import changes
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.changes import EmbeddedArticle, IndexedPassage
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.words.indexing import index_passages
from qa.library.identity import adopt_embedder, check_embedder
from qa.library.parts.intake import add_beside_parts
from qa.library.parts.upkeep import finish_parts, link_new_stories, re_embed_parts, remove_from_parts, sync_parts
from qa.library.reading import LibraryReader, logger
from qa.library.vectors import sync
from qa.library.vectors.target import Target
from qa.models.embedders.memory import give_back_memory


class Library(LibraryReader):
    """A folder of articles that can be searched by words and by vectors.

    The catalogue (SQLite) is the source of truth and holds the vectors as well; Chroma follows it. Reading may happen
    from any number of threads and processes at once while one process writes.
    """

    _one_shot = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        embedder: PassageEmbedder,
        chroma: str | None = None,
        create: bool = False,
        passage_size: int = 1000,
        one_shot: bool = False,
        notify: Callable[[str], None] | None = None,
    ) -> Self:
        """Open the library in the folder path, and finish a removal that was interrupted.

        Args:
            path: The folder.
            embedder: What new passages are embedded with; it has to be the one that the library was made with.
            chroma: Url of the Chroma server that keeps the vectors; None keeps them in the folder.
            create: Make the library if there is none.
            passage_size: Longest passage of articles added from now on, in characters.
            one_shot: The process ends with what it does: nothing stays in memory for later.
            notify: Called with what the user should know, such as another way that searches take; None has it logged.

        Raises:
            LibraryMissing: There is none, and none is to be made.
            LibraryTooNew: A newer version of the program made it.
            LibraryUnwritable: It can't be made, or is of an older version and can't be written.
            LibraryProblem: The folder holds something else.
            EmbedderMismatch: It was made with another embedder.
        """
        catalogue = Catalogue.open(path, create=create)
        target = Target(folder=path, url=chroma)
        notify = notify or logger.warning
        library = cls(catalogue, target, embedder, passage_size=passage_size, one_shot=one_shot, notify=notify)
        library._one_shot = one_shot
        try:
            adopt_embedder(catalogue, embedder.name)
            finish_parts(library._parts, notify=notify)
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Close the files."""
        self._parts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add_articles(self, articles: Iterable[Article], *, batch_size: int = 256) -> Generator[Added, None, None]:
        """Put articles in; yield what became of each once it is safe, whatever happens to the process afterwards.

        Articles whose content is there already cost nothing. An article of the same url or origin is replaced; of one
        that changed, only the passages are embedded that did. They are embedded in a thread of its own while others are
        read and written. A Chroma server gets the vectors some batches later, the collection in the folder when the
        last article was yielded; until then searches take them from the catalogue.

        Args:
            articles: What is added, read some batches ahead; of those that are longer, one is in memory at a time.
            batch_size: About how many passages are embedded at once.

        Raises:
            LibraryUnwritable: The library can't be written: rights, a full disk, a read-only medium.
            LibraryBusy: Another process kept the library locked for too long.
            EmbedderMismatch: The library was made with another embedder than the one asked for.
            LibraryUnreachable: The Chroma server that keeps the vectors does not answer, or refuses.
        """

        def add(items: Iterable[Article]) -> Iterator[Added]:
            batches = map(self._split_batch, batch_articles(items, size=batch_size, passage_size=self._passage_size))
            embed = partial(embed_each, embedder=self._embedder)
            with closing(map_ahead(embed, batches, most=MOST_AHEAD, weigh=lambda split: split.size)) as embedded:
                yield from self._add(embedded)

        yield from add_beside_parts(self._parts, articles, get_article=lambda article: article, add=add)

    def add_embedded(self, items: Iterable[EmbeddedArticle], *, batch_size: int = 256) -> Generator[Added, None, None]:
        """Put articles in whose passages are embedded already, with the embedder of the library.

        Everything else is as with add_articles. What can't be right is skipped with the reason: passages that are no
        runs of the text, and vectors that are not one of unit length for each passage.

        Args:
            items: What is added, read one batch at a time.
            batch_size: About how many passages are looked at at once.

        Raises:
            EmbedderMismatch: The vectors are of another length than those of the library.
            LibraryUnwritable: As with add_articles, and so are LibraryBusy and LibraryUnreachable.
        """

        def add(items: Iterable[EmbeddedArticle]) -> Iterator[Added]:
            yield from self._add(batch_embedded(items, size=batch_size, passage_size=self._passage_size))

        yield from add_beside_parts(self._parts, items, get_article=lambda item: item.article, add=add)

    def remove_articles(self, ids: Sequence[str]) -> int:
        """Take the articles with these ids out, so that no file holds a word of them; return how many there were.

        Raises:
            LibraryUnreachable: A Chroma server keeps their text too and is not the one that was given.
        """
        self._parts.close_indexes()
        with self._hold_lock():
            return remove_from_parts(self._parts, ids, notify=self._notify)

    def sync(self) -> None:
        """Bring Chroma in step with the catalogue now, finishing what a killed process left undone."""
        if sync.needs_sync(self._catalogue, self._target):
            with self._hold_lock():
                sync.sync_vectors(self._catalogue, self._target, embedder=self._embedder.name, notify=self._notify)
        sync_parts(self._parts, embedder=self._embedder.name)
        link_new_stories(self._parts)

    def re_embed(
        self, embedder: PassageEmbedder | None = None, on_progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Embed all passages anew, with another embedder or the same; return how many.

        Until the last one is done the library stays as it was; an interrupted run continues where it was.

        Args:
            on_progress: Called with the number of passages done and their total.
        """
        new = embedder or self._embedder
        done = re_embed_parts(self._parts, new, on_progress)
        self._embedder = new
        self._parts.close_indexes()
        return done

    def _split_batch(self, batch: Sequence[Article]) -> Split:
        """Split what is to be embedded; what of it was embedded before is known."""
        unknown = changes.find_unknown(self._catalogue, batch)
        passages = [(article, split_article(article, size=self._passage_size)) for article in unknown]
        return Split(articles=batch, passages=passages, known=find_known_vectors(self._catalogue, unknown))

    def _add(self, batches: Iterable[Embedded]) -> Iterator[Added]:
        if sync.is_elsewhere(self._catalogue, self._target):
            self._notify(
                "A Chroma server has the vectors of this library. They are put in its folder now, and the server's are "
                "not kept in step: give its url with --chroma to go on there."
            )
        with closing(group_batches(batches)) as groups:
            for added in map(self._write_group, groups):
                yield from added
        if self._one_shot and isinstance(self._embedder, LargeEmbedder):
            # Chroma's engine is the other large thing: they are not in memory at once.
            self._embedder.release()
        self._catalogue.forget_pages()
        self.sync()

    def _write_group(self, group: Sequence[Embedded]) -> list[Added]:
        """Write some batches in one transaction; return what became of their articles, which are safe then."""
        if not any(batch.new or changes.has_new_origins(self._catalogue, batch.taken) for batch in group):
            nothing = changes.WrittenArticle()
            return [added for batch in group for added in report_batch(batch, inserted=(), written=nothing)]
        with self._hold_lock():
            with self._catalogue.write() as connection:
                unindexed: list[IndexedPassage] = []
                added = [added for batch in group for added in self._write_batch(batch, connection, unindexed)]
                index_passages(connection, unindexed)
            if len(unindexed) > MOST_AHEAD:
                # Pages of the file that were written stay in memory, for the next transaction; those of many are many.
                self._catalogue.forget_pages()
            # What texts of other lengths were embedded in is free and does not fit those to come.
            give_back_memory()
            sync.sync_due(self._catalogue, self._target, embedder=self._embedder.name, notify=self._notify)
        return added

    def _write_batch(
        self, batch: Embedded, connection: sqlite3.Connection, unindexed: list[IndexedPassage]
    ) -> Iterator[Added]:
        unknown = changes.find_unknown(self._catalogue, batch.taken)
        embedded = {item.article.id: item for item in batch.new}
        # What was there when it was looked for, and has been replaced since.
        if lost := [article for article in unknown if article.id not in embedded]:
            found = embed_each(self._split_batch(lost), embedder=self._embedder)
            embedded |= {item.article.id: item for item in found.new}
            batch = replace(batch, refused={**batch.refused, **found.refused})
        new = [embedded[article.id] for article in unknown if article.id in embedded]
        check_dimensions(new, int(self._catalogue.get_meta("dimensions") or 0))
        written = changes.write_articles(self._catalogue, connection, batch.taken, new, unindexed=unindexed)
        return report_batch(batch, inserted=new, written=written)

    @contextmanager
    def _hold_lock(self) -> Iterator[None]:
        """Hold the writer lock, sure that nothing has changed that must not have."""
        self._catalogue.check_writable()
        with hold_lock(self.path):
            check_embedder(self._catalogue, self._embedder.name)
            sync.begin_changes(self._catalogue, self._target)
            yield
