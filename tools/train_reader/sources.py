"""Read the question sets that the reader learns from into one form: question, text, and where in it the answer is."""

import csv
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_WRITTEN = {
    "-lrb-": "(",
    "-rrb-": ")",
    "-lsb-": "[",
    "-rsb-": "]",
    "``": "“",
    "''": "”",
    "--": "–",
}
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]”]|'s|n't|'re|'ve|'ll|'d|'m|…)$", re.IGNORECASE)
_OPENING = ("(", "[", "“", "$", "£", "€", "#")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')\]]*\s+(?=[\"“'(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question over a text.

    gold   where the answer stands: spans of characters, whole sentences where the set names no words
    group  what the text is from; sets are split by it
    """

    question: str
    title: str
    sentences: tuple[str, ...]
    gold: tuple[tuple[int, int, int], ...]
    source: str
    group: str


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of tokens as written, and the place of each in it."""
    text, spans, opened = "", [], False
    for token in tokens:
        token = _WRITTEN.get(token.lower(), token)
        if text and not opened and not _NO_SPACE_BEFORE.match(token):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        opened = token in _OPENING
    return text, spans


def split_plain(text: str) -> list[str]:
    """Return the sentences of a text, cut at stops before a capital."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def ask(text: str) -> str:
    """Return a question with a capital and one question mark."""
    text = " ".join(text.split()).rstrip(" ?")
    return text[:1].upper() + text[1:] + "?"


def read_qamr(folder: Path, most: int = 14) -> Iterator[Example]:
    """QAMR, dev and test: questions on single sentences of Wikinews and Wikipedia (MIT)."""
    sentences: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    documents: dict[str, list[str]] = defaultdict(list)
    for line in (folder / "qamr-sentences.tsv").open():
        key, _, words = line.rstrip("\n").partition("\t")
        sentences[key] = join_tokens(words.split())
        documents[key.rsplit(":", 2)[0]].append(key)
    for keys in documents.values():
        keys.sort(key=lambda key: tuple(map(int, key.split(":")[-2:])))
    asked: dict[str, dict[str, set[tuple[int, int]]]] = defaultdict(dict)
    for name in ("qamr-dev.tsv", "qamr-test.tsv"):
        for line in (folder / name).open():
            key, _, _, _, _, question, *answers = line.rstrip("\n").split("\t")
            if any("Invalid" in answer for answer in answers) or len(question.split()) < 4 or key not in sentences:
                continue
            spans = sentences[key][1]
            gold = set()
            for answer in answers:
                places = [int(n) for n in answer.rpartition(":")[2].split() if n.isdigit()]
                if "Redundant" not in answer and places and max(places) < len(spans):
                    gold.add((spans[min(places)][0], spans[max(places)][1]))
            if gold:
                asked[key].setdefault(question, set()).update(gold)
    chance = random.Random(1)
    for key, questions in asked.items():
        group = key.rsplit(":", 2)[0]
        kept = list(documents[group])
        place = kept.index(key)
        kept = kept[max(0, place - 5) : place + 6]
        place = kept.index(key)
        texts = tuple(sentences[other][0] for other in kept)
        for question in chance.sample(sorted(questions), min(most, len(questions))):
            gold = tuple((place, start, end) for start, end in sorted(questions[question]))
            yield Example(question=ask(question), title="", sentences=texts, gold=gold, source="qamr", group=group)


def read_nqg(folder: Path) -> Iterator[Example]:
    """Questions and sentences of SQuAD 1.1 train, as the test set of Du et al. 2017 (SQuAD: CC BY-SA 4.0)."""
    lines = [join_tokens(line.split())[0] for line in (folder / "nqg-src.txt").open()]
    questions = [join_tokens(line.split())[0] for line in (folder / "nqg-tgt.txt").open()]
    order: list[str] = list(dict.fromkeys(lines))
    places = {text: n for n, text in enumerate(order)}
    for text, question in zip(lines, questions, strict=True):
        n = places[text]
        first = max(0, n - 4)
        near = tuple(order[first : n + 5])
        gold = ((n - first, 0, len(text)),)
        yield Example(question=ask(question), title="", sentences=near, gold=gold, source="nqg", group=f"nqg{n // 60}")


def read_selqa(folder: Path) -> Iterator[Example]:
    """SelQA, dev and test: sections of Wikipedia and their sentences that answer (Apache-2.0)."""
    for name in ("selqa-dev.json", "selqa-test.json"):
        for row in json.loads((folder / name).read_text()):
            texts = tuple(row["candidates"])
            gold = tuple((n, 0, len(texts[n])) for n in row["answers"])
            title = row["article"] if row["section"] == "Abstract" else f"{row['article']}: {row['section']}"
            question = ask(row["question"])
            yield Example(
                question=question, title=title, sentences=texts, gold=gold, source="selqa", group=row["article"]
            )


def read_qed(folder: Path) -> Iterator[Example]:
    """QED, dev: questions typed into a search engine, a paragraph, its sentence that answers (CC BY-SA 3.0)."""
    for line in (folder / "qed.jsonl").open():
        row = json.loads(line)
        chosen = (row.get("annotation") or {}).get("selected_sentence")
        answers = [a["paragraph_reference"] for a in (row.get("annotation") or {}).get("answer") or []]
        if not chosen:
            continue
        text, starts = row["paragraph_text"], [*row["sentence_starts"], len(row["paragraph_text"])]
        texts, gold = [], []
        for n, (start, end) in enumerate(pairwise(starts)):
            tokens = text[start:end].split()
            sentence, _ = join_tokens(tokens)
            texts.append(sentence)
            for answer in answers:
                if start <= answer["start"] < end:
                    words = join_tokens(text[answer["start"] : answer["end"]].split())[0]
                    if words and (at := sentence.find(words)) >= 0:
                        gold.append((n, at, at + len(words)))
        if not gold:
            n = next((n for n, start in enumerate(starts[:-1]) if start == chosen["start"]), None)
            if n is None:
                continue
            gold = [(n, 0, len(texts[n]))]
        yield Example(
            question=ask(row["question_text"]),
            title=row["title_text"],
            sentences=tuple(texts),
            gold=tuple(gold),
            source="qed",
            group=row["title_text"],
        )


def read_tsqa(folder: Path) -> Iterator[Example]:
    """TimeQA, human: questions with a time over pages of Wikipedia; one window with the answer, one without (BSD-3)."""
    chance = random.Random(2)
    for name in ("tsqa-easy.jsonl", "tsqa-hard.jsonl"):
        for line in (folder / name).open():
            row = json.loads(line)
            title = row["idx"].split("#")[0].removeprefix("/wiki/").replace("_", " ")
            texts = [join_tokens(part.split())[0] for part in re.split(r"(?<= [.?!]) ", row["context"])]
            targets = [join_tokens(t.split())[0] for t in row["targets"] if t.strip()]
            gold = [
                (n, m.start(), m.end())
                for n, text in enumerate(texts)
                for t in targets
                for m in re.finditer(re.escape(t), text)
            ]
            spots = {gold_place[0] for gold_place in gold}
            if targets and not gold:
                continue
            if gold:
                # The first mention may be by the way; which one answers is not said: those with a year come first.
                middle = next((n for n in sorted(spots) if re.search(r"\b(1[5-9]|20)\d\d\b", texts[n])), min(spots))
                first = max(0, middle - chance.randint(0, 5))
                window = texts[first : first + 9]
                kept = tuple((n - first, s, e) for n, s, e in gold if first <= n < first + len(window))
                yield Example(
                    question=ask(row["question"]),
                    title=title,
                    sentences=tuple(window),
                    gold=kept,
                    source="tsqa",
                    group=title,
                )
            free = [n for n in range(0, len(texts), 7) if not spots & set(range(n, n + 9))]
            for first in chance.sample(free, min(2, len(free))):
                window = texts[first : first + 9]
                yield Example(
                    question=ask(row["question"]),
                    title=title,
                    sentences=tuple(window),
                    gold=(),
                    source="tsqa",
                    group=title,
                )


def read_fairytale(folder: Path) -> Iterator[Example]:
    """FairytaleQA: questions of teachers on sections of tales; those whose answer is said in words (Apache-2.0)."""
    stories = {p.name.removesuffix("-story.csv"): p for p in folder.rglob("*-story.csv")}
    for path in sorted(folder.rglob("*-questions.csv")):
        name = path.name.removesuffix("-questions.csv")
        if name not in stories:
            continue
        with stories[name].open(newline="") as file:
            sections = {row["section"]: row["text"] for row in csv.DictReader(file)}
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            numbers = [n.strip() for n in row["cor_section"].split(",")]
            if row["ex-or-im1"] != "explicit" or any(n not in sections for n in numbers) or len(numbers) > 1:
                continue
            texts = split_plain(sections[numbers[0]])
            gold = []
            for answer in (row["answer1"], row["answer2"], row["answer4"]):
                words = " ".join((answer or "").split()).rstrip(".").lower()
                gold += [
                    (n, t.lower().find(words), t.lower().find(words) + len(words))
                    for n, t in enumerate(texts)
                    if words and words in t.lower()
                ]
            if not gold:
                wanted = set(re.findall(r"\w+", row["answer1"].lower()))
                shares = [len(wanted & set(re.findall(r"\w+", t.lower()))) / max(1, len(wanted)) for t in texts]
                if not shares or max(shares) < 0.7 or len(wanted) < 3:
                    continue
                n = shares.index(max(shares))
                gold = [(n, 0, len(texts[n]))]
            if len({n for n, _, _ in gold}) > 2:
                continue
            yield Example(
                question=ask(row["question"]),
                title=name.replace("-", " "),
                sentences=tuple(texts),
                gold=tuple(sorted(set(gold))),
                source="fairytale",
                group=name,
            )


def read_qadiscourse(folder: Path) -> Iterator[Example]:
    """QADiscourse: why, how, when of a sentence of Wikinews and Wikipedia (CC BY 4.0); texts around it from QAMR."""
    documents: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for line in (folder / "qamr-sentences.tsv").open():
        key, _, words = line.rstrip("\n").partition("\t")
        a, b = key.split(":")[-2:]
        documents[key.rsplit(":", 2)[0]].append(((int(a), int(b)), join_tokens(words.split())[0]))
    rows = []
    for path in sorted(folder.glob("qad_*.tsv")):
        with path.open(newline="") as file:
            rows += list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    own: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.get("sentence"):
            own[row["qasrl_id"].rsplit(":", 2)[0]][row["qasrl_id"]] = join_tokens(row["sentence"].split())[0]
    seen = set()
    for row in rows:
        question, answer, key = row["full_question"], row["full_answer"] or "", row["qasrl_id"]
        if not question or question == "_" or (key, question) in seen or not row.get("sentence"):
            continue
        seen.add((key, question))
        group = key.rsplit(":", 2)[0]
        text = own[group][key]
        words = join_tokens(answer.split())[0].rstrip(" .")
        at = text.find(words)
        gold = (at, at + len(words)) if words and at >= 0 else (0, len(text))
        a, b = map(int, key.split(":")[-2:])
        near = dict(documents.get(group, []))
        near |= {tuple(map(int, k.split(":")[-2:])): t for k, t in own[group].items()}
        near[(a, b)] = text
        order = sorted(near)
        place = order.index((a, b))
        kept = order[max(0, place - 4) : place + 5]
        texts = tuple(near[k] for k in kept)
        yield Example(
            question=ask(question),
            title="",
            sentences=texts,
            gold=((kept.index((a, b)), *gold),),
            source="qadiscourse",
            group=group,
        )


READERS = (read_qamr, read_nqg, read_selqa, read_qed, read_tsqa, read_fairytale, read_qadiscourse)


def is_held_out(example: Example) -> bool:
    """Tell whether an example is kept for measuring: one group of twenty, by the hash of its name."""
    return hashlib.sha256(example.group.encode()).digest()[0] % 20 == 0
