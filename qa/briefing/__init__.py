"""Briefings: what a library holds of a topic as one page, as a timeline, and as what changed since a day."""

from qa.briefing.brief import Brief, BriefFigure, BriefSource, BriefStatement, BriefValue
from qa.briefing.briefer import Briefer, open_briefer
from qa.briefing.changes import Changes, CorrectedArticle, GoneArticle, MovedFigure, RevisedArticle
from qa.briefing.since import read_since
from qa.briefing.timeline import LaterFigure, Timeline, TimelineEvent

__all__ = [
    "Brief",
    "BriefFigure",
    "BriefSource",
    "BriefStatement",
    "BriefValue",
    "Briefer",
    "Changes",
    "CorrectedArticle",
    "GoneArticle",
    "LaterFigure",
    "MovedFigure",
    "RevisedArticle",
    "Timeline",
    "TimelineEvent",
    "open_briefer",
    "read_since",
]
