"""`qa quote`: where words were said, how exactly, and by whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import FILTERS, STORE, command
from qa.cli.options import JsonOption, join_words
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import UsageProblem

NOT_FOUND = 3
EXAMPLES = (
    'qa quote "stoutly defend its interests"',
    'qa quote "good and constructive" --source "Meridian Wire" --json',
)

if TYPE_CHECKING:
    from qa.library import Filters
    from qa.settings import Settings


@command(settings=STORE, filters=FILTERS)
def find_quote(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words that somebody said or wrote.")],
    settings: "Settings",
    filters: "Filters",
    n: Annotated[int, typer.Option("-n", metavar="N", min=1, max=200, help="Places to show.")] = 10,
    json: JsonOption = False,
) -> None:
    """Find where words were said, without any model.

    Each place is shown with outlet, headline and day, who says the words there, and whether they are exact or what
    differs. Exact ones come first, the oldest of them before the others. Former versions of changed articles are looked
    at too, and copies of one report are one place. An ellipsis (... or […]) stands for words that were left out.

    Exit code: 0 found, 3 not found, 4 no library, 1 failure, 2 wrong usage.
    """
    from qa.checking import find_places
    from qa.checking.places import NOBODY

    text = join_words(words).strip().strip('“”"„«»')
    if not any(letter.isalnum() for letter in text):
        raise UsageProblem('There are no words to find. Give some: qa quote "the words"')
    with Reporter() as reporter, open_library(settings) as opened:
        places = find_places(text, opened, filters=filters, n=n)
        output = open_output()
        if json:
            from qa.checking.values import place_to_values

            output.write_json([place_to_values(place) for place in places])
        else:
            from qa.render.checks.lines import lay_out_places

            output.write_lines(lay_out_places(places))
        if not places:
            reporter.notify(opened.explain_nothing(filters, NOBODY))
    raise typer.Exit(0 if places else NOT_FOUND)
