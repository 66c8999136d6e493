"""The picture of the stages: the folders of `qa/` on the layers that import-linter holds, drawn as SVG."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row of the picture: folders that belong together, in the order in which a question or an article passes them.

    Attributes:
        title: What they have in common.
        folders: Each with what it does, in a few words.
        is_path: Whether one hands over to the next.
    """

    title: str
    folders: Mapping[str, str]
    is_path: bool = False


# From what the user sees down to what all else stands on.
BANDS = (
    Band(
        title="Faces",
        folders={
            "cli": "commands",
            "api": "calls from Python",
            "server": "a page, JSON",
            "mcp": "tools for assistants",
            "evals": "measure it",
            "render": "text, HTML",
        },
    ),
    Band(
        title="What is made",
        folders={
            "chain": "puts the stages together",
            "conversation": "follow-ups",
            "checking": "a draft, word by word",
            "briefing": "a topic as a page",
            "history": "does it still stand?",
        },
    ),
    Band(
        title="A question becomes an answer",
        folders={
            "question": "what is asked",
            "retrieval": "passages, evidence",
            "drafting": "sentences",
            "verify": "do articles say it?",
            "statements": "whose, when, sides",
            "answer": "with exact words",
        },
        is_path=True,
    ),
    Band(
        title="News comes in, for retrieval to search",
        folders={
            "articles": "any format",
            "ingest": "files, pages, feeds",
            "library": "catalogue, words, vectors",
        },
        is_path=True,
    ),
    Band(
        title="All stand on",
        folders={
            "models": "chat, embeddings",
            "language": "words of languages",
            "data": "prompts, seeds",
            "settings": "what is set",
            "tracing": "spans of the work",
            "urls": "where services are",
            "errors": "what goes wrong",
        },
    ),
)
_WIDTH, _LEFT, _GAP = 940, 16, 14
_ROW, _BOX, _TITLE = 104, 58, 22
_STYLE = """
  .page { fill: #ffffff } .band { fill: #f4f5f7 } .box { fill: #ffffff; stroke: #8a94a6 }
  text { font-family: system-ui, sans-serif; text-anchor: middle; fill: #1c2430 }
  .title { text-anchor: start; font-size: 13px; fill: #56607a } .name { font-size: 15px; font-weight: 600 }
  .told { font-size: 12px; fill: #56607a } .tip { fill: #3056c0 }
  .arrow { stroke: #3056c0; stroke-width: 2; fill: none; marker-end: url(#tip) }
  @media (prefers-color-scheme: dark) {
    .page { fill: #1c2029 } .band { fill: #262b37 } .box { fill: #1c2029; stroke: #6b7690 } text { fill: #e8ebf2 }
    .title, .told { fill: #a8b1c6 } .arrow { stroke: #8fb0ff } .tip { fill: #8fb0ff }
  }
"""


def read_layers() -> list[list[str]]:
    """Return the layers of the import contract, the highest first, each with the folders that are in it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[name.strip().removeprefix("qa.") for name in layer.split("|")] for layer in layers]


def find_misplaced() -> list[str]:
    """Return what the picture gets wrong: folders that it lacks, and neighbours on a path that stand in no layers."""
    layers = {name: depth for depth, names in enumerate(read_layers()) for name in names if not name.startswith("_")}
    drawn = [name for band in BANDS for name in band.folders]
    missing = [f"{name} is not drawn" for name in layers if name not in drawn]
    unknown = [f"{name} is no layer" for name in drawn if name not in layers]
    ground = max(layers[name] for band in BANDS[:-1] for name in band.folders if name in layers)
    high = [f"{name} is above what stands on it" for name in BANDS[-1].folders if layers.get(name, 0) < ground]
    return [*missing, *unknown, *high]


def draw_stages() -> str:
    """Return the picture as SVG. Raises ValueError where it would not be what the layers are."""
    if problems := find_misplaced():
        raise ValueError(f"tools/documents/stages.py does not fit the layers in pyproject.toml: {'; '.join(problems)}")
    height = _ROW * len(BANDS) + _GAP
    parts = [part for n, band in enumerate(BANDS) for part in _draw_band(band, _GAP + n * _ROW)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-label="The folders of qa on their layers: each uses what stands below it">'
    )
    tip = '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    tip += '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>'
    page = f'<rect class="page" width="{_WIDTH}" height="{height}" rx="8"/>'
    return "\n".join([head, f"<style>{_STYLE}</style>", tip, page, *parts, "</svg>", ""])


def _draw_band(band: Band, top: int) -> Iterator[str]:
    yield f'<rect class="band" x="8" y="{top}" width="{_WIDTH - 16}" height="{_ROW - _GAP}" rx="6"/>'
    yield f'<text class="title" x="{_LEFT}" y="{top + 16}">{escape(band.title)}</text>'
    space = 26 if band.is_path else _GAP
    width = (_WIDTH - 2 * _LEFT - space * (len(band.folders) - 1)) / len(band.folders)
    lefts = [_LEFT + n * (width + space) for n in range(len(band.folders))]
    for left, (name, told) in zip(lefts, band.folders.items(), strict=True):
        yield from _draw_box(left, top + _TITLE, width, name, told)
    if band.is_path:
        yield from _draw_arrows(lefts[1:], top + _TITLE + _BOX // 2, space)


def _draw_box(left: float, top: int, width: float, name: str, told: str) -> Iterator[str]:
    middle = left + width / 2
    yield f'<rect class="box" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_BOX}" rx="5"/>'
    yield f'<text class="name" x="{middle:.1f}" y="{top + 25}">{escape(name)}</text>'
    yield f'<text class="told" x="{middle:.1f}" y="{top + 45}">{escape(told)}</text>'


def _draw_arrows(ends: Sequence[float], height: int, space: int) -> Iterator[str]:
    for end in ends:
        yield f'<path class="arrow" d="M{end - space + 3:.1f} {height} H{end - 2:.1f}"/>'
