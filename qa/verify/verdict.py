"""What the check of a statement comes to: supported, contradicted or not confirmed, how surely, and why."""

from dataclasses import dataclass
from typing import Literal

from qa.verify.premise import Quote

VerdictName = Literal["supported", "contradicted", "not_confirmed"]
FlagKind = Literal[
    "number",  # another number, unit, or a number of another thing
    "date",  # another day
    "name",  # somebody or something else, or nowhere named
    "quotation",  # quoted words that stand nowhere so
    "roles",  # who did it and to whom it was done change places
    "direction",  # rose for fell, more for fewer, before for after
    "comparison",  # the comparison turned round
    "mode",  # may, plans to, if: told as done, or the other way round
    "status",  # accused, charged, convicted
    "stance",  # denied, admitted, called false
    "negation",  # a "not" lost or added
    "speaker",  # somebody else says it, or nobody does
    "scope",  # all for some, only, at least
    "cause",  # the cause and what it brought about change places
    "words",  # words that no quote has
    "merged",  # said of different things
    "instruction",  # rests on words that are an order to the reader's machine
    "outdated",  # a later article gives another figure
    "meaning",  # the judge says so
]

_FOUND: dict[FlagKind, str] = {
    "outdated": "out of date, a later article has",
    "speaker": "another speaker, the article has",
}
_MISSING: dict[FlagKind, str] = {
    "instruction": "only in words that are addressed to a machine",
    "meaning": "not what the articles say",
    "merged": "the articles say it of different things",
    "outdated": "out of date",
    "quotation": "nowhere quoted so",
    "speaker": "nobody says so in the articles",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One thing that speaks against a statement.

    words      of the statement: what is missing or differs
    against    words of the article that contradict, "" where it only is missing
    quote      where these stand, or None
    decides    it is exact enough to rule out "supported" whatever a judge says
    """

    kind: FlagKind
    words: str
    against: str = ""
    quote: Quote | None = None
    decides: bool = False

    def describe(self) -> str:
        """Return it in a few words: `“convicted”: the article has “charged”`."""
        if self.against:
            reason = f"{_FOUND.get(self.kind, 'the article has')} “{self.against}”"
        else:
            reason = _MISSING.get(self.kind, "not in the articles")
        return f"“{self.words}”: {reason}" if self.words else reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check of one statement found.

    score   how likely it is that the articles say it, in 0..1, calibrated (tools/fit_verdict.py)
    judge   who decided about the meaning: the name of a model, "words" where it stands there word by word,
            "rules" where there was no model
    quotes  the exact words that it rests on, or the nearest ones where it is not supported
    """

    name: VerdictName
    score: float
    judge: str
    quotes: tuple[Quote, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether it may be shown as what the articles say."""
        return self.name == "supported"
