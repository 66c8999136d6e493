"""Write a checked draft as Markdown: its sentences with marks, and below it a note on each that does not hold."""

from collections.abc import Iterator

from qa.checking import CheckedStatement, CheckedText
from qa.render.answers.words import quote_words
from qa.render.checks.notes import MARKS, Note, find_note_kind, write_note, write_summary
from qa.render.clean import clean_line
from qa.render.markdown import escape_markdown, link_text


def write_check_markdown(text: CheckedText) -> str:
    """Return the draft, the notes as a list numbered as its marks are, and the counts."""
    noted = [own for own in text.statements if not own.holds]
    numbers = {id(own): n for n, own in enumerate(noted, 1)}
    blocks = filter(None, (_write_block(text, n, numbers) for n in range(len(text.manuscript.blocks))))
    notes = [_write_note(write_note(own, text.citations), n) for n, own in enumerate(noted, 1)]
    rule = ["---"] if notes else []
    return "\n\n".join([*blocks, *rule, *notes, f"*{escape_markdown(write_summary(text))}*"]) + "\n"


def _write_block(text: CheckedText, n: int, numbers: dict[int, int]) -> str:
    block = text.manuscript.blocks[n]
    if block.kind == "heading":
        return f"## {escape_markdown(block.text)}" if block.text.strip() else ""
    if block.kind == "other":
        lines = text.manuscript.text[block.start : block.end].splitlines()
        return "\n".join(f"    {clean_line(line)}" for line in lines)
    return ("- " if block.kind == "item" else "") + " ".join(_mark_sentences(text, n, numbers))


def _mark_sentences(text: CheckedText, n: int, numbers: dict[int, int]) -> Iterator[str]:
    statements = {own.start: own for own in text.find_statements(n)}
    for sentence in text.manuscript.sentences:
        if sentence.block == n:
            own = statements.get(sentence.start)
            words = escape_markdown(sentence.text)
            yield words if own is None else f"{words} {_write_mark(own, numbers)}"


def _write_mark(statement: CheckedStatement, numbers: dict[int, int]) -> str:
    mark, number = MARKS[find_note_kind(statement)], numbers.get(id(statement))
    return f"**{mark}{number}**" if number else mark


def _write_note(note: Note, number: int) -> str:
    indent = " " * len(f"{number}. ")
    parts = [f"{number}. **{note.title}**", *(f"{indent}{escape_markdown(told)}" for told in note.told)]
    for source in note.sources:
        title = link_text(f"**{escape_markdown(source.title)}**", source.link)
        parts.append(f"{indent}> {escape_markdown(quote_words(source.quote))}")
        parts.append(f"{indent}{', '.join(filter(None, (title, escape_markdown(source.origin))))}")
        parts += [f"{indent}{escape_markdown(told)}" for told in source.history]
    return "\n\n".join(parts)
