"""Draft an answer: sentences with the numbers of their evidence, written by a model or taken from the articles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.evidence import Evidence
from qa.passages import Span, asks, split_sentences
from qa.words import split_words

_MARK = r"\[(?i:passages?\s+)?\d+(?:\s*(?:[,;–-]|and)\s*\d+)*\]"
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=[^\s\[])", re.MULTILINE)
_MARKS_BEFORE_STOP = re.compile(rf"((?:\s*{_MARK})+)\s*([.!?]+[”\"’']?)")
_MARKS = re.compile(_MARK)
_MARKED_END = re.compile(rf"([.!?][”\"’']?(?:\s*{_MARK})+)\s+")
_LEADING_MARKS = re.compile(rf"^(?:{_MARK}\s*[.,;]?\s*)+")
_BULLET = re.compile(r"^(?:[-*•]\s+|(?:the )?answer\s*:\s*)", re.IGNORECASE)
# What a model is told to write where no passage answers.
_MARKER = re.compile(r"\W*not in the passages\W*", re.IGNORECASE)
_DECLINES = re.compile(
    r"\bnot in the passages\b"
    r"|\b(passages?|articles?|text|evidence) (do|does|did) not (?:\w+ly )?(mention|say|state|contain|provide|specify"
    r"|give|name|include|answer|indicate|tell|report|address|describe|discuss|have|list|explain|identify|cover|refer)",
    re.IGNORECASE,
)
# May be said of passages, and may be news: then it cites where it stands.
_LACKS = re.compile(
    r"\bno (relevant )?(information|mention)\b"
    r"|\b(is|are|was|were) not (mentioned|specified|provided|stated|given|named)\b"
    r"|\bnot explicitly (mention|state|name|specif|provid|say|said|give)|\bcannot (be )?determined?\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;—]\s*|,\s+(?:but|although|though|while|however)\s+", re.IGNORECASE)
_NEAR_BEST = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence of an answer that is still to be checked.

    cited  numbers of the evidence it says it rests on
    span   where it stands in the article, for a sentence that was taken from there word by word
    """

    text: str
    cited: tuple[int, ...]
    span: Span | None = None

    @property
    def is_marker(self) -> bool:
        """Whether it is the marker of a model that found no answer, and so no statement."""
        return bool(_MARKER.fullmatch(self.text))

    @property
    def abstains(self) -> bool:
        """Whether all that the sentence says is that the evidence has no answer."""
        return all(
            _DECLINES.search(part) or (not self.cited and _LACKS.search(part)) for part in _PARTS.split(self.text)
        )


def parse_drafts(text: str) -> list[Draft]:
    """Return the sentences of a model's answer without their [n] marks, each with the numbers in them."""
    text = _MARKS_BEFORE_STOP.sub(r"\2\1", _LIST_NUMBER.sub("", text.replace("**", "")))
    text = _MARKED_END.sub(r"\1\n", text)
    marked: list[str] = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if (leading := _LEADING_MARKS.match(sentence)) and marked:
            marked[-1] += " " + leading.group()
            sentence = sentence[leading.end() :]
        if sentence.strip():
            marked.append(sentence)
    return [draft for draft in map(_read_sentence, marked) if split_words(draft.text)]


def extract_drafts(evidence: Sequence[Evidence], *, most: int) -> Iterator[Draft]:
    """Yield the best sentences of the evidence word by word: those that score near the best one, at most so many."""
    ranked = sorted(
        ((sentence, item.n) for item in evidence for sentence in item.hit.sentences if not asks(sentence.text)),
        key=lambda pair: -pair[0].score,
    )
    seen: list[set[str]] = []
    for sentence, n in ranked:
        words = set(split_words(sentence.text))
        if ranked and sentence.score < ranked[0][0].score * _NEAR_BEST:
            return
        if any(len(words & other) > 0.7 * min(len(words), len(other)) for other in seen):
            continue
        seen.append(words)
        yield Draft(text=" ".join(sentence.text.split()), cited=(n,), span=(sentence.start, sentence.end))
        if len(seen) == most:
            return


def _read_sentence(sentence: str) -> Draft:
    cited = [int(number) for mark in _MARKS.findall(sentence) for number in re.findall(r"\d+", mark)]
    text = " ".join(_BULLET.sub("", _MARKS.sub("", sentence).strip()).split())
    return Draft(text=re.sub(r"\s+([.,;!?])", r"\1", text), cited=tuple(dict.fromkeys(cited)))
