"""Tell what became of cited articles: corrected by their outlets, or changed in the words that are quoted."""

from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Citation
from qa.history.corrections import find_correction
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
        id = citation.article.id
        notice = notices.get(id)
        return replace(
            citation,
            correction=notice.text if notice and notice.text not in citation.quote else None,
            changed=find_revision(citation.quote, articles[id].text, versions[id]) if id in versions else None,
        )

    return tuple(map(add, citations))
