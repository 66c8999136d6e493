"""Lay out what became of the citations of earlier answers."""

from collections.abc import Iterator, Sequence

from qa.history.recheck import CheckedAnswer, CheckedCitation, count_states
from qa.render.answers.words import describe_article, quote_words
from qa.render.clean import clean_line
from qa.render.layout import Line, Span, make_line


def lay_out_recheck(answers: Sequence[CheckedAnswer]) -> list[Line]:
    """Return each question with those of its citations that do not stand as they did, and the counts at the end."""
    lines: list[Line] = []
    for answer in answers:
        fallen = [citation for citation in answer.citations if citation.state != "stands"]
        if fallen:
            lines.append(make_line(clean_line(answer.question) or "(no question)", "strong"))
            lines += [line for citation in fallen for line in _lay_out_citation(citation) if line.spans]
            lines.append(Line())
    return [*lines, make_line(_write_summary(answers), "faint")]


def _lay_out_citation(citation: CheckedCitation) -> Iterator[Line]:
    article = citation.article
    number = Span(text=f"[{citation.n}] ", style="number")
    yield Line(spans=(number, Span(text=clean_line(article.title) or "(no title)", style="strong")), indent=2)
    yield make_line(describe_article(article.source, article.published), "faint", indent=6)
    quote = clean_line(citation.quote)
    if citation.state == "changed":
        yield make_line(f"- {quote}", "warning", indent=6)
        yield make_line(f"+ {clean_line(citation.now)}" if citation.now else "It says nothing like it now.", indent=6)
    else:
        yield make_line(quote_words(quote), "quote", indent=6)
    if citation.state == "gone":
        yield make_line("The article is no longer in the library.", "warning", indent=6)
    if citation.correction:
        yield make_line(f"Corrected by the outlet: {quote_words(citation.correction)}", "warning", indent=6)


def _write_summary(answers: Sequence[CheckedAnswer]) -> str:
    counts = count_states(answers)
    total = sum(counts.values())
    cited = f"{total:,} {'citation' if total == 1 else 'citations'}"
    asked = f"{len(answers):,} {'answer' if len(answers) == 1 else 'answers'}"
    told = [f"{counts[state]:,} {state}" for state in ("changed", "corrected", "gone")]
    stand = f"{counts['stands']:,} {'stands' if counts['stands'] == 1 else 'stand'}"
    return f"{cited} of {asked}: {', '.join([stand, *told])}."
