"""Shard files: articles with their passages and vectors, made by any number of machines, loaded without embedding."""
