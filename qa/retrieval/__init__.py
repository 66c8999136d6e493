"""Retrieval: the passages that answer a question, the best first, and the evidence that is taken from them."""
