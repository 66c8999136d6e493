"""Make of the questions what the reader will meet: titles, passages of some length, and some that do not answer."""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sources import Example

QUESTION_TOKENS, TITLE_TOKENS, MOST_TOKENS = 40, 18, 304
_SHORTEST, _LONGEST = 350, 1000
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """Question, title and passage in tokens, of each its segment and sentence (-1: none); the gold."""

    ids: list[int]
    segments: list[int]
    sentences: list[int]
    starts: list[int]
    ends: list[int]
    gold_sentences: list[int]
    source: str


def cut_passage(example: Example, chance: random.Random) -> Example:
    """Return the example with as many of its sentences around the answer as a passage has."""
    limit = chance.randint(_SHORTEST, _LONGEST)
    anchor = chance.choice(example.gold)[0] if example.gold else chance.randrange(len(example.sentences))
    first = last = anchor
    size = len(example.sentences[anchor])
    while first > 0 or last < len(example.sentences) - 1:
        before = chance.random() < 0.5
        step = first - 1 if (before and first > 0) or last == len(example.sentences) - 1 else last + 1
        size += len(example.sentences[step]) + 1
        if size > limit:
            break
        first, last = min(first, step), max(last, step)
    gold = tuple((n - first, s, e) for n, s, e in example.gold if first <= n <= last)
    return replace(example, sentences=example.sentences[first : last + 1], gold=gold)


def add_titles(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Return the examples, half of those without a title with one: the first words of another sentence of theirs."""
    titled = []
    for example in examples:
        taken = {n for n, _, _ in example.gold}
        others = [text for n, text in enumerate(example.sentences) if n not in taken]
        if not example.title and others and chance.random() < 0.5:
            words = chance.choice(others).split()[: chance.randint(5, 12)]
            example = replace(example, title=" ".join(words).rstrip(" ,.;:"))
        titled.append(example)
    return titled


def make_rivals(whole: Sequence[Example], cut: Sequence[Example], chance: random.Random, share: float) -> list[Example]:
    """Return passages that do not answer: neighbours of the answer without it, and those that share most words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, example in enumerate(cut):
        for word in set(_WORD.findall(" ".join(example.sentences).lower())):
            holders[word].append(n)
    weight = {word: math.log(len(cut) / len(places)) for word, places in holders.items()}
    rivals = []
    for full, example in zip(whole, cut, strict=True):
        if not example.gold:
            continue
        gold_texts = {full.sentences[n] for n, _, _ in full.gold}
        answers = {full.sentences[n][s:e].lower() for n, s, e in full.gold}
        if chance.random() < share:
            kept = tuple(text for text in full.sentences if text not in gold_texts)
            bare = replace(full, sentences=kept, gold=(), title=example.title)
            if kept and not any(answer in text.lower() for answer in answers for text in kept):
                rivals.append(cut_passage(bare, chance))
        if chance.random() < share:
            scores: Counter[int] = Counter()
            for word in set(_WORD.findall(example.question.lower())):
                if weight.get(word, 0) > 1.5:
                    for n in holders[word][:4000]:
                        scores[n] += weight[word]
            near = [n for n, _ in scores.most_common(40) if cut[n].question != example.question]
            near = [n for n in near if not any(a in " ".join(cut[n].sentences).lower() for a in answers)]
            if near:
                other = cut[chance.choice(near[:4])]
                rivals.append(replace(other, question=example.question, gold=(), group=example.group))
    return rivals


def encode(example: Example, tokenizer) -> Encoded | None:
    """Return the example in tokens; None where the answer is cut off."""
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[:QUESTION_TOKENS]
    title = tokenizer.encode(example.title, add_special_tokens=False).ids[:TITLE_TOKENS] if example.title else []
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    ids = [cls, *question, sep, *title, *([sep] if title else [])]
    segments = [0] * (len(question) + 2) + [1] * (len(ids) - len(question) - 2)
    sentences, starts, ends = [-1] * len(ids), [], []
    for n, text in enumerate(example.sentences):
        encoding = tokenizer.encode(text, add_special_tokens=False)
        base = len(ids)
        for place, start, end in example.gold:
            if place == n:
                inside = [k for k, (a, b) in enumerate(encoding.offsets) if a < end and b > start]
                if not inside:
                    continue
                whole = (end - start) >= 0.9 * len(text)
                starts += [base + k for k in inside] if whole else [base + inside[0]]
                ends += [base + k for k in inside] if whole else [base + inside[-1]]
        ids += encoding.ids
        sentences += [n] * len(encoding.ids)
    segments += [1] * (len(ids) - len(segments))
    ids, segments, sentences = ids[: MOST_TOKENS - 1], segments[: MOST_TOKENS - 1], sentences[: MOST_TOKENS - 1]
    starts = sorted({n for n in starts if n < len(ids)})
    ends = sorted({n for n in ends if n < len(ids)})
    if example.gold and not (starts and ends):
        return None
    return Encoded(
        ids=[*ids, sep], segments=[*segments, 1], sentences=[*sentences, -1], starts=starts or [0], ends=ends or [0],
        gold_sentences=sorted({sentences[n] for n in starts}), source=example.source,
    )  # fmt: skip
