"""What the check of a statement comes to: supported, contradicted or not confirmed, how surely, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qa.language.words import split_words, stem_words
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
            reason = _MISSING.get(self.kind, "not in the nearest words")
        return f"“{self.words}”: {reason}" if self.words else reason


def choose_flags(flags: Iterable[Flag]) -> list[Flag]:
    """Return what a reader is told: what tells more first, and nothing that is only a part of what another tells."""
    ranked = sorted({flag.describe(): flag for flag in flags}.values(), key=rank_flag)
    said = {word for flag in ranked if flag.kind not in ("meaning", "words") for word in split_words(flag.words)}
    ranked = [flag for flag in ranked if flag.kind != "meaning" or said.isdisjoint(split_words(flag.words))]
    return [
        flag
        for n, flag in enumerate(ranked)
        if not any(_includes(other, flag) and (m < n or not _includes(flag, other)) for m, other in enumerate(ranked))
    ]


def _includes(flag: Flag, part: Flag) -> bool:
    """Tell whether a flag has the words of another among its own, in whatever form, and those that contradict them."""
    if flag is part or not (flag.against and part.words) or _is_reasoned(part):
        return False
    return all(
        set(stem_words(few)) <= set(stem_words(many))
        for few, many in ((part.words, flag.words), (part.against, flag.against))
    )


def _is_reasoned(flag: Flag) -> bool:
    """Tell whether it has a reason of its own, other than that the words are others or missing."""
    return flag.kind in (_FOUND if flag.against else _MISSING)


def rank_flag(flag: Flag) -> tuple[int, bool]:
    """Order by what tells a reader more: words that contradict, facts, the judge, other words; what decides first."""
    return 0 if flag.against else {"meaning": 2, "words": 3}.get(flag.kind, 1), not flag.decides


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
