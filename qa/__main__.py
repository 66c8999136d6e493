"""Start the command line: `qa`, or `python -m qa`."""

import sys
from typing import NoReturn

from qa.cli.boundary import run_guarded
from qa.cli.version import print_version


def main() -> NoReturn:
    """Run the command that the arguments name and exit with its code."""
    sys.exit(run_guarded(_run_app))


def _run_app() -> int:
    if sys.argv[1:] == ["--version"]:
        print_version()
        return 0
    from qa.cli.app import app

    return app(prog_name="qa", standalone_mode=False) or 0


if __name__ == "__main__":
    main()
