"""What stands before a colon at the head of a text and says what the rest of its line is: its title, outlet, day."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

# By field of an article; what English has more of are the names of fields in data.
_LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "title headline subject",
        "source": "source outlet publisher publication newspaper",
        "published": "date published posted issued published-on posted-on date-published publication-date",
        "updated": "updated last-updated updated-on",
        "authors": "by author authors byline written-by",
        "url": "url link web",
    },
    "de": {
        "title": "titel überschrift betreff",
        "source": "quelle zeitung medium",
        "published": "datum veröffentlicht erschienen veröffentlicht-am erschienen-am",
        "updated": "aktualisiert aktualisiert-am",
        "authors": "von autor autorin autoren",
    },
    "fr": {
        "title": "titre sujet",
        "source": "source journal",
        "published": "date publié publié-le",
        "updated": "mis-à-jour mise-à-jour",
        "authors": "par auteur auteurs",
        "url": "lien",
    },
    "es": {
        "title": "título titular asunto",
        "source": "fuente medio periódico",
        "published": "fecha publicado publicado-el",
        "updated": "actualizado",
        "authors": "por autor autora autores",
        "url": "enlace",
    },
    "it": {
        "title": "titolo oggetto",
        "source": "fonte testata",
        "published": "data pubblicato pubblicato-il",
        "authors": "di autore autrice autori",
    },
    "pt": {
        "title": "título assunto",
        "source": "fonte jornal",
        "published": "data publicado publicado-em",
        "authors": "por autor autora autores",
    },
    "nl": {
        "title": "titel kop onderwerp",
        "source": "bron krant",
        "published": "datum gepubliceerd gepubliceerd-op",
        "authors": "door auteur auteurs",
    },
}
_LABEL = re.compile(r"([^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,2})\s*[:：]\s+(\S.*)")


def read_labels(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield field and value of each line that says what it is: ("source", "Harbour Post") of "Source: Harbour Post"."""
    for line in lines:
        match = _LABEL.fullmatch(line)
        field = _find_fields().get("-".join(match[1].casefold().split())) if match else None
        if match and field:
            yield field, match[2]


@cache
def _find_fields() -> Mapping[str, str]:
    """Return the field that each label is of; where languages differ the first one counts."""
    found: dict[str, str] = {}
    for labels in _LABELS.values():
        for field, names in labels.items():
            for name in names.split():
                found.setdefault(name, field)
    return found
