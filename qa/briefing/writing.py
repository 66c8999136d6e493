"""Have a model write a section of a briefing from its own excerpts, and have every sentence of it checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa.briefing.brief import SectionKind
from qa.briefing.excerpts import gather_excerpts, write_excerpts
from qa.briefing.topic.reporting import ReportedSentence
from qa.briefing.topic.topic import Topic
from qa.chain.verify import VerifiedDraft, verify_drafts
from qa.drafting import read_reply
from qa.models import ChatModel, Usage
from qa.models.local.server import LocalModel
from qa.models.prompts import Prompt
from qa.verify.verifier import Verifier

# An endpoint takes much at once; the local model reads about 100 tokens a second, and its context is small.
_TOKENS, _LOCAL_TOKENS = 2_500, 500
_LONGEST, _LOCAL_LONGEST = 700, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection:
    """The sentences of a section with the verdicts on them, who judged them, the tokens that took, and notices."""

    drafts: tuple[VerifiedDraft, ...] = ()
    judge: str = "words"
    usage: Usage = field(default_factory=Usage)
    notices: tuple[str, ...] = ()


class SectionWriter:
    """Writes sections with one model.

    verifier  checks what it writes
    """

    def __init__(self, *, model: ChatModel, prompt: Prompt, verifier: Verifier) -> None:
        self._model = model
        self._prompt = prompt
        self._verifier = verifier
        self._is_local = isinstance(model, LocalModel)

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._model.name

    @property
    def prompt_hash(self) -> str:
        """What changes with the prompt."""
        return self._prompt.hash

    def write(self, kind: SectionKind, topic: Topic, ranked: Iterable[ReportedSentence]) -> WrittenSection:
        """Return a section, checked; one without sentences where there is nothing to write from, or the model declines.

        Raises what the model raises.
        """
        excerpts = gather_excerpts(topic, ranked, tokens=_LOCAL_TOKENS if self._is_local else _TOKENS)
        if not excerpts:
            return WrittenSection()
        values = {"evidence": write_excerpts(excerpts), "topic": topic.text, "shape": self._prompt.shapes.get(kind, "")}
        longest = _LOCAL_LONGEST if self._is_local else _LONGEST
        if isinstance(self._model, LocalModel):
            self._model.read_prefix(self._prompt.render(dict.fromkeys(values, "")))
        completion = self._model.stream(self._prompt.render(values), max_tokens=longest)
        text = completion.read()
        reply = read_reply(text, most=len(excerpts), is_cut=completion.is_cut)
        premises = [excerpt.read_premise() for excerpt in excerpts]
        checked = verify_drafts(reply.statements, premises, topic.question, self._verifier)
        return WrittenSection(
            drafts=checked.drafts,
            judge=checked.judge if reply.statements else "words",
            usage=completion.usage + checked.usage,
            notices=(*reply.notices, *checked.notices),
        )
