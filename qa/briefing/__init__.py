"""Briefings: what a library holds of a topic as one page, as a timeline, and as what changed since a day."""

from qa.briefing.briefer import Briefer, open_briefer
from qa.briefing.timeline import LaterFigure, Timeline, TimelineEvent
from qa.briefing.topic import Topic, gather_topic

__all__ = ["Briefer", "LaterFigure", "Timeline", "TimelineEvent", "Topic", "gather_topic", "open_briefer"]
