"""Give an article the language that its text is in, where its source says none or one that it can't be in."""

from dataclasses import replace

from qa.articles.article import IDENTIFIED, Article
from qa.language.identification import identify_language


def identify_article(article: Article) -> Article:
    """Return the article with its language; with none where nobody says it and the text does not tell it for sure."""
    language = identify_language(article.text, article.language)
    if language == article.language:
        return article
    return replace(article, language=language, provenance={**article.provenance, "language": IDENTIFIED})
