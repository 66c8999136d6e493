"""How many of what: another number beside the same noun, another unit, and all for some."""

from collections.abc import Iterator, Sequence

from qa.language.numbers import Number, find_numbers
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.phrases import Phrase
from qa.verify.guards.frames.pairs import Pair
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag

# Chosen: "per", "a" and a unit stand within so many words behind a figure: "40 cases per 100,000 people".
_RATE_WORDS = 4
# Which amount may stand for which: what is told of more than the article has is over-generalised.
_RANK = {"none": 0, "few": 1, "some": 2, "half": 3, "many": 3, "most": 4, "all": 5}


def compare_numbers(pair: Pair) -> Iterator[Flag]:
    """Yield a flag for each side that has another number."""
    for name, one, other in pair.list_slots():
        told, found = find_numbers(one.text), find_numbers(other.text)
        if told and found and not any(a.equals(b) for a in told for b in found):
            alike = one.lemma == other.lemma or name in ("agent", "patient")
            if alike and (name == "agent" or not _is_counted(told, one.lemma, pair.source)):
                yield pair.make_flag("number", one.text, other.text, decides=True)


def _is_counted(numbers: list[Number], lemma: str, source: GuardReading) -> bool:
    """Tell whether a sentence counts so many of the same noun anywhere."""
    tokens = source.parsed.tokens if source.parsed else ()
    counted = find_numbers(source.text)
    ends = {token.start for token in tokens if token.lemma == lemma}
    return any(
        number.equals(other) and any(0 <= start - other.end <= 30 for start in ends)
        for number in numbers
        for other in counted
    )


def compare_scope(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where the statement is about more than the article is."""
    for _, one, other in pair.list_slots():
        told, found = _find_quantifier(one, pair), _find_quantifier(other, pair)
        if (
            one.lemma == other.lemma
            and told
            and found
            and _RANK[told[0]] > _RANK[found[0]]
            and told[0] in ("all", "most")
        ):
            yield pair.make_flag("scope", one.text, other.text, decides=True)
        elif one.lemma == other.lemma and told and not found and told[0] == "all":
            yield pair.make_flag("scope", one.text, other.text)


def _find_quantifier(phrase: Phrase, pair: Pair) -> tuple[str, str] | None:
    for word in phrase.text.lower().split():
        kind = pair.language.quantifiers.get(word)
        if kind in _RANK:
            return kind, word
    return ("some", "") if any(not n.ordinal for n in find_numbers(phrase.text)) else None


def find_other_units(statement: GuardReading, sources: Sequence[GuardReading], grammar: Grammar) -> Iterator[Flag]:
    """Yield a flag for each number that counts something else, or at another rate, than it does in every source."""
    told = _list_counted(statement, grammar)
    for number, unit, text in told:
        found = [
            (other, other_text, source)
            for source in sources
            for same, other, other_text in _list_counted(source, grammar)
            if same.equals(number) and (other == unit or grammar.are_other_units(unit, other))
        ]
        if found and all(other != unit for other, _, _ in found):
            _, against, source = found[0]
            yield Flag(kind="number", words=text, against=against, quote=source.quote, decides=True)


def _list_counted(reading: GuardReading, grammar: Grammar) -> list[tuple[Number, str, str]]:
    """Return the numbers of a sentence with each unit that they have: "20 million crowns a day" has two."""
    parsed = reading.parsed
    if parsed is None:
        return []
    known = {unit for group in grammar.units for side in group for unit in side}
    counted = []
    for number in find_numbers(reading.text):
        after = [token for token in parsed.tokens if number.end <= token.start][:_RATE_WORDS]
        for n, token in enumerate(after):
            if token.pos not in ("NOUN", "DET", "ADP", "ADJ"):
                break
            if token.lemma in known and (n == 0 or after[n - 1].lemma in grammar.rates or after[n - 1].pos == "ADJ"):
                counted.append((number, token.lemma, reading.text[number.start : token.end]))
    return counted
