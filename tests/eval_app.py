"""The command line with the group `eval`: run it with `python -c "import eval_app; eval_app.main()" ...`."""

import sys

from qa.cli.app import make_app, make_group
from qa.cli.boundary import run_guarded
from qa.cli.evals import compare as eval_compare
from qa.cli.evals import gate as eval_gate
from qa.cli.evals import run as eval_run
from qa.cli.evals import score as eval_score
from qa.cli.options import write_examples


def main() -> None:
    """Run the command line; the group is added where the app does not have it yet."""
    app = make_app()
    if not any(group.name == "eval" for group in app.registered_groups):
        group = make_group("Measure how good the answers are.")
        group.command("run", epilog=write_examples(*eval_run.EXAMPLES))(eval_run.run_evaluation)
        group.command("score", epilog=write_examples(*eval_score.EXAMPLES))(eval_score.score_evaluation)
        group.command("compare", epilog=write_examples(*eval_compare.EXAMPLES))(eval_compare.compare_evaluations)
        group.command("gate", epilog=write_examples(*eval_gate.EXAMPLES))(eval_gate.gate_evaluation)
        app.add_typer(group, name="eval")
    sys.exit(run_guarded(lambda: app(prog_name="qa", standalone_mode=False) or 0))
