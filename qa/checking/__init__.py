"""Hold any text against the library: every sentence, every quotation; and find where words were said."""

from qa.checking.alignment import WordDifference
from qa.checking.checker import Checker, Submission, open_checker
from qa.checking.drafts import Manuscript, make_answer_text, make_manuscript, read_manuscript
from qa.checking.places import Place, find_places
from qa.checking.quotations import CheckedQuotation, QuotationState
from qa.checking.statements import CheckedStatement, CheckedText

__all__ = [
    "CheckedQuotation",
    "CheckedStatement",
    "CheckedText",
    "Checker",
    "Manuscript",
    "Place",
    "QuotationState",
    "Submission",
    "WordDifference",
    "find_places",
    "make_answer_text",
    "make_manuscript",
    "open_checker",
    "read_manuscript",
]
