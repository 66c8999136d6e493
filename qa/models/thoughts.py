"""Tell a model's thoughts from its final text, whatever marks them; what it thought is shown to nobody."""

import re
from dataclasses import dataclass

# Names of tags that models and their templates put around thoughts, with a prefix in some ("seed:think").
_NAMES = r"(?:\w{1,12}:)?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflection|scratchpad|inner_monologue|analysis)"
_OPENERS = (
    rf"<\|?\s*{_NAMES}\s*\|?>",
    r"\[THINK\]",
    r"[◁◀]\s*think\s*[▷▶]",
    r"<\|(?:begin_of_thought|START_THINKING)\|>",
    r"<\|?channel\|?>\s*(?:analysis|commentary|thought)\b(?:[^\n<]{0,80}<\|message\|>)?",
    r"<unused94>(?:thought)?",
    # A server may drop the special tokens and leave the names of the channels.
    r"\Aanalysis(?=[A-Z])",
)
_CLOSERS = (
    rf"<\|?/\s*{_NAMES}\s*\|?>",
    r"\[/THINK\]",
    r"[◁◀]\s*/\s*think\s*[▷▶]",
    r"<\|(?:end_of_thought|END_THINKING)\|>",
    r"(?:<\|start\|>\s*assistant\s*)?<\|channel\|>\s*final\b(?:[^\n<]{0,80}<\|message\|>)?",
    r"<channel\|>",
    r"<unused95>",
    r"(?<![A-Za-z])\.\.\.done thinking\.",
    r"assistantfinal",
)
_MARK = re.compile(rf"(?P<opens>{'|'.join(_OPENERS)})|(?P<closes>{'|'.join(_CLOSERS)})", re.IGNORECASE)
# The names of channels that a server leaves are written in one way only.
_BARE_CHANNEL = re.compile(r"analysis|assistantfinal", re.IGNORECASE)
# What some templates leave around a final text.
SPECIAL_TOKENS = re.compile(
    r"<[|｜][\w▁ ]{1,40}[|｜]>|</?(?:s|answer|final|final_answer|response|output)>|\[/?INST\]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalText:
    """What of a text is no thought.

    spans     where it stands
    inside    the text ends within thoughts
    restarts  thoughts ended that were never opened: all that stands before the text was thoughts too
    """

    spans: tuple[tuple[int, int], ...]
    inside: bool = False
    restarts: bool = False


def find_final_text(text: str, *, inside: bool = False) -> FinalText:
    """Return where the final text stands in a reply or in a line of it; a mark of thoughts never has a line break.

    inside  the text before it ended within thoughts
    """
    spans: list[tuple[int, int]] = []
    begin, restarts = 0, False
    for match in _MARK.finditer(text):
        if _BARE_CHANNEL.fullmatch(match[0]) and match[0] != match[0].lower():
            continue
        if match["opens"] and not inside:
            spans.append((begin, match.start()))
            inside = True
        elif match["closes"]:
            if not inside:
                spans, restarts = [], True
            inside, begin = False, match.end()
    if not inside:
        spans.append((begin, len(text)))
    return FinalText(spans=tuple(span for span in spans if span[0] < span[1]), inside=inside, restarts=restarts)


def blank_thoughts(reply: str) -> str:
    """Return a reply with blanks in place of its thoughts, so that all else stands where it stood."""
    parts: list[str] = []
    end = 0
    for start, stop in find_final_text(reply).spans:
        parts += [" " * (start - end), reply[start:stop]]
        end = stop
    return "".join([*parts, " " * (len(reply) - end)])


def trim_final_text(reply: str) -> list[tuple[int, int]]:
    """Return where the final text of a whole reply stands, without the white space that thoughts leave around it."""
    spans = [list(span) for span in find_final_text(reply).spans]
    if spans == [[0, len(reply)]]:
        return [(0, len(reply))]
    while spans and not reply[slice(*spans[0])].strip():
        del spans[0]
    while spans and not reply[slice(*spans[-1])].strip():
        del spans[-1]
    if spans:
        spans[0][0] += len(reply[slice(*spans[0])]) - len(reply[slice(*spans[0])].lstrip())
        spans[-1][1] -= len(reply[slice(*spans[-1])]) - len(reply[slice(*spans[-1])].rstrip())
    return [(start, end) for start, end in spans]
