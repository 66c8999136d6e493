"""Find the numbers of a text and what each is worth: "7 million", "seven million" and "7,000,000" are the same."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from qa.language import get_language
from qa.language.folding import drop_invisible, list_visible
from qa.language.profile import Numerals

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# What stands between groups of digits wherever people write so: blanks of all kinds, and apostrophes as in Zurich.
_BETWEEN_GROUPS = "\u00a0\u202f\u2009 '’"
_NOTHING = "(?!)"
# Signs that stand for money in every language; a name for one of them is in the profile.
_SIGNS = {"us$": "$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: its worth, whether it is a percentage or an order, and where it stands.

    spelled   it is written in words, and so may be a turn of phrase ("one of the", "at first")
    currency  "$", "€", "£", "¥", "₹", or "" where none is named
    """

    value: float
    percent: bool
    currency: str
    ordinal: bool
    spelled: bool
    text: str
    start: int
    end: int

    def equals(self, other: "Number") -> bool:
        """Tell whether both say the same amount; an order ("third") is not a count ("three"), nor $5 the same as €5."""
        same = abs(self.value - other.value) <= 1e-9 * max(1.0, abs(self.value))
        money = self.currency == other.currency or not (self.currency and other.currency)
        return same and money and self.percent == other.percent and self.ordinal == other.ordinal


def find_numbers(text: str, language: str | None = "en") -> list[Number]:
    """Return the numbers of a text, in figures and in words of its language, in order."""
    plain = drop_invisible(text)
    if len(plain) < len(text):
        return _look_through(text, find_numbers(plain, language))
    reader = _open_reader(language)
    figures = reader.find_figures(text)
    spelled = [n for n in reader.find_spelled(text) if not any(f.start <= n.start < f.end for f in figures)]
    return sorted([*figures, *spelled], key=lambda number: number.start)


def _look_through(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers of a text without invisible characters where they stand in the one that has them."""
    places = list_visible(text)
    return [replace(number, start=places[number.start], end=places[number.end - 1] + 1) for number in numbers]


class _NumberReader:
    """Reads numbers as a language writes them."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals
        self._figure = _compile_figure(numerals)
        self._spelled = _compile_spelled(numerals)
        self._word = re.compile(_join_words(_list_words(numerals)))

    def find_figures(self, text: str) -> list[Number]:
        found = []
        for match in self._figure.finditer(text):
            value = float(re.sub(r"\D", "", match["whole"]) + "." + (match["decimals"] or "0"))
            value += _FRACTIONS.get(match["fraction"] or "", 0.0)
            value *= self._numerals.short_scales.get((match["short"] or "").lower(), 1)
            for scale in re.findall(r"\w+", match["scale"] or ""):
                value *= self._find_scale(scale.lower())
            found.append(self._make_number(match, value, ordinal=bool(match["ordinal"]), spelled=False))
        return found

    def find_spelled(self, text: str) -> list[Number]:
        found = []
        for match in self._spelled.finditer(text):
            if text[: match.start()].rstrip()[-1:].isdigit():
                continue
            end = min((match.start(group) for group in ("percent", "money") if match[group]), default=match.end())
            words = self._word.findall(text[match.start() : end].lower())
            if len(words) == 1 and words[0] in self._numerals.articles:
                continue
            ordinal = words[-1] in self._numerals.ordinals
            found.append(self._make_number(match, self._add_up(words), ordinal=ordinal, spelled=True))
        return found

    def _make_number(self, match: re.Match[str], value: float, *, ordinal: bool, spelled: bool) -> Number:
        sign = match["money"] or (None if spelled else match["currency"])
        name = (sign or "").strip().lower()
        return Number(
            value=value,
            percent=bool(match["percent"]),
            currency=self._numerals.currencies.get(name, _SIGNS.get(name, name)),
            ordinal=ordinal,
            spelled=spelled,
            text=match.group() if spelled else match.group().strip(),
            start=match.start(),
            end=match.end(),
        )

    def _find_scale(self, word: str) -> int:
        return self._numerals.scales.get(word) or self._numerals.scales.get(word.removesuffix("s"), 1)

    def _add_up(self, words: list[str]) -> float:
        """Return the worth of number words: "two hundred thirty thousand and five" is 230,005."""
        numerals = self._numerals
        total = group = 0.0
        for word in words:
            scale = numerals.scales.get(word)
            if scale and scale >= 1000 and total < scale:
                total, group = (total + group or 1.0) * scale, 0.0
            elif scale and scale >= 1000:
                total, group = total + (group or 1.0) * scale, 0.0
            elif scale:
                group = max(group, 1.0) * scale
            elif word in numerals.others:
                times = numerals.others[word]
                group = max(group, 1.0) * times if times > 1 else group + times
            else:
                group += numerals.values.get(word, numerals.ordinals.get(word, 0))
        return total + group


@cache
def _open_reader(language: str | None) -> _NumberReader:
    return _NumberReader(get_language(language).numerals)


def _list_words(numerals: Numerals) -> list[str]:
    return [*numerals.values, *numerals.scales, *numerals.ordinals, *numerals.others]


def _join_words(words: Collection[str]) -> str:
    """Return an alternation, the longer words first; a blank in one stands for any white space or none."""
    return (
        _NOTHING
        if not words
        else "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in sorted(words, key=lambda word: -len(word)))
    )


def _compile_figure(numerals: Numerals) -> re.Pattern[str]:
    marks = re.escape(numerals.grouping) + _BETWEEN_GROUPS
    return re.compile(
        r"(?<![\w.,])(?P<currency>US\$|[$€£¥₹])?\s?"
        rf"(?P<whole>\d{{1,3}}(?P<mark>[{marks}])(?:\d{{2,3}}(?P=mark))*\d{{3}}(?!\d)|\d+)"
        rf"(?:[{re.escape(numerals.decimal)}](?P<decimals>\d+))?(?P<fraction>[{''.join(_FRACTIONS)}])?"
        rf"(?P<ordinal>(?:{_join_words(numerals.ordinal_marks)})(?!\w))?"
        rf"(?:(?P<short>{_join_words(numerals.short_scales)})\b"
        rf"|(?P<scale>(?:[\s-]?(?:{_join_words(numerals.scales)})s?(?!\w))+))?" + _compile_unit(numerals, sign="%|"),
        re.IGNORECASE,
    )


def _compile_spelled(numerals: Numerals) -> re.Pattern[str]:
    words = _join_words(_list_words(numerals))
    joiners = _join_words(numerals.joiners)
    if numerals.joined:
        words = rf"(?:(?:{words})(?:{joiners})?)*(?:{words})"
    return re.compile(
        rf"\b(?:{words})(?:(?:\s+(?:{joiners})\s+|[\s-]+)(?:{words}))*\b" + _compile_unit(numerals), re.IGNORECASE
    )


def _compile_unit(numerals: Numerals, *, sign: str = "") -> str:
    percent = rf"(?:\s?(?P<percent>{sign}(?:{_join_words(numerals.percent)})\b))?"
    return percent + rf"(?P<money>\s?(?:(?:{_join_words(numerals.currencies)})\b|[€£](?!\d)))?"
