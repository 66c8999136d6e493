"""The judge that runs on this machine: by the probabilities of yes and no, not by what it writes."""

from collections.abc import Sequence

from qa.models import ChatModel
from qa.verify.judge.case import Case, Ruling


class LocalJudge:
    """Asks the local model about each statement."""

    def __init__(self, model: ChatModel) -> None:
        """Take the model, which stays the caller's to close."""
        self.name = model.name
        self._model = model

    def judge(self, cases: Sequence[Case]) -> Ruling:
        """Return an opinion on each case. Raises what the model raises."""
        raise NotImplementedError
