"""The library: a folder of articles that can be searched by words and by vectors."""

from qa.library.catalogue import ArticleSummary, LibraryCounts
from qa.library.filters import Filters
from qa.library.folding import fold_for_search
from qa.library.ingest import Added
from qa.library.library import Library, ScoredPassage
from qa.library.shortfall import Shortfall
from qa.library.stories import Story
from qa.library.versions import Version
from qa.library.visits import Visit, VisitKind, Visits

__all__ = [
    "Added",
    "ArticleSummary",
    "Filters",
    "Library",
    "LibraryCounts",
    "ScoredPassage",
    "Shortfall",
    "Story",
    "Version",
    "Visit",
    "VisitKind",
    "Visits",
    "fold_for_search",
]
