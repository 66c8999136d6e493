"""Write a checked draft as a page: its sentences marked and, below each paragraph, what the articles have."""

from collections.abc import Iterator
from html import escape

from qa.checking import CheckedStatement, CheckedText
from qa.render.checks.notes import MARKS, Note, Source, tell_kind, write_note, write_summary
from qa.render.clean import clean_text, clean_url
from qa.render.html import escape_line, write_page

_STYLE = """
main > p, main > ul { font-size: 1.1rem; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--line); }
mark.contradicted { border-color: #dc2626; background: #dc262618; }
mark.not_confirmed, mark.misquoted { border-color: #d97706; background: #d9770618; }
sup.supported { color: #16a34a; } sup.contradicted { color: #dc2626; }
.aside { color: var(--faint); }
section > p.told { font-size: 1rem; margin-top: .4rem; }
pre { overflow-x: auto; color: var(--faint); font-size: .85rem; }
details { margin: 0 0 1rem; } summary { font: .85rem/1.5 system-ui, sans-serif; color: var(--faint); }
"""


def write_check_page(text: CheckedText) -> str:
    """Return the page of a checked draft."""
    noted = [own for own in text.statements if not own.holds]
    numbers = {id(own): n for n, own in enumerate(noted, 1)}
    body = "\n".join(part for n in range(len(text.manuscript.blocks)) for part in _write_block(text, n, numbers))
    return write_page(text.manuscript.name or "Draft", body, footer=escape_line(write_summary(text)), style=_STYLE)


def _write_block(text: CheckedText, n: int, numbers: dict[int, int]) -> Iterator[str]:
    block = text.manuscript.blocks[n]
    if block.kind == "heading":
        yield f'<h2 dir="auto">{escape_line(block.text)}</h2>'
    elif block.kind == "other":
        yield f"<pre>{escape(clean_text(text.manuscript.text[block.start : block.end]))}</pre>"
    else:
        sentences = " ".join(_mark_sentences(text, n, numbers))
        yield f'<p dir="auto">{"• " if block.kind == "item" else ""}{sentences}</p>'
        yield from _write_notes(text, n, numbers)


def _mark_sentences(text: CheckedText, n: int, numbers: dict[int, int]) -> Iterator[str]:
    statements = {own.start: own for own in text.find_statements(n)}
    for sentence in text.manuscript.sentences:
        if sentence.block == n:
            own = statements.get(sentence.start)
            words = escape_line(sentence.text)
            yield f'<span class="aside">{words}</span>' if own is None else _mark_words(words, own, numbers)


def _mark_words(words: str, statement: CheckedStatement, numbers: dict[int, int]) -> str:
    kind, number = tell_kind(statement), numbers.get(id(statement))
    return f'<mark class="{kind}">{words}</mark><sup class="{kind}">{MARKS[kind]}{number or ""}</sup>'


def _write_notes(text: CheckedText, n: int, numbers: dict[int, int]) -> Iterator[str]:
    supported = []
    for own in text.find_statements(n):
        note = write_note(own, text.citations)
        if id(own) in numbers:
            yield _write_note(note, numbers[id(own)])
        else:
            supported += [_write_source(source) for source in note.sources]
    if supported:
        yield f"<details><summary>Supported by</summary>{''.join(dict.fromkeys(supported))}</details>"


def _write_note(note: Note, number: int) -> str:
    told = "".join(f'<p class="told">{escape_line(text)}</p>' for text in note.told)
    sources = "".join(_write_source(source) for source in note.sources)
    return f"<section>\n<p><strong>{MARKS[note.kind]}{number} {note.title}</strong></p>{told}{sources}\n</section>"


def _write_source(source: Source) -> str:
    title, address = escape_line(source.title), clean_url(source.link)
    link = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>' if address else title
    notes = "".join(f"<br>{escape_line(text)}" for text in (source.about, *source.history) if text)
    return (
        f'<figure><blockquote dir="auto">{escape_line(source.quote)}</blockquote>'
        f"<figcaption>{link}{notes}</figcaption></figure>"
    )
