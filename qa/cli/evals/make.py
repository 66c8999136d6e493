"""`qa eval make`: questions with gold answers, made of the user's own articles."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import MODEL, command
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.evals.making.make import Made
    from qa.evals.runs.runs import RunOptions
    from qa.settings import Settings

EXAMPLES = (
    "qa eval make --articles seeds/articles --count 5 --seed 3",
    "qa eval make --articles seeds/articles --count 10 -o my-questions.jsonl",
)
_LABEL = "making questions"


@command(settings=("library", "embedder", *MODEL), run_options=("articles",))
def make_evaluation(
    settings: "Settings",
    run_options: "RunOptions",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="A new file, instead of stdout.")
    ] = None,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help="How many questions.")] = 50,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of what is drawn from the articles.")] = 0,
) -> None:
    """Make questions with gold answers of your own articles.

    A sentence that names a day, an amount, a person with a role, a place or a quotation with its speaker becomes a
    question: by rules ("How many ...?", "Who said “...”?", or the sentence with a gap), or in the words of a model that
    is named with --model or in the settings. It is kept if no other article that is found could answer it; why others
    were refused is told on stderr. What the search does not find, or the check does not confirm, is kept and tagged
    ("tags": ["not_found"], ["not_confirmed"]): without it the questions would be those that the program can answer.

    The articles have to be in English. An article has two questions at most. The same seed makes the same questions.

    Exit code: 0 done, 1 no question could be made, 2 wrong usage, 4 no library, key or model, 130 interrupted.
    """
    if output and output.exists():
        raise UsageProblem(f"There is a {output} already, perhaps with edits. Name another with -o, or remove it.")
    from qa.chain import open_chain
    from qa.evals.making.ask import open_asker
    from qa.evals.making.make import make_questions, write_cases, write_new_file
    from qa.evals.runs.libraries import prepare_library

    with Reporter() as reporter:
        if run_options.articles:
            settings = prepare_library(
                run_options.articles, settings, notify=reporter.notify, on_progress=reporter.advance
            )
        with (
            open_chain(replace(settings, model="extractive")) as chain,
            open_asker(settings, notify=reporter.notify, on_progress=reporter.advance) as ask,
        ):
            made = make_questions(
                chain, count=count, seed=seed, ask=ask, on_case=lambda done, all: reporter.advance(_LABEL, done, all)
            )
        reporter.stop()
        tell_refused(made, count, reporter)
    if output:
        write_new_file(output, write_cases(made.cases))
    else:
        open_output().write_text(write_cases(made.cases))


def tell_refused(made: "Made", count: int, reporter: Reporter) -> None:
    """Tell on stderr how many questions there are, and why candidates were refused."""
    for reason, number in made.refused.items():
        reporter.notify(f"refused {number:,}: {reason}")
    tags = Counter(tag for case in made.cases for tag in case.tags)
    for tag, number in tags.items():
        reporter.notify(f"tagged {number:,}: {tag}")
    of_wanted = f" of {count:,}" if len(made.cases) < count else ""
    reporter.notify(f"{len(made.cases):,}{of_wanted} questions made. Read and correct them before you rely on them.")
