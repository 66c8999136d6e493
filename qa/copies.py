"""Group the parts of articles that are copies: of one story, with the same words, figures and names."""

from collections.abc import Sequence

from qa.library.sketches import sketch_text


def group_copies(texts: Sequence[str], stories: Sequence[int | None]) -> list[int]:
    """Return for each text the place of the first one that it is a copy of: its own where it copies none before it.

    Copies are parts of articles of one story (see stories.py), where the shorter part shares most of its runs of words
    with the other one and tells no other figure or name; so a cut version is a copy of the full one.

    stories  the story of the article of each text, None where it is not known
    """
    sketches = [sketch_text(text) for text in texts]
    first: list[int] = []
    for n, own in enumerate(sketches):
        leaders = (
            m
            for m in range(n)
            if first[m] == m and stories[m] == stories[n] is not None and own.holds_part_of(sketches[m])
        )
        first.append(next(leaders, n))
    return first
