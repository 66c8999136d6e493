"""Number the words that checked statements cite, and tell what became of the articles they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.answer import Citation
from qa.checking.statements import CheckedStatement
from qa.history.citations import add_history
from qa.library import Library
from qa.statements import cite_quote
from qa.verify.premise import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedStatements:
    """Statements with the numbers of what they cite, and the citations of these numbers."""

    statements: tuple[CheckedStatement, ...]
    citations: tuple[Citation, ...]


def cite_statements(statements: Sequence[CheckedStatement], library: Library) -> CitedStatements:
    """Return the statements with numbers, from 1, for the words against each and those that each rests on."""
    citations: list[Citation] = []
    cited = [
        replace(own, citations=tuple(dict.fromkeys(cite_quote(quote, citations) for quote in _list_quotes(own))))
        for own in statements
    ]
    return CitedStatements(statements=tuple(cited), citations=add_history(citations, library))


def _list_quotes(statement: CheckedStatement) -> Iterator[Quote]:
    verdict = statement.verdict
    if not verdict.supported:
        yield from (flag.quote for flag in verdict.flags if flag.quote)
    yield from verdict.quotes
