"""The Typer app: which commands there are, in which order and groups, and how help and version are told."""

from collections.abc import Callable
from typing import Annotated

import typer

from qa.cli.asking import ask, chat, demo, search
from qa.cli.briefing import brief, changes, timeline
from qa.cli.checking import check, quote, recheck
from qa.cli.evals import check as eval_check
from qa.cli.evals import compare as eval_compare
from qa.cli.evals import export as eval_export
from qa.cli.evals import gate as eval_gate
from qa.cli.evals import judge as eval_judge
from qa.cli.evals import make as eval_make
from qa.cli.evals import plant as eval_plant
from qa.cli.evals import report as eval_report
from qa.cli.evals import run as eval_run
from qa.cli.evals import score as eval_score
from qa.cli.evals import sweep as eval_sweep
from qa.cli.library import (
    articles,
    articles_diff,
    articles_remove,
    doctor,
    embed,
    export,
    feeds,
    ingest,
    parts,
    refresh,
    split,
    stats,
)
from qa.cli.options import write_examples
from qa.cli.setup import mcp, models, prompts, serve, trust
from qa.cli.version import print_version

# Name, function and examples of a command.
Command = tuple[str, Callable[..., None], tuple[str, ...]]

COMMANDS: tuple[Command, ...] = (
    ("demo", demo.run_demo, demo.EXAMPLES),
    ("ingest", ingest.ingest_sources, ingest.EXAMPLES),
    ("embed", embed.embed_sources, embed.EXAMPLES),
    ("refresh", refresh.refresh_library, refresh.EXAMPLES),
    ("ask", ask.ask_question, ask.EXAMPLES),
    ("chat", chat.run_chat, chat.EXAMPLES),
    ("brief", brief.write_briefing, brief.EXAMPLES),
    ("timeline", timeline.show_timeline, timeline.EXAMPLES),
    ("changes", changes.show_changes, changes.EXAMPLES),
    ("search", search.search_passages, search.EXAMPLES),
    ("check", check.check_file, check.EXAMPLES),
    ("quote", quote.find_quote, quote.EXAMPLES),
    ("recheck", recheck.recheck_file, recheck.EXAMPLES),
    ("serve", serve.serve_library, serve.EXAMPLES),
    ("mcp", mcp.serve_mcp, mcp.EXAMPLES),
    ("stats", stats.show_statistics, stats.EXAMPLES),
    ("export", export.export_library, export.EXAMPLES),
    ("doctor", doctor.check_library, doctor.EXAMPLES),
    ("models", models.show_models, models.EXAMPLES),
    ("trust", trust.trust_settings, trust.EXAMPLES),
)
GROUPS: dict[str, tuple[str, tuple[Command, ...]]] = {
    "articles": (
        "See the articles of the library, or take some out.",
        (
            ("list", articles.list_articles, articles.LIST_EXAMPLES),
            ("show", articles.show_article, articles.SHOW_EXAMPLES),
            ("diff", articles_diff.diff_article, articles_diff.EXAMPLES),
            ("remove", articles_remove.remove_articles, articles_remove.EXAMPLES),
        ),
    ),
    "feeds": (
        "See the feeds that the library follows, or follow one no more.",
        (
            ("list", feeds.list_feeds, feeds.LIST_EXAMPLES),
            ("remove", feeds.remove_feed, feeds.REMOVE_EXAMPLES),
        ),
    ),
    "library": (
        "See the parts of the library, add, detach or close some.",
        (
            ("parts", parts.list_parts, parts.PARTS_EXAMPLES),
            ("split", split.split_parts, split.EXAMPLES),
            ("add", parts.add_library, parts.ADD_EXAMPLES),
            ("detach", parts.detach_library, parts.DETACH_EXAMPLES),
            ("freeze", parts.freeze_library, parts.FREEZE_EXAMPLES),
            ("thaw", parts.thaw_library, parts.THAW_EXAMPLES),
        ),
    ),
    "prompts": (
        "See the prompts that the model is given.",
        (
            ("list", prompts.list_prompts, prompts.LIST_EXAMPLES),
            ("show", prompts.show_prompt, prompts.SHOW_EXAMPLES),
        ),
    ),
    "eval": (
        "Measure how good the answers are.",
        (
            ("run", eval_run.run_evaluation, eval_run.EXAMPLES),
            ("score", eval_score.score_evaluation, eval_score.EXAMPLES),
            ("compare", eval_compare.compare_evaluations, eval_compare.EXAMPLES),
            ("gate", eval_gate.gate_evaluation, eval_gate.EXAMPLES),
            ("report", eval_report.report_evaluation, eval_report.EXAMPLES),
            ("export", eval_export.export_evaluation, eval_export.EXAMPLES),
            ("sweep", eval_sweep.sweep_evaluation, eval_sweep.EXAMPLES),
            ("make", eval_make.make_evaluation, eval_make.EXAMPLES),
            ("plant", eval_plant.plant_evaluation, eval_plant.EXAMPLES),
            ("check", eval_check.check_evaluation, eval_check.EXAMPLES),
            ("judge", eval_judge.judge_evaluation, eval_judge.EXAMPLES),
        ),
    ),
}
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


def add_commands(app: typer.Typer, commands: tuple[Command, ...]) -> typer.Typer:
    """Put commands into an app or a group, each with its examples below its help; return it."""
    for name, run, examples in commands:
        app.command(name, epilog=write_examples(*examples))(run)
    return app


def make_app() -> typer.Typer:
    """Return the app with all commands."""
    # Help drawn with rich takes three times as long to appear.
    app = typer.Typer(name="qa", rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=_SETTINGS)
    examples = write_examples(demo.EXAMPLES[0], *ingest.EXAMPLES[:1], *ask.EXAMPLES[:1])
    app.callback(invoke_without_command=True, epilog=examples)(begin)
    for name, (help, commands) in GROUPS.items():
        app.add_typer(add_commands(make_group(help), commands), name=name)
    return add_commands(app, COMMANDS)


app = make_app()
