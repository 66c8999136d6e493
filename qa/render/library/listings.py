"""Lay out what is not an answer: passages that were found, articles, prompts."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.render.answers.words import describe_article
from qa.render.clean import clean_line, clean_lines, clean_url
from qa.render.layout import Line, Span, Style, Table, make_line

if TYPE_CHECKING:
    from qa.library.catalogue.catalogue import ArticleSummary
    from qa.library.stories.stories import Story
    from qa.library.upkeep.doctor import Finding
    from qa.retrieval.search import Hit


def lay_out_hits(hits: "Sequence[Hit]") -> list[Line]:
    """Return the passages, the best first, each with its article and its best sentence marked."""
    blocks = [_lay_out_hit(rank, hit) for rank, hit in enumerate(hits, 1)]
    return [line for block in blocks for line in ([Line(), *block] if block is not blocks[0] else block)]


def lay_out_article(article: Article, *, former_versions: int = 0) -> list[Line]:
    """Return the whole article under what is known of it."""
    facts = {
        "id": article.id,
        "source": article.source,
        "authors": ", ".join(article.authors),
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "section": article.section,
        "url": clean_url(article.url) or article.url,
        "origin": article.origin,
        "retrieved": article.retrieved,
        "versions": f"{former_versions} before this one: qa articles diff {article.id}" if former_versions else None,
    }
    said = article.provenance
    return [
        make_line(clean_line(article.title) or "(no title)", "strong"),
        *(_lay_out_fact(name, value, said.get(name, "")) for name, value in facts.items() if value),
        Line(),
        *(make_line(line) for line in clean_lines(article.text).splitlines()),
    ]


def tabulate_articles(articles: "Iterable[ArticleSummary]") -> Table:
    """Return one row for each article: id, day, outlet, language, title."""
    return Table(
        headers=("ID", "PUBLISHED", "SOURCE", "LANGUAGE", "TITLE"),
        rows=tuple(
            (
                article.id,
                clean_line(article.published)[:10],
                clean_line(article.source),
                clean_line(article.language),
                clean_line(article.title),
            )
            for article in articles
        ),
    )


def lay_out_finding(finding: "Finding") -> Line:
    """Return what a check found in a line, and what to do about it."""
    style: Style = "warning" if finding.state == "problem" else "faint"
    spans = [Span(text=f"{finding.state:<9}", style=style), Span(text=f"{finding.check:<11}", style="strong")]
    if finding.part:
        spans.insert(1, Span(text=f"{clean_line(finding.part):<9} "))
    text = " ".join(part for part in (finding.text, finding.advice) if part)
    return Line(spans=(*spans, Span(text=clean_line(text))))


def tabulate_stories(stories: "Iterable[Story]") -> Table:
    """Return one row for each story: id, day and outlet of who was first, number of articles, other outlets, title."""
    return Table(
        headers=("FIRST", "PUBLISHED", "SOURCE", "ARTICLES", "ALSO IN", "TITLE"),
        rows=tuple(
            (
                story.articles[0].id,
                clean_line(story.articles[0].published)[:10],
                clean_line(story.articles[0].source),
                str(len(story.articles)),
                clean_line(", ".join(story.also_in)),
                clean_line(story.articles[0].title),
            )
            for story in stories
        ),
    )


def cut_at_best(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return text before, in and after the offsets, each safe and on one line, the spaces between them kept."""
    before, best, after = clean_line(text[:start]), clean_line(text[start:end]), clean_line(text[end:])
    return before + " " * bool(before), best, " " * bool(after) + after


def _lay_out_hit(rank: int, hit: "Hit") -> list[Line]:
    offset = hit.passage.start
    parts = cut_at_best(hit.passage.text, hit.best[0] - offset, hit.best[1] - offset)
    styles: tuple[Style, ...] = ("plain", "match", "plain")
    about = describe_article(hit.article.source, hit.article.published, hit.also_in)
    url = clean_url(hit.article.url)
    lines = [
        Line(
            spans=(
                Span(text=f"{rank}. ", style="number"),
                Span(text=clean_line(hit.article.title) or "(no title)", style="strong"),
                Span(text=f"  {hit.score:.2f}", style="faint"),
            )
        ),
        make_line(about, "faint", indent=3),
        Line(
            spans=tuple(Span(text=part, style=style) for part, style in zip(parts, styles, strict=True) if part),
            indent=3,
        ),
        Line(spans=(Span(text=url, style="link", link=url),) if url else (), indent=3, wrap=False),
    ]
    return [line for line in lines if line.spans]


def _lay_out_fact(name: str, value: str, place: str) -> Line:
    where = (Span(text=f"  ({clean_line(place)})", style="faint"),) if place else ()
    return Line(spans=(Span(text=f"{name:<10}", style="faint"), Span(text=clean_line(value)), *where))
