"""Verification: every sentence of an answer is held against the words of the articles."""

from qa.verify.claims import Claim, find_claim, find_speaker
from qa.verify.repair import cut_dates
from qa.verify.support import SUPPORT_THRESHOLD, Check, Quote, check_statement

__all__ = ["SUPPORT_THRESHOLD", "Check", "Claim", "Quote", "check_statement", "cut_dates", "find_claim", "find_speaker"]
