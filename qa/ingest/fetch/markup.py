"""Read XML of unknown origin: bounded, in whatever encoding, and with no entity that is declared in it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

from qa.articles.readers.streams import describe_size
from qa.articles.text.clean import decode_bytes
from qa.errors import SourceProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# About what the protocol of sitemaps allows a file to have, in bytes.
MOST_BYTES = 50_000_000

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_FORBIDDEN = re.compile(r"<!ENTITY", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Chosen: feeds are a few deep; what is deeper was made to break parsers.
_MOST_DEPTH = 100
# In characters, chosen: what tells the kind stands there, behind warnings of the program that wrote it too.
_HEAD, _PREFACE = 2_000, 20_000
_ROOT = re.compile(r"<\?xml\s|<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PROLOG = re.compile(r"(?:\s|<[?!][^<>]*>)*")
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
# What stands in a CDATA section or is a number stays as it is.
_REFERENCES = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&#\d{1,7};|&#[xX][0-9a-fA-F]{1,6};|&(?P<name>(?:\w{1,30}(?=;))?);?", re.DOTALL
)
_XML_NAMES = frozenset(["amp", "lt", "gt", "quot", "apos"])


def decode_markup(content: bytes, *, charset: str | None = None) -> str:
    """Return the text of an XML document, without its declaration of an encoding.

    charset  what the site says that it is in

    Raises SourceProblem for what is too large, no text, or declares entities: their expansion is a way to fill the
    memory or to read files, and no feed needs it.
    """
    if len(content) > MOST_BYTES:
        raise SourceProblem(f"it is larger than {describe_size(MOST_BYTES)}")
    match = _DECLARED.search(content[:_HEAD])
    text = decode_bytes(content, declared=charset or (match[1].decode("ascii") if match else None))
    if text is None:
        raise SourceProblem("it is not a text")
    if _FORBIDDEN.search(text):
        raise SourceProblem(
            "it declares XML entities, which are not read, since they can name files and fill the memory"
        )
    body = cut_preface(text.lstrip("\ufeff \t\r\n"))
    declaration = _DECLARATION.match(body)
    return _CONTROLS.sub("", body[declaration.end() :] if declaration else body).lstrip()


def read_elements(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, "Element"]]:
    """Yield name and element for each element with one of the names, in the order of their ends, and forget it.

    text   as decode_markup returns it
    names  without namespace

    Raises SourceProblem where the document is not XML.
    """
    from io import BytesIO
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it has no types of its own
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]  # likewise

    depth = 0
    try:
        for event, element in iterparse(BytesIO(repair_references(text).encode()), events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > _MOST_DEPTH:
                raise SourceProblem(f"its elements are nested more than {_MOST_DEPTH} deep")
            name = strip_namespace(element)
            if event == "end" and name in names:
                yield name, element
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise SourceProblem(f"it is not valid XML ({type(error).__name__})") from None


def is_prefaced(beginning: str) -> bool:
    """Tell whether the beginning of a document is a feed with something before it that is none of it."""
    return cut_preface(beginning) != beginning


def cut_preface(text: str) -> str:
    """Return a document from its declaration or its root on, without what a program wrote before it by mistake.

    A page is left as it is, whatever it quotes.
    """
    head = text[:_PREFACE]
    start = _ROOT.search(head)
    if start is None or _PROLOG.fullmatch(head, 0, start.start()) or _PAGE.search(head, 0, start.start()):
        return text
    return text[start.start() :]


def repair_references(text: str) -> str:
    """Return XML in which each ampersand begins a reference that XML knows: others stand for themselves.

    "&nbsp;" and the like are known in pages only.
    """
    return _REFERENCES.sub(_repair_reference, text) if "&" in text else text


def _repair_reference(match: re.Match[str]) -> str:
    name = match["name"]
    if name is None or name in _XML_NAMES:
        return match[0]
    character = unescape(f"&{name};")
    return character if name and not character.startswith("&") and character not in "<>&" else f"&amp;{match[0][1:]}"


def strip_namespace(element: Any) -> str:
    """Return the name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()
