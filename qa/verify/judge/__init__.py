"""The judge: who decides whether articles say what a statement says, behind one seam."""

from qa.verify.judge.case import Case, Judge, Opinion, QuotedSource, Ruling
from qa.verify.judge.opening import make_judge, open_judge

__all__ = ["Case", "Judge", "Opinion", "QuotedSource", "Ruling", "make_judge", "open_judge"]
