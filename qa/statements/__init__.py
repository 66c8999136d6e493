"""Statements: what is written of an answer, whose claim it is, and what articles tell differently."""

from qa.statements.attribution import attribute_statement
from qa.statements.statements import (
    Doubt,
    Statements,
    add_doubt,
    add_quote,
    add_verdict,
    cite_doubts,
    cite_quote,
    write_statement,
)

__all__ = [
    "Doubt",
    "Statements",
    "add_doubt",
    "add_quote",
    "add_verdict",
    "attribute_statement",
    "cite_doubts",
    "cite_quote",
    "write_statement",
]
