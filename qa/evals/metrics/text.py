"""Compare the text of an answer with gold answers, by the words of both, in any language."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qa.language.wording import determiners

# Scripts that are written without spaces: each character counts as a token.
_UNSPACED = "\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_CHARACTER = re.compile(f"([{_UNSPACED}])")
# What SQuAD's script strips as punctuation though Unicode calls it a symbol.
_ASCII_SYMBOLS = frozenset("$+<=>^`|~")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LETTERS = rf"[^\W_{_UNSPACED}]+"
_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+"
_JOINED = re.compile(rf"{_NUMBER}|[{_UNSPACED}]|{_LETTERS}(?:[’‘ʼ']{_LETTERS})*|[%&]")
_PARTED = re.compile(rf"{_NUMBER}|[{_UNSPACED}]|{_LETTERS}(?:['’‘ʼ](?![sS]\b){_LETTERS})*|[%&]")
_SPELLED = {"%": "percent", "&": "and"}
_SHORTEST_ARABIC = 3


def normalize_squad(text: str, lang: str | None = None) -> str:
    """Return text as SQuAD compares it: lower case, without punctuation, articles and needless white space.

    The rules are those of the official script of SQuAD 1.1 (Rajpurkar et al. 2016), with Unicode's punctuation, and
    with the articles of the language as MLQA strips them (Lewis et al. 2020): "a" is one only in English. Accents
    stay.

    lang  ISO 639-1 code; None is English, as in SQuAD
    """
    text = unicodedata.normalize("NFC", text).lower()
    kept = "".join(c for c in text if c not in _ASCII_SYMBOLS and not unicodedata.category(c).startswith("P"))
    articles = determiners.ARTICLES.get((lang or "en")[:2].lower())
    return " ".join((articles.sub(" ", kept) if articles else kept).split())


def split_squad(text: str, lang: str | None = None) -> list[str]:
    """Return the tokens of the normalized text; each character of a script without spaces is one (as in MLQA)."""
    return _UNSPACED_CHARACTER.sub(r" \1 ", normalize_squad(text, lang)).split()


def match_exactly(text: str, golds: Iterable[str], lang: str | None = None) -> float:
    """Return 1 where the normalized text is one of the gold answers, else 0: SQuAD's exact match."""
    normalized = normalize_squad(text, lang)
    return float(any(normalized == normalize_squad(gold, lang) for gold in golds))


def overlap_tokens(text: str, golds: Iterable[str], lang: str | None = None) -> float:
    """Return the best F1 of the text's tokens and a gold answer's: SQuAD's F1.

    Of the tokens that they share (each as often as both have it), F1 is the harmonic mean of the share of the text's
    and the share of the gold answer's. Where one of them has no token, it is 1 if both have none, else 0.
    """
    tokens = split_squad(text, lang)
    return max((_rate_overlap(tokens, split_squad(gold, lang)) for gold in golds), default=0.0)


def holds_answer(text: str, golds: Iterable[str], lang: str | None = None) -> bool:
    """Tell whether a gold answer stands in the text as a run of whole tokens.

    Tokens are looser than SQuAD's: case, accents, the commas of numbers, the points of initials and the English
    articles don't count, and "%" is "percent". "Levi's" is found by "Levi" and by "Levis". In Arabic, where
    conjunctions and prepositions are written onto the word, a part of a word will do.
    """
    if not text:
        return False
    parted, joined = _fold(text, _PARTED), _fold(text, _JOINED)
    arabic = (lang or "")[:2].lower() == "ar"
    for gold in golds:
        needle = _fold(gold, _PARTED)
        if _has_run(parted, needle) or _has_run(joined, _fold(gold, _JOINED)):
            return True
        if arabic and len(needle) >= _SHORTEST_ARABIC and needle in parted:
            return True
    return False


def count_words(text: str) -> int:
    """Return how many words, numbers, and characters of scripts without spaces a text has."""
    return len(_JOINED.findall(_INVISIBLE.sub("", text)))


def _rate_overlap(tokens: Sequence[str], gold: Sequence[str]) -> float:
    if not tokens or not gold:
        return float(tokens == gold)
    shared = sum((Counter(tokens) & Counter(gold)).values())
    return 2 * shared / (len(tokens) + len(gold))


def _has_run(tokens: str, run: str) -> bool:
    return bool(run) and f" {run} " in f" {tokens} "


@lru_cache(maxsize=1024)
def _fold(text: str, pattern: re.Pattern[str]) -> str:
    """Return the tokens of a text, folded, with spaces between them."""
    text = _INITIALS.sub(lambda match: match.group().replace(".", "") + " ", _INVISIBLE.sub("", text))
    tokens = (_fold_token(token) for token in pattern.findall(text))
    return " ".join(token for token in tokens if token and token not in determiners.ENGLISH_ARTICLES)


def _fold_token(token: str) -> str:
    if token in _SPELLED:
        return _SPELLED[token]
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", token).lower())
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in ",'’‘ʼ")
