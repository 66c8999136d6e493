"""Write what a call returned as a text or a page that people read."""

from collections.abc import Callable, Mapping
from typing import Any

from qa.answer import Answer
from qa.briefing import Brief, Changes, Timeline
from qa.checking import CheckedText
from qa.render.answers.markdown import write_answer_markdown
from qa.render.briefing.markdown import write_brief_markdown, write_changes_markdown, write_timeline_markdown
from qa.render.checks.markdown import write_check_markdown
from qa.render.pages.answer import write_answer_page
from qa.render.pages.check import write_check_page
from qa.render.pages.document import write_brief_page, write_changes_page, write_timeline_page

Result = Answer | Brief | Changes | CheckedText | Timeline

# How each kind of result is written, as Markdown and as a page.
_WRITERS: Mapping[type, tuple[Callable[[Any], str], Callable[[Any], str]]] = {
    Answer: (write_answer_markdown, write_answer_page),
    Brief: (write_brief_markdown, write_brief_page),
    Changes: (write_changes_markdown, write_changes_page),
    CheckedText: (write_check_markdown, write_check_page),
    Timeline: (write_timeline_markdown, write_timeline_page),
}


def write_markdown(result: Result) -> str:
    """Return a result as Markdown, with its citations; markup within articles is escaped.

    Args:
        result: What `ask_question`, `write_brief`, `find_changes`, `check_text` or `make_timeline` returned.
    """
    return _WRITERS[type(result)][0](result)


def write_html(result: Result) -> str:
    """Return a result as an HTML page of its own, which loads nothing and runs no scripts.

    Args:
        result: What `ask_question`, `write_brief`, `find_changes`, `check_text` or `make_timeline` returned.
    """
    return _WRITERS[type(result)][1](result)
