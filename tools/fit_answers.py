"""Fit how sentences are ranked and when nothing answers.

The weights stand in qa/retrieval/reader/hits.py, qa/drafting/extract.py and qa/retrieval/confidence.py.

    python tools/fit_answers.py --signals FILE seeds/questions.jsonl=seeds/articles [MORE.jsonl=ARTICLES ...]

Each pair is a file of questions ({"question", "answers": [] where nothing answers, "gold_articles", "gold_sentences"?,
"asked"?}) and the articles that they are about, in the format of `qa eval`. Every question is asked of all of its
articles; each third question also of a library of one article, by turns one that answers it and the one that would be
found first among those that do not, so that the size of a library tells nothing. What is found is kept in --signals
FILE, one JSON line a question, so that fitting again takes no reading.

The rank of sentences is a conditional logit: the chance of a sentence to be the answer is a softmax over those of a
question. The confidence is a logistic regression, both labels of equal weight. Half of the questions, by the hash of
their text, is held out and scored.
"""

import argparse
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from qa.api import ingest_articles
from qa.chain import open_library
from qa.library import Library
from qa.models.embeddings import Embedder, open_embedder
from qa.question import read_question
from qa.retrieval.confidence import RATED_WEIGHTS as CONFIDENCE
from qa.retrieval.confidence import measure_hits
from qa.retrieval.reader import Reader, open_reader
from qa.retrieval.reader.hits import AGREEMENT, READ_WEIGHTS, READING, read_hits
from qa.retrieval.search import Hit, retrieve_passages
from qa.settings import load_settings

K = 8
PENALTY = 0.002
STEPS, RATE = 4_000, 0.3
RANKING = ("score", "reading", "agreement")
Row = dict[str, Any]


def main() -> None:
    """Read the pairs, find or load the signals, and print the weights and how the held-out half is scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", metavar="QUESTIONS=ARTICLES")
    parser.add_argument("--signals", type=Path, required=True, help="file to keep what was found in, or to read")
    options = parser.parse_args()
    if options.pairs:
        with options.signals.open("w", encoding="utf-8") as file:
            for pair in options.pairs:
                for row in find_rows(*pair.split("=", 1)):
                    file.write(json.dumps(row) + "\n")
    rows = [json.loads(line) for line in options.signals.read_text(encoding="utf-8").splitlines()]
    report_ranking([row for row in rows if row["read"]], RANKING)
    report_ranking(rows, RANKING[:1])
    report_confidence([row for row in rows if row["read"]])


def find_rows(questions: str, articles: str) -> Iterator[Row]:
    """Yield the signals of each question over all of its articles, and of each third over one article."""
    rows = [json.loads(line) for line in Path(questions).read_text(encoding="utf-8").splitlines() if line.strip()]
    embedder, reader = open_embedder(load_settings({})), open_reader()
    with tempfile.TemporaryDirectory() as folder:
        ingest_articles([articles], library=folder)
        with open_library(load_settings({"library": folder})) as library:
            for n, row in enumerate(rows):
                hits = find_hits(row, library, embedder, reader)
                yield describe(row, hits, of=questions, alone=False)
                if n % 3 == 0 and (chosen := choose_article(row, hits, answers=n % 2 == 0)):
                    text = library.get_articles([chosen.article.id])[chosen.article.id].text
                    yield ask_alone(row, chosen, text, embedder, reader, of=questions)


def choose_article(row: Row, hits: Sequence[Hit], *, answers: bool) -> Hit | None:
    """Return the first passage whose article is one that answers, or is not."""
    found = [hit for hit in hits if (is_gold_article(row, hit)) == answers]
    return found[0] if found else None


def ask_alone(row: Row, hit: Hit, text: str, embedder: Embedder, reader: Reader, *, of: str) -> Row:
    """Return the signals of a question over a library of one article."""
    article = {"url": hit.article.url, "title": hit.article.title, "text": text, "published": hit.article.published}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.jsonl")
        path.write_text(json.dumps({**article, "lang": hit.article.language}), encoding="utf-8")
        ingest_articles([str(path)], library=f"{folder}/library")
        with open_library(load_settings({"library": f"{folder}/library"})) as library:
            return describe(row, find_hits(row, library, embedder, reader), of=of, alone=True)


def find_hits(row: Row, library: Library, embedder: Embedder, reader: Reader) -> list[Hit]:
    """Return what is found for a question, read."""
    asked = date.fromisoformat(row["asked"][:10]) if row.get("asked") else None
    question = read_question(row["question"], as_of=asked)
    return read_hits([question], retrieve_passages(question, library, embedder, k=K), reader)


def describe(row: Row, hits: Sequence[Hit], *, of: str, alone: bool) -> Row:
    """Return the signals of a question: of each sentence score and reading, of all what the confidence weighs."""
    sentences = [
        {
            "score": sentence.score - sum(w * sentence.features.get(name, 0.0) for name, w in READ_WEIGHTS.items()),
            "reading": sentence.features.get(READING, 0.0),
            "agreement": sentence.features.get(AGREEMENT, 0.0),
            "gold": is_gold(row, hit, sentence.text),
        }
        for hit in hits
        for sentence in hit.sentences
    ]
    return {
        "of": of,
        "question": row["question"],
        "alone": alone,
        "answerable": bool(row["answers"]) and (not alone or any(is_gold_article(row, hit) for hit in hits)),
        "read": any(READING in sentence.features for hit in hits for sentence in hit.sentences),
        "signals": measure_hits(hits) if hits else {},
        "sentences": sentences,
    }


def is_gold_article(row: Row, hit: Hit) -> bool:
    """Tell whether a passage is of an article that answers, by the id that it came with or its address."""
    return bool({hit.article.url, hit.article.id} & set(row["gold_articles"]))


def is_gold(row: Row, hit: Hit, text: str) -> bool:
    """Tell whether a sentence of a gold article is a gold sentence or has an answer in it."""
    if not is_gold_article(row, hit):
        return False
    folded = fold(text)
    if any(
        fold(gold) in folded or (len(folded) > 25 and folded in fold(gold)) for gold in row.get("gold_sentences", [])
    ):
        return True
    return not row.get("long_form") and any(f" {fold(answer)} " in f" {folded} " for answer in row["answers"])


def fold(text: str) -> str:
    """Return a text without marks and capitals."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def is_held_out(row: Row) -> bool:
    """Tell whether a question is kept for measuring: each second, by the hash of its text."""
    return hashlib.sha256(row["question"].encode()).digest()[0] % 2 == 0


