"""Verification: every statement is held against the words of the articles, and comes to a verdict."""

from qa.language.attribution.claims import Claim, find_claim
from qa.language.attribution.speakers import find_speaker
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote, read_premise
from qa.verify.verdict import Flag, Verdict
from qa.verify.verifier import Verification, Verifier

__all__ = [
    "Claim",
    "Flag",
    "Hypothesis",
    "Premise",
    "Quote",
    "Verdict",
    "Verification",
    "Verifier",
    "find_claim",
    "find_speaker",
    "read_premise",
]
