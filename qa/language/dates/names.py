"""Tell a day from a name that has one in it: USA TODAY, the Sunday Times, Black Friday, May as a verb."""

import re

from qa.language.dates.patterns import DatePatterns

_WORD_BEFORE = re.compile(r"([^\W\d_]+)['’.]?\s$")
_WORD_AFTER = re.compile(r"^(?:['’]s)?\s([^\W\d_]+)")
_OPENS = re.compile(r"(?:^|[.!?:\n“\"‘(•|–—-]\s*)$")


def is_part_of_name(text: str, start: int, end: int, kind: str, reader: DatePatterns) -> bool:
    """Tell whether what looks like a day at a place of a text is a word of a name or another word altogether.

    kind  the pattern that found it
    """
    words = text[start:end]
    if kind == "offset":
        return _is_named_today(text, start, end, reader)
    if kind == "weekday":
        return _is_named_weekday(text, start, end, reader)
    if kind == "season" and reader.dating.small_seasons:
        season = re.findall(r"[^\W\d_]+", words)[-1] if not words[-1].isdigit() else ""
        return season[:1].isupper() and _read_word(_WORD_AFTER, text[end : end + 40])[:1].isupper()
    return kind in ("day", "month") and _is_doubtful(words, text[:start], reader)


def _is_named_today(text: str, start: int, end: int, reader: DatePatterns) -> bool:
    """Tell whether a word such as today is written as a name is: with a capital within a sentence."""
    word = text[start:end]
    follows = _read_word(_WORD_AFTER, text[end : end + 40])
    if word[:1].islower():
        return False
    if not _OPENS.search(text[max(0, start - 3) : start]):
        return True
    return follows.lower() in reader.dating.names


def _is_named_weekday(text: str, start: int, end: int, reader: DatePatterns) -> bool:
    """Tell whether a weekday is a part of a name: the name of a paper, or of a day such as Black Friday."""
    if text[start:end].isupper() and text[max(0, start - 30) : end + 30].isupper():
        return False
    before, after = (
        _read_word(_WORD_BEFORE, text[max(0, start - 40) : start]),
        _read_word(_WORD_AFTER, text[end : end + 40]),
    )
    if after[:1].isupper() and after.lower() in reader.dating.names:
        return True
    following = text[end : end + 40].split()[:2]
    recurs = before.lower() in reader.dating.recurring or bool(reader.dating.recurring.intersection(following))
    return recurs or before in reader.dating.named_days


def _is_doubtful(words: str, before: str, reader: DatePatterns) -> bool:
    """Tell whether a month in lower case is another word too: may, march; a day after a small word is none."""
    last = words.lower().split()[-1].rstrip(".")
    month = next((word for word in re.findall(r"[^\W\d_]+", words) if word.lower() in reader.language.months), "")
    if month[:1].isupper() or month not in reader.dating.doubtful or last != month:
        return False
    lead = before[-12:].lower().split()[-1:]
    return not (words[:1].isdigit() and lead and lead[0] in reader.language.before_dates)


def _read_word(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
