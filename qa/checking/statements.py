"""What the check of a text comes to: its statements with their verdicts and quotations, and what they cite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qa.answer import Citation
from qa.checking.drafts import Manuscript
from qa.checking.quotations import CheckedQuotation
from qa.models import Usage
from qa.verify.verdict import Verdict, VerdictName, choose_flags

# From the best to the worst.
VERDICTS: tuple[VerdictName, ...] = ("supported", "not_confirmed", "contradicted")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedStatement:
    """A sentence, what the articles say to it, and what became of its quotations.

    Attributes:
        start: Where it stands in the text.
        end: Where it stands in the text.
        citations: Numbers of the citations of the text: the words against it first, then those that it rests on or that
            come nearest.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    quotations: tuple[CheckedQuotation, ...] = ()
    citations: tuple[int, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """What speaks against it, each in a few words."""
        return tuple(flag.describe() for flag in choose_flags(self.verdict.flags))

    @property
    def holds(self) -> bool:
        """Whether it is supported and all of its quotations are exact."""
        return self.verdict.supported and all(quotation.is_exact for quotation in self.quotations)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    """A draft or another text after its check.

    Attributes:
        judge: Who decided about the meaning, a model or "rules".
        notices: What there is to know of how it was checked, such as that no article passes the filters.
    """

    manuscript: Manuscript
    statements: tuple[CheckedStatement, ...]
    citations: tuple[Citation, ...]
    judge: str
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0

    @property
    def verdict(self) -> VerdictName | None:
        """The worst verdict of its statements; None where it has none."""
        return find_worst(statement.verdict.name for statement in self.statements)

    @property
    def holds(self) -> bool:
        """Whether all of its statements are supported and all of its quotations exact."""
        return all(statement.holds for statement in self.statements)

    @property
    def quotations(self) -> tuple[CheckedQuotation, ...]:
        """The quotations of all statements."""
        return tuple(quotation for statement in self.statements for quotation in statement.quotations)

    def find_statements(self, block: int) -> Sequence[CheckedStatement]:
        """Return the statements that stand in a block of the draft."""
        found = self.manuscript.blocks[block]
        return [statement for statement in self.statements if found.start <= statement.start < found.end]


def find_worst(verdicts: Iterable[VerdictName]) -> VerdictName | None:
    """Return the worst of some verdicts, or None of none."""
    return max(verdicts, key=VERDICTS.index, default=None)
