"""Read the verdicts in a judge's reply, however the model sets them; what can't be read is no verdict."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qa.language.sentences import Span
from qa.models.thoughts import blank_thoughts
from qa.verify.verdict import VerdictName

_WORDS: dict[VerdictName, str] = {
    "supported": "supported yes true entailed",
    "contradicted": "contradicted contradicts contradiction refuted false",
    "not_confirmed": "not_confirmed not_supported unsupported unconfirmed unclear partially partly no",
}
_NAMES: dict[str, VerdictName] = {word: name for name, words in _WORDS.items() for word in words.split()}
_WORST_FIRST: tuple[VerdictName, ...] = ("contradicted", "not_confirmed", "supported")

_SEPARATORS = re.compile(r"[\s_-]+")
_PLAIN_LINE = re.compile(r"^\W*(\d+)\W+((?:not[\s_-]+)?[a-z]+)\b", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"\D{0,12}(\d+)\W*")
_BROKEN_NUMBER = re.compile(r"""["']n["']\s*:\s*["']?(\d+)""")
_VERDICT = re.compile(r"""["']verdict["']\s*:\s*["']([^"'\n]*)["']""")
_BROKEN_END = re.compile(r"\}[\s,\]`]*$")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenVerdict:
    """The verdict on one statement, and the words of it that the model objects to.

    span  where the verdict stands in the reply, None where it is deep inside a structure
    """

    n: int
    verdict: VerdictName
    words: str = ""
    span: Span | None = None


def read_verdicts(reply: str, *, count: int) -> dict[int, WrittenVerdict]:
    """Return the verdicts on statements 1 to count, by number; of several on one statement the worst counts.

    They are looked for as JSON, and where there is none as lines like "1 yes", whatever else is written around. What no
    whole verdict is found for is left out, so that a reply that is cut off never supports a statement.
    """
    text = blank_thoughts(reply)
    found = _keep_worst(_read_lines(text)) | _keep_worst(_read_objects(text, count))
    return {n: written for n, written in found.items() if 1 <= n <= count}


def _keep_worst(verdicts: Iterable[WrittenVerdict]) -> dict[int, WrittenVerdict]:
    found: dict[int, WrittenVerdict] = {}
    for written in verdicts:
        known = found.get(written.n, written)
        found[written.n] = min(known, written, key=lambda each: _WORST_FIRST.index(each.verdict))
    return found


def _read_lines(text: str) -> Iterator[WrittenVerdict]:
    for match in _PLAIN_LINE.finditer(text):
        if name := _NAMES.get(_fold_verdict(match[2])):
            yield WrittenVerdict(n=int(match[1]), verdict=name, span=match.span(2))


def _read_objects(text: str, count: int) -> Iterator[WrittenVerdict]:
    """Read the JSON objects; where none of them has a number and there is one for each statement, by their order."""
    objects = [(item, span) for item, span in _find_objects(text) if item.get("verdict") is not None]
    numbers = [_read_number(item) for item, _ in objects]
    if not any(numbers) and len(objects) == count:
        numbers = list(range(1, count + 1))
    for n, (item, span) in zip(numbers, objects, strict=True):
        # A word that is none of the three is no support.
        verdict = _NAMES.get(_fold_verdict(str(item["verdict"])), "not_confirmed")
        yield WrittenVerdict(n=n, verdict=verdict, words=str(item.get("words") or ""), span=span)


def _find_objects(text: str) -> Iterator[tuple[dict[str, Any], Span | None]]:
    """Yield the objects that a text has, inside lists and other objects too, but never those inside a string."""
    place = text.find("{")
    while place >= 0:
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            # The rest of the line may be a string of the article that looks like a verdict: only its head is read.
            end = place + len(text[place:].partition("\n")[0])
            value = _read_broken(text[place:end])
        if "verdict" in value:
            match = _VERDICT.search(text, place, end)
            yield value, match.span(1) if match else None
        else:
            yield from ((item, None) for item in _open_value(value))
        place = text.find("{", end)


def _open_value(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "verdict" in value:
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _open_value(item)


def _read_broken(line: str) -> dict[str, Any]:
    """Read a line that is JSON but for a quotation mark or the like, if it is there to its end."""
    number, verdict = _BROKEN_NUMBER.search(line), _VERDICT.search(line)
    if number and verdict and _BROKEN_END.search(line):
        return {"n": int(number[1]), "verdict": verdict[1]}
    return {}


def _read_number(item: dict[str, Any]) -> int:
    value = item.get("n", item.get("id"))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    return int(match[1]) if match else 0


def _fold_verdict(word: str) -> str:
    return _SEPARATORS.sub("_", word.strip().strip(".").lower())
