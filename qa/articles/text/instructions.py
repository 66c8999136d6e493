"""Find the sentences of an article that are orders to a machine that reads it, and so tell nothing about the world."""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cache

from qa.language.sentences import Span, split_sentences
from qa.language.wording import orders
from qa.language.wording.orders import ORDERS, Orders

_LINE = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*(?:’(?!\w)|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
# A quotation with so many words beside it is a report of what is quoted.
_REPORTING_WORDS = 3
# What a machine is fed with, and what no reader sees: from where it opens to where it closes.
_HIDDEN = re.compile(
    r"<!--.{0,4000}?(?:-->|\Z)|<\|\w+\|>(?:.{0,4000}<\|\w+\|>)?|<<SYS>>.{0,4000}?(?:<</SYS>>|\Z)"
    r"|\[INST\].{0,4000}?(?:\[/INST\]|\Z)|[\U000e0020-\U000e007f]+",
    re.DOTALL,
)
_LABEL = re.compile(orders.LABELS, re.IGNORECASE)
# Without any of these, nothing in a text is hidden.
_MAY_HIDE = re.compile(r"<!--|<\||<<|\[INST|[\U000e0020-\U000e007f]")
_VERDICT = re.compile(rf"\b(?:{orders.VERDICTS})", re.IGNORECASE)
_ROLE = re.compile(rf"(?:^|[.!?\]]\s+)(?:{orders.ROLES})\s*:", re.IGNORECASE)
_EXCHANGE = re.compile(rf"(?:{orders.QUESTIONS})\s*:(.*)\b(?:{orders.ANSWERS})\s*:", re.IGNORECASE)
_TO_A_PERSON = re.compile(orders.TO_A_PERSON, re.IGNORECASE)
_ADDRESS = re.compile(rf"\W*(?:{orders.ADDRESS})\b", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\]]*\]\(|<[a-z]+\b[^>]*>|javascript:", re.IGNORECASE)
_BLOB = re.compile(r"(?<![\w/.:=-])[A-Za-z0-9+/]{24,}={0,2}(?![\w/])")
_START, _END = r"(?:^\W*|[;:]\s*)", r"(?!\w)"


def find_instructions(text: str) -> list[Span]:
    """Return the offsets of the sentences of an article that are orders to a machine that reads it, in order.

    What follows an order in its line belongs to it, and so does the line below a label such as "[2] Reuters:". Words
    that a sentence only reports, between quotation marks, are news like any other.
    """
    hidden = [match.span() for match in _HIDDEN.finditer(text)] if _MAY_HIDE.search(text) else []
    traces = _find_traces(text)
    spans: list[Span] = []
    goes_on, below = False, -1
    for line in _LINE.finditer(text):
        start, end = line.span()
        words = line.group().strip()
        if not words:
            continue
        is_label = _is_label(words)
        if goes_on or is_label or below == start:
            spans += _split_line(text, start, end)
            goes_on, below = False, end + 1 if is_label else -1
            continue
        found = [(s, e) for s, e in hidden if s < end and start < e]
        found = _find_touched(text, line.span(), found) if found else _find_orders(text, start, end, traces)
        spans += found
        goes_on = bool(found) and text[: found[-1][1]].endswith(":")
    return spans


def is_instruction(text: str) -> bool:
    """Tell whether a title or the name of an author is an order to a machine, or has one in it."""
    return bool(find_instructions(text))


def is_about_instructions(question: str) -> bool:
    """Tell whether a question is about such orders: about a machine, and what it is told."""
    return bool(_compile_question().search(question))


def _split_line(text: str, start: int, end: int) -> list[Span]:
    return [(start + first, start + last) for first, last in split_sentences(text[start:end])]


def _find_touched(text: str, line: Span, hidden: list[Span]) -> list[Span]:
    """Return the sentences of a line that have something hidden in them."""
    sentences = _split_line(text, *line)
    return [(start, end) for start, end in sentences if any(start < last and first < end for first, last in hidden)]


def _find_traces(text: str) -> list[tuple[str, Orders]]:
    """Return what a text has of what orders in each language have."""
    lowered = f" {text.lower()}"
    return [(trace, order) for order in ORDERS for trace in order.traces if trace in lowered]


def _find_orders(text: str, start: int, end: int, traces: list[tuple[str, Orders]]) -> list[Span]:
    """Return the sentences of a line from its first order on, with those before it that speak to the reader."""
    line = text[start:end]
    patterns = _pick_patterns(line, traces)
    if not patterns and not _BLOB.search(line):
        return []
    sentences, reports = _split_line(text, start, end), _find_reports(line, start)
    for n, span in enumerate(sentences):
        sentence = _leave_out(text, *span, reports)
        if any(pattern.search(sentence) for pattern in patterns) or any(_decodes(sentence)):
            while n and _ADDRESS.match(text, sentences[n - 1][0]):
                n -= 1
            return sentences[n:]
    return []


def _pick_patterns(line: str, traces: list[tuple[str, Orders]]) -> list[re.Pattern[str]]:
    """Return the patterns that may fit a line."""
    lowered = f" {line.lower()}"
    picked = dict.fromkeys(order for trace, order in traces if trace in lowered)
    return [pattern for order in picked for pattern in _compile_orders(order)]


def _find_reports(line: str, offset: int) -> list[Span]:
    """Return the quotations of a line that has words of its own beside them."""
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    beside = _QUOTED.sub(" ", line)
    reports = len(_WORD.findall(beside)) >= _REPORTING_WORDS
    return [(offset + start, offset + end) for start, end in quoted] if reports else []


def _leave_out(text: str, start: int, end: int, spans: list[Span]) -> str:
    """Return a stretch of a text with an ellipsis for the spans in it."""
    parts, done = [], start
    for first, last in spans:
        if first < end and last > start:
            parts += [text[done : max(first, start)], "“…”"]
            done = min(last, end)
    return "".join([*parts, text[done:end]])


def _is_label(line: str) -> bool:
    """Tell whether a line is written as what a machine is fed with: a role, a passage, an exchange, a verdict."""
    if _LABEL.match(line) or _VERDICT.search(line) or (line.count(":") > 1 and len(_ROLE.findall(line)) > 1):
        return True
    exchange = _EXCHANGE.match(line)
    return bool(exchange) and not _TO_A_PERSON.search(exchange[1] if exchange else "")


def _decodes(sentence: str) -> Iterator[bool]:
    """Yield for each run of letters and digits whether it is words in base64."""
    for blob in _BLOB.findall(sentence):
        try:
            words = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        yield " " in words and words.isprintable()


@cache
def _compile_orders(order: Orders) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _list_patterns(order))


