"""Plant statements into articles: true and false ones of known kinds, to measure a check by."""

from qa.evals.planting.kinds import FALSE_KINDS, KINDS, TRUE_KINDS
from qa.evals.planting.plant import Planted, Planting, draw_articles, plant_statements, write_statements

__all__ = [
    "FALSE_KINDS",
    "KINDS",
    "TRUE_KINDS",
    "Planted",
    "Planting",
    "draw_articles",
    "plant_statements",
    "write_statements",
]
