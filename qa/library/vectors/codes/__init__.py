"""Short codes of all vectors in one mapped file: a search looks at these first, and at few vectors of the catalogue."""
