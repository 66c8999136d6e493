"""How four languages name days: a table of words and patterns a language."""
