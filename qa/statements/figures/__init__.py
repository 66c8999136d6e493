"""Figures that articles give: how each is read, what it counts, and whether two of them are of the same thing."""
