"""Timelines and briefings of the starter corpus by hand: what they must have, may have, and must never have.

cd tests && python -m briefing_samples        # recall, precision and right days of all topics, what is missed
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.briefing import Brief, Timeline, TimelineEvent

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "briefings.jsonl").read_text(encoding="utf-8").splitlines()
]
NAMES = [row["topic"] for row in ROWS]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineScore:
    """How a timeline compares with the labels: what it lacks, what it has on another day, what it should not have."""

    must: int
    missed: tuple[str, ...]
    on_other_days: tuple[str, ...]
    events: int
    unknown: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.must

    @property
    def precision(self) -> float:
        return 1 - len((*self.unknown, *self.never)) / self.events


def score_timeline(timeline: Timeline, row: dict[str, Any]) -> TimelineScore:
    """Compare a timeline with its labels; an event is found where its words stand on its day."""
    known = [*row["must"], *row["may"]]
    worded = {label["words"]: [e for e in timeline.events if tells(e, label["words"])] for label in known}
    missed = [label["words"] for label in row["must"] if not worded[label["words"]]]
    other = [
        label["words"] for label in known if worded[label["words"]] and not _has_day(worded[label["words"]], label)
    ]
    never = [e.text for e in timeline.events if any(words in e.text for words in row["never"])]
    unknown = [
        e.text for e in timeline.events if e.text not in never and not any(tells(e, label["words"]) for label in known)
    ]
    return TimelineScore(
        must=len(row["must"]),
        missed=tuple(missed),
        on_other_days=tuple(other),
        events=max(1, len(timeline.events)),
        unknown=tuple(unknown),
        never=tuple(never),
    )


def tells(event: TimelineEvent, words: str) -> bool:
    return words.lower() in event.text.lower()


def _has_day(events: Sequence[TimelineEvent], label: dict[str, Any]) -> bool:
    return any((event.first, event.last) == (label["first"], label["last"]) for event in events)


def list_missing_parts(brief: Brief, row: dict[str, Any]) -> list[str]:
    """Return the labelled parts that a briefing lacks, each with its section."""
    texts = {
        "happened": " ".join(told.statement.text for told in brief.happened),
        "sides": " ".join(f"{told.statement.speaker} {told.statement.text}" for told in brief.sides),
        "figures": " ".join(v.text for figure in brief.figures for v in (figure.value, *figure.older)),
        "open": " ".join(told.statement.text for told in brief.open),
    }
    return [
        f"{section}: {words}"
        for section, parts in row["brief"].items()
        for words in parts
        if words.lower() not in texts[section].lower()
    ]


def main() -> None:
    import sys

    from qa.briefing import open_briefer
    from qa.settings import Settings

    scores = []
    with open_briefer(Settings(library=Path(sys.argv[1]), model="extractive")) as briefer:
        for row in ROWS:
            timeline = briefer.make_timeline(row["topic"])
            score = score_timeline(timeline, row)
            scores.append(score)
            lacks = list_missing_parts(briefer.write_brief(row["topic"]), row)
            print(f"{row['topic']}: recall {score.recall:.2f}, precision {score.precision:.2f} of {score.events}")
            for name in ("missed", "on_other_days", "unknown", "never"):
                for words in getattr(score, name):
                    print(f"    {name}: {words[:110]}")
            for part in lacks:
                print(f"    brief lacks {part}")
    must, missed = sum(s.must for s in scores), sum(len(s.missed) for s in scores)
    events = sum(s.events for s in scores)
    wrong = sum(len(s.unknown) + len(s.never) for s in scores)
    days = sum(len(s.on_other_days) for s in scores)
    print(f"recall {1 - missed / must:.3f} of {must}, precision {1 - wrong / events:.3f} of {events}, other day {days}")


if __name__ == "__main__":
    main()
