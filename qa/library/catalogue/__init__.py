"""The catalogue of a library: articles, passages, vectors, versions and visits in one SQLite file."""
