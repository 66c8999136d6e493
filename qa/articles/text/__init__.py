"""The text of an article: what of it is news, and what only stands around it."""
