"""Readers of files, a module a format."""
