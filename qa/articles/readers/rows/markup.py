"""Read the text of a field that holds HTML, as the databases and services of publishers give it."""

import re
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
    li main nav ol p pre section table tbody tfoot thead tr ul""".split()
)
_NOT_SHOWN = frozenset("script style template noscript iframe object svg head".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_INLINE = frozenset("a b i u em strong span small sub sup font td th".split())
_TAGS = "|".join(sorted(_BLOCKS | _NOT_SHOWN | _VOID | _INLINE))
_TAG = re.compile(rf"</(?:{_TAGS})\s*>|<(?:br|hr|img)\b[^<>]*>|<p(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Tell whether a text is HTML: it closes a tag of HTML, or breaks a line with one."""
    return bool(_TAG.search(text))


def read_markup(text: str) -> str:
    """Return the text of HTML: a paragraph for each block, nothing of scripts and styles; other text as it is.

    Where only its signs are escaped ("&amp;", "&lt;p&gt;"), these are read first.
    """
    if not is_markup(text):
        text = unescape(text) if _ENTITY.search(text) else text
    if not is_markup(text):
        return text
    reader = _TextReader()
    reader.feed(text)
    reader.close()
    return reader.write()


class _TextReader(HTMLParser):
    """Collects the text of each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = [""]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._hidden += 1
        elif tag == "br":
            self._blocks[-1] += "\n"
        elif tag in _BLOCKS:
            self._blocks.append("")
        elif tag in ("td", "th") and self._blocks[-1].strip():
            self._blocks[-1] += "\t"

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._blocks[-1] += re.sub(r"[ \t\r\n\f]+", " ", data)

    def write(self) -> str:
        """Return the blocks that hold anything, a blank line between them."""
        lines = ("\n".join(line.strip(" ") for line in block.split("\n")).strip() for block in self._blocks)
        return "\n\n".join(line for line in lines if line)