def _list_patterns(order: Orders) -> Iterator[str]:
    opens = rf"(?:^\W*|[;:.!—–]\s*|\b(?:{order.joins})\s+)"
    machine = rf"(?:{order.machine})\b"
    tells = rf"(?:{order.telling})\b"
    yield rf"{opens}(?:{order.ignoring})\s+(?:\w+\s+){{0,3}}?(?:{order.guidance}){_END}"
    yield rf"{opens}{tells}.{{0,200}}?(?<!\w)(?:{order.so})"
    yield rf"{_START}(?:(?:{order.joins})\s+)?(?:{order.that})"
    yield rf"{opens}{tells}.{{0,200}}?(?:{_MARKUP.pattern})"
    then = rf"(?:;|\b(?:{order.joins}))\s+(?:\w+\s+)?"
    yield rf"{opens}(?:{order.ignoring})\b[^.]{{0,80}}?{then}(?:{order.answering}){_END}"
    yield rf"^\W*(?:{order.lead})[\s:]+(?:\w+\s+){{0,2}}?{machine}[^.:\])]{{0,60}}[:\])—]"
    yield rf"^\W*(?:[\w’']+\s+){{0,5}}?{machine}\s*:\s*(?:[^.]*{then})?(?:{order.answering}|{order.ignoring}){_END}"
    yield rf"^\W*(?:{machine}|(?:{orders.ROLES}))\s*[,:]\s*(?:\w+\s+)?(?:{order.telling}|{order.ignoring})\b"
    yield rf"[\[(]\s*(?:{orders.ROLES})\s*:\s*(?:\w+\s+)?(?:{order.telling}|{order.ignoring})\b"
    yield rf"\b{machine}[^.;]{{0,60}}\b(?:{orders.MUST})\s+(?:\w+\s+)?{tells}\s*(?:{orders.AS_TOLD})"
    yield rf"\b{machine}\s+{orders.READING}\s+{orders.THIS_TEXT}"
    asked = rf"\b(?:{order.asked})(?:(?!{orders.TO_A_PERSON})[^.]){{0,120}}?"
    yield rf"{asked},\s*(?:\w+\s+){{0,2}}?(?:{order.telling}|{order.changing})\b"
    yield rf"{_START}(?:{order.changing})\b.{{0,100}}?\b(?:{order.changed})"
    yield rf"\b(?:{order.owed}){_END}"
    yield rf"{_START}(?:{order.persona})"
    opening = r"^\W*(?:[^,.;:]{1,60},\s+)?"
    yield rf"{opening}(?:(?:{orders.ALL})\s+){{0,2}}(?:{order.ought}){orders.NEWS_OF_A_RULE}"
    yield from order.sure


@cache
def _compile_question() -> re.Pattern[str]:
    machine = "|".join(order.machine for order in ORDERS)
    return re.compile(
        rf"\b(?:{machine})\b.*\b{orders.ORDER_WORDS}|\b{orders.ORDER_WORDS}.*\b(?:{machine})\b", re.IGNORECASE
    )
