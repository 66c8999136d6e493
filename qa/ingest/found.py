"""What was found at a source: an article to take in, or what became of the source without one."""

from dataclasses import dataclass
from typing import Literal

from qa.articles import Article
from qa.library import Visit
from qa.library.catalogue.changes import EmbeddedArticle

# What the library tells of an article, or what is told of a source that gave none: of a feed, that it was read.
Status = Literal["new", "unchanged", "replaced", "older", "read", "gone", "skipped", "failed"]
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found.

    origin    path, path:line, or address
    article   to be taken in, or None
    embedded  the article with its passages and vectors, where they were made before
    status    what became of it; of an article, what the library says once it is safe
    reason    why there is no article, a short clause
    visit     to be remembered once this is dealt with
    done      feed and mark of the entries that are dealt with then
    size      bytes of files read so far, for showing progress
    """

    origin: str
    article: Article | None = None
    embedded: EmbeddedArticle | None = None
    status: Status = "new"
    reason: str = ""
    visit: Visit | None = None
    done: tuple[Mark, ...] = ()
    size: int = 0
