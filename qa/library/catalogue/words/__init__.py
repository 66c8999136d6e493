"""Search by words: the index of passages, what it counts, and how a few of very many matches are found and scored."""
