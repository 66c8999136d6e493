"""Train the encoder to point at answers, and measure it on what was held out."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from encoder import Encoder
from packing import MOST_SENTENCES, Table

LONGEST_SPAN = 24
WARM_UP = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How it is trained; the rate falls to 0 with the epochs or with the seconds, whichever end first."""

    rate: float = 3e-4
    epochs: int = 5
    batch: int = 128
    seconds: float = 1e9
    decay: float = 0.01


def train_encoder(net: Encoder, table: Table, held: Table, held_sources: Sequence[str], course: Course) -> None:
    """Train in place (AdamW, bf16 on a GPU), printing what is measured after each epoch."""
    device = table["ids"].device.type
    heavy = [weight for weight in net.parameters() if weight.ndim > 1]
    light = [weight for weight in net.parameters() if weight.ndim == 1]
    groups = [{"params": heavy, "weight_decay": course.decay}, {"params": light, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=course.rate, fused=device == "cuda")
    count, begun, step = len(table["ids"]), time.time(), 0
    steps = course.epochs * (count // course.batch)
    order = torch.Generator().manual_seed(5)
    for epoch in range(course.epochs):
        net.train()
        for rows in draw_batches(table["length"].cpu(), course.batch, order):
            done = max(step / steps, (time.time() - begun) / course.seconds)
            rate = course.rate * min(done / WARM_UP, max(0.0, (1 - done) / (1 - WARM_UP)))
            for group in optimizer.param_groups:
                group["lr"] = max(rate, course.rate / 1000)
            loss = find_loss(net, table, rows.to(device))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            if done >= 1:
                break
        print(f"epoch {epoch} {time.time() - begun:.0f}s {measure(net, held, held_sources)}", flush=True)
        if time.time() - begun >= course.seconds:
            break


def draw_batches(lengths: torch.Tensor, size: int, order: torch.Generator) -> list[torch.Tensor]:
    """Return the rows of each batch, of similar length, in a random order."""
    chunks = torch.randperm(len(lengths), generator=order).split(size * 32)
    batches = [rows for chunk in chunks for rows in chunk[lengths[chunk].argsort()].split(size) if len(rows) == size]
    return [batches[n] for n in torch.randperm(len(batches), generator=order).tolist()]


def find_loss(net: Encoder, table: Table, rows: torch.Tensor) -> torch.Tensor:
    """Return the negative log-likelihood of any right start and any right end among the passage's tokens and none."""
    logits, sentences = run_rows(net, table, rows)
    allowed = sentences >= 0
    allowed[:, 0] = True
    losses = []
    for place, name in enumerate(("starts", "ends")):
        scores = logits[..., place].masked_fill(~allowed, -1e4)
        gold = table[name][rows, : scores.shape[1]]
        right = torch.logsumexp(scores.masked_fill(~gold, -1e4), 1)
        losses.append((torch.logsumexp(scores, 1) - right).mean())
    return sum(losses) / 2


def run_rows(net: Encoder, table: Table, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the logits of some rows, and the sentence of each token."""
    length = table["length"][rows]
    width = int(length.max())
    ids, segments, sentences = (table[name][rows, :width].long() for name in ("ids", "segments", "sentences"))
    mask = torch.arange(width, device=ids.device)[None] < length[:, None]
    with torch.autocast(ids.device.type, torch.bfloat16, enabled=ids.device.type == "cuda"):
        logits = net(ids, segments, mask)
    return logits.float(), sentences


@torch.no_grad()
def measure(net: Encoder, table: Table, sources: Sequence[str], size: int = 256) -> str:
    """Return, by source, how often the best sentence is a right one, and how well answerable passages are told."""
    net.eval()
    found: list[tuple[float, bool, bool]] = []
    for rows in torch.arange(len(sources), device=table["ids"].device).split(size):
        logits, sentences = run_rows(net, table, rows)
        best, place = score_sentences(logits, sentences).max(1)
        gold = table["gold_sentences"][rows]
        sure = best - logits[:, 0].sum(1)
        right = gold.gather(1, place[:, None])[:, 0]
        found += zip(sure.tolist(), gold.any(1).tolist(), right.tolist(), strict=True)
    return "; ".join(describe(name, [f for f, s in zip(found, sources, strict=True) if name in (s, "all")])
                     for name in [*sorted(set(sources)), "all"])  # fmt: skip


def score_sentences(logits: torch.Tensor, sentences: torch.Tensor) -> torch.Tensor:
    """Return the score of the best span within each sentence, shape (rows, 128)."""
    rows, width = sentences.shape
    best = torch.full((rows, MOST_SENTENCES), -1e4, device=logits.device)
    for length in range(min(LONGEST_SPAN, width)):
        first, last = sentences[:, : width - length], sentences[:, length:]
        scores = logits[:, : width - length, 0] + logits[:, length:, 1]
        scores = scores.masked_fill((first != last) | (first < 0), -1e4)
        best.scatter_reduce_(1, first.clamp(min=0), scores, "amax")
    return best


def describe(name: str, found: Sequence[tuple[float, bool, bool]]) -> str:
    """Return accuracy and area under the curve of some passages in words."""
    answerable = np.array([sure for sure, has, _ in found if has])
    others = np.array([sure for sure, has, _ in found if not has])
    right = np.mean([hit for _, has, hit in found if has]) if len(answerable) else float("nan")
    area = (answerable[:, None] > others[None]).mean() if len(answerable) and len(others) else float("nan")
    return f"{name} right {right:.3f} of {len(answerable)}, area {area:.3f}"
