"""Write what a call returned as a text that people read."""

from collections.abc import Callable, Mapping
from typing import Any

from qa.answer import Answer
from qa.briefing import Brief, Changes, Timeline
from qa.checking import CheckedText
from qa.render.answers.markdown import write_answer_markdown
from qa.render.briefing.markdown import write_brief_markdown, write_changes_markdown, write_timeline_markdown
from qa.render.checks.markdown import write_check_markdown

_MARKDOWN: Mapping[type, Callable[[Any], str]] = {
    Answer: write_answer_markdown,
    Brief: write_brief_markdown,
    Changes: write_changes_markdown,
    CheckedText: write_check_markdown,
    Timeline: write_timeline_markdown,
}


def write_markdown(result: Answer | Brief | Changes | CheckedText | Timeline) -> str:
    """Return a result as Markdown, with its citations; markup within articles is escaped.

    Args:
        result: What `ask_question`, `write_brief`, `find_changes`, `check_text` or `make_timeline` returned.
    """
    return _MARKDOWN[type(result)](result)