def report_ranking(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Print the weights of a sentence's signals and how often the best sentences of the held-out half are gold."""
    known = [row for row in rows if row["answerable"] and any(s["gold"] for s in row["sentences"])]
    tables = [np.array([[s[name] for name in names] for s in row["sentences"]]) for row in known]
    golds = [np.array([s["gold"] for s in row["sentences"]]) for row in known]
    held = np.array([is_held_out(row) for row in known])
    weights = fit_ranking([t for t, h in zip(tables, held, strict=True) if not h],
                          [g for g, h in zip(golds, held, strict=True) if not h])  # fmt: skip
    told = ", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=True))
    print(f"ranking of {len(known)} questions, {held.sum()} held out: {told}")
    for source in [*sorted({row["of"] for row in known}), "all"]:
        mine = [n for n, row in enumerate(known) if held[n] and source in (row["of"], "all")]
        ranks = [golds[n][np.argsort(-(tables[n] @ weights))] for n in mine]
        hits = [np.mean([gold[:most].any() for gold in ranks]) for most in (1, 2, 3)]
        print(f"  {source} ({len(mine)}): gold first {hits[0]:.2f}, in two {hits[1]:.2f}, in three {hits[2]:.2f}")


def fit_ranking(tables: Sequence[np.ndarray], golds: Sequence[np.ndarray]) -> np.ndarray:
    """Return the weights under which the gold sentences of each question are likeliest."""
    weights = np.zeros(tables[0].shape[1])
    for _ in range(STEPS // 4):
        slope = PENALTY * weights
        for table, gold in zip(tables, golds, strict=True):
            powers = np.exp(table @ weights - (table @ weights).max())
            right = powers * gold
            slope += table.T @ (powers / powers.sum() - right / right.sum()) / len(tables)
        weights -= RATE / 10 * slope
    return weights


def report_confidence(rows: Sequence[Row]) -> None:
    """Print the weights of the confidence, and how it tells the held-out half."""
    rows = [row for row in rows if row["signals"]]
    names = sorted(CONFIDENCE)
    values = np.array([[row["signals"][name] for name in names] for row in rows])
    labels = np.array([row["answerable"] for row in rows])
    groups = [f"{row['of']}{' alone' if row['alone'] else ''}" for row in rows]
    held = np.array([is_held_out(row) for row in rows])
    own = [group for group, is_held in zip(groups, held, strict=True) if not is_held]
    weights = fit_confidence(values[~held], labels[~held], weigh(own, labels[~held]))
    told = ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(names, weights[1:], strict=True))
    print(f"confidence of {len(rows)}, {held.sum()} held out: bias {weights[0]:.2f}, {told}")
    chances = 1 / (1 + np.exp(-(weights[0] + values @ weights[1:])))
    for group in [*sorted(set(groups)), "all"]:
        mine = np.array([h and group in (g, "all") for h, g in zip(held, groups, strict=True)])
        yes, no = chances[mine & labels], chances[mine & ~labels]
        area = (yes[:, None] > no[None]).mean() if len(yes) and len(no) else float("nan")
        kept = " ".join(
            f"{least:.1f}: {(yes >= least).mean():.2f}/{(no < least).mean():.2f}" for least in (0.3, 0.4, 0.5)
        )
        print(f"  {group} ({len(yes)} answerable, {len(no)} not): area {area:.2f}, kept/declined at {kept}")


def weigh(groups: Sequence[str], labels: np.ndarray) -> np.ndarray:
    """Return what each question weighs: both labels the same over all, and each group by the root of its size."""
    sizes: Mapping[str, int] = {group: groups.count(group) for group in groups}
    shares = np.array([sizes[group] ** -0.5 for group in groups])
    for label in (True, False):
        shares[labels == label] /= 2 * shares[labels == label].sum()
    return shares


def fit_confidence(values: np.ndarray, labels: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return bias and weights, none of them negative, by projected gradient descent."""
    weights = np.zeros(values.shape[1] + 1)
    for _ in range(STEPS):
        gap = (1 / (1 + np.exp(-(weights[0] + values @ weights[1:]))) - labels) * shares
        weights -= (
            2 * RATE * (np.concatenate([[gap.sum()], values.T @ gap]) + PENALTY * np.concatenate([[0.0], weights[1:]]))
        )
        weights[1:] = np.maximum(weights[1:], 0.0)
    return weights


if __name__ == "__main__":
    main()
