"""Exact rules about what a statement and the words of the articles say differently; silent where nothing compares."""

from collections.abc import Iterator, Sequence

from qa.language.known import detect_language, get_language
from qa.language.syntax.grammar import find_grammar
from qa.verify.guards.alignment import list_words
from qa.verify.guards.causes import find_turned_links
from qa.verify.guards.figures import find_turned_pairs
from qa.verify.guards.frames import compare_frames
from qa.verify.guards.limits import find_lost_limits
from qa.verify.guards.predicates import find_replaced_verbs
from qa.verify.guards.reading import find_language_code, read_quotes, read_sentence
from qa.verify.guards.wording import find_rewordings
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Quote
from qa.verify.verdict import Flag


def find_objections(hypothesis: Hypothesis, quotes: Sequence[Quote]) -> list[Flag]:
    """Return what the quotes say differently from a statement, each thing once.

    A statement may rest on several quotes, and sides differ: what one of them says just so is never held against it.
    """
    if not quotes:
        return []
    code = find_language_code(quotes[0].premise)
    language, grammar = get_language(code), find_grammar(code)
    sources = [source for source in read_quotes(quotes) if source.language == code]
    if (detect_language(hypothesis.text) or code) != code:
        return []
    statement = read_sentence(hypothesis.text, code)
    if any(list_words(source.text) == list_words(statement.text) for source in sources):
        return []
    flags: list[Flag] = []
    if grammar:
        flags += compare_frames(statement, sources, language, grammar)
        flags += find_turned_links(statement, sources, language, grammar)
        flags += find_replaced_verbs(statement, sources, language, grammar)
    flags += find_turned_pairs(statement, sources)
    flags += find_lost_limits(statement, sources, language)
    flags += find_rewordings(statement, sources, language, grammar)
    return list(_keep_first(flags))


def _keep_first(flags: list[Flag]) -> Iterator[Flag]:
    seen = set()
    for flag in flags:
        key = (flag.kind, flag.words)
        if key not in seen:
            yield flag
        seen.add(key)
