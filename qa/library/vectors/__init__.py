"""The vectors of a library: its Chroma collection, how it is searched, and how it follows the catalogue."""
