"""Write many articles at little cost each: batches that share a transaction, vectors that are used again."""

import math
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.language.sentences import split_sentences
from qa.library.adding import Embedded, batch_articles, write_texts
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.changes import EmbeddedArticle, find_predecessors
from qa.library.vectors.exact import read_vectors
from qa.models.embedders.memory import give_back_memory

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# In passages, chosen: so many are embedded while what was embedded before is written.
MOST_AHEAD = 1_024
# In passages and in seconds, chosen: a commit has cost less than a hundredth of that, and little is done again after a
# crash. What takes longer to embed is written batch by batch.
_MOST_PASSAGES = 4_096
_MOST_SECONDS = 2.0
# Of single floats, added up some hundred times.
_TOLERANCE = 1e-3


def group_batches(batches: Iterable[Embedded]) -> Generator[list[Embedded], None, None]:
    """Yield the batches in groups that are to be written at once: those of two seconds, if they are not too many.

    What is raised where the batches come from is raised after the batches before it.
    """
    group: list[Embedded] = []
    # The first is written at once: who watches sees that it works.
    passages, written = 0, -math.inf
    problem: Exception | None = None
    try:
        for batch in batches:
            group.append(batch)
            passages += sum(len(item.passages) for item in batch.new)
            # What was written must not stay in memory until the next batch is there.
            del batch
            if passages >= _MOST_PASSAGES or time.monotonic() - written >= _MOST_SECONDS:
                yield group
                group, passages, written = [], 0, time.monotonic()
                # Before anything is read that takes the place of what was written.
                give_back_memory()
    except Exception as error:
        problem = error
    if group:
        yield group
    if problem:
        raise problem


def batch_embedded(items: Iterable[EmbeddedArticle], *, size: int, passage_size: int) -> Iterator[Embedded]:
    """Yield articles that are embedded in batches as batch_articles makes them; what can't be right is refused."""
    given: dict[str, EmbeddedArticle] = {}

    def note(item: EmbeddedArticle) -> Article:
        given[item.article.id] = item
        return item.article

    for articles in batch_articles(map(note, items), size=size, passage_size=passage_size):
        own = {article.id: given[article.id] for article in articles}
        given = {id: item for id, item in given.items() if id not in own}
        refused = {id: reason for id, item in own.items() if (reason := find_fault(item))}
        yield Embedded(articles=articles, new=[own[id] for id in own.keys() - refused.keys()], refused=refused)


def find_fault(item: EmbeddedArticle) -> str | None:
    """Return what is wrong with passages and vectors that somebody else made; None where nothing is."""
    import numpy as np

    article, passages, vectors = item.article, item.passages, item.vectors
    if any(passage.article_id != article.id or not _is_run(passage, article.text) for passage in passages):
        return "it has passages that are not in its text"
    if not passages:
        return "it has a text and no passages" if split_sentences(article.text, article.language) else None
    if vectors.ndim != 2 or len(vectors) != len(passages):
        return f"it has {len(passages)} passages and not one vector for each"
    # What is not finite is not near to 1 either.
    if not bool(np.all(np.abs(np.linalg.norm(vectors.astype(np.float32), axis=1) - 1) < _TOLERANCE)):
        return "it has vectors that are not of unit length"
    return None


def find_known_vectors(catalogue: Catalogue, articles: Sequence[Article]) -> "dict[str, NDArray[np.float32]]":
    """Return what the passages of the articles that these replace were embedded as, by the text that was embedded."""
    found: dict[str, NDArray[np.float32]] = {}
    for id, old in catalogue.get_articles(find_predecessors(catalogue, articles)).items():
        passages = catalogue.get_passages_of(id)
        vectors = read_vectors(catalogue, [passage.id for passage in passages])
        texts = zip(write_texts(old, passages), passages, strict=True)
        found |= {text: vectors[passage.id] for text, passage in texts if passage.id in vectors}
    return found


def _is_run(passage: Passage, text: str) -> bool:
    return 0 <= passage.start < passage.end and text[passage.start : passage.end] == passage.text
