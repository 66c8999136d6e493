"""A small reader: how well each sentence of some passages answers a question, and with which words."""

from qa.reader.reader import Page, PageReading, Reader, SentenceReading, open_reader

__all__ = ["Page", "PageReading", "Reader", "SentenceReading", "open_reader"]
