"""Lay out what changed in an article."""

from collections.abc import Iterator, Sequence

from qa.history.revisions import Step
from qa.language.dates.format import format_day
from qa.render.clean import clean_line
from qa.render.layout import Line, Style, make_line


def lay_out_steps(title: str, steps: Sequence[Step]) -> list[Line]:
    """Return what changed at each step: what it said on a line with a minus, what it says on one with a plus."""
    lines = [make_line(clean_line(title) or "(no title)", "strong")]
    for step in steps:
        lines += [Line(), make_line(f"{format_day(step.at)} ({clean_line(step.at)})", "faint"), *_lay_out_step(step)]
    return lines


def _lay_out_step(step: Step) -> Iterator[Line]:
    for field in step.fields:
        yield from _lay_out_pair(field.before, field.after, label=f"{field.name}: ")
    for change in step.text:
        yield from _lay_out_pair(change.before, change.after)
    if not step.fields and not step.text:
        yield make_line("Only white space, or what is not shown.", "faint", indent=2)


def _lay_out_pair(before: str, after: str, *, label: str = "") -> Iterator[Line]:
    styles: tuple[tuple[str, str, Style], ...] = (("-", before, "warning"), ("+", after, "quote"))
    for mark, text, style in styles:
        if text:
            yield make_line(f"{mark} {label}{clean_line(text)}", style, indent=2)
