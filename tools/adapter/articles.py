"""Articles to make training items of: parsed by spaCy, under invented outlets and days."""

import random
import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import en_core_web_sm
from questions import PRONOUNS, STARTS
from spacy.tokens import DocBin

from qa.language.dates import annotate_dates

FIRST = (
    "North Meridian Harbour City Daily Evening Federal Coastal Union Valley Capital Western Lake River Orchard Granite "
    "Beacon Summit Pine Teln"
).split()
LAST = (
    "Post Wire Gazette Courier Observer Times Herald Ledger Review Dispatch Chronicle Journal Standard Tribune News"
).split()
# All chance of the items comes from here.
rng = random.Random(11)
nlp = en_core_web_sm.load()
# Names, days and numbers of all articles by kind, to put in place of others.
POOL: dict[str, list[str]] = defaultdict(list)


def parse(path: Path, texts: list[str]) -> list[Any]:
    """Return parsed texts, kept on disk: parsing takes minutes."""
    if path.exists():
        return list(DocBin().from_disk(path).get_docs(nlp.vocab))
    docs = list(nlp.pipe(texts, batch_size=32))
    DocBin(docs=docs).to_disk(path)
    return docs


def outlet() -> str:
    """Return an invented outlet, by name or by domain."""
    a, b = rng.choice(FIRST), rng.choice(LAST)
    if rng.random() < 0.4:
        return (a + b).lower() + rng.choice([".com", ".co.uk", ".org", ".net", ".news"])
    return rng.choice(["The ", "", ""]) + f"{a} {b}"


def day() -> date:
    """Return a day of publication."""
    return date(2019, 1, 1) + timedelta(days=rng.randrange(2700))


def spell(d: date) -> str:
    """Return a day in words."""
    return f"{d.day} {d:%B %Y}"


class Article:
    """A parsed text: its sentences as spans and as words, and its names, days and numbers by kind."""

    def __init__(self, title: str, doc: Any, group: str, key: str) -> None:
        """Take the title, the parsed text, what it may be mixed with, and a key of its own."""
        self.title, self.group, self.key = title, group, key
        self.outlet = outlet()
        self.day: date | None = day()
        self.spans = [s for s in doc.sents if len(s.text.strip()) > 2]
        self.sents = [" ".join(s.text.split()) for s in self.spans]
        self.ents: dict[str, list[str]] = defaultdict(list)
        for e in doc.ents:
            if e.text not in self.ents[e.label_]:
                self.ents[e.label_].append(" ".join(e.text.split()))

    @property
    def origin(self) -> str:
        """The line that says where a passage is from."""
        parts = [self.outlet] if self.outlet else []
        if self.day:
            parts.append(spell(self.day))
        return ": ".join(p for p in (", ".join(parts), self.title) if p)


def swap(answer: str, kind: str, article: Article) -> str:
    """Return a wrong candidate of the same kind, "" where there is none."""
    if kind in ("CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
        words = {
            "one": "three",
            "two": "four",
            "three": "five",
            "four": "two",
            "five": "seven",
            "six": "eight",
            "seven": "nine",
            "eight": "six",
            "nine": "six",
            "ten": "twelve",
        }
        if answer.lower() in words:
            return words[answer.lower()].capitalize() if answer[0].isupper() else words[answer.lower()]
        digits = re.search(r"\d+", answer)
        if digits and rng.random() < 0.6:
            value = int(digits[0])
            new = str(
                max(1, value + rng.choice([-3, -2, -1, 1, 2, 3, 10, value]))
                if value < 1000
                else value + rng.choice([-10, 10, 100, -100])
            )
            if new != digits[0]:
                return answer[: digits.start()] + new + answer[digits.end() :]
    pool = [
        e for e in article.ents.get(kind, []) if e.lower() not in answer.lower() and answer.lower() not in e.lower()
    ]
    if not pool or rng.random() < 0.25:
        pool = [
            e
            for e in rng.sample(POOL[kind], min(8, len(POOL[kind])))
            if e.lower() not in answer.lower() and answer.lower() not in e.lower()
        ] or pool
    return rng.choice(pool) if pool else ""


def trim(span: Any, keep: str, longest: int) -> str:
    """Return the sentence without what is not needed: openings, clauses behind, asides, while the kept words stay."""
    text = " ".join(span.text.split())
    root = span.root
    cuts = []
    for t in span:
        if t.dep_ in ("relcl", "advcl", "appos", "acl") or (
            t.dep_ == "conj" and t.head == root and t.pos_ in ("VERB", "AUX")
        ):
            sub = sorted(x.i for x in t.subtree)
            cuts.append((sub[0], sub[-1]))
    cuts.sort(key=lambda c: -c[1])
    start = span.start
    while start < span.end - 3 and (
        span.doc[start].lower_ in STARTS or (start > span.start and span.doc[start].text == ",")
    ):
        start += 1
    alive = [t for t in span if t.i >= start]

    def join(tokens: list[Any]) -> str:
        out = " ".join("".join(t.text_with_ws for t in tokens).split())
        out = re.sub(r"\s+([,.;:!?])", r"\1", out)
        out = re.sub(r",(\s*,)+", ",", out)
        out = re.sub(r"[,;:–-]\s*([.!?]?)$", r"\1", out).strip()
        out = re.sub(r"\b(and|but|or)\s*([.!?]?)$", r"\2", out).strip()
        return re.sub(r"[\s,;:–-]+([.!?]?)$", r"\1", out)

    for a, b in cuts:
        if len(alive) <= longest:
            break
        if a <= start + 1:
            continue
        rest = [t for t in alive if not a <= t.i <= b]
        if keep.lower() in join(rest).lower() and len(rest) >= 6 and b >= span.end - 3:
            alive = rest
    text = join(alive)
    if text.count('"') % 2 or text.count("(") != text.count(")"):
        text = " ".join(span.text.split())
    return text[:1].upper() + text[1:]


def stand_alone(article: Article, i: int, text: str) -> str:
    """Put the name for a pronoun at the start, from the sentences before; "" where there is none."""
    first = text.split()[0].lower().strip(",")
    if first in ("he", "she"):
        for span in reversed(article.spans[max(0, i - 3) : i]):
            subjects = [t for t in span if t.dep_ in ("nsubj", "nsubjpass") and t.ent_type_ == "PERSON"]
            if subjects:
                ent = next((e for e in span.ents if e.start <= subjects[0].i < e.end), None)
                if ent is not None:
                    return ent.text + text[len(first) :]
        return ""
    return "" if first in PRONOUNS or first in ("his", "her", "their", "its") else text


def with_days(passages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the passages as they are shown for a question of days: each hint at a day with its date behind it."""
    out = []
    for origin, text in passages:
        found = re.search(r"\d{1,2} [A-Z]\w+ \d{4}", origin)
        out.append((origin, annotate_dates(text, datetime.strptime(found[0], "%d %B %Y").date() if found else None)))
    return out
