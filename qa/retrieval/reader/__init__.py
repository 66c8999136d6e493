"""A small reader: how well each sentence of some passages answers a question, and with which words."""

from qa.retrieval.reader.reader import PageReading, Reader, ReaderPage, SentenceReading, open_reader

__all__ = ["PageReading", "Reader", "ReaderPage", "SentenceReading", "open_reader"]
