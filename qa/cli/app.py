"""The Typer app: which commands there are, in which order and groups, and how help and version are told."""

from typing import Annotated

import typer

from qa.cli import (
    articles,
    ask,
    chat,
    demo,
    eval_compare,
    eval_gate,
    eval_run,
    eval_score,
    ingest,
    models,
    prompts,
    search,
)
from qa.cli.options import write_examples
from qa.cli.version import print_version

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def tell_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        print_version()
        raise typer.Exit


def begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Ask a pile of news articles a question; every sentence of the answer is backed by the exact words of an article.

    Answers go to stdout, everything else to stderr. Settings come from options, then QA_* variables (QA_LIBRARY,
    QA_MODEL ...), then ./qa.toml, then the user's config.toml.
    """
    show_help(context)


def show_help(context: typer.Context) -> None:
    """Print the help where no command was given."""
    if context.invoked_subcommand is None:
        print(context.get_help())


def make_group(help: str) -> typer.Typer:
    """Return a group of commands that shows its help when it is called alone."""
    group = typer.Typer(help=help, rich_markup_mode=None, context_settings=_SETTINGS, add_completion=False)
    group.callback(invoke_without_command=True)(show_help)
    return group


def make_app() -> typer.Typer:
    """Return the app with all commands."""
    # Help drawn with rich takes three times as long to appear.
    app = typer.Typer(name="qa", rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=_SETTINGS)
    examples = write_examples(demo.EXAMPLES[0], *ingest.EXAMPLES[:1], *ask.EXAMPLES[:1])
    app.callback(invoke_without_command=True, epilog=examples)(begin)
    app.command("demo", epilog=write_examples(*demo.EXAMPLES))(demo.run_demo)
    app.command("ingest", epilog=write_examples(*ingest.EXAMPLES))(ingest.ingest_sources)
    app.command("ask", epilog=write_examples(*ask.EXAMPLES))(ask.ask_question)
    app.command("chat", epilog=write_examples(*chat.EXAMPLES))(chat.run_chat)
    app.command("search", epilog=write_examples(*search.EXAMPLES))(search.search_passages)
    group = make_group("See the articles of the library, or take some out.")
    group.command("list", epilog=write_examples(*articles.LIST_EXAMPLES))(articles.list_articles)
    group.command("show", epilog=write_examples(*articles.SHOW_EXAMPLES))(articles.show_article)
    group.command("remove", epilog=write_examples(*articles.REMOVE_EXAMPLES))(articles.remove_articles)
    app.add_typer(group, name="articles")
    group = make_group("See the prompts that the model is given.")
    group.command("list", epilog=write_examples(*prompts.LIST_EXAMPLES))(prompts.list_prompts)
    group.command("show", epilog=write_examples(*prompts.SHOW_EXAMPLES))(prompts.show_prompt)
    app.add_typer(group, name="prompts")
    group = make_group("Measure how good the answers are.")
    group.command("run", epilog=write_examples(*eval_run.EXAMPLES))(eval_run.run_evaluation)
    group.command("score", epilog=write_examples(*eval_score.EXAMPLES))(eval_score.score_evaluation)
    group.command("compare", epilog=write_examples(*eval_compare.EXAMPLES))(eval_compare.compare_evaluations)
    group.command("gate", epilog=write_examples(*eval_gate.EXAMPLES))(eval_gate.gate_evaluation)
    app.add_typer(group, name="eval")
    app.command("models", epilog=write_examples(*models.EXAMPLES))(models.show_models)
    return app


app = make_app()
