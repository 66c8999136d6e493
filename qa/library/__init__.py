"""The library: a folder of articles that can be searched by words and by vectors."""

from qa.language.folding import fold_for_search
from qa.library.adding import Added
from qa.library.catalogue.catalogue import ArticleSummary, LibraryCounts
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.versions import ArticleVersion
from qa.library.catalogue.visits import Visit, VisitKind, Visits
from qa.library.library import Library
from qa.library.searching import ScoredPassage
from qa.library.shortfall import Shortfall
from qa.library.stories.stories import Story
from qa.library.vectors.search_path import SearchPath

__all__ = [
    "Added",
    "ArticleSummary",
    "ArticleVersion",
    "Filters",
    "Library",
    "LibraryCounts",
    "ScoredPassage",
    "SearchPath",
    "Shortfall",
    "Story",
    "Visit",
    "VisitKind",
    "Visits",
    "fold_for_search",
]
