"""The library: a folder of articles that can be searched by words and by vectors."""

from qa.library.catalogue import ArticleSummary, LibraryCounts
from qa.library.filters import Filters
from qa.library.folding import fold_for_search
from qa.library.ingest import Added
from qa.library.library import Library, ScoredPassage
from qa.library.versions import Version

__all__ = [
    "Added",
    "ArticleSummary",
    "Filters",
    "Library",
    "LibraryCounts",
    "ScoredPassage",
    "Version",
    "Visit",
    "Visits",
    "fold_for_search",
]
