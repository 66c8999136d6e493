"""Figures that articles give: how each is read, and what it counts."""
