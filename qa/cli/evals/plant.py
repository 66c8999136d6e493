"""`qa eval plant`: true and false statements, made of the user's own articles, to measure a check by."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.errors import SourceProblem, UsageProblem

if TYPE_CHECKING:
    from qa.articles import Article
    from qa.evals.planting import Planting

EXAMPLES = (
    "qa eval plant --articles seeds/articles -n 40 -o statements.jsonl",
    'qa eval plant --articles seeds/articles -n 20 --kinds "recast, roles swapped, negation flipped"',
)
_LABEL = "making statements"


def plant_evaluation(
    articles: Annotated[Path, typer.Option("--articles", metavar="PATH", help="A file or folder of articles.")],
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", min=1, help="How many statements.")] = 200,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A new file, instead of stdout.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of what is drawn from the articles.")] = 0,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kinds", metavar="KIND, ...", help="Only these kinds, parted by commas. Repeatable."),
    ] = None,
) -> None:
    """Make true and false statements of your own articles, to measure how well a check tells them apart.

    Half of them are true: a sentence as it stands, shortened, or recast. The others have one thing wrong: roles
    swapped, another person, number, unit or day, a negation or a hedge more or less, a charge told as a conviction ...
    Each line of JSON has the statement, its kind and label, the sentence it was made of, and what was changed. How many
    could be made of each kind is told on stderr.

    The articles have to be in English. The same seed makes the same statements. What comes next: qa eval check FILE.

    Exit code: 0 done, 1 no statement could be made, 2 wrong usage, 130 interrupted.
    """
    from qa.evals.making.make import write_new_file
    from qa.evals.planting import draw_articles, plant_statements, write_statements

    chosen = read_kinds(kinds or [])
    if output and output.exists():
        raise UsageProblem(f"There is a {output} already, perhaps with edits. Name another with -o, or remove it.")
    with Reporter() as reporter:
        drawn = draw_articles(find_articles(articles), count=count, seed=seed)
        planting = plant_statements(
            (article for article in find_articles(articles) if article.id in drawn),
            count=count,
            seed=seed,
            kinds=chosen,
            on_article=lambda done: reporter.advance(_LABEL, done, len(drawn)),
        )
        reporter.stop()
        if not planting.statements:
            raise SourceProblem(
                f"No statement could be made of the {len(drawn):,} articles in {articles}. Statements are made of "
                "English prose that names people, places, days and amounts: give more of it with --articles."
            )
        tell_planted(planting, count, reporter)
    if output:
        write_new_file(output, write_statements(planting.statements))
    else:
        open_output().write_text(write_statements(planting.statements))


def read_kinds(values: list[str]) -> tuple[str, ...]:
    """Return the kinds that options name, or all where they name none. Raises UsageProblem."""
    from qa.evals.planting import KINDS

    named = [name for value in values for part in value.split(",") if (name := part.strip())]
    for name in named:
        if name not in KINDS:
            nearest = get_close_matches(name, KINDS, n=1, cutoff=0.0)[0]
            raise UsageProblem(
                f"There is no kind {name[:80]!r}. Did you mean {nearest}? There are: {', '.join(KINDS)}."
            )
    return tuple(kind for kind in KINDS if kind in named) or tuple(KINDS)


def find_articles(path: Path) -> "Iterator[Article]":
    """Yield the articles in a file or folder, one in memory at a time. Raises SourceProblem where there is nothing."""
    from qa.articles import Article, read_articles

    if not path.exists():
        raise SourceProblem(f"There are no articles at {path}. Give a file or folder with --articles.")
    return (found for found in read_articles([path]) if isinstance(found, Article))


def tell_planted(planting: "Planting", count: int, reporter: Reporter) -> None:
    """Tell on stderr how many statements there are of each kind, and how many could have been made."""
    taken = Counter(statement.kind for statement in planting.statements)
    for kind, found in planting.found.items():
        reporter.notify(f"{kind}: {taken[kind]:,} of {found:,} that could be made")
    true = sum(statement.label == "true" for statement in planting.statements)
    made = len(planting.statements)
    of_wanted = f" of {count:,}" if made < count else ""
    reporter.notify(f"{made:,}{of_wanted} statements made, {true:,} true and {made - true:,} false.")
