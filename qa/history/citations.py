"""Tell what became of cited articles: corrected by their outlets, or changed in the words that are quoted."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Citation
from qa.history.corrections import concerns_quote, find_correction
from qa.history.revisions import find_revision
from qa.library import Library


def add_history(citations: Sequence[Citation], library: Library) -> tuple[Citation, ...]:
    """Return the citations with the notice of correction of each article, and what a changed quote said before."""
    ids = {citation.article.id for citation in citations}
    if not ids:
        return ()
    articles, versions = library.get_articles(ids), library.get_versions_of(ids)
    notices = {id: find_correction(article.text) for id, article in articles.items()}

    def add(citation: Citation) -> Citation:
        id, quote = citation.article.id, citation.quote
        notice = notices.get(id)
        if notice is None or notice.text in quote:
            notice, is_about = None, False
        else:
            is_about = concerns_quote(notice, quote, articles[id].text, articles[id].language)
        return replace(
            citation,
            correction=notice.text if notice else None,
            corrected=is_about,
            changed=find_revision(quote, articles[id].text, versions[id]) if id in versions else None,
        )

    return tuple(map(add, citations))
