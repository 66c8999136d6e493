"""A sentence as the guards read it: its frames where there is a parser, and where it stands in which article."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qa.language.known import detect_language
from qa.language.names import Name, find_names
from qa.language.syntax.frames import Frame, read_frames
from qa.language.syntax.grammar import find_grammar
from qa.language.syntax.parse import Parsed, parse_text
from qa.language.words import stem_words
from qa.verify.premise import Premise, Quote

# Chosen: whom "he" means is mostly told so near before.
_SENTENCES_BEFORE = 2
# So many characters of an article tell its language; where they do not, it is taken for English.
_TOLD_BY = 1000
_DEFAULT = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardReading:
    """One sentence, of a statement or of an article.

    offset  where it begins in the text of the article
    before  the sentences before it, which say who "he" is
    quote   what is cited of it, or None for a statement
    """

    text: str
    language: str | None
    parsed: Parsed | None = field(repr=False)
    frames: tuple[Frame, ...] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    offset: int = 0
    before: str = ""
    quote: Quote | None = None

    @property
    def names_before(self) -> list[Name]:
        """The names in it and in the sentences before it."""
        return find_names(f"{self.before} {self.text}")


def read_sentence(text: str, language: str | None) -> GuardReading:
    """Return a sentence that stands alone as it is read."""
    parsed, frames = _read(text, language)
    stems = frozenset(stem_words(text, language))
    return GuardReading(text=text, language=language, parsed=parsed, frames=frames, stems=stems)


def find_language_code(premise: Premise) -> str:
    """Return the code of the language that an article is in, told by its words where the article does not say."""
    code = premise.article.language or detect_language(premise.text[:_TOLD_BY])
    return (code or _DEFAULT)[:2].lower()


def read_quotes(quotes: Sequence[Quote]) -> list[GuardReading]:
    """Return the whole sentences that quotes are taken from, each once, as they are read."""
    readings: dict[tuple[str, int], GuardReading] = {}
    for quote in quotes:
        premise, language = quote.premise, find_language_code(quote.premise)
        spans = list(premise.spans) or [(quote.start, quote.end)]
        for n, (start, end) in enumerate(spans):
            key = (premise.article.id, start)
            if start < quote.end and quote.start < end and key not in readings:
                text = premise.text[start:end]
                parsed, frames = _read(text, language)
                before = premise.text[spans[max(0, n - _SENTENCES_BEFORE)][0] : start]
                readings[key] = GuardReading(
                    text=text,
                    language=language,
                    parsed=parsed,
                    frames=frames,
                    # "We" in it is the outlet.
                    stems=frozenset(stem_words(f"{text} {premise.article.source or ''}", language)),
                    offset=start,
                    before=before,
                    quote=quote,
                )
    return list(readings.values())


@lru_cache(maxsize=4096)
def _read(text: str, language: str | None) -> tuple[Parsed | None, tuple[Frame, ...]]:
    parsed, grammar = parse_text(text, language), find_grammar(language)
    return parsed, read_frames(parsed, grammar) if parsed and grammar else ()
