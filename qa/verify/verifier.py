"""The check of statements against articles: locate the words that carry each, guard, judge, and come to a verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa.errors import MissingKey, ModelFailed, ModelUnavailable, ReplyNotKept
from qa.language import get_language
from qa.language.codes import name_language
from qa.models import Usage
from qa.verify.decide import decide_verdict
from qa.verify.guards import find_objections
from qa.verify.guards.order import OrderCheck, check_order, join_verdicts
from qa.verify.guards.quoting import find_misattributed
from qa.verify.hypothesis import Hypothesis
from qa.verify.judge.case import Judge, JudgeCase, Opinion
from qa.verify.judge.sources import write_sources
from qa.verify.locate import Located, locate_quotes
from qa.verify.missing import flag_missing
from qa.verify.verdict import Flag, Verdict, rank_flag

RULES = "rules"
WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verdicts on some statements, in their order, and the tokens that the judge took.

    notices  what the user should know: that the judge failed, and the rules decided
    """

    verdicts: tuple[Verdict, ...]
    usage: Usage = field(default_factory=Usage)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedHypothesis:
    """What was found of one statement before anybody judged its meaning."""

    hypothesis: Hypothesis
    located: Located
    flags: tuple[Flag, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is something to judge: words that may carry it, and not word for word."""
        return bool(self.located.quotes) and not self.located.verbatim


class Verifier:
    """Checks statements; answers and drafts go through the same one."""

    def __init__(self, judge: Judge | None = None) -> None:
        """Take who decides about the meaning; None leaves it to the rules, and the verdicts say so."""
        self._judge = judge

    @property
    def judge_name(self) -> str:
        """Who decides about the meaning: the name of a model, or "rules"."""
        return self._judge.name if self._judge else RULES

    def name_judge(self, verdicts: Sequence[Verdict]) -> str:
        """Return who judged some verdicts: the judge, or "rules" where it had no say in any that was open."""
        names = {verdict.judge for verdict in verdicts}
        return RULES if RULES in names and self.judge_name not in names else self.judge_name

    def verify(self, hypotheses: Sequence[Hypothesis]) -> Verification:
        """Return a verdict on each statement, in one call of the judge for all of them.

        What stands in an article word for word needs no judge. Where the judge fails, the rules decide, with a notice.
        """
        findings = [find_signs(hypothesis) for hypothesis in hypotheses]
        orders = [check_order(finding.hypothesis) if finding.is_open else None for finding in findings]
        findings = list(map(_add_order, findings, orders))
        begun = len(findings)
        held = {n: order for n, order in enumerate(orders) if order and order.holds}
        findings += [find_signs(part) for order in held.values() for part in order.parts]
        open_cases = [n for n, finding in enumerate(findings) if finding.is_open]
        opinions, usage, notices = self._judge_cases([findings[n] for n in open_cases])
        by_place = dict(zip(open_cases, opinions, strict=True))
        verdicts = [self._decide(finding, by_place.get(n)) for n, finding in enumerate(findings)]
        for n, order in held.items():
            ended = begun + len(order.parts)
            verdicts[n] = max(verdicts[n], join_verdicts(verdicts[begun:ended]), key=lambda verdict: verdict.supported)
            begun = ended
        if self._judge is None:
            notices = (*notices, *_tell_unknown(findings))
        return Verification(verdicts=tuple(verdicts[: len(hypotheses)]), usage=usage, notices=notices)

    def _judge_cases(
        self, findings: Sequence[GuardedHypothesis]
    ) -> tuple[Sequence[Opinion | None], Usage, tuple[str, ...]]:
        if self._judge is None or not findings:
            return [None] * len(findings), Usage(), ()
        try:
            ruling = self._judge.judge([write_case(finding) for finding in findings])
        except ReplyNotKept:
            raise
        except (MissingKey, ModelFailed, ModelUnavailable) as error:
            return [None] * len(findings), Usage(), (f"The judge failed, so only rules decided. {error}",)
        missing = sum(opinion is None for opinion in ruling.opinions)
        notice = f"The judge gave no opinion on {missing} of {len(findings)} statements; rules decided about these."
        return ruling.opinions, ruling.usage, (notice,) if missing else ()

    def _decide(self, finding: GuardedHypothesis, opinion: Opinion | None) -> Verdict:
        calibrated = bool(getattr(self._judge, "gives_probabilities", False))
        name, score = decide_verdict(finding.located, finding.flags, opinion, calibrated=calibrated)
        judge = WORDS if finding.located.verbatim else RULES if opinion is None else self.judge_name
        flags = tuple(sorted(finding.flags, key=rank_flag))
        if name != "supported" and opinion is not None and opinion.support < 0.5:
            flags = (*flags, Flag(kind="meaning", words=opinion.words))
        return Verdict(name=name, score=score, judge=judge, quotes=finding.located.quotes, flags=flags)


def _tell_unknown(findings: Sequence[GuardedHypothesis]) -> Iterator[str]:
    """Yield, once a language, of which languages rules know little."""
    quotes = (quote for finding in findings if finding.is_open for quote in finding.located.quotes)
    for code in dict.fromkeys(quote.premise.language for quote in quotes):
        if code and not get_language(code).is_known:
            yield (
                f"Of {name_language(code)} only numbers, days, names and quotations are compared: the words of a "
                "language are known for English, German, Spanish and French."
            )


def _add_order(finding: GuardedHypothesis, order: OrderCheck | None) -> GuardedHypothesis:
    """Return a finding with what the days of the articles say against the order of its events."""
    if order is None or order.holds:
        return finding
    return replace(finding, flags=(*finding.flags, order.flag))


def find_signs(hypothesis: Hypothesis) -> GuardedHypothesis:
    """Return where a statement stands and what speaks against it, as far as rules can tell."""
    located = locate_quotes(hypothesis)
    if located.verbatim:
        return GuardedHypothesis(hypothesis=hypothesis, located=located, flags=())
    flags = (
        *flag_missing(hypothesis, located),
        *find_misattributed(hypothesis),
        *find_objections(hypothesis, located.quotes),
    )
    return GuardedHypothesis(hypothesis=hypothesis, located=located, flags=flags)


def write_case(finding: GuardedHypothesis) -> JudgeCase:
    """Return what a judge is asked of a statement."""
    hypothesis = finding.hypothesis
    return JudgeCase(
        statement=hypothesis.text,
        sources=write_sources(finding.located, hypothesis.premises),
        question=hypothesis.question.text if hypothesis.question else "",
        before=hypothesis.before,
    )
