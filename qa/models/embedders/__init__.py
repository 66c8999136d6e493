"""The embedders that run in this process, and what they are made of."""
