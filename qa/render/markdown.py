"""Write Markdown, of CommonMark or GitHub, in which the words of articles stay plain text."""

import re

from qa.render.clean import clean_line, clean_url

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~$^]|(?<=\w):(?=//)|(?<=www)\.|@", re.IGNORECASE)
_ACTIVE_IN_URL = re.compile(r"[()*\[\]]")
_LEADING = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)]))")
_LEADING_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def escape_markdown(text: str | None) -> str:
    """Return text on one line in which nothing is a mark-up, a link or an entity."""
    line = _ACTIVE.sub(lambda match: "\\" + match[0], clean_line(text))
    if _LEADING_NUMBER.match(line):
        return _LEADING_NUMBER.sub(r"\1\\\2", line)
    return _LEADING.sub(r"\\\1", line)


def link_text(text: str, url: str | None) -> str:
    """Return text, which is Markdown, as a link, or alone where there is no address that a reader may be sent to."""
    address = clean_url(url)
    if address is None:
        return text
    return f"[{text}]({_ACTIVE_IN_URL.sub(lambda match: f'%{ord(match[0]):02X}', address)})"
