"""Group the parts of articles that are copies: of one story, with the same words, figures and names."""

from collections.abc import Iterable, Sequence

from qa.library.stories.sketches import sketch_text


def group_copies(texts: Sequence[str], stories: Sequence[int | None]) -> list[int]:
    """Return for each text the place of the first one that it is a copy of: its own where it copies none before it.

    Copies are parts of articles of one story (see stories.py), where the shorter part shares most of its runs of words
    with the other one and tells no other figure or name; so a cut version is a copy of the full one.

    stories  the story of the article of each text, None where it is not known
    """
    first = list(range(len(texts)))
    groups: dict[int, list[int]] = {}
    for n, story in enumerate(stories):
        if story is not None:
            groups.setdefault(story, []).append(n)
    for places in (group for group in groups.values() if len(group) > 1):
        sketches = {n: sketch_text(texts[n]) for n in places}
        for n in places:
            leaders = (m for m in places if m < n and first[m] == m and sketches[n].holds_part_of(sketches[m]))
            first[n] = next(leaders, n)
    return first


def list_other_outlets(outlet: str | None, outlets: Iterable[str | None]) -> tuple[str, ...]:
    """Return who else carries what an outlet has: the outlets of its copies, each once, in their order."""
    return tuple(other for other in dict.fromkeys(outlets) if other and other != outlet)
