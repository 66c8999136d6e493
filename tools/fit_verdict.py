"""Fit the weights of the verdict (qa/verify/weights.py) on labelled statements.

    python tools/fit_verdict.py --model local seeds/statements.jsonl=seeds/articles@0.4 [MORE.jsonl=ARTICLES ...]

Each pair is a file of statements ({"text", "label": "true" or "false", "question"?}; `qa eval plant` makes more of them
out of any articles), the articles that they are about, and what they weigh beside the others. Every statement goes the
way of `qa check`: premises are retrieved, words located, guards asked, and, with a model, the judge. What is found is
kept in --signals FILE, one JSON line a statement, so that fitting again takes no model.

The weights are those of a logistic regression with both labels of equal weight, a small L2 penalty, and each sign as it
must be: what speaks against a statement never speaks for it. A fifth of the statements is held out and scored.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from qa import ingest_articles
from qa.chain import open_library
from qa.checking.premises import KeptVectors, find_premises, write_query
from qa.models import choose_model, open_model
from qa.models.embeddings import open_embedder
from qa.question import read_question
from qa.settings import PASSAGES, load_settings
from qa.verify.decide import Signals, read_signals
from qa.verify.hypothesis import Hypothesis
from qa.verify.judge import Judge, open_judge
from qa.verify.verifier import find_signs, write_case

BATCH = 16
# Name and sign of each weight: 1 speaks for the statement, -1 against it.
SIGNS = {"coverage": 1, "shortfall": -1, "absent": -1, "words": -1, "doubts": -1, "decisive": -1, "margin": 1}
RULES = ("coverage", "absent", "words", "doubts", "decisive")
LOCAL = ("shortfall", "doubts", "decisive", "margin")
PENALTY = 0.01
STEPS = 20_000
RATE = 0.1


def main() -> None:
    """Read the pairs, find or load the signals, fit with and without the judge, and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", metavar="STATEMENTS=ARTICLES")
    parser.add_argument("--model", default="extractive", help="the judge; extractive fits the rules alone")
    parser.add_argument("--signals", type=Path, help="file to keep what was found in, or to read it from")
    options = parser.parse_args()
    if options.pairs:
        rows = [row for pair in options.pairs for row in find_rows(*read_pair(pair), model=options.model)]
        if options.signals:
            options.signals.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        rows = [json.loads(line) for line in options.signals.read_text(encoding="utf-8").splitlines()]
    report("RULES", rows, RULES)
    judged = [row for row in rows if row["margin"] is not None]
    if judged:
        report("LOCAL", judged, LOCAL)


def read_pair(pair: str) -> tuple[str, str, float]:
    """Return the file of statements, their articles, and what the pair weighs beside the others."""
    statements, _, rest = pair.partition("=")
    articles, _, weight = rest.partition("@")
    return statements, articles, float(weight or 1)


def find_rows(statements: str, articles: str, weight: float, *, model: str) -> Iterator[dict[str, object]]:
    """Yield for each statement that does not stand word for word its label, kind and signals."""
    rows = [json.loads(line) for line in Path(statements).read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        for skipped in ingest_articles([articles], library=folder):
            print(f"skipped {skipped.origin}: {skipped.reason}")
        settings = load_settings({"library": folder, "model": model})
        library, embedder = open_library(settings), KeptVectors(open_embedder(settings))
        opened = open_model(choose_model(settings), settings)
        judge = open_judge(settings, opened)
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            queries = [write_query(row["text"], question=row.get("question") or "", before="") for row in batch]
            premises = find_premises(queries, library, embedder, k=settings.k or PASSAGES, filters=None)
            hypotheses = [
                Hypothesis(
                    text=row["text"],
                    premises=found,
                    question=read_question(row["question"]) if row.get("question") else None,
                )
                for row, found in zip(batch, premises, strict=True)
            ]
            for row, signals in zip(batch, find_signals(hypotheses, judge), strict=True):
                if signals is not None:
                    told = {"shortfall": signals.shortfall, **asdict(signals)}
                    yield {"label": row["label"] in ("true", "supported"), "weight": weight, "of": statements, **told}
        if opened is not None:
            opened.close()
        library.close()


def find_signals(hypotheses: Sequence[Hypothesis], judge: Judge | None) -> list[Signals | None]:
    """Return the signals of each statement; None where it stands word for word."""
    findings = [find_signs(hypothesis) for hypothesis in hypotheses]
    asked = [n for n, finding in enumerate(findings) if finding.is_open]
    opinions = judge.judge([write_case(findings[n]) for n in asked]).opinions if judge else [None] * len(asked)
    by_place = dict(zip(asked, opinions, strict=True))
    return [
        None if finding.located.verbatim else read_signals(finding.located, finding.flags, by_place.get(n))
        for n, finding in enumerate(findings)
    ]


def report(name: str, rows: Sequence[dict[str, object]], signals: Sequence[str]) -> None:
    """Print how the held-out fifth is scored, and the weights fitted on all rows."""
    places = np.random.default_rng(7).permutation(len(rows))
    held, rest = places[: len(rows) // 5], places[len(rows) // 5 :]
    values = np.array([[float(row[signal] or 0.0) for signal in signals] for row in rows])  # type: ignore[arg-type]
    labels = np.array([bool(row["label"]) for row in rows])
    shares = weigh(rows, labels)
    scores = score(values[held], fit(values[rest], labels[rest], shares[rest], signals))
    kept, passed = (scores >= 0.5)[labels[held]].mean(), (scores >= 0.5)[~labels[held]].mean()
    print(
        f"{name}: {len(rows)} statements; of the {len(held)} held out: true kept {kept:.2f}, false passed {passed:.2f}"
    )
    weights = fit(values, labels, shares, signals)
    told = ", ".join(f"{signal}={weight:.2f}" for signal, weight in zip(["bias", *signals], weights, strict=True))
    print(f"{name} = Weights({told})")


def weigh(rows: Sequence[dict[str, object]], labels: np.ndarray) -> np.ndarray:
    """Return what each row weighs: pairs as they are told, and in each both labels the same."""
    sources = np.array([str(row["of"]) for row in rows])
    shares = np.zeros(len(rows))
    for source in np.unique(sources):
        weight = next(float(row["weight"]) for row in rows if row["of"] == source)  # type: ignore[arg-type]
        for label in (True, False):
            own = (sources == source) & (labels == label)
            shares[own] = weight / max(1, own.sum())
    return shares / shares.sum()


def fit(values: np.ndarray, labels: np.ndarray, share: np.ndarray, signals: Sequence[str]) -> np.ndarray:
    """Return bias and weights by projected gradient descent."""
    signs = np.array([SIGNS[signal] for signal in signals])
    weights = np.zeros(len(signals) + 1)
    for _ in range(STEPS):
        gap = (score(values, weights) - labels) * share
        slope = np.concatenate([[gap.sum()], values.T @ gap]) + PENALTY * np.concatenate([[0.0], weights[1:]]) / 10
        weights -= RATE * slope
        weights[1:] = np.where(weights[1:] * signs < 0, 0.0, weights[1:])
    return weights


def score(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the chance of support of each row."""
    return 1 / (1 + np.exp(-(weights[0] + values @ weights[1:])))


if __name__ == "__main__":
    main()
