"""The judge: who decides whether articles say what a statement says, behind one seam."""

from qa.verify.judge.case import Judge, JudgeCase, Opinion, QuotedSource, Ruling
from qa.verify.judge.opening import make_judge, open_judge

__all__ = ["Judge", "JudgeCase", "Opinion", "QuotedSource", "Ruling", "make_judge", "open_judge"]
