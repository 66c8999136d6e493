"""Lay the words of a statement beside those of a sentence that it nearly copies, and tell what became of which."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from qa.language.profile import Language
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag, FlagKind

_TOKEN = re.compile(r"[$€£¥]|\d+(?:[.,]\d+)*[^\W\d_]*|n[’']t\b|[^\W\d_]+?(?=n[’']t\b)|[^\W\d_]+(?:\.[^\W\d_]+)*|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWord:
    """A word or figure of a text, in lower case, with its place and the lemmas that it may have."""

    folded: str
    lemmas: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """Words of a sentence that became others in a statement; one side is empty where words were added or dropped.

    copied  the share of the words of the statement that stand in the sentence, in their order
    before  the word after the change, which both have
    """

    was: tuple[PlacedWord, ...]
    now: tuple[PlacedWord, ...]
    statement: GuardReading
    source: GuardReading
    language: Language
    copied: float
    before: str

    @property
    def was_text(self) -> str:
        """What stands in the article."""
        return cut_text(self.source.text, self.was)

    @property
    def now_text(self) -> str:
        """What stands in the statement."""
        return cut_text(self.statement.text, self.now)

    def pair_words(self) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Yield the lemmas of each word that was there with those of each that is there now, but for what stayed."""
        kept = {word.folded for word in self.was} & {word.folded for word in self.now}
        for was in self.was:
            for now in self.now:
                if was.folded not in kept and now.folded not in kept:
                    yield was.lemmas, now.lemmas

    def make_flag(self, kind: FlagKind, *, decides: bool = True) -> Flag:
        """Return a flag with the words on both sides."""
        return Flag(kind=kind, words=self.now_text, against=self.was_text, quote=self.source.quote, decides=decides)


def split_tokens(text: str, reading: GuardReading | None = None, language: Language | None = None) -> list[PlacedWord]:
    """Return the words and figures of a text, a "n't" apart; of a sentence that was read with their lemmas."""
    parsed = reading.parsed if reading else None
    lemmas = {token.start: token.lemma for token in parsed.tokens} if parsed else {}
    words = []
    for match in _TOKEN.finditer(text):
        folded = match.group().lower().replace("’", "'")
        known = language.find_lemma(folded) if language else folded
        found = frozenset([folded, known, lemmas.get(match.start(), folded)])
        words.append(PlacedWord(folded=folded, lemmas=found, start=match.start(), end=match.end()))
    return _join_particles(words, text, language) if language and language.particles else words


def _join_particles(words: list[PlacedWord], text: str, language: Language) -> list[PlacedWord]:
    """Return words with the lemmas of verbs whose particle ends their clause: "nahm ... an" is of "annehmen" too."""
    known = language.list_lemmas()
    joined = list(words)
    for place, word in enumerate(words):
        if word.folded in language.particles and not text[word.end : word.end + 1].strip('.,;:!?”“"'):
            ended = place + 1 == len(words) or text[word.end : word.end + 1].strip()
            for n in range(place - 1, -1, -1) if ended else ():
                whole = {word.folded + lemma for lemma in joined[n].lemmas} & known
                if whole:
                    joined[n] = replace(joined[n], lemmas=joined[n].lemmas | whole)
                    break
    return joined


def list_words(text: str) -> list[str]:
    """Return the words, figures and signs of a text, in lower case."""
    return [word.folded for word in split_tokens(text)]


def cut_text(text: str, words: tuple[PlacedWord, ...]) -> str:
    """Return a text from the first of some words to the last."""
    return text[words[0].start : words[-1].end] if words else ""


def drop_reply(words: list[PlacedWord], text: str, language: Language) -> list[PlacedWord]:
    """Return words without a "no" that answers a question and negates nothing: "No. He resigned"."""
    replies = words and words[0].folded in language.negations and text[words[0].end : words[0].end + 1] in tuple(",.:;")
    return words[1:] if replies else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two runs of words of a statement that stand the other way round in a sentence, and the words between them."""

    change: Rewording
    runs: tuple[tuple[PlacedWord, ...], tuple[PlacedWord, ...]]
    between: tuple[PlacedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordAlignment:
    """A statement beside a sentence of an article, word by word."""

    words: tuple[PlacedWord, ...]
    others: tuple[PlacedWord, ...]
    statement: GuardReading
    source: GuardReading
    language: Language
    copied: float
    opcodes: tuple[tuple[str, int, int, int, int], ...]

    def list_changes(self) -> Iterator[Rewording]:
        """Yield what of the sentence became something else in the statement, in order."""
        for tag, a, b, c, d in self.opcodes:
            if tag != "equal":
                yield self._make_change(a, b, c, d)

    def find_exchange(self) -> Swap | None:
        """Return two runs that change places in what is else a part of the sentence, word by word."""
        told, found = [w.folded for w in self.words], [w.folded for w in self.others]
        size = len(told)
        wanted = Counter(told)
        for offset in range(len(found) - size + 1):
            window = found[offset : offset + size]
            if window != told and Counter(window) == wanted and (places := _find_swap(window, told)):
                first, last, head, tail = places
                change = self._make_change(offset + first, offset + last, first, last)
                runs = change.now[:tail], change.now[len(change.now) - head :]
                return Swap(change=change, runs=runs, between=change.now[tail : len(change.now) - head])
        return None

    def _make_change(self, a: int, b: int, c: int, d: int) -> Rewording:
        return Rewording(
            was=self.others[a:b],
            now=self.words[c:d],
            statement=self.statement,
            source=self.source,
            language=self.language,
            copied=self.copied,
            before=self.words[d].folded if d < len(self.words) else "",
        )


def align_sentences(statement: GuardReading, source: GuardReading, language: Language) -> WordAlignment:
    """Return a statement and a sentence laid beside each other."""
    words = drop_reply(split_tokens(statement.text, statement, language), statement.text, language)
    others = split_tokens(source.text, source, language)
    matcher = SequenceMatcher(None, [w.folded for w in others], [w.folded for w in words], autojunk=False)
    return WordAlignment(
        words=tuple(words),
        others=tuple(others),
        statement=statement,
        source=source,
        language=language,
        copied=sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(words)),
        opcodes=tuple(matcher.get_opcodes()),
    )


def _find_swap(was: list[str], now: list[str]) -> tuple[int, int, int, int] | None:
    """Return where two runs change places, and how long each is in `was`: X M Y becomes Y M X."""
    first = next(n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b)
    last = len(was) - next(n for n, (a, b) in enumerate(zip(was[::-1], now[::-1], strict=True)) if a != b)
    one, other = was[first:last], now[first:last]
    for head in range(1, len(one)):
        for tail in range(1, len(one) - head + 1):
            x, between, y = one[:head], one[head : len(one) - tail], one[len(one) - tail :]
            if other == y + between + x:
                return first, last, head, tail
    return None
