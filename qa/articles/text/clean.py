"""Turn the bytes of an untrusted source into text to store: right encoding, plain line ends, no control codes."""

import codecs
import re

from qa.language.invisible import drop_unneeded

# In characters, chosen: no title, outlet or name is longer.
LONGEST_LINE = 500

# In bytes, chosen: enough to tell an encoding by.
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# An unlimited guess takes a short French text for a Mac or DOS code page; these are the ones that pages and files use.
_LIKELY_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859_2",
    "koi8_r",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
# Chosen: texts have a few stray control characters, files of other kinds have them everywhere.
_MOST_CONTROLS = 0.01
_STRAY_CONTROLS = 4
_BINARY_CODES = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # OSC and other strings: titles, links
    r"|\x1b[ -/]*[0-~]"
)
_LINE_BREAKS = ("\r\n", "\r", "\x0b", "\x0c", "\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# A soft hyphen is seen where a line ends within a word, and nowhere else.
_SEEN_HYPHEN = re.compile(r"(?<=\w)\u00ad(?=[ \t]*\n[ \t>]*\w)")


def has_mark(data: bytes) -> bool:
    """Tell whether bytes begin with the mark of a Unicode encoding."""
    return any(data.startswith(bom) for bom, _ in _BOMS)


def is_binary(beginning: bytes) -> bool:
    """Tell whether bytes from the beginning of a file are something else than text (UTF-16 without a mark included)."""
    if has_mark(beginning):
        return False
    controls = len(beginning) - len(beginning.translate(None, _BINARY_CODES))
    return b"\0" in beginning or controls > _STRAY_CONTROLS + _MOST_CONTROLS * len(beginning)


def decode_bytes(data: bytes, *, declared: str | None = None) -> str | None:
    """Return the text of data without escape sequences, or None when it is not text.

    declared  the encoding that a page names for itself; UTF-8 goes first, since what is valid UTF-8 hardly ever is
              anything else
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _drop_escapes(data.decode(encoding, errors="replace"))
    if is_binary(data[:_SAMPLE]):
        return None
    for encoding in _order_encodings(declared):
        try:
            return _drop_escapes(data.decode(encoding))
        except (ValueError, LookupError):
            continue
    return _drop_escapes(_decode_damaged(data))


def clean_text(text: str) -> str:
    """Return text with "\\n" line ends and without escape sequences, control codes and outer white space.

    What nobody sees and no script needs goes too; see drop_unneeded. Nothing else is changed (no Unicode
    normalization): a quote has to stay what the source says, letter by letter.
    """
    text = _drop_escapes(text)
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    text = drop_controls(text)
    text = _SURROGATES.sub("\ufffd", text)
    return drop_unneeded(_SEEN_HYPHEN.sub("-", text)).strip()


def drop_controls(text: str) -> str:
    """Return text without control codes, but for line ends and tabs."""
    return _CONTROLS.sub("", text)


def clip_line(text: str) -> str:
    """Return text as one clean line of at most 500 characters, for titles, names and the like."""
    return " ".join(clean_text(text[: 4 * LONGEST_LINE]).split())[:LONGEST_LINE].rstrip()


def _drop_escapes(text: str) -> str:
    """Return text without escape sequences of terminals; of these a parser of markup leaves all but the first code."""
    return _ESCAPES.sub("", text) if "\x1b" in text else text


def _order_encodings(declared: str | None) -> list[str]:
    """Return the encodings to try; those that look like ASCII, so like UTF-8, only go first when declared."""
    if declared is None:
        return ["utf-8"]
    # The encoding standard of the web reads both names as Windows' superset: https://encoding.spec.whatwg.org/#names-and-labels
    name = "cp1252" if declared.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii") else declared.lower()
    return [name, "utf-8"] if name.startswith(("iso-2022", "hz")) else ["utf-8", name]


def _decode_damaged(data: bytes) -> str:
    """Return what is not UTF-8 in the likeliest encoding; mostly UTF-8 stays UTF-8, its broken bytes marked."""
    from charset_normalizer import from_bytes

    as_utf8 = data.decode("utf-8", errors="replace")
    if len(re.findall(r"[^\x00-\x7f\ufffd]", as_utf8)) > as_utf8.count("\ufffd"):
        return as_utf8
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY_ENCODINGS).best()
    return data.decode(best.encoding, errors="replace") if best else as_utf8
