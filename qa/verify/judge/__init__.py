"""The judge: who decides whether articles say what a statement says, behind one seam."""

from qa.verify.judge.case import Case, Judge, Opinion, QuotedSource, Ruling

__all__ = ["Case", "Judge", "Opinion", "QuotedSource", "Ruling"]
