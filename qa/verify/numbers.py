"""Find the numbers of a text and what each is worth: "7 million", "seven million" and "7,000,000" are the same."""

import re
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "t": 10**12}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        start=1,
    )
}
_OTHER = {"dozen": 12.0, "half": 0.5}
_WORDS = "|".join([*_UNITS, *_TENS, *_SCALES, *_ORDINALS, *_OTHER])
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<currency>US\$|[$€£¥₹])?\s?(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<fraction>[½¼¾⅓⅔])?(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"(?:(?P<short>bn|mn|tn|[kmb])\b|[\s-]?(?P<scale>hundred|thousand|million|billion|trillion)s?\b)?"
    r"\s?(?P<percent>%|per\s?cent\b|percent\b|percentage points?\b)?"
    r"(?P<money>\s?(?:dollars|euros?|pounds|yen|rupees)\b)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?:{_WORDS})(?:(?:\s+and\s+|[\s-]+)(?:{_WORDS}))*\b"
    r"(?P<percent>\s?(?:per\s?cent|percent|percentage points?)\b)?"
    r"(?P<money>\s?(?:dollars|euros?|pounds|yen|rupees)\b)?",
    re.IGNORECASE,
)
_CURRENCIES = {"us$": "$", "dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "rupees": "₹"}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


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


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text, in figures and in English words, in order."""
    return sorted([*_find_figures(text), *_find_spelled(text)], key=lambda number: number.start)


def _find_figures(text: str) -> list[Number]:
    found = []
    for match in _FIGURE.finditer(text):
        value = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"])) + _FRACTIONS.get(match["fraction"] or "", 0.0)
        value *= _SHORT_SCALES.get((match["short"] or "").lower(), 1) * _SCALES.get((match["scale"] or "").lower(), 1)
        found.append(
            Number(
                value=value,
                percent=bool(match["percent"]),
                currency=_name_currency(match["currency"] or match["money"]),
                ordinal=bool(match["ordinal"]),
                spelled=False,
                text=match.group().strip(),
                start=match.start(),
                end=match.end(),
            )
        )
    return found


def _find_spelled(text: str) -> list[Number]:
    found = []
    for match in _SPELLED.finditer(text):
        if text[: match.start()].rstrip()[-1:].isdigit():
            continue
        end = min((match.start(group) for group in ("percent", "money") if match[group]), default=match.end())
        words = re.findall(r"[a-z]+", text[match.start() : end].lower())
        found.append(
            Number(
                value=_add_up([word for word in words if word != "and"]),
                percent=bool(match["percent"]),
                currency=_name_currency(match["money"]),
                ordinal=words[-1] in _ORDINALS,
                spelled=True,
                text=match.group(),
                start=match.start(),
                end=match.end(),
            )
        )
    return found


def _name_currency(written: str | None) -> str:
    name = (written or "").strip().lower()
    return _CURRENCIES.get(name, name)


def _add_up(words: list[str]) -> float:
    """Return the worth of number words: "two hundred thirty thousand and five" is 230,005."""
    total = group = 0.0
    for word in words:
        if word in _SCALES:
            group = max(group, 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, group = total + group, 0.0
        elif word in _OTHER:
            group = max(group, 1.0) * _OTHER[word] if word == "dozen" else group + _OTHER[word]
        else:
            group += {**_UNITS, **_TENS, **_ORDINALS}[word]
    return total + group
