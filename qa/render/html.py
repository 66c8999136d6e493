"""Write an answer as one self-contained page: light and dark, no script, the exact words under each statement."""

from html import escape

from qa.answer import Answer, Citation, RankedPassage, Statement
from qa.render.answers import (
    NEAREST,
    UNCONFIRMED,
    cut_excerpt,
    describe_article,
    describe_history,
    describe_judge,
    describe_sides,
    describe_unanswered,
    explain_doubt,
    explain_refusal,
    find_nearest,
    find_quote,
    lead_quote,
    repeats_quote,
)
from qa.render.clean import clean_line, clean_url

_STYLE = """
:root { color-scheme: light dark; --text: #1d1f23; --faint: #666b75; --page: #fbfaf8; --card: #fff; --line: #e4e1da;
  --mark: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e7e5e1; --faint: #9a9ca3; --page: #17181b; --card: #1f2125; --line: #34363c; --mark: #fdba74; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 17px/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1.5rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem;
  margin: 0 0 1rem; }
section > p { margin: 0; font-size: 1.1rem; }
figure { margin: .9rem 0 0; padding-left: 1rem; border-left: 3px solid var(--mark); }
blockquote { margin: 0; font-style: italic; }
aside { color: var(--faint); margin: 1.5rem 0; }
aside > p, aside li > p { margin: 0; }
aside ul { padding-left: 1.25rem; }
aside li { margin-top: .8rem; }
aside figure { margin-top: .4rem; border-left-color: var(--line); }
figcaption, footer, .about { font: .85rem/1.5 system-ui, sans-serif; color: var(--faint); }
figcaption { margin-top: .3rem; }
sup { font: .75em system-ui, sans-serif; color: var(--mark); }
a { color: inherit; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
<footer>{footer}</footer>
</main>
</body>
</html>
"""


def write_html(answer: Answer) -> str:
    """Return the answer as a page."""
    body = _write_statements(answer) if answer.status == "answered" else _write_refusal(answer)
    return write_page(answer.question, body, footer=_write_footer(answer))


def write_page(title: str, body: str, *, footer: str, style: str = "") -> str:
    """Return a page: the title is escaped; body and footer are HTML; style is added to that of all pages."""
    return _PAGE.format(title=escape_line(title), style=_STYLE + style, body=body, footer=footer)


def escape_line(text: str | None) -> str:
    """Return text on one line in which nothing is HTML."""
    return escape(clean_line(text))


def _write_statements(answer: Answer) -> str:
    citations = {citation.n: citation for citation in answer.citations}
    differ = [f'<p class="about">{escape_line(describe_sides(answer.sides))}</p>'] if answer.disagreement else []
    missing = [f'<p class="about">{escape_line(told)}</p>'] if (told := describe_unanswered(answer)) else []
    statements = (_write_statement(statement, citations) for statement in answer.statements)
    return "\n".join([*differ, *statements, *missing, *_write_unconfirmed(answer, UNCONFIRMED)])


def _write_unconfirmed(answer: Answer, title: str = "") -> list[str]:
    """Return what the articles do not confirm, set apart: each sentence, why, and the quote that comes nearest."""
    if not answer.unconfirmed:
        return []
    head = f"<p>{title}</p>\n" if title else ""
    items = "\n".join(_write_doubt(statement, answer) for statement in answer.unconfirmed)
    return [f"<aside>\n{head}<ul>\n{items}\n</ul>\n</aside>"]


def _write_doubt(statement: Statement, answer: Answer) -> str:
    reason = explain_doubt(statement)
    about = f'<p class="about">{escape_line(reason)}</p>' if reason else ""
    citation = find_quote(answer, statement)
    quote = _write_citation(citation, lead=lead_quote(statement)) if citation else ""
    return f'<li><p dir="auto">{escape_line(statement.text)}</p>{about}{quote}</li>'


def _write_statement(statement: Statement, citations: dict[int, Citation]) -> str:
    cited = [citations[n] for n in statement.citations if n in citations]
    numbers = "".join(f" <sup>[{citation.n}]</sup>" for citation in cited)
    quotes = "\n".join(
        _write_citation(citation, quote=not repeats_quote(statement.text, citation.quote)) for citation in cited
    )
    return f"<section>\n<p>{escape_line(statement.text)}{numbers}</p>\n{quotes}\n</section>"


def _write_citation(citation: Citation, *, lead: str = "", quote: bool = True) -> str:
    """Return the exact words and where they stand; without the words where the statement above is these."""
    article = citation.article
    title = _write_link(article.title, citation.link or article.url)
    about = describe_article(article.source, article.published, citation.also_in, citation.page)
    notes = "".join(f"<br>{escape_line(text)}" for text in [about, *describe_history(citation)] if text)
    caption = f"[{citation.n}] {title}{notes}"
    head = f'<p class="about">{lead}</p>' if lead else ""
    words = f'<blockquote dir="auto">{escape_line(citation.quote)}</blockquote>' if quote else ""
    return f"<figure>{head}{words}<figcaption>{caption}</figcaption></figure>"


def _write_refusal(answer: Answer) -> str:
    parts = [f"<section>\n<p>{escape_line(explain_refusal(answer))}</p>\n</section>", *_write_unconfirmed(answer)]
    if answer.passages:
        parts.append(f'<p class="about">{NEAREST}</p>')
    parts += [_write_nearest(passage) for passage in find_nearest(answer)]
    return "\n".join(parts)


def _write_nearest(passage: RankedPassage) -> str:
    about = describe_article(passage.source, passage.published, passage.also_in)
    caption = _write_link(passage.title, passage.url) + (f"<br>{escape_line(about)}" if about else "")
    return (
        f'<section><figure><blockquote dir="auto">{escape_line(cut_excerpt(passage.text))}</blockquote>'
        f"<figcaption>{caption}</figcaption></figure></section>"
    )


def _write_link(title: str, url: str | None) -> str:
    text = escape_line(title) or "(no title)"
    address = clean_url(url)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{text}</a>' if address else text


def _write_footer(answer: Answer) -> str:
    told = f"Answered by {escape_line(answer.model)}; every quotation is the exact wording of the article."
    return f"{told} {describe_judge(answer)}".strip()
