"""Articles, and reading them from files, folders and standard input."""

from qa.articles.article import Article, Skipped, find_page
from qa.articles.build import ReadOptions
from qa.articles.readers.reading import read_articles, read_sent
from qa.articles.readers.sources import count_bytes

__all__ = ["Article", "ReadOptions", "Skipped", "count_bytes", "find_page", "read_articles", "read_sent"]
